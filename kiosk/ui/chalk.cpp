#include "kiosk/ui/chalk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/ui/grain.h"

namespace chalkpoint::ui {
namespace {

float distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

// A point of the Catmull-Rom spline between b and c.
Point spline(Point a, Point b, Point c, Point d, float t) {
  const auto axis = [t](float p0, float p1, float p2, float p3) {
    return 0.5F *
           (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
  };
  return {axis(a.x, b.x, c.x, d.x), axis(a.y, b.y, c.y, d.y)};
}

struct Step {
  Point at;
  float quick;  // distance of the points it came from
};

std::vector<Step> smooth(std::span<const Point> points, float step_px) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point a = points[i > 0 ? i - 1 : i], b = points[i], c = points[i + 1];
    const Point d = points[std::min(i + 2, points.size() - 1)];
    const float length = distance(b, c);
    const int count = std::max(1, static_cast<int>(length / step_px));
    for (int k = 0; k < count; ++k)
      steps.push_back({spline(a, b, c, d, static_cast<float>(k) / static_cast<float>(count)), length});
  }
  if (!points.empty()) steps.push_back({points.back(), steps.empty() ? 0 : steps.back().quick});
  return steps;
}

}  // namespace

std::vector<Rib> chalk_ribs(std::span<const Point> points, float thickness_px, float part) {
  std::vector<Step> steps = smooth(points, std::max(2.F, thickness_px / 4));
  if (steps.size() < 2) return {};
  steps.resize(std::max<std::size_t>(2, static_cast<std::size_t>(static_cast<float>(steps.size()) * part)));
  float total = 0, usual = 0;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    total += distance(steps[i - 1].at, steps[i].at);
    usual += steps[i].quick;
  }
  usual = std::max(1.F, usual / static_cast<float>(steps.size() - 1));
  std::vector<Rib> ribs;
  float along = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Point before = steps[i > 0 ? i - 1 : 0].at, after = steps[std::min(i + 1, steps.size() - 1)].at;
    if (i > 0) along += distance(before, steps[i].at);
    const float length = std::max(0.001F, distance(before, after));
    const Point normal{-(after.y - before.y) / length, (after.x - before.x) / length};
    const float to_end = std::min(along, total - along) / (thickness_px * 0.7F);
    const float taper = std::min(1.F, 0.45F + 0.55F * to_end);
    const float pressure = std::clamp(1.12F - 0.18F * steps[i].quick / usual, 0.7F, 1.1F);
    const int place = static_cast<int>(along / 3);
    const float shake = 0.93F + 0.14F * grain(place, static_cast<int>(thickness_px));
    const float half = thickness_px / 2 * taper * pressure * shake;
    const Point at = steps[i].at;
    ribs.push_back(
        {{at.x - normal.x * half, at.y - normal.y * half}, {at.x + normal.x * half, at.y + normal.y * half}, along});
  }
  return ribs;
}

std::vector<Point> hand_circle(const Rect& around, float turns) {
  std::vector<Point> points;
  const Point c = around.centre();
  constexpr int kPerTurn = 28;
  const int count = static_cast<int>(kPerTurn * turns);
  for (int i = 0; i <= count; ++i) {
    const float t = static_cast<float>(i) / kPerTurn;
    const float angle = t * 2 * std::numbers::pi_v<float> - 2.2F;
    // A hand closes its circle a little outside of where it began, and not quite round.
    const float wide = 1 + 0.035F * (t - 0.5F) + 0.018F * std::sin(3 * angle + 0.8F);
    points.push_back({c.x + around.w / 2 * wide * std::cos(angle), c.y + around.h / 2 * wide * std::sin(angle)});
  }
  return points;
}

std::vector<Point> hand_line(Point from, Point to, float sag_px) {
  std::vector<Point> points;
  constexpr int kCount = 12;
  for (int i = 0; i <= kCount; ++i) {
    const float t = static_cast<float>(i) / kCount;
    const float sag =
        sag_px * 4 * t * (1 - t) + (grain(i, static_cast<int>(from.x + to.y)) - 0.5F) * std::abs(sag_px) * 0.12F;
    points.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t + sag});
  }
  return points;
}

std::vector<Point> hand_arc(Point centre, float radius_px, float from_rad, float to_rad) {
  std::vector<Point> points;
  constexpr int kCount = 14;
  for (int i = 0; i <= kCount; ++i) {
    const float t = static_cast<float>(i) / kCount;
    const float angle = from_rad + (to_rad - from_rad) * t;
    const float wide = radius_px * (1 + 0.03F * std::sin(5 * t));
    points.push_back({centre.x + wide * std::cos(angle), centre.y + wide * std::sin(angle)});
  }
  return points;
}

}  // namespace chalkpoint::ui
