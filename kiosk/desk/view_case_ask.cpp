// What is chosen about a case: its department, cause, assignee and control date, how it was resolved, whom to ask again
// and what they answered.
#include <algorithm>
#include <array>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/calendar.h"
#include "kiosk/ui/text.h"
#include "sync/event/month.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

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

void ask_day(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("case.due"), BarLeft::back, !ui.portrait());
  const int ahead = scene.state.care.casework.months_ahead;
  const std::string today = day_ahead(scene.state.status, 0);
  const event::Month month = event::month_at(today, ahead);
  const auto& dossier = scene.around.notes.opened.dossier;
  const ui::CalendarTap tap = ui::draw_calendar(ui, area,
                                                {.year = month.year,
                                                 .month = month.month,
                                                 .first = month.first,
                                                 .days = month.days,
                                                 .lead = month.lead,
                                                 .from = today,
                                                 .to = {},
                                                 .chosen = dossier ? dossier->due : std::string(),
                                                 .back = ahead > 0,
                                                 .on = ahead < kMonthsAheadMax});
  if (tap.turn != 0) scene.intent = TurnMonth{tap.turn};
  if (tap.day) scene.intent = Describe{.due = *tap.day};
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
