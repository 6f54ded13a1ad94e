// Which survey is asked when: the usual one, the turns of others, and the switch that stops all of them.
#include <algorithm>

#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

constexpr std::array<int, 6> kOneIn = {1, 2, 3, 5, 10, 20};
constexpr int kHourMin = 60, kDayMin = 24 * kHourMin;

std::string survey_title(const QuestionsScene& scene, const std::string& name) {
  for (const SurveyBrief& one : scene.material.surveys)
    if (one.survey == name) return one.title.empty() ? name : one.title;
  return name;
}

std::string clock_words(int minutes) {
  const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return two(minutes / kHourMin) + ":" + two(minutes % kHourMin);
}

std::string days_words(const QuestionsScene& scene, const Turn& turn) {
  if (std::ranges::all_of(turn.days, [](bool day) { return day; })) return scene.ui.tr("edit.days.all");
  std::string out;
  for (std::size_t i = 0; i < turn.days.size(); ++i)
    if (turn.days.at(i)) out += (out.empty() ? "" : ", ") + scene.ui.tr("edit.day." + std::string(kWeekdays.at(i)));
  return out.empty() ? scene.ui.tr("edit.days.none") : out;
}

std::string turn_words(const QuestionsScene& scene, const Turn& turn) {
  const ui::Ui& ui = scene.ui;
  if (turn.off) return ui.tr("edit.turn.off");
  std::string out = days_words(scene, turn);
  if (turn.times) out += " · " + clock_words(turn.times->from_min) + "–" + clock_words(turn.times->until_min);
  if (turn.one_in > 1) out += " · " + ui.tr("edit.one-in", static_cast<std::uint64_t>(turn.one_in));
  if (!turn.from.empty() || !turn.until.empty())
    out += " · " + (turn.from.empty() ? "…" : ui.text_lookup().day(turn.from)) + " – " +
           (turn.until.empty() ? "…" : ui.text_lookup().day(turn.until));
  return out;
}

// Members may be asked any survey that is no form of the staff.
std::vector<const SurveyBrief*> for_members(const QuestionsScene& scene) {
  std::vector<const SurveyBrief*> out;
  for (const SurveyBrief& one : scene.material.surveys)
    if (!one.form) out.push_back(&one);
  return out;
}

void draw_saving(QuestionsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const Storing how = scene.state.planning;
  const bool differs = scene.state.plan != scene.material.plan;
  const Choice foot[] = {
      {"plan.save",
       ui.tr(how == Storing::under_way ? "edit.publishing" : "edit.plan.save"),
       {.look = Look::primary, .icon = Icon::check, .again = true, .enabled = differs && how != Storing::under_way}}};
  if (draw_foot(scene, foot, area)) scene.intent = SavePlan{};
  if (how == Storing::failed) draw_say(scene, area, ui.tr("edit.publish.failed"), ui.theme().coral);
  if (how == Storing::done && !differs) draw_say(scene, area, ui.tr("edit.plan.saved"), ui.theme().mint);
}

// Minus, what it is, plus.
int draw_stepper(QuestionsScene& scene, const std::string& id, const std::string& label, const std::string& value,
                 Rect place) {
  ui::Ui& ui = scene.ui;
  const float side = ui.mm(14);
  const ui::Button look{.look = Look::outline, .again = true};
  int out = 0;
  if (ui.button(id + ".less", "−", place.cut_left(side, ui.mm(3)), look)) out = -1;
  if (ui.button(id + ".more", "+", place.cut_right(side, ui.mm(3)), look)) out = 1;
  ui.text(place.cut_top(ui.line_height(ui::kSmall)), label, ui::kSmall, ui.theme().muted, ui::Align::centre);
  ui.text(place, value, ui::kButton, ui.theme().chalk, ui::Align::centre);
  return out;
}

void draw_hours(QuestionsScene& scene, Turn& turn, Rect& area, bool& changed) {
  ui::Ui& ui = scene.ui;
  const Choice how[] = {
      {"hours.all", ui.tr("edit.hours.all"), {.look = Look::small, .chosen = !turn.times, .again = true}},
      {"hours.some", ui.tr("edit.hours.some"), {.look = Look::small, .chosen = turn.times.has_value(), .again = true}}};
  if (const auto tapped = ui::draw_rows(ui, how, area)) {
    turn.times = *tapped == 0 ? std::nullopt : std::optional(DayTimes{18 * kHourMin, 21 * kHourMin});
    changed = true;
  }
  if (!turn.times) return;
  Rect row = area.cut_top(std::max(ui.mm(15), ui.line_height(ui::kSmall) + ui.line_height(ui::kButton)), ui.mm(4));
  const float half = (std::min(row.w, ui.mm(180)) - ui.mm(6)) / 2;
  const auto step = [&](const std::string& id, int& minutes) {
    const int by = draw_stepper(scene, "hours." + id, ui.tr("edit.hours." + id), clock_words(minutes),
                                row.cut_left(half, ui.mm(6)));
    if (by == 0) return;
    minutes = (minutes + by * kHourMin / 2 + kDayMin) % kDayMin;
    changed = true;
  };
  step("from", turn.times->from_min);
  step("until", turn.times->until_min);
  if (turn.times->from_min == turn.times->until_min)
    turn.times->until_min = (turn.times->until_min + kHourMin / 2) % kDayMin;
}

void draw_days(QuestionsScene& scene, Turn& turn, Rect& area, bool& changed) {
  ui::Ui& ui = scene.ui;
  std::vector<Choice> days;
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    const std::string name(kWeekdays.at(i));
    days.push_back(
        {"day." + name, ui.tr("edit.day." + name), {.look = Look::pick, .chosen = turn.days.at(i), .again = true}});
  }
  const float high = ui::draw_choices(ui, days, area, false, 12.5F).height;
  if (const auto tapped = ui::draw_choices(ui, days, area.cut_top(high, ui.mm(4)), true, 12.5F).tapped) {
    const bool last = std::ranges::count(turn.days, true) == 1 && turn.days.at(*tapped);
    if (!last) turn.days.at(*tapped) = !turn.days.at(*tapped);  // a turn of no day at all is one that is off
    changed = !last;
  }
}

}  // namespace

void draw_plan(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.plan"), !ui.portrait());
  draw_saving(scene, area);
  Plan next = scene.state.plan;
  const Card off{.id = "plan.off",
                 .label = ui.tr("edit.plan.off"),
                 .value = ui.tr(next.off ? "edit.plan.stopped" : "edit.plan.asks"),
                 .chosen = next.off,
                 .icon = next.off ? Icon::lock : Icon::speech};
  const Card usual{.id = "plan.usual",
                   .label = ui.tr("edit.plan.usual"),
                   .value = survey_title(scene, next.usual),
                   .icon = Icon::list};
  const float gap = ui.mm(3), high = card_height(ui);
  Rect row = area.cut_top(ui.portrait() ? high * 2 + gap : high, ui.mm(5));
  Rect left = ui.portrait() ? row.cut_top(high, gap) : row.cut_left((row.w - gap) / 2, gap);
  if (draw_card(ui, left, off)) {
    next.off = !next.off;
    scene.intent = SetPlan{next};
  }
  if (draw_card(ui, row, usual)) scene.intent = Go{{.page = Page::turn_survey, .index = next.turns.size()}};
  Rect head = area.cut_top(ui.mm(13), ui.mm(3));
  const ui::Button add{
      .look = Look::small, .icon = Icon::plus, .again = true, .enabled = next.turns.size() < kTurnsMax};
  const std::string label = ui.tr("edit.turn.add");
  if (ui.button("turn.add", label, head.cut_right(ui.button_size(label, add).w, gap), add)) {
    next.turns.emplace_back().survey = next.usual;
    scene.intent = SetPlan{next};
  }
  ui.text(head, ui.tr("edit.turns"), ui::kSmallStrong, ui.theme().yellow, ui::Align::left, false, true);
  if (next.turns.empty()) return draw_say(scene, area, ui.tr("edit.turns.none"), ui.theme().muted);
  ui::draw_list(ui, area, next.turns.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const Turn& turn = scene.state.plan.turns[i];
    const ui::Option option{.id = "turn." + std::to_string(i + 1),
                            .label = survey_title(scene, turn.survey),
                            .say = turn_words(scene, turn)};
    if (ui::draw_option(ui, place, option)) scene.intent = Go{{.page = Page::turn, .index = i}};
  });
}

void draw_turn(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const std::size_t index = scene.at().index;
  if (index >= scene.state.plan.turns.size()) return;
  Plan next = scene.state.plan;
  Turn& turn = next.turns[index];
  Rect area = begin_page(scene, ui.tr("edit.turn"), !ui.portrait());
  bool changed = false;
  const Choice foot[] = {
      {"edit.done", ui.tr("edit.done"), {.look = Look::primary, .icon = Icon::check, .again = true}},
      {"turn.off",
       ui.tr(turn.off ? "edit.turn.on" : "edit.turn.stop"),
       {.look = Look::outline, .icon = Icon::lock, .again = true}},
      {"edit.remove", ui.tr("edit.remove"), {.look = Look::outline, .icon = Icon::close, .again = true}}};
  const auto tapped = draw_foot(scene, foot, area);
  if (tapped == 0U) scene.intent = GoBack{};
  if (tapped == 1U) {
    turn.off = !turn.off;
    changed = true;
  }
  const Card which{.id = "turn.survey",
                   .label = ui.tr("edit.turn.survey"),
                   .value = survey_title(scene, turn.survey),
                   .icon = Icon::list};
  if (draw_card(ui, area.cut_top(card_height(ui), ui.mm(4)), which))
    scene.intent = Go{{.page = Page::turn_survey, .index = index}};
  draw_days(scene, turn, area, changed);
  draw_hours(scene, turn, area, changed);
  std::vector<Choice> rates;
  for (const int one_in : kOneIn)
    rates.push_back({"one-in." + std::to_string(one_in),
                     one_in == 1 ? ui.tr("edit.everyone") : ui.tr("edit.one-in", static_cast<std::uint64_t>(one_in)),
                     {.look = Look::small, .chosen = turn.one_in == one_in, .again = true}});
  if (const auto rate = ui::draw_rows(ui, rates, area)) {
    turn.one_in = kOneIn.at(*rate);
    changed = true;
  }
  if (tapped == 2U) {
    next.turns.erase(next.turns.begin() + static_cast<std::ptrdiff_t>(index));
    changed = true;
  }
  if (changed) scene.intent = SetPlan{next};
}

void draw_turn_survey(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.turn.survey"));
  const auto all = for_members(scene);
  Plan next = scene.state.plan;
  const std::size_t index = scene.at().index;
  std::string& name = index < next.turns.size() ? next.turns[index].survey : next.usual;
  ui::draw_list(ui, area, all.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const SurveyBrief& one = *all[i];
    const ui::Option option{.id = "survey." + one.survey,
                            .label = one.title.empty() ? one.survey : one.title,
                            .say = one.survey,
                            .chosen = one.survey == name};
    if (!ui::draw_option(ui, place, option)) return;
    name = one.survey;
    scene.intent = SetPlan{next};
  });
}

}  // namespace chalkpoint::admin::editor
