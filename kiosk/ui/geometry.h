// Places on the screen, in pixels from its upper left corner.
#pragma once

#include <algorithm>

namespace chalkpoint::ui {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float w = 0, h = 0;
  bool operator==(const Size&) const = default;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Rect&) const = default;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point centre() const { return {x + w / 2, y + h / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool contains(const Rect& r) const {  ///< wholly
    return r.x >= x - 0.5F && r.y >= y - 0.5F && r.right() <= right() + 0.5F && r.bottom() <= bottom() + 0.5F;
  }

  /// The same rectangle smaller by `dx` left and right and `dy` above and below.
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// What both cover; w or h is 0 when they do not meet.
  Rect common(const Rect& r) const {
    const float left = std::max(x, r.x), top = std::max(y, r.y);
    return {left, top, std::max(0.F, std::min(right(), r.right()) - left),
            std::max(0.F, std::min(bottom(), r.bottom()) - top)};
  }
  /// Cuts a strip off one side: what is cut is returned, what remains stays, `gap` pixels away.
  Rect cut_top(float height, float gap = 0) {
    const Rect cut{x, y, w, height};
    y += height + gap;
    h -= height + gap;
    return cut;
  }
  Rect cut_bottom(float height, float gap = 0) {
    const Rect cut{x, bottom() - height, w, height};
    h -= height + gap;
    return cut;
  }
  Rect cut_left(float width, float gap = 0) {
    const Rect cut{x, y, width, h};
    x += width + gap;
    w -= width + gap;
    return cut;
  }
  Rect cut_right(float width, float gap = 0) {
    const Rect cut{right() - width, y, width, h};
    w -= width + gap;
    return cut;
  }
};

}  // namespace chalkpoint::ui
