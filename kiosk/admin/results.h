// Results: how the score goes, whom it comes from and how many take part, over days that are chosen. State, intents and
// the pure step between them; the counts are read by the app, aside, and come in as a value.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/admin/words.h"
#include "sync/event/period.h"
#include "sync/event/results.h"

namespace chalkpoint::admin::results {

using event::Days;

/// Which days are looked at; the last day of all but the chosen ones is today.
enum class Span { week, month, year, all, chosen };
inline constexpr std::array<std::string_view, 5> kSpans = {"week", "month", "year", "all", "days"};

/// What is to be read.
struct ResultsQuestion {
  Days days;               ///< `first` empty: from the first answer there is
  std::string touchpoint;  ///< empty: all
  bool operator==(const ResultsQuestion&) const = default;
};

/// What was read for a question.
struct ResultsRead {
  ResultsQuestion question;
  Days days;  ///< as asked; of all days from the first that has anything
  event::Results now;
  std::optional<Days> before_days;  ///< nothing: all days have none before them
  event::Counts before{};
  std::vector<Word> words;               ///< most answers first
  std::vector<std::string> touchpoints;  ///< all that ever had an answer, those of most answers first
};

/// What stands on the display.
enum class ResultsPage { charts, touchpoints, first_day, last_day };

struct ResultsState {
  Span span = Span::month;
  Days chosen_days;        ///< of Span::chosen
  std::string touchpoint;  ///< empty: all
  ResultsPage page = ResultsPage::charts;
  std::string first_day;                      ///< chosen, while the last one is asked for
  int months_back = 0;                        ///< the month that the calendar shows
  std::map<std::string, std::size_t> chosen;  ///< the datum of a chart that tells its values
  std::shared_ptr<const ResultsRead> read;    ///< null: nothing yet
  bool reading = false;                       ///< something else than what is shown was asked for
  bool failed = false;                        ///< the last try
};

// Intents.
struct SetSpan {
  Span span;
};  ///< results.week …; of days it asks which
struct AskTouchpoint {};
struct SetTouchpoint {
  std::string touchpoint;
};
struct ChooseDay {
  std::string day;
};
struct TurnMonth {
  int by;
};
struct ChooseDatum {
  std::string chart;
  std::size_t place;
};  ///< once more: lets it go
struct StepBack {};  ///< note.back; off the charts it leads to the desk
struct Leave {};     ///< staff.close
struct Speak {
  std::string language;
};
using ResultsIntent = std::variant<std::monostate, SetSpan, AskTouchpoint, SetTouchpoint, ChooseDay, TurnMonth,
                                   ChooseDatum, StepBack, Leave, Speak>;

/// Pure. StepBack on the charts, Leave and Speak are the app's to act on.
ResultsState update(ResultsState state, const ResultsIntent& intent);
/// What the state asks for. `today`: local, YYYY-MM-DD.
ResultsQuestion question_of(const ResultsState& state, std::string_view today);

/// One stretch of the line: some days, and what came in them.
struct Stretch {
  Days days;
  event::Counts counts;
  bool operator==(const Stretch&) const = default;
};
/// The days in stretches of a day, a week from Monday or a calendar month: the shortest of which most that have scores
/// have enough of them to tell one, and not more than kStretchesMax.
std::vector<Stretch> stretches_of(const event::Results& results, const Days& days);
inline constexpr std::size_t kStretchesMax = 62;

/// A value of a breakdown and its counts.
struct Part {
  std::string value;
  event::Counts counts;
};
/// Most of the worse scores first, then most scores, then by value.
std::vector<Part> departments_of(const event::Results& results, const std::map<std::string, std::string>& known);
/// Most responses first, then by value.
std::vector<Part> parts_of(const std::map<std::string, event::Counts>& by_value);

}  // namespace chalkpoint::admin::results
