// The shape of strokes: fewer points for the same line, and the line's smoothness and width.
#include <algorithm>
#include <array>
#include <cmath>

#include "sync/event/strokes.h"

namespace chalkpoint::event {
namespace {

constexpr std::size_t kPiecePoints = 512;  // simplified on its own: the worst case stays linear in the stroke

// Distance of `p` to the line from `a` to `b`; pressure is the third dimension.
float distance(const StrokePoint& p, const StrokePoint& a, const StrokePoint& b) {
  const auto less = [](const StrokePoint& u, const StrokePoint& v) {
    return std::array{static_cast<float>(u.x - v.x), static_cast<float>(u.y - v.y),
                      static_cast<float>(u.pressure - v.pressure)};
  };
  const auto dot = [](const std::array<float, 3>& u, const std::array<float, 3>& v) {
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  };
  const auto line = less(b, a), to = less(p, a);
  const float length = dot(line, line);
  const float t = length > 0 ? std::clamp(dot(line, to) / length, 0.F, 1.F) : 0.F;
  const std::array off{to[0] - t * line[0], to[1] - t * line[1], to[2] - t * line[2]};
  return std::sqrt(dot(off, off));
}

// Marks in `kept` what a piece needs between its first and last points.
void keep_needed(std::span<const StrokePoint> points, std::size_t first, std::size_t last, float tolerance,
                 std::vector<bool>& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    float farthest = tolerance;
    std::size_t at = from;
    for (std::size_t i = from + 1; i < to; ++i)
      if (const float off = distance(points[i], points[from], points[to]); off > farthest) {
        farthest = off;
        at = i;
      }
    if (at == from) continue;
    kept[at] = true;
    open.emplace_back(from, at);
    open.emplace_back(at, to);
  }
}

struct Vector {
  float x = 0, y = 0;
};
float dot(Vector a, Vector b) {
  return a.x * b.x + a.y * b.y;
}
float cross(Vector a, Vector b) {
  return a.x * b.y - a.y * b.x;
}
float length(Vector a) {
  return std::hypot(a.x, a.y);
}
Vector between(const StrokePoint& a, const StrokePoint& b) {
  return {static_cast<float>(b.x - a.x), static_cast<float>(b.y - a.y)};
}

// How steeply the line leaves the straight way `chord` at the point where `before` ends and `after` begins, so that it
// is one smooth line there. A sharp corner stays one. The circle through the three points where the turn is gentle.
float slope(Vector before, Vector after, Vector chord) {
  const float in = length(before), out = length(after);
  if (in == 0 || out == 0 || dot(before, after) < 0.5F * in * out) return 0;
  const Vector tangent{before.x / in * out + after.x / out * in, before.y / in * out + after.y / out * in};
  return cross(chord, tangent) / std::max(1e-3F, dot(chord, tangent));
}

constexpr float kSoftEnd = 0.6F;     // of the full width remains at the very end
constexpr float kSoftLength = 0.7F;  // of the thickness is how far in it reaches
constexpr float kFlatUnits = 1.2F;   // how far the pieces of a smooth line may be off it
constexpr float kDotThickness = 0.9F;

/// A stroke being traced: what is needed to find the radius at a place.
struct Tracer {
  const Stroke& stroke;
  float total = 0;  // length of the straight lines
  std::vector<InkPoint> out{};

  float radius(float pressure, float along) const {
    const float thickness = thickness_units(stroke.width);
    const float end = std::min(along, total - along) / (kSoftLength * thickness);
    const float soft = std::min(1.F, kSoftEnd + (1 - kSoftEnd) * std::max(0.F, end));
    return thickness / 2 * (0.6F + 0.04F * pressure) * soft;
  }

  // The smooth line from point i − 1 to point i, which begins `along` the stroke; its first point is there already.
  void span(std::size_t i, float along) {
    const auto& points = stroke.points;
    const StrokePoint &a = points[i - 1], &b = points[i];
    const Vector chord = between(a, b);
    const float wide = length(chord);
    float leave = i >= 2 ? slope(between(points[i - 2], a), chord, chord) : 0;
    float arrive = i + 1 < points.size() ? slope(chord, between(b, points[i + 1]), chord) : 0;
    if (i < 2) leave = -arrive / 2;
    if (i + 1 == points.size()) arrive = -leave / 2;
    const float steepest = std::min(1.F, 4 * kBowUnits / std::max(1.F, wide));
    leave = std::clamp(leave, -steepest, steepest);
    arrive = std::clamp(arrive, -steepest, steepest);

    const auto put = [&](float t) {
      const float off = leave * t * (1 - t) * (1 - t) - arrive * t * t * (1 - t);
      const float pressure = static_cast<float>(a.pressure) + t * static_cast<float>(b.pressure - a.pressure);
      out.push_back({static_cast<float>(a.x) + chord.x * t - chord.y * off,
                     static_cast<float>(a.y) + chord.y * t + chord.x * off, radius(pressure, along + wide * t)});
    };
    const float bow = wide * std::max(std::abs(leave), std::abs(arrive)) / 4;
    const int pieces = static_cast<int>(std::ceil(std::max(1.F, std::sqrt(bow / kFlatUnits))));
    // The ends grow soft over a length of their own, wherever the points lie.
    const float soft = kSoftLength * thickness_units(stroke.width);
    std::array<float, 2> breaks{};
    if (wide > 0) breaks = {(soft - along) / wide, (total - soft - along) / wide};
    std::ranges::sort(breaks);
    float before = 0;
    for (int piece = 1; piece <= pieces; ++piece) {
      const float t = static_cast<float>(piece) / static_cast<float>(pieces);
      for (const float middle : breaks)
        if (middle > before && middle < t) put(middle);
      put(t);
      before = t;
    }
  }
};

}  // namespace

std::vector<StrokePoint> simplified(std::span<const StrokePoint> points, float tolerance_units) {
  std::vector<bool> kept(points.size(), false);
  for (std::size_t first = 0; first + 1 < points.size(); first += kPiecePoints) {
    const std::size_t last = std::min(first + kPiecePoints, points.size() - 1);
    kept[first] = kept[last] = true;
    keep_needed(points, first, last, tolerance_units, kept);
  }
  if (points.size() == 1) kept[0] = true;
  std::vector<StrokePoint> out;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (kept[i]) out.push_back(points[i]);
  return out;
}

float thickness_units(int width) {
  constexpr std::array<float, kWidths> kThickness{24, 38, 64};
  return kThickness[static_cast<std::size_t>(std::clamp(width, 1, kWidths) - 1)];
}

std::vector<InkPoint> trace(const Stroke& stroke, std::size_t from) {
  const auto& points = stroke.points;
  if (points.empty()) return {};
  Tracer tracer{stroke};
  if (points.size() == 1) {
    const StrokePoint& dot = points.front();
    const float radius = thickness_units(stroke.width) / 2 * kDotThickness;
    return {{static_cast<float>(dot.x), static_cast<float>(dot.y), radius}};
  }
  for (std::size_t i = 1; i < points.size(); ++i) tracer.total += length(between(points[i - 1], points[i]));
  float along = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) {
      if (i > from) tracer.span(i, along);
      along += length(between(points[i - 1], points[i]));
    }
    if (i == std::min(from, points.size() - 1))
      tracer.out.push_back({static_cast<float>(points[i].x), static_cast<float>(points[i].y),
                            tracer.radius(static_cast<float>(points[i].pressure), along)});
  }
  return tracer.out;
}

}  // namespace chalkpoint::event
