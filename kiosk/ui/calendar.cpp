#include "kiosk/ui/calendar.h"

namespace chalkpoint::ui {
namespace {

constexpr std::size_t kWeek = 7;

// The month and the ways to its neighbours; where there is no room between those it stands above them.
void draw_month_row(Ui& ui, const Calendar& calendar, Rect& area, CalendarTap& tap) {
  const auto name = [&ui](int number) { return ui.tr("month." + std::to_string((number + 11) % 12 + 1)); };
  const auto title = [&](const Rect& place) {
    ui.text(place, name(calendar.month) + " " + std::to_string(calendar.year), kButton, ui.theme().chalk, Align::centre,
            false, true);
  };
  if (ui.portrait()) title(area.cut_top(ui.line_height(kButton), ui.mm(3)));
  Rect row = area.cut_top(ui.mm(14), ui.mm(2));
  const auto turn = [&](const char* id, int by) {
    const Button look{.look = Look::small, .icon = by < 0 ? Icon::back : Icon::next, .again = true};
    const std::string label = name(calendar.month + by);
    const float wide = ui.button_size(label, look).w;
    const Rect place = by < 0 ? row.cut_left(wide, ui.mm(4)) : row.cut_right(wide, ui.mm(4));
    if (ui.button(id, label, place, look)) tap.turn = by;
  };
  if (calendar.back) turn("month.back", -1);
  if (calendar.on) turn("month.on", 1);
  if (!ui.portrait()) title(row);
}

}  // namespace

CalendarTap draw_calendar(Ui& ui, Rect area, const Calendar& calendar) {
  CalendarTap tap;
  const float gap = ui.mm(2.4F), wide = std::min(area.w, ui.mm(200));
  area = {area.x + (area.w - wide) / 2, area.y, wide, area.h};
  draw_month_row(ui, calendar, area, tap);
  const float cell = (area.w - gap * (kWeek - 1)) / kWeek;
  const auto column = [&](std::size_t i) { return area.x + static_cast<float>(i) * (cell + gap); };
  for (std::size_t i = 0; i < kWeek; ++i)
    ui.text({column(i), area.y, cell, ui.line_height(kSmall)}, ui.tr("when.weekday." + std::to_string(i + 1)), kSmall,
            ui.theme().muted, Align::centre);
  area.cut_top(ui.line_height(kSmall), ui.mm(1.6F));
  constexpr float kRows = 6;  // of the longest month
  const float high = std::min(ui.mm(18), (area.h - gap * (kRows - 1)) / kRows);
  for (int i = 0; i < calendar.days; ++i) {
    const auto at = static_cast<std::size_t>(i + calendar.lead);
    const Rect place{column(at % kWeek), area.y + static_cast<float>(at / kWeek) * (high + gap), cell, high};
    const std::string number = std::to_string(i + 1);
    const std::string day = calendar.first.substr(0, 8) + (i + 1 < 10 ? "0" : "") + number;
    const bool offered = (calendar.from.empty() || calendar.from <= day) && (calendar.to.empty() || day <= calendar.to);
    if (!offered) {
      ui.text(place, number, kButton, ui.theme().muted, Align::centre, false, true);
    } else if (ui.button("day." + day, number, place, {.look = Look::pick, .chosen = calendar.chosen == day})) {
      tap.day = day;
    }
  }
  return tap;
}

}  // namespace chalkpoint::ui
