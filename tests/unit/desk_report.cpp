// The figures of a report: that they equal a plain recount of what happened, whatever way the events came; days to the
// millisecond in every zone; what is told and what is not when there is little to tell from.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <random>
#include <set>

#include "kiosk/desk/report.h"
#include "sync/event/day.h"
#include "sync/event/people.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs;
constexpr std::int64_t kWednesday = 1'795'564'800'000 - 11 * kHourMs;  // 2026-11-25 00:00 at +03:00 is 21:00 UTC before
const event::Signature kBy{"Анна", "director"};

/// Somebody who remembers everything that happened, and can count it by going through it.
class Club {
 public:
  explicit Club(std::uint64_t seed = 1) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }
  event::Uuid id() {
    event::Uuid out;
    for (auto& octet : out.bytes) octet = static_cast<std::uint8_t>(random_());
    return out;
  }
  event::Uuid happen(std::string_view type, event::Json data, std::int64_t unix_ms, std::int32_t offset_min = 180) {
    event::Fact fact{id(), std::string(type), std::move(data), {unix_ms, offset_min, 1, "boot"}, {}};
    REQUIRE(event::validate(fact.type, fact.data));
    // The clock of order goes on with each event, whatever the wall says.
    const auto event = event::parse_body(event::canonical_body(fact, "0123456789abcdef", facts.size() + 1,
                                                               {static_cast<std::int64_t>(facts.size()), 0}));
    REQUIRE(event);
    events.push_back(*event);
    facts.push_back(std::move(fact));
    return facts.back().id;
  }
  event::Uuid respond(event::Response response, bool completed, std::int64_t unix_ms, std::int32_t offset_min = 180) {
    response.survey = "nps";
    response.language = "ru";
    if (completed) response.code = "K7M2";
    return happen(completed ? event::kResponseCompleted : event::kResponseAbandoned, event::to_json(response), unix_ms,
                  offset_min);
  }
  event::Uuid score(int score, std::int64_t unix_ms, std::int32_t offset_min = 180, std::string words = "") {
    event::Response response;
    response.score = score;
    if (!words.empty()) response.answers["words"] = std::move(words);
    return respond(std::move(response), true, unix_ms, offset_min);
  }
  event::Uuid write(std::int64_t unix_ms, std::int32_t offset_min = 180) {
    const event::BoardEvent note = event::NoteWritten{"K7M2", "ru", {1, "", "Душ холодный", ""}, {}};
    return happen(event::type_of(note), event::to_json(note), unix_ms, offset_min);
  }
  event::Uuid confide(std::int64_t unix_ms) {
    const event::BoardEvent note = event::NoteConfided{"K7M2", "ru", std::string(64, 'a'), ""};
    return happen(event::type_of(note), event::to_json(note), unix_ms);
  }
  void act(const event::Deed& deed, std::int64_t unix_ms) {
    happen(event::type_of(deed), event::to_json(deed), unix_ms);
  }

  std::vector<event::StoredResponse> responses() const {
    std::vector<event::StoredResponse> out;
    for (const auto& fact : facts)
      if (const auto response = event::response_from_json(fact.data); response)
        out.push_back({fact.id, fact.at.unix_ms, fact.at.utc_offset_min, true, fact.type == event::kResponseCompleted,
                       *response});
    return out;
  }
  /// The report as the terminal makes it, of the events in this order.
  Report report(const Days& days, std::int64_t now, const std::vector<event::Event>& told) const {
    event::Board board;
    event::Voices voices;
    event::Cases cases;
    for (const auto& one : told) {
      board.apply({&one, 1}, event::Origin::own);
      voices.apply({&one, 1});
      cases.apply({&one, 1});
    }
    const auto all = responses();
    return report_of(days, {all, board, voices, cases, openings, departments, clock}, now);
  }
  Report report(const Days& days, std::int64_t now) const { return report(days, now, events); }

  std::vector<event::Fact> facts;
  std::vector<event::Event> events;
  std::vector<std::int64_t> openings;
  std::map<std::string, std::string> departments{{"trainers", ""}, {"cleanliness", ""}, {"price", ""}};
  WaitClock clock{.hours = {.always = true, .week = {}, .days = {}},
                  .utc_offset_min = [](std::int64_t) { return 180; }};

 private:
  std::mt19937_64 random_;
};

std::string local_day(const event::Fact& fact) {
  return event::rfc3339(fact.at).substr(0, 10);
}

/// Counts again, by going through the facts and nothing else. What it shares with the report is the arithmetic of
/// event::count.
Report recount(const Club& club, const Days& days, std::int64_t now) {
  Report out;
  out.days = days;
  out.before = days_before(days);
  out.made_unix_ms = now;
  out.utc_offset_min = 180;
  out.hours_always = true;
  std::map<std::string, ReportRow> touchpoints, departments, statuses;
  std::vector<const event::Fact*> items;
  const auto is_in = [](const Days& some, const std::string& day) { return day >= some.first && day <= some.last; };
  for (const auto& fact : club.facts) {
    const bool now_in = is_in(days, local_day(fact)), before_in = is_in(out.before, local_day(fact));
    const bool completed = fact.type == event::kResponseCompleted;
    if (fact.type == event::kNoteWritten || fact.type == event::kNoteConfided) {
      if (now_in) items.push_back(&fact);
      continue;
    }
    if (!completed && fact.type != event::kResponseAbandoned) continue;
    std::optional<int> score;
    if (fact.data.contains("score")) score = fact.data["score"].get<int>();
    const auto add = [&](event::Tally& here, event::Tally& there) {
      if (now_in || before_in) event::count(now_in ? here : there, completed, score, fact.data.contains("suspect"));
    };
    add(out.total, out.total_before);
    const auto add_to = [&](auto& rows, const std::string& value) {
      rows[value].value = value;
      add(rows[value].now, rows[value].before);
    };
    add_to(touchpoints, fact.data["touchpoint"]);
    if (fact.data["answers"].contains("reasons"))
      for (const std::set<std::string> each = fact.data["answers"]["reasons"]; const auto& value : each)
        add_to(departments, value);
    if (fact.data.contains("by") && fact.data["answers"].contains("status"))
      add_to(statuses, fact.data["answers"]["status"]);
    const bool low = score && *score <= 6, words = fact.data["answers"].contains("words");
    if (completed && now_in && low && (words || fact.data.contains("by"))) items.push_back(&fact);
  }
  const auto sorted = [](const auto& rows) {
    std::vector<ReportRow> list;
    for (const auto& [value, row] : rows)
      if (row.now.responses() > 0) list.push_back(row);
    std::ranges::stable_sort(list, [](const auto& a, const auto& b) { return a.now.scored() > b.now.scored(); });
    return list;
  };
  out.touchpoints = sorted(touchpoints);
  out.departments = sorted(departments);
  for (const char* status : {"first", "regular", "lost"})
    if (statuses[status].now.responses() > 0) out.statuses.push_back(statuses[status]);

  std::vector<std::int64_t> answers, resolutions;
  for (const auto* item : items) {
    std::optional<std::int64_t> done, resolved, opened;
    std::int64_t answered_ms = 0;  // while `answered`
    bool off = false, by_mark = false, answered = false;
    for (const auto& fact : club.facts) {
      const std::string about =
          fact.data.value("note", fact.data.value("response", fact.data.value("about", std::string())));
      if (about != item->id.text() || fact.type.starts_with("chalkpoint.response.")) continue;
      // Whatever is said of it, a private note is on no board to be taken off.
      if (fact.type == event::kNoteModerated && item->type == event::kNoteWritten)
        off = fact.data["verdict"] != "shown";
      const bool marked = fact.type == event::kNoteMarked || fact.type == event::kVoiceMarked;
      const bool is_done = marked && fact.data["state"] == "done";
      if (is_done) done = fact.at.unix_ms;
      if (marked && fact.data["state"] == "open") {  // taken back: it was no answer
        done.reset();
        if (by_mark) answered = false;
      }
      if (fact.type == event::kCaseDescribed && !opened) opened = fact.at.unix_ms;
      const bool closes = fact.type == event::kCaseResolved;
      if (closes && opened) resolved = fact.at.unix_ms;
      if (fact.type == event::kCaseReopened) resolved.reset();
      if (answered || !(fact.type == event::kNoteReplied || is_done || closes)) continue;
      answered = true;
      answered_ms = fact.at.unix_ms;
      by_mark = is_done;
    }
    if (off && !answered) continue;
    ++out.answering.came;
    const std::int64_t until = answered ? answered_ms : now;
    const std::int64_t waited = std::max<std::int64_t>(0, until - item->at.unix_ms);
    if (answered) answers.push_back(waited);
    if (waited > kDayMs)
      ++out.answering.late;
    else
      ++(answered ? out.answering.in_time : out.answering.pending);
    const auto at = opened ? resolved : done;
    if (at) resolutions.push_back(std::max<std::int64_t>(0, *at - item->at.unix_ms));
  }
  const auto middle = [](std::vector<std::int64_t> all) -> std::optional<std::int64_t> {
    if (all.empty()) return std::nullopt;
    std::ranges::sort(all);
    return (all[(all.size() - 1) / 2] + all[all.size() / 2]) / 2;
  };
  out.answering.answered = static_cast<std::int64_t>(answers.size());
  out.answering.resolved = static_cast<std::int64_t>(resolutions.size());
  out.answering.first_answer_ms = middle(answers);
  out.answering.resolution_ms = middle(resolutions);

  struct Dossier {
    std::string opened, resolved, due, cause;
  };
  std::map<std::string, Dossier> dossiers;
  for (const auto& fact : club.facts) {
    if (!fact.type.starts_with("chalkpoint.case.")) continue;
    const std::string about = fact.data["about"];
    const std::string day = event::day_of(fact.at.unix_ms, 180);
    if (fact.type == event::kCaseDescribed) {
      Dossier& one = dossiers[about];
      if (one.opened.empty()) one.opened = day;
      if (fact.data.contains("cause")) one.cause = fact.data["cause"];
      if (fact.data.contains("due")) one.due = fact.data["due"];
    } else if (dossiers.contains(about)) {
      if (fact.type == event::kCaseResolved) dossiers[about].resolved = day;
      if (fact.type == event::kCaseReopened) dossiers[about].resolved.clear();
    }
  }
  const std::string today = event::day_of(now, 180);
  for (const auto& [about, one] : dossiers) {
    out.cases.open += one.resolved.empty();
    out.cases.overdue += one.resolved.empty() && !one.due.empty() && one.due < today;
    out.cases.resolved += !one.resolved.empty() && is_in(days, one.resolved);
    if (!is_in(days, one.opened)) continue;
    ++out.cases.opened;
    ++out.cases.causes[one.cause == "process"       ? 1U
                       : one.cause == "information" ? 2U
                       : one.cause == "expectation" ? 3U
                                                    : 0U];
  }
  for (const std::int64_t at : club.openings) out.contact_openings += is_in(days, event::day_of(at, 180));
  return out;
}

/// Two weeks of a club of three zones, with everything that may happen there.
void live(Club& club) {
  constexpr std::array<std::int32_t, 3> offsets = {180, -300, 345};
  const char* values[] = {"trainers", "cleanliness", "price"};
  std::vector<event::Uuid> notes, voices;
  for (int i = 0; i < 160; ++i) {
    const std::int64_t at = kWednesday - static_cast<std::int64_t>(club.below(14 * 24)) * kHourMs +
                            static_cast<std::int64_t>(club.below(3'600'000));
    const std::int32_t offset = offsets[club.below(offsets.size())];
    if (club.below(5) == 0) {
      notes.push_back(club.below(4) == 0 ? club.confide(at) : club.write(at, offset));
      continue;
    }
    event::Response response;
    if (club.below(9) != 0) response.score = static_cast<int>(club.below(11));
    if (club.below(8) == 0) response.suspect = {"too-fast"};
    const bool called = club.below(4) == 0, completed = called || club.below(7) != 0;
    if (called) {
      response.touchpoint = "call";
      response.by = kBy;
      response.answers["status"] = std::array{"first", "regular", "lost"}[club.below(3)];
    } else if (club.below(3) == 0) {
      response.answers["words"] = "Холодно";
    }
    for (std::size_t n = club.below(3); n > 0; --n) response.answers["reasons"].push_back(values[club.below(3)]);
    const auto id = club.respond(response, completed, at, offset);
    if (completed && !called && response.answers.contains("words") && response.score && *response.score <= 6)
      voices.push_back(id);
  }
  for (int i = 0; i < 150; ++i) {
    const bool of_note = !notes.empty() && (voices.empty() || club.below(2) == 0);
    const event::Uuid item = of_note ? notes[club.below(notes.size())] : voices[club.below(voices.size())];
    const std::int64_t at = kWednesday - static_cast<std::int64_t>(club.below(10 * 24)) * kHourMs;
    const auto work =
        std::array{event::Work::done, event::Work::done, event::Work::read, event::Work::none}[club.below(4)];
    switch (club.below(7)) {
      case 0:
        if (of_note) club.act(event::NoteReplied{item, "Спасибо!", kBy}, at);
        break;
      case 1:
      case 2:
        if (of_note)
          club.act(event::NoteMarked{item, work, "", "", kBy}, at);
        else
          club.act(event::VoiceMarked{item, work, "", kBy}, at);
        break;
      case 3: {
        event::CaseDescribed what{.about = item, .department = {}, .cause = {}, .assignee = {}, .due = {}, .by = kBy};
        if (club.below(2) == 0) what.cause = static_cast<event::Cause>(1 + club.below(3));
        if (club.below(2) == 0 || !what.cause) what.due = "2026-11-2" + std::to_string(club.below(10));
        club.act(what, at);
        break;
      }
      case 4:
        club.act(event::CaseResolved{item, event::Resolution::corrected, "Починили", "", kBy}, at);
        break;
      case 5:
        club.act(event::CaseReopened{item, "", kBy}, at);
        break;
      default:
        if (of_note)
          club.act(event::NoteModerated{item, club.below(2) == 0 ? event::Verdict::hidden : event::Verdict::shown,
                                        "other", kBy},
                   at);
        break;
    }
  }
  for (int i = 0; i < 5; ++i)
    club.openings.push_back(kWednesday - static_cast<std::int64_t>(club.below(200)) * kHourMs);
}

event::Tally tally(std::int64_t promoters, std::int64_t passives, std::int64_t detractors) {
  return {.completed = promoters + passives + detractors,
          .abandoned = 0,
          .suspect = 0,
          .promoters = promoters,
          .passives = passives,
          .detractors = detractors};
}

}  // namespace

TEST_CASE("a report equals a plain recount, whatever way its events came", "[report]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Club club(seed);
    live(club);
    for (const Period period : {Period::yesterday, Period::week, Period::last_week}) {
      INFO("seed " << seed << ", " << kPeriods[static_cast<std::size_t>(period)]);
      const Days days = days_of(period, event::day_of(kWednesday, 180));
      const Report made = club.report(days, kWednesday), counted = recount(club, days, kWednesday);
      CHECK(to_json(made) == to_json(counted));
      CHECK(made == counted);
      auto mixed = club.events;
      std::ranges::shuffle(mixed, std::mt19937_64(seed));
      mixed.insert(mixed.end(), club.events.begin(), club.events.begin() + 100);  // some are told twice
      CHECK(club.report(days, kWednesday, mixed) == made);
      REQUIRE(made.answering.came == made.answering.in_time + made.answering.late + made.answering.pending);
    }
  }
}

TEST_CASE("days are those of the calendar, weeks begin on Monday", "[report]") {
  CHECK(days_of(Period::yesterday, "2026-03-01") == Days{"2026-02-28", "2026-02-28"});
  CHECK(days_of(Period::week, "2026-11-23") == Days{"2026-11-23", "2026-11-23"});  // a Monday
  CHECK(days_of(Period::week, "2026-11-22") == Days{"2026-11-16", "2026-11-22"});  // a Sunday
  CHECK(days_of(Period::last_week, "2026-11-23") == Days{"2026-11-16", "2026-11-22"});
  CHECK(days_of(Period::last_week, "2027-01-01") == Days{"2026-12-21", "2026-12-27"});
  CHECK(days_of(Period::week, "1969-12-31") == Days{"1969-12-29", "1969-12-31"});
  CHECK(days_before({"2026-11-21", "2026-11-21"}) == Days{"2026-11-20", "2026-11-20"});
  CHECK(days_before({"2026-11-16", "2026-11-18"}) == Days{"2026-11-09", "2026-11-11"});  // Monday to Wednesday again
  CHECK(days_before({"2026-11-16", "2026-11-22"}) == Days{"2026-11-09", "2026-11-15"});
  CHECK(days_before({"2026-11-01", "2026-11-10"}) == Days{"2026-10-18", "2026-10-27"});
  CHECK(parse_days("2026-11-16..2026-11-22") == Days{"2026-11-16", "2026-11-22"});
  for (const char* wrong :
       {"", "2026-11-16", "2026-11-22..2026-11-16", "2026-11-31..2026-12-01", "1900-01-01..2026-01-01", "yesterday",
        "2026-11-16...2026-11-22", "2026-11-16..2026-11-22 "}) {
    INFO(wrong);
    CHECK_FALSE(parse_days(wrong));
  }
}

TEST_CASE("a day begins and ends to the millisecond, in the zone of each answer", "[report]") {
  const Days day{"2026-11-21", "2026-11-21"};
  const std::int64_t midnight = *event::start_of_day("2026-11-21", 0);
  for (const std::int32_t offset_min : {0, 180, -300, 345, 840, -720}) {
    INFO("offset " << offset_min);
    const std::int64_t begins = midnight - offset_min * 60'000;
    Club club;
    club.score(10, begins - 1, offset_min);          // the day before
    club.score(9, begins, offset_min);               // the first
    club.score(0, begins + kDayMs - 1, offset_min);  // the last
    club.score(7, begins + kDayMs, offset_min);      // the day after
    const Report report = club.report(day, begins + 3 * kDayMs);
    CHECK(report.total == tally(1, 0, 1));
    CHECK(report.total_before == tally(1, 0, 0));
    const Span span = span_of(day);
    CHECK(span.from_unix_ms <= begins - kDayMs);
    CHECK(span.to_unix_ms >= begins + kDayMs);
  }
  // One instant, two days: where clocks are set back at three, the hour that comes twice is of one day all the same.
  Club club;
  const std::int64_t instant = midnight + 30 * 60'000;
  club.score(10, instant, 0);
  club.score(3, instant, -60);
  CHECK(club.report(day, instant + kDayMs).total == tally(1, 0, 0));
  CHECK(club.report({"2026-11-20", "2026-11-20"}, instant + kDayMs).total == tally(0, 0, 1));
}

TEST_CASE("fewer than thirty scores are counted and not scored, and a small change is none", "[report]") {
  CHECK(change_of(tally(29, 0, 0), tally(0, 0, 300)) == Change::unknown);
  CHECK(change_of(tally(300, 0, 0), tally(0, 0, 29)) == Change::unknown);
  CHECK(change_of(tally(30, 0, 0), tally(0, 0, 30)) == Change::up);
  CHECK(change_of(tally(0, 0, 30), tally(30, 0, 0)) == Change::down);
  CHECK(change_of(tally(75, 36, 23), tally(75, 36, 23)) == Change::none);
  // From one side of the margin to the other, a single promoter at a time.
  const event::Tally before = tally(100, 100, 100);
  Change last = Change::none;
  int turns = 0;
  for (int more = 0; more <= 100; ++more) {
    const event::Tally now = tally(100 + more, 100 - more, 100);
    const double points = *difference(now, before);
    const double margin = std::sqrt(std::pow(*event::margin(now), 2) + std::pow(*event::margin(before), 2));
    const Change change = change_of(now, before);
    CHECK((change == Change::up) == (points > margin));
    CHECK(change != Change::down);
    turns += change != last;
    last = change;
  }
  CHECK(turns == 1);
  const event::Json few = to_json(Report{.days = {}, .before = {}, .total = tally(29, 0, 0)});
  CHECK(few["total"]["nps"].is_null());
  CHECK(few["total"]["margin"].is_null());
  CHECK(few["total"]["promoters"] == 29);
  CHECK(to_json(Report{.days = {}, .before = {}, .total = tally(30, 0, 0)})["total"]["nps"] == 100.0);
}

TEST_CASE("the day within which a member may expect an answer has as many hours as the club is open", "[report]") {
  Club club;
  club.clock.hours = *parse_hours("9-21");
  const std::int64_t noon = *event::start_of_day("2026-11-18", 180) + 12 * kHourMs;
  const event::Uuid in_time = club.write(noon), late = club.write(noon + 1), waits = club.write(noon + 9 * kHourMs - 1);
  // Nine hours of that day, twelve of the next: 24 are over at noon two days later.
  club.act(event::NoteReplied{in_time, "Да", kBy}, noon + 2 * kDayMs);
  club.act(event::NoteReplied{late, "Нет", kBy}, noon + 2 * kDayMs + 2);
  const Days day{"2026-11-18", "2026-11-18"};
  const Report report = club.report(day, noon + 2 * kDayMs);
  CHECK(report.answering.came == 3);
  CHECK(report.answering.in_time == 1);
  CHECK(report.answering.late == 1);
  CHECK(report.answering.pending == 1);  // its night was no delay
  CHECK(in_time_percent(report.answering) == 50);
  CHECK(report.answering.first_answer_ms == kDayMs);
  CHECK(report.answering.resolved == 0);
  CHECK_FALSE(report.answering.resolution_ms);
  club.act(event::NoteMarked{waits, event::Work::done, "", "", kBy}, noon + 9 * kHourMs);
  CHECK(club.report(day, noon + 2 * kDayMs).answering.resolution_ms == 1);
  CHECK(in_time_percent({.came = 3, .in_time = 0, .late = 0, .pending = 3}) == std::nullopt);
  CHECK(in_time_percent({.came = 3, .in_time = 2, .late = 1}) == 67);
}

TEST_CASE("the report of a day that never changes is the one that was written down", "[report]") {
  Club club(7);
  live(club);
  const event::Json made = to_json(club.report(days_of(Period::last_week, event::day_of(kWednesday, 180)), kWednesday));
  const std::string file = std::string(SOURCE_DIR) + "/tests/golden/report.json";
  std::ifstream in(file);
  const event::Json written = event::Json::parse(in, nullptr, false);
  INFO("made now: " << made.dump(2) << "\nwritten down in " << file);
  CHECK(made == written);
}
