#include "sync/event/period.h"

#include <cmath>

#include "sync/event/day.h"

namespace chalkpoint::event {

int count_of(const Days& which) {
  return days_between(which.first, which.last).value_or(0) + 1;
}

Days days_before(const Days& which) {
  constexpr int kWeekDays = 7;
  const int count = count_of(which);
  const int back = count == 1 ? 1 : (count + kWeekDays - 1) / kWeekDays * kWeekDays;
  return {plus_days(which.first, -back), plus_days(which.last, -back)};
}

std::optional<double> difference(const Tally& now, const Tally& before) {
  const auto here = nps(now), there = nps(before);
  if (!here || !there) return std::nullopt;
  return *here - *there;
}

std::optional<double> difference_margin(const Tally& now, const Tally& before) {
  const auto here = margin(now), there = margin(before);
  if (!here || !there) return std::nullopt;
  return std::hypot(*here, *there);
}

Change change_of(const Tally& now, const Tally& before) {
  if (now.scored() < kScoredMin || before.scored() < kScoredMin) return Change::unknown;
  const double points = *difference(now, before);
  if (std::abs(points) <= *difference_margin(now, before)) return Change::none;
  return points > 0 ? Change::up : Change::down;
}

}  // namespace chalkpoint::event
