#include "kiosk/ui/sketch.h"

#include <algorithm>
#include <numbers>
#include <vector>

#include "kiosk/ui/chalk.h"

namespace chalkpoint::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

struct Stroke {
  std::vector<Point> points;
  Color color;
  float thickness = 1;  // of the usual one
};
using Strokes = std::vector<Stroke>;

// All drawings live in a field 100 wide; heights are given with them.
Strokes smile(const Theme& t) {
  return {{hand_circle({14, 4, 72, 72}), t.accent},
          {hand_line({39, 29}, {39.5F, 37}, 0.2F), t.accent, 1.1F},
          {hand_line({61, 28}, {61.5F, 36}, 0.2F), t.accent, 1.1F},
          {hand_arc({50, 40}, 19, kPi * 0.88F, kPi * 0.12F), t.accent},
          {hand_line({8, 94}, {93, 91}, -4), t.mint}};
}

Strokes barbell(const Theme& t) {
  Strokes s = {{hand_line({12, 46}, {88, 45}, -1.2F), t.chalk},
               {hand_line({20, 27}, {20.6F, 64}, 0.4F), t.chalk, 1.2F},
               {hand_line({80, 26}, {79.5F, 64}, 0.4F), t.chalk, 1.2F},
               {hand_line({13, 33}, {13.4F, 58}, 0.3F), t.chalk, 1.2F},
               {hand_line({87, 33}, {86.6F, 58}, 0.3F), t.chalk, 1.2F},
               {hand_circle({35.5F, 14, 29, 29}), t.accent},
               {hand_line({45.5F, 24}, {45.7F, 28}, 0.1F), t.accent},
               {hand_line({54.5F, 23.6F}, {54.7F, 27.6F}, 0.1F), t.accent},
               {hand_arc({50, 29}, 7.5F, kPi * 0.88F, kPi * 0.12F), t.accent},
               {hand_line({6, 72}, {95, 70}, -2), t.mint, 0.9F}};
  for (const auto& [from, to] :
       {std::pair<Point, Point>{{50, 2}, {50, 8}}, {{34, 7}, {37.5F, 12}}, {{66, 6.5F}, {62.5F, 12}}})
    s.push_back({hand_line(from, to, 0.2F), t.accent, 0.8F});
  return s;
}

Strokes stairs(const Theme& t) {
  return {{{{6, 74},
            {27, 73.6F},
            {27.2F, 73},
            {27, 57},
            {27.4F, 56.4F},
            {49, 56},
            {49.4F, 55.6F},
            {49, 39},
            {49.3F, 38.5F},
            {71, 38},
            {71.4F, 37.6F},
            {71, 21},
            {71.3F, 20.6F},
            {95, 20}},
           t.chalk},
          {hand_line({12, 56}, {58, 14}, -7), t.mint},
          {{{46, 13.5F}, {52, 13}, {59.5F, 12.4F}, {59.4F, 18}, {58.4F, 25}}, t.mint}};
}

Strokes checklist(const Theme& t) {
  Strokes s;
  for (int i = 0; i < 3; ++i) {
    const float y = 14 + static_cast<float>(i) * 25;
    s.push_back({{{12, y},
                  {28, y - 0.8F},
                  {28.6F, y},
                  {29, y + 15},
                  {28.4F, y + 15.6F},
                  {12.6F, y + 16},
                  {12, y + 15.4F},
                  {11.8F, y - 0.5F}},
                 t.chalk});
    s.push_back({hand_line({39, y + 8.5F}, {i == 1 ? 78.F : 90.F, y + 7.6F}, -0.8F), i == 0 ? t.mint : t.chalk});
  }
  s.push_back({{{14.5F, 20}, {17.5F, 24}, {20, 27.4F}, {24.5F, 19}, {33, 6}}, t.mint, 1.15F});
  return s;
}

Strokes heart(const Theme& t) {
  return {{{{50, 28},
            {46, 17},
            {35, 11},
            {23, 15},
            {18, 27},
            {22, 41},
            {35, 58},
            {50, 73},
            {66, 58},
            {78, 41},
            {82, 27},
            {77, 15},
            {65, 11},
            {54, 17},
            {49.5F, 29}},
           t.coral},
          {hand_line({16, 86}, {86, 84}, -3), t.chalk, 0.9F}};
}

Strokes cup(const Theme& t) {
  return {{{{24, 34}, {26, 58}, {33, 70}, {60, 70}, {67, 58}, {69, 34}}, t.chalk},
          {hand_line({23, 34}, {70, 33.6F}, 1), t.chalk},
          {{{69, 40}, {80, 39}, {84, 47}, {79, 56}, {67, 58}}, t.chalk},
          {{{37, 26}, {33, 20}, {38, 14}, {35, 7}}, t.blue, 0.9F},
          {{{48, 26}, {44, 19}, {49, 12}, {46, 4}}, t.blue, 0.9F},
          {{{59, 26}, {55, 20}, {60, 14}, {57, 8}}, t.blue, 0.9F},
          {hand_line({14, 82}, {82, 80}, -2), t.mint, 0.9F}};
}

struct Drawing {
  Strokes strokes;
  float height;
};

Drawing drawing(Sketch sketch, const Theme& theme) {
  switch (sketch) {
    case Sketch::barbell:
      return {barbell(theme), 76};
    case Sketch::smile:
      return {smile(theme), 98};
    case Sketch::stairs:
      return {stairs(theme), 80};
    case Sketch::checklist:
      return {checklist(theme), 86};
    case Sketch::heart:
      return {heart(theme), 90};
    case Sketch::cup:
      return {cup(theme), 86};
  }
  return {};
}

}  // namespace

void draw_sketch(Ui& ui, Sketch sketch, const Rect& box, float part) {
  Drawing d = drawing(sketch, ui.theme());
  const float scale = std::min(box.w / 100, box.h / d.height);
  const float x = box.centre().x - 50 * scale, y = box.centre().y - d.height / 2 * scale;
  const float thickness = std::clamp(2.9F * scale, ui.mm(0.9F), ui.mm(2.2F));
  const float each = 1.F / static_cast<float>(d.strokes.size());
  float drawn = part;
  for (Stroke& stroke : d.strokes) {
    if (drawn <= 0) return;
    for (Point& p : stroke.points) p = {x + p.x * scale, y + p.y * scale};
    ui.chalk(stroke.points, stroke.color, thickness * stroke.thickness, std::min(1.F, drawn / each));
    drawn -= each;
  }
}

}  // namespace chalkpoint::ui
