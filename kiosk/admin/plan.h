// Which survey is asked when: the usual one, and others that take its turn at certain hours, on certain days, or of one
// in so many members; or none at all. A setting of the site, so that all terminals ask alike.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::admin {

/// The setting whose text parse_plan() reads.
inline constexpr std::string_view kPlanKey = "survey.plan";
/// The survey that is asked where nothing else is said.
inline constexpr std::string_view kUsualSurvey = "nps";
inline constexpr std::size_t kTurnsMax = 50;
inline constexpr int kOneInMax = 1'000;
inline constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// From one minute of the day up to another, local; past midnight where the second is the earlier one.
struct DayTimes {
  int from_min = 0, until_min = 0;
  bool operator==(const DayTimes&) const = default;
};

/// When a survey takes the turn of the usual one: where all that is said here holds. What lies past midnight belongs to
/// the day before.
struct Turn {
  std::string survey;
  bool off = false;               ///< never, until it is switched on again
  std::optional<DayTimes> times;  ///< nothing: the whole day
  std::array<bool, kWeekdays.size()> days{true, true, true, true, true, true, true};  ///< from Monday
  std::string from, until;  ///< YYYY-MM-DD, both included; empty: without such an end
  int one_in = 1;           ///< of the members to whom it could be put, one in so many
  bool operator==(const Turn&) const = default;
};

struct Plan {
  std::string usual = std::string(kUsualSurvey);
  bool off = false;         ///< nothing is asked at all: the board alone
  std::vector<Turn> turns;  ///< the first that holds counts
  bool operator==(const Plan&) const = default;
};

/// Reads {"usual", "off", "turns": [{"survey", "off", "hours": "18:00-21:00", "days": ["mon"], "from", "until",
/// "one_in"}]}; what is left out is as above, an empty text is the plan of a site that said nothing. Refuses anything
/// else in one line, with the place named like turns[1].hours.
std::expected<Plan, event::Problem> parse_plan(std::string_view text);
/// The inverse, without what is as it is anyway; empty for the plan of a site that said nothing.
std::string to_text(const Plan& plan);

/// The survey for the member who comes next; empty: none. `counter`: how many were asked here before. Of the members
/// that reach a turn exactly one in every `one_in` successive ones gets it; the others go on to the next turn.
std::string asked(const Plan& plan, const event::Moment& now, std::uint64_t counter);
/// When asked() may say something else although nobody was asked: after `now`, at the next midnight at the latest.
/// Milliseconds UTC.
std::int64_t next_change_unix_ms(const Plan& plan, const event::Moment& now);

}  // namespace chalkpoint::admin
