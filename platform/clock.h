// The only place that reads a clock.
#pragma once

#include <cstdint>
#include <string>

namespace chalkpoint::platform {

struct Now {
  std::int64_t unix_ms = 0;         ///< UTC
  std::int32_t utc_offset_min = 0;  ///< local time, minutes east
  std::int64_t mono_ms = 0;         ///< since boot, suspended time counted
};

/// What the machine's local time zone shows at that instant: minutes east.
std::int32_t utc_offset_min(std::int64_t unix_ms);
Now now();  ///< all clocks, read once
/// Microseconds of the clock behind Now::mono_ms.
std::int64_t mono_us();
/// Changes with every boot of the machine; empty when the kernel does not tell.
const std::string& boot_id();

}  // namespace chalkpoint::platform
