// What a day or a week of the club comes to, in figures: a pure count over the responses of the site, its board, the
// voices it owes an answer, its cases, and the clock of 24 hours. The same events give the same figures on every
// terminal, whatever their order, repetition or split.
//
// A response belongs to the local day on which it ended, by the offset of its own event; so does a note. What the club
// did is counted by its own clock (hours.h), so that a night is not a delay. What is open and overdue is told as of the
// moment of the report, everything else of the days it is about.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/hours.h"
#include "sync/event/board.h"
#include "sync/event/cases.h"
#include "sync/event/nps.h"
#include "sync/event/period.h"
#include "sync/event/stored_response.h"
#include "sync/event/voices.h"

namespace chalkpoint::desk {

inline constexpr std::int64_t kOneMinuteMs = 60'000, kOneHourMs = 60 * kOneMinuteMs;

using event::change_of, event::Change, event::Days, event::days_before, event::difference, event::kScoredMin;

enum class Period { yesterday, week, last_week };
inline constexpr std::array<std::string_view, 3> kPeriods = {"yesterday", "week", "last-week"};
/// Weeks begin on Monday; this one ends today.
Days days_of(Period period, std::string_view today);
/// "2026-11-16..2026-11-22", at most kReportDaysMax of them; nothing for anything else.
std::optional<Days> parse_days(std::string_view text);
inline constexpr int kReportDaysMax = 3'660;

/// Instants, the first with and the last without.
struct Span {
  std::int64_t from_unix_ms = 0, to_unix_ms = 0;
  bool operator==(const Span&) const = default;
};
/// Everything that may belong to these days or to those before, whatever its offset.
Span span_of(const Days& which);

/// The scores of one touchpoint, department or status.
struct ReportRow {
  std::string value;  ///< as the responses name it
  event::Tally now, before;
  bool operator==(const ReportRow&) const = default;
};

/// What came and waited for an answer: notes on the board, private notes, voices. came = in_time + late + pending.
struct Answering {
  std::int64_t came = 0;
  std::int64_t in_time = 0;  ///< answered within kAnswerWithinMs of the club's clock
  std::int64_t late = 0;     ///< answered later, or not yet and the time is over
  std::int64_t pending = 0;  ///< not answered, and there is still time
  std::int64_t answered = 0;
  std::int64_t resolved = 0;
  std::optional<std::int64_t> first_answer_ms{};  ///< median, by the club's clock, of those answered
  std::optional<std::int64_t> resolution_ms{};    ///< median, of those resolved
  bool operator==(const Answering&) const = default;
};
/// Of those whose time is over or who were answered, how many were in time: 0 to 100 per cent, halves up; nothing
/// without any.
std::optional<int> in_time_percent(const Answering& answering);

struct CaseFigures {
  std::int64_t opened = 0, resolved = 0;  ///< in these days
  std::int64_t open = 0, overdue = 0;     ///< now
  /// Of those opened in these days; the first: not said yet.
  std::array<std::int64_t, event::kCauses.size() + 1> causes{};
  bool operator==(const CaseFigures&) const = default;
};

struct Report {
  Days days, before;
  std::int64_t made_unix_ms = 0;
  std::int32_t utc_offset_min = 0;  ///< where it was made
  event::Tally total{}, total_before{};
  std::vector<ReportRow> touchpoints{};  ///< most scores first, then by name
  std::vector<ReportRow> departments{};  ///< likewise; a response counts for each department it names
  std::vector<ReportRow> statuses{};     ///< of called clients: first, regular, lost
  Answering answering{};
  CaseFigures cases{};
  std::int64_t contact_openings = 0;
  bool hours_always = false;  ///< closed hours count, too
  bool operator==(const Report&) const = default;
};

/// What a report is counted from. All must hold everything of the site that is known here.
struct Sources {
  std::span<const event::StoredResponse> responses;  ///< at least those of span_of(which)
  const event::Board& board;
  const event::Voices& voices;
  const event::Cases& cases;
  std::span<const std::int64_t> contact_openings_unix_ms;
  const std::map<std::string, std::string>& departments;  ///< what is one, by value; of staff forms only these count
  const WaitClock& clock;
};
Report report_of(const Days& which, const Sources& sources, std::int64_t now_unix_ms);

/// Every figure, for machines; null where there is none, "nps" and "margin" also below kScoredMin scores. Times in
/// minutes, rounded down.
event::Json to_json(const Report& report);

}  // namespace chalkpoint::desk
