// What is chosen about a case: its department, cause, assignee and control date, how it was resolved, whom to ask again
// and what they answered.
#include <algorithm>
#include <array>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"
#include "sync/event/day.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::size_t kWeek = 7;

Option nobody(const Scene& scene) {
  const auto& dossier = scene.around.notes.opened.dossier;
  return {"assignee.nobody", scene.ui.tr("case.nobody"), "", dossier && !dossier->assignee,
          Describe{.assignee = event::Uuid{}}};
}

// What the member tapped stands first; nothing tapped, or nothing of the survey's.
bool was_tapped(const Scene& scene, const std::string& department) {
  const event::Voice* voice = opened_voice(scene);
  return voice != nullptr &&
         std::ranges::any_of(voice->choices, [&](const auto& one) { return one.second == department; });
}

// Without a case the answer opens it: a step back, and there is none.
void ask_department(Scene& scene) {
  const auto& dossier = scene.around.notes.opened.dossier;
  std::vector<Option> options;
  for (const std::string& value : scene.around.notes.departments) {
    const bool tapped = !dossier && was_tapped(scene, value);
    options.push_back({"department." + value, label_of(scene.around.notes, value), "",
                       tapped || (dossier && dossier->department == value), Describe{.department = value}});
  }
  if (!dossier) {
    std::ranges::stable_partition(options, [](const Option& one) { return one.chosen; });
    options.push_back({"department.none", scene.ui.tr("case.department.none"), "", false, Describe{}});
  }
  draw_options(scene, scene.ui.tr(dossier ? "case.department" : "case.begin"),
               scene.ui.tr(dossier ? "case.department.ask" : "case.begin.ask"), options);
}

void ask_cause(Scene& scene) {
  const auto& dossier = scene.around.notes.opened.dossier;
  std::vector<Option> options;
  for (std::size_t i = 0; i < event::kCauses.size(); ++i) {
    const std::string id = "cause." + std::string(event::kCauses[i]);
    const auto cause = static_cast<event::Cause>(i + 1);
    options.push_back(
        {id, scene.ui.tr(id), scene.ui.tr(id + ".say"), dossier && dossier->cause == cause, Describe{.cause = cause}});
  }
  draw_options(scene, scene.ui.tr("case.cause"), scene.ui.tr("case.cause.ask"), options);
}

// Those alone who may see what it is about.
void ask_assignee(Scene& scene) {
  const auto& dossier = scene.around.notes.opened.dossier;
  const bool confided = scene.state.care.source == Source::confided;
  std::vector<Option> options;
  for (const event::Person& one : scene.state.people) {
    if (!event::may(one.role, event::Right::cases)) continue;
    if (confided && !event::may(one.role, event::Right::private_notes)) continue;
    options.push_back({"assignee." + event::short_id(one.id), one.name, scene.ui.tr("role." + one.role),
                       dossier && dossier->assignee == one.id, Describe{.assignee = one.id},
                       scene.ui.tr("role." + one.role)});
  }
  options.push_back(nobody(scene));
  const char* say = scene.state.people.empty() ? "case.assignee.none" : "case.assignee.ask";
  draw_options(scene, scene.ui.tr("case.assignee"), scene.ui.tr(say), options);
}

// In so many days: "tomorrow", and which day that is.
Option in_days(const Scene& scene, const std::string& id, int days, Intent intent) {
  const std::string number = std::to_string(days);
  return {id + number, scene.ui.tr("until.in." + number),
          scene.ui.text_lookup().day_of_week(day_ahead(scene.state.status, days)), false, std::move(intent)};
}

void ask_due(Scene& scene) {
  std::vector<Option> options;
  for (const int days : {1, 3, 7, 14})
    options.push_back(in_days(scene, "due.", days, Describe{.due = day_ahead(scene.state.status, days)}));
  options.push_back(
      {"case.day", scene.ui.tr("case.day"), scene.ui.tr("case.day.say"), false, AskCase{Screen::calendar}});
  options.push_back({"due.none", scene.ui.tr("until.open"), "", false, Describe{.due = std::string()}});
  draw_options(scene, scene.ui.tr("case.due"), scene.ui.tr("case.due.ask"), options);
}

void ask_how(Scene& scene) {
  std::vector<Option> options;
  for (std::size_t i = 0; i < event::kResolutions.size(); ++i) {
    const std::string id = "how." + std::string(event::kResolutions[i]);
    options.push_back(
        {id, scene.ui.tr(id), scene.ui.tr(id + ".say"), false, Resolve{static_cast<event::Resolution>(i + 1)}});
  }
  draw_options(scene, scene.ui.tr("case.resolve"), scene.ui.tr("case.how.ask"), options);
}

void ask_again(Scene& scene, const char* title, const char* question, std::initializer_list<int> choices) {
  std::vector<Option> options;
  for (const int days : choices)
    options.push_back(in_days(scene, "ask.", days, AskAgainOn{day_ahead(scene.state.status, days)}));
  options.push_back({"ask.none", scene.ui.tr("ask.none"), scene.ui.tr("ask.none.say"), false, AskAgainOn{}});
  draw_options(scene, scene.ui.tr(title), scene.ui.tr(question), options);
}

void ask_outcome(Scene& scene) {
  std::vector<Option> options;
  for (std::size_t i = 0; i < event::kOutcomes.size(); ++i) {
    const std::string id = "outcome." + std::string(event::kOutcomes[i]);
    options.push_back(
        {id, scene.ui.tr(id), scene.ui.tr(id + ".say"), false, Asked{static_cast<event::Outcome>(i + 1)}});
  }
  draw_options(scene, scene.ui.tr("case.follow"), scene.ui.tr("case.follow.ask"), options);
}

struct Month {
  int year, month;
  std::string first;  ///< its first day
  int days, lead;     ///< how many days, and of the week before its first one
};

Month month_ahead(const std::string& today, int months) {
  Month out{};
  out.year = std::stoi(today.substr(0, 4));
  out.month = std::stoi(today.substr(5, 2)) - 1 + months;
  out.year += out.month / 12;
  out.month = out.month % 12 + 1;
  const auto first = [](int year, int month) {
    return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-01";
  };
  out.first = first(out.year, out.month);
  const std::string next = out.month == 12 ? first(out.year + 1, 1) : first(out.year, out.month + 1);
  out.days = event::days_between(out.first, next).value_or(0);
  constexpr const char* kSomeMonday = "1970-01-05";
  out.lead = event::days_between(kSomeMonday, out.first).value_or(0) % static_cast<int>(kWeek);
  return out;
}

// The month and the ways to its neighbours; where there is no room between those it stands above them.
void draw_month_row(Scene& scene, const Month& month, Rect& area) {
  ui::Ui& ui = scene.ui;
  const auto name = [&ui](int number) { return ui.tr("month." + std::to_string((number + 11) % 12 + 1)); };
  const auto title = [&](const Rect& place) {
    ui.text(place, name(month.month) + " " + std::to_string(month.year), ui::kButton, ui.theme().chalk, Align::centre,
            false, true);
  };
  if (ui.portrait()) title(area.cut_top(ui.line_height(ui::kButton), ui.mm(3)));
  Rect row = area.cut_top(ui.mm(14), ui.mm(2));
  const auto turn = [&](const char* id, int by) {
    const Button look{.look = Look::small, .icon = by < 0 ? ui::Icon::back : ui::Icon::next, .again = true};
    const std::string label = name(month.month + by);
    const float wide = ui.button_size(label, look).w;
    const Rect place = by < 0 ? row.cut_left(wide, ui.mm(4)) : row.cut_right(wide, ui.mm(4));
    if (ui.button(id, label, place, look)) scene.intent = TurnMonth{by};
  };
  const int ahead = scene.state.care.casework.months_ahead;
  if (ahead > 0) turn("month.back", -1);
  if (ahead < kMonthsAheadMax) turn("month.on", 1);
  if (!ui.portrait()) title(row);
}

void draw_day(Scene& scene, const std::string& day, const Rect& place) {
  ui::Ui& ui = scene.ui;
  const auto& dossier = scene.around.notes.opened.dossier;
  const std::string number = std::to_string(std::stoi(day.substr(8)));
  const bool past = day < day_ahead(scene.state.status, 0);
  if (past) {
    ui.text(place, number, ui::kButton, ui.theme().muted, Align::centre, false, true);
    return;
  }
  const Button look{.look = Look::pick, .chosen = dossier && dossier->due == day};
  if (ui.button("day." + day, number, place, look)) scene.intent = Describe{.due = day};
}

void ask_day(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("case.due"), BarLeft::back, !ui.portrait());
  const Month month = month_ahead(day_ahead(scene.state.status, 0), scene.state.care.casework.months_ahead);
  const float gap = ui.mm(2.4F), wide = std::min(area.w, ui.mm(200));
  area = {area.x + (area.w - wide) / 2, area.y, wide, area.h};
  draw_month_row(scene, month, area);
  const float cell = (area.w - gap * (kWeek - 1)) / kWeek;
  const auto column = [&](std::size_t i) { return area.x + static_cast<float>(i) * (cell + gap); };
  for (std::size_t i = 0; i < kWeek; ++i)
    ui.text({column(i), area.y, cell, ui.line_height(ui::kSmall)}, ui.tr("when.weekday." + std::to_string(i + 1)),
            ui::kSmall, ui.theme().muted, Align::centre);
  area.cut_top(ui.line_height(ui::kSmall), ui.mm(1.6F));
  constexpr float kRows = 6;  // of the longest month
  const float high = std::min(ui.mm(18), (area.h - gap * (kRows - 1)) / kRows);
  for (int i = 0; i < month.days; ++i) {
    const auto at = static_cast<std::size_t>(i + month.lead);
    draw_day(scene, event::plus_days(month.first, i),
             {column(at % kWeek), area.y + static_cast<float>(at / kWeek) * (high + gap), cell, high});
  }
}

}  // namespace

void draw_case_question(Scene& scene) {
  switch (scene.state.screen) {
    case Screen::department:
      return ask_department(scene);
    case Screen::cause:
      return ask_cause(scene);
    case Screen::assignee:
      return ask_assignee(scene);
    case Screen::due:
      return ask_due(scene);
    case Screen::calendar:
      return ask_day(scene);
    case Screen::how:
      return ask_how(scene);
    case Screen::asking:
      return ask_again(scene, "case.resolve", "case.asking.ask", {3, 7, 14});
    case Screen::again:
      return ask_again(scene, "case.follow", "case.again.ask", {1, 3, 7});
    default:
      return ask_outcome(scene);
  }
}

}  // namespace chalkpoint::desk
