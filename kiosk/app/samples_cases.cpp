#include "kiosk/app/samples_cases.h"

#include <algorithm>

#include "kiosk/app/samples.h"
#include "kiosk/app/samples_desk.h"
#include "sync/event/day.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int32_t kOffsetMin = 180;
constexpr std::uint8_t kNote = 3, kVoice = 21, kDirector = 22, kStaff = 24;

std::string day(int ahead) {
  return event::plus_days(event::day_of(kSampleNoon, kOffsetMin), ahead);
}

bool is_resolved(const std::string& name) {
  return name == "staff.case.done" || name == "staff.case.follow" || name == "staff.case.again" ||
         name == "staff.case.closed" || name == "staff.voice.case.done" || name == "staff.case.words" ||
         name == "staff.case.why" || name == "staff.case.said" || name == "staff.case.publish";
}

// Two days of work on one item, by several people.
std::vector<event::Step> sample_history(const std::string& name, const SampleWords& words) {
  const event::Uuid about = sample_id(name.starts_with("staff.voice") || is_resolved(name) ? kVoice : kNote);
  const event::Signature staff{words.people.at(3), "staff"}, director{words.people.at(1), "director"};
  std::vector<event::Step> out;
  const auto add = [&](std::int64_t hours_ago, event::Deed what) {
    const auto at = kSampleNoon - hours_ago * kHourMs;
    out.push_back({{at, 0}, sample_id(static_cast<std::uint8_t>(100 + out.size())), at, std::move(what)});
  };
  add(30, event::CaseDescribed{about, {}, {}, {}, {}, staff});
  add(30, event::CaseDescribed{about, "schedule", event::Cause::information, {}, {}, staff});
  add(29, event::CaseDescribed{about, {}, {}, sample_id(kStaff), day(-3), director});
  add(26, event::CaseCommented{about, words.case_comment, staff});
  if (!is_resolved(name)) return out;
  add(20, event::CaseResolved{about, event::Resolution::corrected, words.chalk.did, day(0), director});
  return out;
}

event::Case sample_case(const std::string& name, const SampleWords& words) {
  event::Case one;
  one.department = "schedule";
  one.cause = event::Cause::information;
  one.assignee = sample_id(kStaff);
  one.due = day(-3);
  one.opened_unix_ms = kSampleNoon - 30 * kHourMs;
  one.opened_by = {words.people.at(3), "staff"};
  if (!is_resolved(name)) return one;
  one.resolution = event::Resolution::corrected;
  one.did = words.chalk.did;
  one.resolved_unix_ms = kSampleNoon - 20 * kHourMs;
  one.resolved_by = {words.people.at(1), "director"};
  one.follow_up = day(0);
  if (name != "staff.case.closed" && name != "staff.voice.case.done") return one;
  one.follow_up.clear();
  one.outcome = event::Outcome::well;
  one.published = true;
  return one;
}

desk::CaseMark mark(int number, bool resolved) {
  desk::CaseMark out;
  out.open = !resolved;
  out.department = number % 2 == 0 ? "schedule" : "";
  if (number % 3 != 1) out.assignee = sample_id(number % 3 == 0 ? kStaff : kDirector);
  if (number < 4) out.due = day(number * 2 - 5);
  if (number < 2 && !resolved) out.days_over = 5 - number * 2;
  out.ask_today = resolved && number == 0;
  if (resolved) out.follow_up = day(number);
  return out;
}

}  // namespace

const std::map<std::string, desk::Screen>& case_screens() {
  using enum desk::Screen;
  static const std::map<std::string, desk::Screen> screens = {{"staff.cases", cases},
                                                              {"staff.cases.solved", cases},
                                                              {"staff.cases.empty", cases},
                                                              {"staff.case", dossier},
                                                              {"staff.case.news", dossier},
                                                              {"staff.case.done", dossier},
                                                              {"staff.case.department", department},
                                                              {"staff.case.cause", cause},
                                                              {"staff.case.assignee", assignee},
                                                              {"staff.case.due", due},
                                                              {"staff.case.day", calendar},
                                                              {"staff.case.how", how},
                                                              {"staff.case.asking", asking},
                                                              {"staff.case.follow", follow},
                                                              {"staff.case.again", again},
                                                              {"staff.case.comment", comment},
                                                              {"staff.case.solve", solve},
                                                              {"staff.case.words", desk::Screen::words},
                                                              {"staff.case.why", why},
                                                              {"staff.case.said", said},
                                                              {"staff.case.publish", publish},
                                                              {"staff.note.case", note},
                                                              {"staff.voice.case", voice},
                                                              {"staff.voice.case.contact", voice},
                                                              {"staff.voice.case.done", voice},
                                                              {"staff.case.department.begin", department},
                                                              {"staff.case.closed", dossier},
                                                              {"staff.reply.news", reply},
                                                              {"staff.filter", filter},
                                                              {"staff.filter.empty", filter},
                                                              {"staff.queue.narrowed", queue},
                                                              {"staff.queue.due", queue}};
  return screens;
}

void begin_case(desk::State& state, const std::string& name, const SampleWords& words) {
  state.screen = case_screens().at(name);
  desk::Care& care = state.care;
  const bool voice = name.starts_with("staff.voice") || name == "staff.case.department.begin" || is_resolved(name);
  care.opened = sample_id(voice ? kVoice : kNote);
  care.source = voice ? desk::Source::voice : desk::Source::note;
  care.from = desk::Screen::queue;
  care.casework.solved = name == "staff.cases.solved";
  care.casework.months_ahead = name == "staff.case.day" ? 1 : 0;
  if (name == "staff.filter" || name == "staff.queue.narrowed")
    care.filter = {.kind = {}, .department = "schedule", .person = sample_id(kStaff), .search = {}};
  if (name == "staff.voice.case.contact") {
    care.contacts.opening = desk::Opening{.until_mono_ms = 14 * 60'000, .by = care.by, .key = "8c2e6d327dfaa6ff"};
    care.contacts.shown[sample_id(kVoice)] = {.why = desk::Shown::Why::shown, .text = "+7 916 123-45-67"};
  }
  if (name == "staff.queue.due") care.filter.kind = desk::Kind::overdue;
  if (name == "staff.case.comment") care.text = words.case_comment;
  if (name == "staff.case.words") care.text = words.case_outcome;
  if (name == "staff.case.solve" || name == "staff.case.publish") care.text = words.chalk.did;
  if (name == "staff.case.said") care.text = words.chalk.notes.at(0);
  if (name == "staff.reply.news") care.text = words.chalk.replies.at(0);
}

void fill_cases(desk::Notes& notes, const std::string& name, const SampleWords& words) {
  if (name == "staff.cases.empty") return;
  const bool open = name.starts_with("staff.case") || name == "staff.note.case" ||
                    name.starts_with("staff.voice.case") || name == "staff.reply.news";
  if (open && name != "staff.cases" && name != "staff.case.department.begin") {
    notes.opened.dossier = sample_case(name, words);
    notes.opened.history = sample_history(name, words);
    if (name.ends_with(".news")) notes.opened.news = {notes.opened.history.back()};
  }
  for (std::size_t i = 0; i < notes.queue.size() && i < 5; ++i) {
    desk::Waiting item = notes.queue[i];
    item.dossier = mark(static_cast<int>(i), false);
    notes.cases.push_back(item);
    item.dossier = mark(static_cast<int>(i), true);
    notes.solved.push_back(item);
  }
  if (name == "staff.filter.empty" || !case_screens().contains(name)) return;
  for (std::size_t i = 0; i < notes.cases.size(); ++i) notes.queue[i].dossier = notes.cases[i].dossier;
  notes.queue[1].kind = desk::Kind::overdue;
  notes.queue[2].kind = desk::Kind::follow_up;
  notes.queue[2].dossier = mark(0, true);
}

}  // namespace chalkpoint::app
