// What a display tells about its size, and what may be believed of it. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace chalkpoint::platform {

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
};

/// Shorter side of a window on a display that does not know its size: an ordinary 10-inch lobby tablet.
inline constexpr float kShorterSideMm = 163.0F;

/// Pixels for each millimetre from the display's own word; nothing when that word cannot be true. Servers that do not
/// know answer with 0, or with the size that makes 96 dots an inch; a real display of a terminal is 100 mm to 2 m wide
/// and has square pixels.
std::optional<float> believable_px_per_mm(Size pixels, Size millimetres);

/// The scale to draw with: `wanted` (--scale) before the display's word before kShorterSideMm.
float px_per_mm(Size window, std::optional<float> wanted, std::optional<float> display);

/// Does the tap at `now_ms` only wake the display? Yes when nothing was touched for as long as the display waits before
/// it goes dark; `sleeps_after_ms` 0 means that it never does.
bool wakes_display(std::int64_t now_ms, std::int64_t last_touch_ms, std::int64_t sleeps_after_ms);

}  // namespace chalkpoint::platform
