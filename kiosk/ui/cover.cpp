#include "kiosk/ui/cover.h"

#include <array>
#include <string>

namespace chalkpoint::ui {

namespace {

constexpr float kDustOpacity = 0.55F, kDustHeight = 0.5F;  // of the line

void dust_word(Ui& ui, float x, float middle, float wide, float line, Color color) {
  const float thick = line * kDustHeight, end = std::min(thick / 2, wide / 2);  // the ends of a stroke are round
  const std::array<Point, 2> stroke = {Point{x + end, middle}, Point{x + wide - end, middle}};
  ui.chalk(stroke, color.faded(kDustOpacity), thick);
}

void dust_line(Ui& ui, Point at, std::string_view line, Type type, Color color) {
  const float high = ui.line_height(type), space = ui.width(" ", type);
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    const float wide = ui.width(word, type);
    if (!word.empty()) dust_word(ui, at.x, at.y + high / 2, wide, high, color);
    at.x += wide + space;
    line.remove_prefix(std::min(line.size(), word.size() + 1));
  }
}

// What of a text fits, with an ellipsis where there is more.
std::string fitting(const Ui& ui, std::string_view text, Type type, float wide) {
  if (ui.width(text, type) <= wide) return std::string(text);
  const auto lines = ui.lines(text, type, wide - ui.width("…", type));
  std::string cut = lines.empty() ? std::string() : lines.front();
  for (const std::string_view end : {"-", " ", "·", " "})  // a word broken off, or what only parts two
    if (cut.ends_with(end)) cut.resize(cut.size() - end.size());
  return cut + "…";
}

}  // namespace

void draw_dust(Ui& ui, const Rect& box, std::string_view text, Type type, Color color) {
  float y = box.y;
  for (const std::string& line : ui.lines(text, type, box.w)) {
    dust_line(ui, {box.x, y}, line, type, color);
    y += ui.line_height(type);
  }
}

bool draw_covered(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, std::string_view text,
                  Type type, Color color) {
  ui.touch_area(id, label, rect);
  const bool shown = ui.is_pressed(rect);
  const float high = ui.height(text, type, rect.w);
  const Rect box{rect.x, rect.y + std::max(0.F, (rect.h - high) / 2), rect.w, high};
  if (shown)
    ui.text(box, text, type, color);
  else
    draw_dust(ui, box, text, type, color);
  return shown;
}

void draw_line_covered(Ui& ui, const Rect& box, std::string_view before, std::string_view covered,
                       std::string_view after, bool shown, Type type, Color color) {
  Rect rest = box;
  const auto set = [&](std::string_view text, bool dusty) {
    if (text.empty() || rest.w <= ui.width("…", type)) return;
    const std::string said = fitting(ui, text, type, rest.w);
    if (ui.width(said, type) > rest.w) return;  // not even a letter has room
    if (dusty)
      dust_line(ui, {rest.x, rest.y}, said, type, color);
    else
      ui.text(rest, said, type, color);
    rest.cut_left(std::min(rest.w, ui.width(said, type)));
  };
  set(before, false);
  set(covered, !shown);
  set(after, false);
}

}  // namespace chalkpoint::ui
