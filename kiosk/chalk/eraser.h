// The eraser's geometry: what is left of a stroke when a round rag has gone over it.
#pragma once

#include <optional>

#include "kiosk/chalk/drawing.h"

namespace chalkpoint::chalk {

/// A rag of that radius, wiped straight from one place to another; units.
struct Rub {
  float from_x = 0, from_y = 0, to_x = 0, to_y = 0, radius = 0;
  bool reaches(float x, float y) const;
  Box box() const;
};

/// The parts of the stroke outside of the rub, in order, cut where it begins and ends; nothing when it is whole as it
/// was. Crumbs shorter than kCrumbUnits go with the rest. `changed` grows by where the remaining parts look different.
std::optional<std::vector<event::Stroke>> rubbed(const event::Stroke& stroke, const Rub& rub, Box& changed);
inline constexpr float kCrumbUnits = 10;

/// Around points whose chalk may look different: their ink, its smoothness and its soft ends included.
Box around(std::span<const event::StrokePoint> points);

}  // namespace chalkpoint::chalk
