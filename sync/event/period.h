// Spans of days and how the score of one compares with that of another: shared by reports and results.
#pragma once

#include <optional>
#include <string>

#include "sync/event/nps.h"

namespace chalkpoint::event {

/// Local days YYYY-MM-DD, both with.
struct Days {
  std::string first, last;
  bool operator==(const Days&) const = default;
};
/// How many; 1 where one of them is no day.
int count_of(const Days& which);
/// What they are compared with: the day before a single day; else as many days whole weeks earlier, so that weekdays
/// meet weekdays.
Days days_before(const Days& which);

/// Below so many scores, counts are told and no NPS: its margin would be wider than any difference worth a word.
inline constexpr std::int64_t kScoredMin = 30;

enum class Change { unknown, none, up, down };
/// How the NPS changed. unknown: one of the two has fewer than kScoredMin scores; none: the difference is not larger
/// than its margin.
Change change_of(const Tally& now, const Tally& before);
/// NPS points from `before` to `now`; nothing when one of them has no score.
std::optional<double> difference(const Tally& now, const Tally& before);
/// Of that difference: √(m₁² + m₂²), since the variances of two independent estimates add up.
std::optional<double> difference_margin(const Tally& now, const Tally& before);

}  // namespace chalkpoint::event
