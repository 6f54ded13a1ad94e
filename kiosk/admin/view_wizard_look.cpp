// How the club looks and when it is open.
#include <algorithm>

#include "kiosk/admin/colours.h"
#include "kiosk/admin/view_wizard_parts.h"
#include "sync/event/hours.h"

namespace chalkpoint::admin::wizard {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

std::string chosen_accent(const Scene& scene) {
  return scene.state.accent.empty() ? std::string(kAccents.front()) : scene.state.accent;
}

// The club's mark and name, a score that is given, a word of thanks: what takes the colour.
void draw_sample(Scene& scene, const Rect& place) {
  ui::Ui& ui = scene.ui;
  const ui::Color accent = colour_of(chosen_accent(scene)).value_or(ui.theme().yellow);
  ui.fill(place, ui.theme().fill, ui.mm(4));
  Rect inside = place.inset(ui.mm(7), ui.mm(6));
  Rect head = inside.cut_top(ui.mm(10), ui.mm(5));
  const Rect mark = head.cut_left(ui.mm(10), ui.mm(3));
  ui.fill(mark, accent, ui.mm(2.7F));
  ui.icon(ui::Icon::chalk, mark, ui.theme().ink);
  const std::string name = scene.around.known.club.empty() ? ui.tr("wizard.look.club") : scene.around.known.club;
  ui::draw_lines(ui, name, {head.x, head.y + (head.h - ui.line_height(ui::kButton)) / 2, head.w, head.h}, ui::kButton,
                 1, ui.theme().chalk);
  const float thanks_high = ui.line_height({ui::Face::chalk, 9});
  const float side = std::min(ui.mm(13), inside.h - thanks_high - ui.mm(3));
  if (side > ui.mm(6)) {
    const Rect row = inside.cut_top(side, ui.mm(3));
    for (int i = 0; i < 3; ++i) {
      const Rect box{row.x + static_cast<float>(i) * (side + ui.mm(3)), row.y, side, side};
      if (i == 2)
        ui.fill(box, accent, ui.mm(3));
      else
        ui.outline(box, ui.theme().outline, ui.mm(0.5F), ui.mm(3));
      ui.text(box, std::to_string(8 + i), ui::kButton, i == 2 ? ui.theme().ink : ui.theme().chalk, Align::centre, false,
              true);
    }
  }
  ui.text(inside, ui.tr("wizard.look.thanks"), {ui::Face::chalk, 9}, accent);
}

void draw_swatches(Scene& scene, const Rect& place) {
  ui::Ui& ui = scene.ui;
  constexpr std::size_t columns = 4;
  const float gap = ui.mm(3), wide = (place.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float high = (place.h - gap) / 2;
  for (std::size_t i = 0; i < kAccents.size(); ++i) {
    const Rect at{place.x + static_cast<float>(i % columns) * (wide + gap),
                  place.y + static_cast<float>(i / columns) * (high + gap), wide, high};
    const std::string id = "accent." + std::to_string(i + 1);
    if (ui.touch_area(id, ui.tr(id), at)) scene.intent = PickAccent{std::string(kAccents[i])};
    const bool chosen = chosen_accent(scene) == kAccents[i];
    if (chosen) ui.outline(at, ui.theme().chalk, ui.mm(0.8F), ui.mm(4));
    ui.fill(at.inset(ui.mm(2), ui.mm(2)), colour_of(kAccents[i]).value_or(ui.theme().yellow), ui.mm(2.6F));
    if (!chosen) continue;
    const float side = ui.mm(8);
    ui.icon(ui::Icon::check, {at.centre().x - side / 2, at.centre().y - side / 2, side, side}, ui.theme().ink);
  }
}

// Two lines of a week, each with what makes it earlier and later.
struct Line {
  std::string_view name;
  std::size_t first, last;  // days, Monday first
};
constexpr std::array<Line, 2> kLines = {{{"week", 0, 4}, {"weekend", 5, 6}}};
constexpr int kHourMin = 60, kDayMin = 24 * kHourMin;

std::string clock_text(int minute) {
  const int of_day = minute > kDayMin ? minute - kDayMin : minute;
  const std::string rest = std::to_string(of_day % kHourMin);
  return std::to_string(of_day / kHourMin) + ":" + (rest.size() == 1 ? "0" : "") + rest;
}

void draw_stepper(Scene& scene, Rect at, const event::OpeningHours& hours, const Line& line, bool closes) {
  ui::Ui& ui = scene.ui;
  const event::Hours now = hours.week[line.first];
  const int minute = closes ? now.to_min : now.from_min;
  const std::string id = "hours." + std::string(line.name) + (closes ? ".to" : ".from");
  const auto shift = [&](int by) {
    event::OpeningHours changed = hours;
    changed.always = false;
    for (std::size_t day = line.first; day <= line.last; ++day)
      (closes ? changed.week[day].to_min : changed.week[day].from_min) = minute + by;
    scene.intent = PickHours{event::to_text(changed)};
  };
  const int least = closes ? now.from_min + kHourMin : 0, most = closes ? kDayMin : now.to_min - kHourMin;
  const auto button = [&](const Rect& place, const char* end, const char* sign, int by) {
    const Button look{.look = Look::small, .again = true, .enabled = minute + by >= least && minute + by <= most};
    if (ui.button(id + end, sign, place, look)) shift(by);
  };
  const float side = ui.mm(12.5F), apart = ui.mm(1.5F);
  button(at.cut_left(side, apart), ".less", "−", -kHourMin);
  button(at.cut_right(side, apart), ".more", "+", kHourMin);
  ui.text(at, clock_text(minute), {ui::Face::bold, 4}, ui.theme().chalk, Align::centre, false, true);
}

void draw_line(Scene& scene, Rect at, const event::OpeningHours& hours, const Line& line) {
  ui::Ui& ui = scene.ui;
  ui.fill(at, ui.theme().fill, ui.mm(4));
  at = at.inset(ui.mm(5), ui.mm(4));
  const std::string name = ui.tr("hours." + std::string(line.name));
  ui.text(at.cut_top(ui.line_height(ui::kBody), ui.mm(2)), name, ui::kBody, ui.theme().chalk);
  const float gap = ui.mm(8), wide = (at.w - gap) / 2;
  draw_stepper(scene, {at.x, at.y, wide, at.h}, hours, line, false);
  ui.text({at.x + wide, at.y, gap, at.h}, "–", ui::kBody, ui.theme().muted, Align::centre, false, true);
  draw_stepper(scene, {at.x + wide + gap, at.y, wide, at.h}, hours, line, true);
}

}  // namespace

void draw_look(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Button logo{.look = Look::outline};
  Rect area = draw_frame(
      scene, ui.tr("wizard.look.heading"), ui.tr("wizard.look.say"),
      {.label = ui.tr("nav.next"),
       .beside = {"wizard.logo", ui.tr(scene.state.logo.empty() ? "wizard.logo" : "wizard.logo.other"), logo},
       .wanted = AskLogo{}});
  if (ui.portrait()) {
    const Rect sample = area.cut_top(std::min(ui.mm(62), area.h * 0.45F), ui.mm(5));
    draw_sample(scene, sample);
    draw_swatches(scene, {area.x, area.y, area.w, std::min(area.h, ui.mm(60))});
    return;
  }
  const Rect sample = area.cut_right(area.w * 0.42F, ui.mm(6));
  draw_sample(scene, sample);
  draw_swatches(scene, area);
}

void draw_logo(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  const std::string say = ui.tr(state.looking         ? "wizard.logo.looking"
                                : state.found.empty() ? "wizard.logo.none"
                                                      : "wizard.logo.say");
  const Rect area = draw_frame(scene, ui.tr("wizard.logo.heading"), say, {.label = ui.tr("wizard.logo.without")});
  ui::draw_list(ui, area, state.found.size(), ui::option_height(ui), [&](std::size_t i, const Rect& card) {
    const Found& one = state.found[i];
    const bool good = !one.value.empty();
    const std::string id = "logo." + std::to_string(i + 1);
    if (ui::draw_option(ui, card,
                        {.id = id,
                         .label = one.name,
                         .say = ui.tr(good ? "wizard.logo.good" : "wizard.logo.bad"),
                         .chosen = good && one.value == state.logo,
                         .named = id}) &&
        good)
      scene.intent = PickLogo{one.value};
  });
}

void draw_hours(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string value = scene.state.hours.empty() ? std::string(kUsualHours.front()) : scene.state.hours;
  const auto hours = event::parse_hours(value).value_or(event::OpeningHours{});
  Rect area = draw_frame(scene, ui.tr("wizard.hours.heading"), ui.tr("wizard.hours.say"), {.label = ui.tr("nav.next")});
  std::vector<ui::Choice> usual;
  for (std::size_t i = 0; i < kUsualHours.size(); ++i) {
    const std::string id = "hours.usual." + std::to_string(i + 1);
    const auto one = event::parse_hours(kUsualHours[i]);
    usual.push_back({id, ui.tr(id), {.look = Look::pick, .chosen = one && *one == hours, .again = true}});
  }
  const float high = ui::draw_choices(ui, usual, area, false).height;
  if (const auto tapped = ui::draw_choices(ui, usual, area.cut_top(high, ui.mm(5))).tapped)
    scene.intent = PickHours{std::string(kUsualHours[*tapped])};
  if (hours.always) {
    const std::string always = ui.tr("hours.always.say");
    ui.text(area.cut_top(ui.height(always, ui::kBody, area.w)), always, ui::kBody, ui.theme().chalk);
    return;
  }
  const float line_high = ui.line_height(ui::kBody) + ui.mm(2 + 8 + 14), gap = ui.mm(4);
  if (ui.portrait()) {
    for (const Line& line : kLines) draw_line(scene, area.cut_top(line_high, gap), hours, line);
    return;
  }
  const float wide = (area.w - gap) / 2;
  for (std::size_t i = 0; i < kLines.size(); ++i)
    draw_line(scene, {area.x + static_cast<float>(i) * (wide + gap), area.y, wide, line_high}, hours, kLines[i]);
}

}  // namespace chalkpoint::admin::wizard
