#include "platform/display.h"

#include <algorithm>
#include <cmath>

namespace chalkpoint::platform {

std::optional<float> believable_px_per_mm(Size pixels, Size millimetres) {
  if (pixels.width <= 0 || pixels.height <= 0 || millimetres.width <= 0 || millimetres.height <= 0) return std::nullopt;
  const float across = static_cast<float>(pixels.width) / static_cast<float>(millimetres.width);
  const float down = static_cast<float>(pixels.height) / static_cast<float>(millimetres.height);
  constexpr float kUnknown = 96.0F / 25.4F;
  const bool made_up = std::abs(across - kUnknown) < 0.04F && std::abs(down - kUnknown) < 0.04F;
  const bool square = std::abs(across - down) < 0.1F * across;
  const int longer = std::max(millimetres.width, millimetres.height);
  if (made_up || !square || longer < 100 || longer > 2000) return std::nullopt;
  return (across + down) / 2;
}

float px_per_mm(Size window, std::optional<float> wanted, std::optional<float> display) {
  if (wanted) return *wanted;
  if (display) return *display;
  return static_cast<float>(std::min(window.width, window.height)) / kShorterSideMm;
}

bool wakes_display(std::int64_t now_ms, std::int64_t last_touch_ms, std::int64_t sleeps_after_ms) {
  return sleeps_after_ms > 0 && now_ms - last_touch_ms >= sleeps_after_ms;
}

}  // namespace chalkpoint::platform
