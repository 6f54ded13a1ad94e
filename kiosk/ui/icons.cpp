#include "kiosk/ui/icons.h"

#include <imgui.h>

#include <initializer_list>
#include <numbers>

namespace chalkpoint::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// A pen over a square of 24 units, the middle of the box.
struct Pen {
  ImDrawList& list;
  float x, y, unit;
  ImU32 color;
  float weight;

  ImVec2 at(float px, float py) const { return {x + px * unit, y + py * unit}; }
  void line(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2& p : points) list.PathLineTo(at(p.x, p.y));
    list.PathStroke(color, closed ? ImDrawFlags_Closed : 0, weight);
  }
  void arc(float cx, float cy, float r, float from, float to) {
    list.PathArcTo(at(cx, cy), r * unit, from, to, 24);
    list.PathStroke(color, 0, weight);
  }
  void circle(float cx, float cy, float r) { list.AddCircle(at(cx, cy), r * unit, color, 32, weight); }
  void dot(float cx, float cy, float r) { list.AddCircleFilled(at(cx, cy), r * unit, color, 16); }
};

void contrast_icon(Pen& pen) {
  pen.circle(12, 12, 9);
  pen.list.PathArcTo(pen.at(12, 12), 9 * pen.unit, -kPi / 2, kPi / 2, 24);
  pen.list.PathFillConvex(pen.color);
}

// A short thick stick with one rounded end, lying askew.
void chalk_icon(Pen& pen) {
  constexpr float kHalf = 3.6F;
  const ImVec2 blunt = pen.at(7.6F, 15.4F), round = pen.at(16, 9.2F);
  pen.list.AddLine(blunt, round, pen.color, 2 * kHalf * pen.unit);
  pen.list.AddCircleFilled(round, kHalf * pen.unit, pen.color, 24);
}

void globe_icon(Pen& pen) {
  pen.circle(12, 12, 9);
  pen.line({{3, 12}, {21, 12}});
  pen.arc(7, 12, 10.3F, -1.06F, 1.06F);
  pen.arc(17, 12, 10.3F, kPi - 1.06F, kPi + 1.06F);
}

void backspace_icon(Pen& pen) {
  pen.line({{1, 12}, {8, 5}, {22, 5}, {22, 19}, {8, 19}}, true);
  pen.line({{11, 9}, {17, 15}});
  pen.line({{17, 9}, {11, 15}});
}

void cloud_icon(Pen& pen) {
  pen.arc(8, 14, 4.5F, kPi * 0.5F, kPi * 1.42F);
  pen.arc(12.5F, 10.5F, 5.5F, kPi * 1.12F, kPi * 1.9F);
  pen.arc(17.5F, 14.2F, 4.3F, -kPi * 0.45F, kPi * 0.5F);
  pen.line({{8, 18.5F}, {17.5F, 18.5F}});
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, const Rect& box, std::uint32_t color) {
  const float side = std::min(box.w, box.h);
  Pen pen{list, box.centre().x - side / 2, box.centre().y - side / 2, side / 24, color, side * 0.088F};
  switch (icon) {
    case Icon::none:
      return;
    case Icon::back:
      pen.line({{20, 12}, {4, 12}});
      pen.line({{10.5F, 5}, {3.5F, 12}, {10.5F, 19}});
      return;
    case Icon::next:
      pen.line({{4, 12}, {20, 12}});
      pen.line({{13.5F, 5}, {20.5F, 12}, {13.5F, 19}});
      return;
    case Icon::check:
      pen.line({{4, 13}, {10, 19}, {20, 6}});
      return;
    case Icon::close:
      pen.line({{5, 5}, {19, 19}});
      pen.line({{19, 5}, {5, 19}});
      return;
    case Icon::contrast:
      contrast_icon(pen);
      return;
    case Icon::lower:
      pen.line({{12, 3}, {12, 16}});
      pen.line({{6, 10.5F}, {12, 16.5F}, {18, 10.5F}});
      pen.line({{5, 21}, {19, 21}});
      return;
    case Icon::larger:
      pen.line({{2, 19}, {8, 4}, {14, 19}});
      pen.line({{4, 14}, {12, 14}});
      pen.line({{19, 8}, {19, 18}});
      pen.line({{15, 13}, {23, 13}});
      return;
    case Icon::pencil:
      pen.line({{4, 20}, {5.5F, 14.5F}, {16, 4}, {20, 8}, {9.5F, 18.5F}}, true);
      return;
    case Icon::globe:
      globe_icon(pen);
      return;
    case Icon::backspace:
      backspace_icon(pen);
      return;
    case Icon::shift:
      pen.line({{12, 3}, {21, 12.5F}, {16, 12.5F}, {16, 20}, {8, 20}, {8, 12.5F}, {3, 12.5F}}, true);
      return;
    case Icon::lock:
      pen.line({{5, 11}, {19, 11}, {19, 21}, {5, 21}}, true);
      pen.arc(12, 10, 4.5F, kPi, 2 * kPi);
      return;
    case Icon::cloud:
      cloud_icon(pen);
      return;
    case Icon::disk:
      pen.line({{4, 5}, {20, 5}, {20, 19}, {4, 19}}, true);
      pen.line({{4, 14}, {20, 14}});
      pen.dot(16.5F, 16.6F, 1.1F);
      return;
    case Icon::clock:
      pen.circle(12, 12, 9);
      pen.line({{12, 6.5F}, {12, 12}, {16, 14.5F}});
      return;
    case Icon::chalk:
      chalk_icon(pen);
      return;
    case Icon::cloth:
      pen.line({{4, 13}, {13, 4}, {20, 11}, {11, 20}}, true);
      pen.line({{7, 10}, {14, 17}});
      pen.line({{15, 20.5F}, {21, 20.5F}});
      return;
    case Icon::undo:
      pen.line({{9, 4}, {4, 9}, {9, 14}});
      pen.line({{4, 9}, {14, 9}});
      pen.arc(14, 14, 5, -kPi / 2, kPi / 2);
      pen.line({{14, 19}, {8, 19}});
      return;
    case Icon::wipe:
      pen.line({{3, 6}, {21, 6}});
      pen.line({{9, 6}, {9, 3}, {15, 3}, {15, 6}});
      pen.line({{5.5F, 6}, {7, 21}, {17, 21}, {18.5F, 6}});
      return;
    case Icon::plus:
      pen.line({{12, 4}, {12, 20}});
      pen.line({{4, 12}, {20, 12}});
      return;
    case Icon::speech:
      pen.line({{3, 4}, {21, 4}, {21, 16}, {12, 16}, {7, 21}, {7, 16}, {3, 16}}, true);
      pen.line({{7, 8.5F}, {17, 8.5F}});
      pen.line({{7, 12}, {14, 12}});
      return;
    case Icon::list:
      for (const float y : {6.F, 13.F, 20.F}) {
        pen.line({{2.5F, y - 1.5F}, {4.5F, y + 0.5F}, {8, y - 3.5F}});
        pen.line({{11, y - 1}, {21, y - 1}});
      }
      return;
    case Icon::person:
      pen.circle(12, 8, 4.5F);
      pen.arc(12, 22, 8.5F, kPi, 2 * kPi);
      return;
  }
}

}  // namespace chalkpoint::ui
