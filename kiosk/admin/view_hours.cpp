// The week of a setting of hours: days are chosen, and what they open and close
// at is moved by half an hour.
#include <array>
#include <cmath>

#include "kiosk/admin/view_settings_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin {
namespace {

using ui::Choice;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 3, kRowMm = 12.5F;
constexpr int kStepMin = 30, kDayMin = 24 * 60;
constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string clock_text(int minute) {
  if (minute > kDayMin) minute -= kDayMin;
  const std::string rest = std::to_string(minute % 60);
  return std::to_string(minute / 60) + (rest.size() == 1 ? ":0" : ":") + rest;
}

// A club may close after midnight, up to a day after it opened.
event::Hours moved(event::Hours day, int from, int to) {
  if (day.from_min == day.to_min) day = {};
  const event::Hours out{day.from_min + from, day.to_min + to};
  const bool fits = out.from_min >= 0 && out.from_min < kDayMin && out.to_min > out.from_min &&
                    out.to_min <= out.from_min + kDayMin && out.to_min <= 2 * kDayMin;
  return fits ? out : day;
}

}  // namespace

void draw_hours(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const ConfigKey& setting = *scene.page.setting;
  const std::string text = scene.page.draft.empty() ? std::string(setting.standard) : scene.page.draft;
  auto hours = event::parse_hours(text).value_or(event::OpeningHours{});
  const std::string shown = scene.page.refused ? text : in_words(ui, setting, text);
  ui.text(area.cut_top(ui.height(shown, ui::kBody, area.w), ui.mm(kGapMm)), shown, ui::kBody, ui.theme().chalk);

  const auto put = [&](const std::vector<Choice>& choices) {
    const float high = ui::draw_choices(ui, choices, area, false, kRowMm).height;
    return ui::draw_choices(ui, choices, area.cut_top(high, ui.mm(kGapMm)), true, kRowMm).tapped;
  };
  const auto pick = [](bool chosen) { return ui::Button{.look = Look::pick, .chosen = chosen, .again = true}; };
  // Of the days that are chosen, or of all; what the first of them has is shown.
  const auto is_meant = [&](std::size_t day) { return scene.page.days.empty() || scene.page.days.contains(day); };
  std::size_t first = 0;
  while (first + 1 < kDays.size() && !is_meant(first)) ++first;
  const event::Hours now = hours.week[first];
  const bool closed = now.from_min == now.to_min;
  const auto change = [&](event::Hours to) {
    for (std::size_t i = 0; i < kDays.size(); ++i)
      if (is_meant(i)) hours.week[i] = to;
    scene.intent = intent::Draft{event::to_text(hours)};
  };
  const ui::Button types{.look = Look::outline, .icon = ui::Icon::pencil, .again = true};
  std::vector<Choice> whole = {{"set.always", ui.tr(label_of(setting, "always")), pick(hours.always)},
                               {"set.type", ui.tr("set.hours.type"), types}};
  if (!hours.always) whole.insert(whole.begin() + 1, {"set.closed", ui.tr("set.day.closed"), pick(closed)});
  if (const auto tapped = put(whole)) {
    if (whole[*tapped].id == "set.type") scene.intent = intent::Type{""};
    if (whole[*tapped].id == "set.closed") change(closed ? event::Hours{} : event::Hours{0, 0});
    if (whole[*tapped].id == "set.always") {
      hours.always = !hours.always;
      scene.intent = intent::Draft{event::to_text(hours)};
    }
  }
  if (hours.always) return;

  Rect week = area.cut_top(ui.mm(kRowMm), ui.mm(kGapMm));
  const float gap = ui.mm(2.4F), wide = std::floor((std::min(week.w, ui.mm(170)) - 6 * gap) / 7);
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    const std::string name(kDays[i]);
    const ui::Button look{.look = Look::small, .chosen = scene.page.days.contains(i), .again = true};
    if (ui.button("set.day." + name, ui.tr("set.day." + name), week.cut_left(wide, gap), look))
      scene.intent = intent::PickDay{i};
  }

  Rect row = area.cut_top(ui.mm(kRowMm), ui.mm(kGapMm));
  const auto stepper = [&](Rect at, const std::string& say, const char* less, const char* more, int from, int to) {
    const ui::Button look{.again = true, .enabled = !closed};
    if (ui.button(less, "−", at.cut_left(ui.mm(14), gap), look)) change(moved(now, -from, -to));
    if (ui.button(more, "+", at.cut_left(ui.mm(14), gap), look)) change(moved(now, from, to));
    ui::draw_lines(ui, say, {at.x, at.y + (at.h - ui.line_height(ui::kSmallStrong)) / 2, at.w, at.h}, ui::kSmallStrong,
                   1, closed ? ui.theme().muted : ui.theme().chalk);
  };
  const float half = (row.w - gap) / 2;
  stepper(row.cut_left(half, gap), closed ? "—" : ui.text_lookup().get("set.opens", "time", clock_text(now.from_min)),
          "set.opens.less", "set.opens.more", kStepMin, 0);
  stepper(row, closed ? "—" : ui.text_lookup().get("set.closes", "time", clock_text(now.to_min)), "set.closes.less",
          "set.closes.more", 0, kStepMin);
}

}  // namespace chalkpoint::admin
