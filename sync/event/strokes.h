// A drawing in chalk as a note keeps it: strokes as vectors, their codec, their shape, and the same as SVG.
//
// Coordinates are units of a grid: the longer side of the slate that was drawn on is kGridUnits long, on every
// terminal. A stroke's thickness is in units too, so a drawing looks the same in proportion at every size. A drawing's
// frame is as tight around the points as can be: the least x and y are 0, the greatest are `width` and `height`.
//
// Encoded: version (1); width and height; the number of strokes; for each stroke one octet colour + 8 · (width − 1),
// the number of points, the first point's x and y, the steps to the others, and the pressures, two in an octet, the
// earlier one in the low half. Numbers are LEB128, steps zigzag before. Every drawing has one encoding and no other is
// read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::event {

inline constexpr int kGridUnits = 4096;  // a third of a pixel on the usual display: finer than a finger
inline constexpr int kColours = 5;       // white, yellow, coral, mint, blue
inline constexpr int kWidths = 3;
inline constexpr int kPressureMax = 15;
inline constexpr std::size_t kDrawingOctetsMax = 16 * 1024;  // of one note, before base64
inline constexpr std::size_t kStrokesMax = 512;
inline constexpr std::size_t kPointsMax = 16'000;  // of all strokes: what a reader must be ready to draw
/// How far from the frame chalk may come out, units: half of the widest stroke pressed hardest, and its smoothness.
inline constexpr int kInkMarginUnits = 48;

/// A place the chalk went through. The slower it went, the harder it was pressed: 0 (quick, thin) to kPressureMax.
struct StrokePoint {
  int x = 0, y = 0;  ///< units, 0 to kGridUnits
  int pressure = 0;
  bool operator==(const StrokePoint&) const = default;
};

/// From the touch to the lift; one point is a dot.
struct Stroke {
  int colour = 0;  ///< 0–4
  int width = 2;   ///< 1–3
  std::vector<StrokePoint> points;
  bool operator==(const Stroke&) const = default;
};

struct Drawing {
  int width = 0, height = 0;  ///< of the frame, units
  std::vector<Stroke> strokes;
  bool operator==(const Drawing&) const = default;
};

/// The same drawing in a tight frame at 0, 0.
Drawing tightened(Drawing drawing);
/// Refuses what breaks a bound named above, a loose frame, or what takes more than kDrawingOctetsMax.
std::expected<Bytes, Problem> encode_drawing(const Drawing& drawing);
/// Any octets: a drawing within all bounds, whose encoding they are, or what is wrong with them.
std::expected<Drawing, Problem> decode_drawing(std::string_view octets);
/// The frame alone, for whoever lays out many; nothing for octets that cannot begin a drawing.
struct DrawingFrame {
  int width = 0, height = 0;  ///< units
};
std::optional<DrawingFrame> drawing_frame(std::string_view octets);
/// Octets that a stroke takes in an encoded drawing.
std::size_t stroke_octets(const Stroke& stroke);

/// Fewer points for the same line: none of those left out lies farther than `tolerance_units` from it, a step of
/// pressure counting as one unit. Ramer (1972), Douglas and Peucker (1973), in pieces of bounded length.
std::vector<StrokePoint> simplified(std::span<const StrokePoint> points, float tolerance_units);

/// A round spot of chalk; between two of them the chalk is as wide as they are, changing evenly.
struct InkPoint {
  float x = 0, y = 0, radius = 0;  ///< units
};
/// The shape of a stroke: smoothed by at most kBowUnits from the straight lines, as wide as it was pressed, with soft
/// ends. Only the part beginning with the point `from` is made.
std::vector<InkPoint> trace(const Stroke& stroke, std::size_t from = 0);
inline constexpr float kBowUnits = 8;
/// Thickness of a width 1–3 at middling pressure, units.
float thickness_units(int width);

/// The drawing as an SVG document of its own, chalk on slate, in the proportions of the screen.
std::string to_svg(const Drawing& drawing);

}  // namespace chalkpoint::event
