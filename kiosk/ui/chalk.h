// Chalk strokes as a strip of grain: drawn, not vectored. Pure geometry; ui.cpp puts it on the screen.
#pragma once

#include <span>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace chalkpoint::ui {

/// A cross-section of a stroke: its two edges, and how far along the stroke it lies.
struct Rib {
  Point left, right;
  float along_px = 0;
};

/// The strip for a stroke through `points`, smoothed. Where the points lie far apart the hand was quick and the line is
/// thin; its ends taper. `part` of its length, 0–1, is made.
std::vector<Rib> chalk_ribs(std::span<const Point> points, float thickness_px, float part);

// Strokes of the screens' own drawings, as points spaced like a hand's.
std::vector<Point> hand_circle(const Rect& around, float turns = 1.06F);
std::vector<Point> hand_line(Point from, Point to, float sag_px);
std::vector<Point> hand_arc(Point centre, float radius_px, float from_rad, float to_rad);

}  // namespace chalkpoint::ui
