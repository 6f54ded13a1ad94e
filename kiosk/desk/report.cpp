#include "kiosk/desk/report.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "sync/event/day.h"
#include "sync/event/results.h"

namespace chalkpoint::desk {
namespace {

using event::StoredResponse;

constexpr std::int64_t kDayMs = 24 * 3'600'000;
constexpr int kWeekDays = 7;

bool within(const Days& which, std::int64_t unix_ms, std::int32_t utc_offset_min) {
  const std::string day = event::day_of(unix_ms, utc_offset_min);
  return which.first <= day && day <= which.last;
}

/// The rows of a breakdown while they are counted.
class Rows {
 public:
  Rows(const Days& which, const Days& before) : days_(which), before_(before) {}

  void count(const std::string& value, const StoredResponse& one) {
    const bool now = within(days_, one.unix_ms, one.utc_offset_min);
    if (!now && !within(before_, one.unix_ms, one.utc_offset_min)) return;
    auto& row = rows_[value];
    event::count(now ? row.first : row.second, one.completed, one.response.score, !one.response.suspect.empty());
  }
  /// Most scores first; those that nobody named in these days are left out.
  std::vector<ReportRow> sorted() const {
    std::vector<ReportRow> out;
    for (const auto& [value, tallies] : rows_)
      if (tallies.first.responses() > 0)
        out.push_back({.value = value, .now = tallies.first, .before = tallies.second});
    std::ranges::stable_sort(out, std::greater(), [](const ReportRow& row) { return row.now.scored(); });
    return out;
  }
  ReportRow row(const std::string& value) const {
    const auto found = rows_.find(value);
    if (found == rows_.end()) return {.value = value, .now = {}, .before = {}};
    return {.value = value, .now = found->second.first, .before = found->second.second};
  }

 private:
  const Days& days_;
  const Days& before_;
  std::map<std::string, std::pair<event::Tally, event::Tally>> rows_;
};

/// What was tapped as a department, each once.
std::set<std::string> departments_of(const StoredResponse& one, const std::map<std::string, std::string>& known) {
  std::set<std::string> out = event::tapped_by(one.response);
  if (one.response.by) std::erase_if(out, [&](const std::string& value) { return !known.contains(value); });
  return out;
}

void count_scores(Report& report, const Sources& sources) {
  Rows total(report.days, report.before), touchpoints = total, departments = total, statuses = total;
  for (const StoredResponse& one : sources.responses) {
    total.count("", one);
    touchpoints.count(one.response.touchpoint, one);
    for (const std::string& department : departments_of(one, sources.departments)) departments.count(department, one);
    if (const std::string status = event::client_status(one.response); !status.empty()) statuses.count(status, one);
  }
  std::tie(report.total, report.total_before) = std::pair(total.row("").now, total.row("").before);
  report.touchpoints = touchpoints.sorted();
  report.departments = departments.sorted();
  for (const std::string_view status : event::kClientStatuses)
    if (const ReportRow row = statuses.row(std::string(status)); row.now.responses() > 0)
      report.statuses.push_back(row);
}

/// Something that waits, or waited, for the club.
struct Came {
  event::Uuid id;
  std::int64_t unix_ms = 0;
  bool done = false;  ///< the mark that stands on it says so
};

bool is_marked_done(const event::Deed& what) {
  if (const auto* mark = std::get_if<event::NoteMarked>(&what)) return mark->state == event::Work::done;
  if (const auto* mark = std::get_if<event::VoiceMarked>(&what)) return mark->state == event::Work::done;
  return false;
}

bool is_answer(const event::Deed& what) {
  return std::holds_alternative<event::NoteReplied>(what) || std::holds_alternative<event::CaseResolved>(what) ||
         is_marked_done(what);
}

bool is_opened_again(const event::Deed& what) {
  if (const auto* mark = std::get_if<event::NoteMarked>(&what)) return mark->state == event::Work::none;
  if (const auto* mark = std::get_if<event::VoiceMarked>(&what)) return mark->state == event::Work::none;
  return false;
}

/// A mark that was taken back has answered nobody.
std::optional<std::int64_t> first_answer(std::span<const event::Step> history) {
  const event::Step* first = nullptr;
  for (const event::Step& step : history) {
    if (first == nullptr && is_answer(step.what))
      first = &step;
    else if (first != nullptr && is_opened_again(step.what) && is_marked_done(first->what))
      first = nullptr;
  }
  return first == nullptr ? std::nullopt : std::optional(first->unix_ms);
}

/// When the club was through with it; nothing while it is not.
std::optional<std::int64_t> resolution(const Came& item, const event::Cases& cases) {
  const event::Case* dossier = cases.find(item.id);
  if (dossier != nullptr) return dossier->open() ? std::nullopt : std::optional(dossier->resolved_unix_ms);
  if (!item.done) return std::nullopt;
  std::optional<std::int64_t> at;
  for (const event::Step& step : cases.history(item.id))
    if (is_marked_done(step.what)) at = step.unix_ms;
  return at;
}

/// A note that was taken off the board without an answer has none to wait for: its writer reads the reason.
bool waits_for_answer(const event::Note& note, const event::Cases& cases) {
  const event::Standing where = event::standing(note);
  const bool off = where == event::Standing::hidden || where == event::Standing::removed;
  return !note.of_club && (!off || first_answer(cases.history(note.id)));
}

std::vector<Came> what_came(const Days& which, const Sources& sources) {
  std::vector<Came> out;
  for (const event::Note* note : sources.board.all())
    if (within(which, note->unix_ms, note->utc_offset_min) && waits_for_answer(*note, sources.cases))
      out.push_back({note->id, note->unix_ms, note->work == event::Work::done});
  for (const StoredResponse& one : sources.responses) {
    const event::Voice* voice = sources.voices.find(one.id);
    if (voice != nullptr && !event::is_answered_by_reading(*voice) && within(which, one.unix_ms, one.utc_offset_min))
      out.push_back({one.id, one.unix_ms, voice->work == event::Work::done});
  }
  return out;
}

std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 != 0 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Answering count_answers(const Days& which, const Sources& sources, std::int64_t now_unix_ms) {
  Answering out;
  std::vector<std::int64_t> answer_ms, resolution_ms;
  for (const Came& item : what_came(which, sources)) {
    ++out.came;
    const auto answered = first_answer(sources.cases.history(item.id));
    const std::int64_t waited_ms = open_ms(sources.clock, item.unix_ms, answered.value_or(now_unix_ms));
    if (answered) answer_ms.push_back(waited_ms);
    ++(waited_ms > kAnswerWithinMs ? out.late : answered ? out.in_time : out.pending);
    if (const auto at = resolution(item, sources.cases))
      resolution_ms.push_back(open_ms(sources.clock, item.unix_ms, *at));
  }
  out.answered = static_cast<std::int64_t>(answer_ms.size());
  out.resolved = static_cast<std::int64_t>(resolution_ms.size());
  out.first_answer_ms = median(std::move(answer_ms));
  out.resolution_ms = median(std::move(resolution_ms));
  return out;
}

CaseFigures count_cases(const Days& which, const Sources& sources, std::string_view today) {
  CaseFigures out;
  const auto in_days = [&](std::int64_t unix_ms) {
    return within(which, unix_ms, sources.clock.utc_offset_min(unix_ms));
  };
  for (const event::Case* one : sources.cases.all()) {
    if (one->open()) ++out.open;
    if (event::days_overdue(*one, today) > 0) ++out.overdue;
    if (!one->open() && in_days(one->resolved_unix_ms)) ++out.resolved;
    if (!in_days(one->opened_unix_ms)) continue;
    ++out.opened;
    ++out.causes[static_cast<std::size_t>(one->cause)];
  }
  return out;
}

event::Json scores_to_json(const event::Tally& now, const event::Tally& before) {
  event::Json out = event::to_json(now);
  if (now.scored() < kScoredMin) out["nps"] = out["margin"] = nullptr;
  constexpr std::array names = {"unknown", "none", "up", "down"};
  out["change"] = names[static_cast<std::size_t>(change_of(now, before))];
  out["scored_before"] = before.scored();
  return out;
}

event::Json rows_to_json(const std::vector<ReportRow>& rows) {
  event::Json out = event::Json::object();
  for (const ReportRow& row : rows) out[row.value] = scores_to_json(row.now, row.before);
  return out;
}

template <class Number>
event::Json or_null(const std::optional<Number>& number) {
  return number ? event::Json(*number) : event::Json(nullptr);
}

event::Json minutes_or_null(std::optional<std::int64_t> ms) {
  return ms ? event::Json(*ms / kOneMinuteMs) : event::Json(nullptr);
}

event::Json causes_to_json(const CaseFigures& cases) {
  event::Json out{{"unsaid", cases.causes[0]}};
  for (std::size_t i = 0; i < event::kCauses.size(); ++i) out[std::string(event::kCauses[i])] = cases.causes[i + 1];
  return out;
}

}  // namespace

Days days_of(Period period, std::string_view today) {
  const std::string a_monday = "1970-01-05";
  const int since = event::days_between(a_monday, today).value_or(0) % kWeekDays;
  const std::string monday = event::plus_days(today, -((since + kWeekDays) % kWeekDays));
  switch (period) {
    case Period::yesterday:
      return {event::plus_days(today, -1), event::plus_days(today, -1)};
    case Period::week:
      return {monday, std::string(today)};
    case Period::last_week:
      break;
  }
  return {event::plus_days(monday, -kWeekDays), event::plus_days(monday, -1)};
}

std::optional<Days> parse_days(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const Days which{std::string(text.substr(0, dots)), std::string(text.substr(dots + 2))};
  const auto length = event::days_between(which.first, which.last);
  if (!length || *length < 0 || *length >= kReportDaysMax) return std::nullopt;
  return which;
}

Span span_of(const Days& which) {
  const auto start = [](const std::string& day) { return event::start_of_day(day, 0).value_or(0); };
  return {.from_unix_ms = start(days_before(which).first) - kDayMs, .to_unix_ms = start(which.last) + 2 * kDayMs};
}

std::optional<int> in_time_percent(const Answering& answering) {
  const std::int64_t judged = answering.in_time + answering.late;
  if (judged == 0) return std::nullopt;
  return static_cast<int>((200 * answering.in_time + judged) / (2 * judged));
}

Report report_of(const Days& which, const Sources& sources, std::int64_t now_unix_ms) {
  Report out;
  out.days = which;
  out.before = days_before(which);
  out.made_unix_ms = now_unix_ms;
  out.utc_offset_min = sources.clock.utc_offset_min(now_unix_ms);
  out.hours_always = sources.clock.hours.always;
  count_scores(out, sources);
  out.answering = count_answers(which, sources, now_unix_ms);
  out.cases = count_cases(which, sources, event::day_of(now_unix_ms, out.utc_offset_min));
  out.contact_openings = std::ranges::count_if(sources.contact_openings_unix_ms, [&](std::int64_t at) {
    return within(which, at, sources.clock.utc_offset_min(at));
  });
  return out;
}

event::Json to_json(const Report& report) {
  const Answering& a = report.answering;
  const CaseFigures& c = report.cases;
  return {{"days", {report.days.first, report.days.last}},
          {"before", {report.before.first, report.before.last}},
          {"total", scores_to_json(report.total, report.total_before)},
          {"by_touchpoint", rows_to_json(report.touchpoints)},
          {"by_department", rows_to_json(report.departments)},
          {"by_status", rows_to_json(report.statuses)},
          {"answers",
           {{"came", a.came},
            {"answered", a.answered},
            {"in_time", a.in_time},
            {"late", a.late},
            {"pending", a.pending},
            {"in_time_percent", or_null(in_time_percent(a))},
            {"first_answer_minutes", minutes_or_null(a.first_answer_ms)},
            {"solved", a.resolved},
            {"resolution_minutes", minutes_or_null(a.resolution_ms)}}},
          {"cases",
           {{"opened", c.opened},
            {"solved", c.resolved},
            {"open", c.open},
            {"overdue", c.overdue},
            {"causes", causes_to_json(c)}}},
          {"contact_openings", report.contact_openings}};
}

}  // namespace chalkpoint::desk
