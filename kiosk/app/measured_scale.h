// How large this display is, as somebody measured it with a ruler: a setting of the terminal alone.
#pragma once

#include <cstdlib>

#include "sync/journal/journal.h"

namespace chalkpoint::app {

inline constexpr std::string_view kMeasuredScale = "px_per_mm";
/// As for --scale.
inline constexpr float kScaleMin = 1, kScaleMax = 40;

/// Pixels for each millimetre; 0: it was not measured.
inline float measured_scale(const journal::Journal& journal) {
  const float kept = std::strtof(journal.setting(kMeasuredScale).value_or("0").c_str(), nullptr);
  return kept >= kScaleMin && kept <= kScaleMax ? kept : 0;
}

}  // namespace chalkpoint::app
