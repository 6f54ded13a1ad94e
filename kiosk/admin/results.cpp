#include "kiosk/admin/results.h"

#include <algorithm>

#include "sync/event/day.h"

namespace chalkpoint::admin::results {
namespace {

constexpr int kWeek = 7, kMonth = 30, kYear = 365;

enum class Step { day, week, month };

/// The first day of the stretch that holds it.
std::string begin_of(const std::string& day, Step step) {
  if (step == Step::day) return day;
  if (step == Step::month) return day.substr(0, 8) + "01";
  constexpr const char* kSomeMonday = "1970-01-05";
  const int since = event::days_between(kSomeMonday, day).value_or(0) % kWeek;
  return event::plus_days(day, -((since + kWeek) % kWeek));
}

std::string begin_of_next(const std::string& begin, Step step) {
  constexpr int kInTheNextMonth = 32;
  if (step == Step::day) return event::plus_days(begin, 1);
  if (step == Step::week) return event::plus_days(begin, kWeek);
  return begin_of(event::plus_days(begin, kInTheNextMonth), step);
}

std::vector<Stretch> stretches(const event::Results& results, const Days& days, Step step) {
  std::vector<Stretch> out;
  for (std::string begin = begin_of(days.first, step); begin <= days.last; begin = begin_of_next(begin, step)) {
    const std::string next = begin_of_next(begin, step);
    Stretch one{.days = {std::max(begin, days.first), std::min(event::plus_days(next, -1), days.last)}, .counts = {}};
    for (auto at = results.days.lower_bound(one.days.first); at != results.days.end() && at->first <= one.days.last;
         ++at)
      one.counts += at->second;
    out.push_back(std::move(one));
  }
  return out;
}

bool tells_enough(const std::vector<Stretch>& all) {
  std::ptrdiff_t scored = 0, enough = 0;
  for (const Stretch& one : all) {
    const std::int64_t scores = event::tally_of(one.counts).scored();
    scored += scores > 0 ? 1 : 0;
    enough += scores >= event::kScoredMin ? 1 : 0;
  }
  return 2 * enough > scored;
}

}  // namespace

ResultsQuestion question_of(const ResultsState& state, std::string_view today) {
  const std::string last(today);
  ResultsQuestion out{.days = {{}, last}, .touchpoint = state.touchpoint};
  switch (state.span) {
    case Span::week:
      out.days.first = event::plus_days(last, 1 - kWeek);
      break;
    case Span::month:
      out.days.first = event::plus_days(last, 1 - kMonth);
      break;
    case Span::year:
      out.days.first = event::plus_days(last, 1 - kYear);
      break;
    case Span::all:
      break;
    case Span::chosen:
      out.days = state.chosen_days;
      break;
  }
  return out;
}

std::vector<Stretch> stretches_of(const event::Results& results, const Days& days) {
  for (const Step step : {Step::day, Step::week}) {
    const auto count = static_cast<std::size_t>(event::count_of(days)) / (step == Step::week ? kWeek : 1);
    if (count > kStretchesMax) continue;
    auto out = stretches(results, days, step);
    if (out.size() <= kStretchesMax && tells_enough(out)) return out;
  }
  return stretches(results, days, Step::month);
}

std::vector<Part> departments_of(const event::Results& results, const std::map<std::string, std::string>& known) {
  std::map<std::string, event::Counts> sums = results.tapped;
  for (const auto& [value, counts] : results.tapped_by_staff)
    if (known.contains(value)) sums[value] += counts;
  std::vector<Part> out;
  for (const auto& [value, counts] : sums)
    if (event::tally_of(counts).scored() > 0) out.push_back({value, counts});
  std::ranges::stable_sort(out, std::greater(), [](const Part& one) {
    const event::Tally tally = event::tally_of(one.counts);
    return std::pair(tally.detractors, tally.scored());
  });
  return out;
}

std::vector<Part> parts_of(const std::map<std::string, event::Counts>& by_value) {
  std::vector<Part> out;
  for (const auto& [value, counts] : by_value) out.push_back({value, counts});
  std::ranges::stable_sort(out, std::greater(),
                           [](const Part& one) { return one.counts.completed + one.counts.abandoned; });
  return out;
}

}  // namespace chalkpoint::admin::results
