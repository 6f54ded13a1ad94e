#include "kiosk/chalk/eraser.h"

#include <algorithm>
#include <cmath>

namespace chalkpoint::chalk {
namespace {

using event::Stroke;
using event::StrokePoint;

struct Spot {
  float x = 0, y = 0;
};
Spot place(const StrokePoint& a, const StrokePoint& b, float t) {
  return {static_cast<float>(a.x) + t * static_cast<float>(b.x - a.x),
          static_cast<float>(a.y) + t * static_cast<float>(b.y - a.y)};
}

float distance(const Rub& rub, Spot p) {
  const float dx = rub.to_x - rub.from_x, dy = rub.to_y - rub.from_y;
  const float squared = dx * dx + dy * dy;
  const float t =
      squared > 0 ? std::clamp(((p.x - rub.from_x) * dx + (p.y - rub.from_y) * dy) / squared, 0.F, 1.F) : 0.F;
  return std::hypot(p.x - rub.from_x - t * dx, p.y - rub.from_y - t * dy);
}

struct Part {
  float begins = 0, ends = 0;  // 0–1 of the way from one point to the next
};

// The part of a straight way that the rub covers. The distance to a rub is convex along a straight line, so it is one
// part, found around the nearest place.
std::optional<Part> covered(const StrokePoint& a, const StrokePoint& b, const Rub& rub) {
  const auto off = [&](float t) { return distance(rub, place(a, b, t)) - rub.radius; };
  constexpr int kHalvings = 24;
  float low = 0, high = 1;
  for (int i = 0; i < kHalvings; ++i) {
    const float third = (high - low) / 3;
    if (off(low + third) < off(high - third)) {
      high -= third;
    } else {
      low += third;
    }
  }
  const float nearest = (low + high) / 2;
  const float least = std::min({off(nearest), off(0), off(1)});
  if (least >= 0) return std::nullopt;
  const float inside = least == off(0) ? 0.F : least == off(1) ? 1.F : nearest;
  const auto edge = [&](float outside) {
    if (off(outside) < 0) return outside;
    float in = inside, out = outside;
    for (int i = 0; i < kHalvings; ++i) {
      const float middle = (in + out) / 2;
      (off(middle) < 0 ? in : out) = middle;
    }
    return out;
  };
  return Part{edge(0), edge(1)};
}

StrokePoint cut(const StrokePoint& a, const StrokePoint& b, float t) {
  const Spot at = place(a, b, t);
  const float pressure = static_cast<float>(a.pressure) + t * static_cast<float>(b.pressure - a.pressure);
  return {static_cast<int>(std::lround(at.x)), static_cast<int>(std::lround(at.y)),
          static_cast<int>(std::lround(pressure))};
}

bool is_crumb(const Stroke& part) {
  float length = 0;
  for (std::size_t i = 1; i < part.points.size(); ++i)
    length += std::hypot(static_cast<float>(part.points[i].x - part.points[i - 1].x),
                         static_cast<float>(part.points[i].y - part.points[i - 1].y));
  return length < kCrumbUnits;
}

/// Collects the parts that remain.
struct Parts {
  const Stroke& whole;
  std::vector<Stroke> done{};
  Stroke open{whole.colour, whole.width, {}};

  void add(const StrokePoint& point) {
    if (open.points.empty() || open.points.back() != point) open.points.push_back(point);
  }
  void close(Box& changed) {
    if (open.points.empty()) return;
    if (is_crumb(open)) {
      changed.add(around(open.points));
    } else {
      done.push_back(open);
    }
    open.points.clear();
  }
};

// A new end changes how the line is smoothed up to the second point from it.
void add_ends(const std::vector<Stroke>& parts, Box& changed) {
  for (const Stroke& part : parts) {
    const std::size_t count = std::min<std::size_t>(3, part.points.size());
    changed.add(around(std::span(part.points).first(count)));
    changed.add(around(std::span(part.points).last(count)));
  }
}

}  // namespace

bool Rub::reaches(float x, float y) const {
  return distance(*this, {x, y}) < radius;
}

Box Rub::box() const {
  return {std::min(from_x, to_x) - radius, std::min(from_y, to_y) - radius, std::max(from_x, to_x) + radius,
          std::max(from_y, to_y) + radius};
}

Box around(std::span<const StrokePoint> points) {
  Box box;
  for (const StrokePoint& p : points)
    box.add({static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.x), static_cast<float>(p.y)});
  const float margin = event::kInkMarginUnits + event::kBowUnits;
  return box.empty() ? box : Box{box.left - margin, box.top - margin, box.right + margin, box.bottom + margin};
}

std::optional<std::vector<Stroke>> rubbed(const Stroke& stroke, const Rub& rub, Box& changed) {
  const auto& points = stroke.points;
  const auto is_off = [&rub](const StrokePoint& p) {
    return rub.reaches(static_cast<float>(p.x), static_cast<float>(p.y));
  };
  if (points.size() == 1) {
    if (!is_off(points[0])) return std::nullopt;
    changed.add(around(points));
    return std::vector<Stroke>{};
  }
  Parts parts{stroke};
  bool touched = false;
  if (!is_off(points[0])) parts.add(points[0]);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const StrokePoint &a = points[i - 1], &b = points[i];
    const Box way{static_cast<float>(std::min(a.x, b.x)), static_cast<float>(std::min(a.y, b.y)),
                  static_cast<float>(std::max(a.x, b.x)), static_cast<float>(std::max(a.y, b.y))};
    const auto part = way.meets(rub.box()) ? covered(a, b, rub) : std::nullopt;
    if (!part) {
      parts.add(b);
      continue;
    }
    touched = true;
    const std::array both{a, b};
    changed.add(around(both));
    if (part->begins > 0) parts.add(cut(a, b, part->begins));
    parts.close(changed);
    if (part->ends < 1) {
      parts.add(cut(a, b, part->ends));
      parts.add(b);
    }
  }
  if (!touched) return std::nullopt;
  parts.close(changed);
  add_ends(parts.done, changed);
  return std::move(parts.done);
}

}  // namespace chalkpoint::chalk
