// Randomness from the kernel: for ids, codes, keys and the jitter of retries.
#pragma once

#include <cstdint>
#include <span>

namespace chalkpoint::platform {

/// Fills `out`. Ends the process if the kernel has no randomness to give: nothing that needs it could go on safely.
void fill_random(std::span<std::uint8_t> out);

}  // namespace chalkpoint::platform
