#include "kiosk/ui/stage.h"

#include <algorithm>

namespace chalkpoint::ui {
namespace {

constexpr float kMarginMm = 8;
constexpr float kReach = 0.6F;  // of a portrait screen's height
constexpr Type kCode{Face::bold, 9};

}  // namespace

bool is_lifted(const Ui& ui) {
  return ui.frame().options.low_reach && ui.portrait();
}

Rect stage(const Ui& ui) {
  Rect area = ui.area().inset(ui.mm(kMarginMm), ui.mm(5));
  if (is_lifted(ui)) {
    const float top = ui.frame().size.h * (1 - kReach) + ui.mm(2);
    area.h = area.bottom() - top;
    area.y = top;
  }
  return area;
}

Rect headroom(const Ui& ui) {
  const Rect reach = stage(ui);
  const float top = ui.mm(6);
  return {reach.x, top, reach.w, reach.y - ui.mm(3) - top};
}

void draw_out_of_reach(Ui& ui, Sketch sketch, Rect room, std::string_view heading) {
  if (!is_lifted(ui)) return;
  if (!heading.empty()) {
    const float high = ui.height(heading, kHeading, room.w, true);
    ui.text(room.cut_bottom(high, ui.mm(6)), heading, kHeading, ui.theme().chalk, Align::left, true);
  }
  if (room.h > ui.mm(24)) draw_sketch(ui, sketch, room.inset(room.w * 0.2F, room.h * 0.08F));
}

Rect cut_picture(const Ui& ui, Rect& area) {
  return ui.portrait() ? area.cut_bottom(area.h * 0.36F, ui.mm(6)) : area.cut_right(area.w * 0.34F, ui.mm(8));
}

bool draw_message(Ui& ui, Rect area, const Message& m) {
  draw_out_of_reach(ui, m.sketch, headroom(ui));
  if (!is_lifted(ui)) draw_sketch(ui, m.sketch, cut_picture(ui, area).inset(ui.mm(4), ui.mm(4)));
  const float button = m.id ? ui.mm(22) + ui.mm(8) : 0;
  Type warm = kWarm, say = kSay;
  const auto warm_high = [&] { return ui.height(m.warm, warm, area.w, true); };
  const auto say_high = [&] { return ui.height(m.say, say, area.w, true); };
  const auto spare = [&] { return area.h - warm_high() - say_high() - button - ui.mm(4); };
  while (spare() < 0 && say.cap_mm > kSmall.cap_mm) {
    say.cap_mm -= 0.5F;
    warm.cap_mm = std::max(9.F, warm.cap_mm - 1);
  }
  area.cut_top(std::max(0.F, spare() * (ui.portrait() ? 0.4F : 0.5F)));
  ui.text(area.cut_top(warm_high(), ui.mm(4)), m.warm, warm, ui.theme().chalk, Align::left, true);
  ui.text(area.cut_top(say_high(), ui.mm(8)), m.say, say, ui.theme().chalk, Align::left, true);
  if (m.id == nullptr) return false;
  const Button look{.look = Look::primary, .icon = Icon::check, .enabled = m.enabled};
  const float wide = std::clamp(ui.button_size(m.label, look).w + ui.mm(16), ui.mm(60), area.w);
  return ui.button(m.id, m.label, {area.x, area.y, wide, ui.mm(22)}, look);
}

void draw_code(Ui& ui, Rect line, std::string_view code, std::string_view say) {
  const Rect card = line.cut_left(ui.mm(58), ui.mm(5));
  ui.dashed(card.inset(1, 1), ui.theme().accent, ui.mm(0.8F), ui.mm(5), ui.mm(2.2F));
  ui.spaced_text(card, code, kCode, ui.theme().accent, ui.mm(2.4F));
  ui.text(line, say, kSmall, ui.theme().muted, Align::left, true, true);
}

}  // namespace chalkpoint::ui
