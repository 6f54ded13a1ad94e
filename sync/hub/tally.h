// What an event counts as, and the counters of many. Pure: results are sums of these integers, rounded once at the very
// end.
#pragma once

#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::hub {

/// The counter a response raises by one. Every combination has its own counter, so any breakdown is a sum over some of
/// them.
struct Tally {
  std::string touchpoint;
  std::string day;  ///< local date of the device: YYYY-MM-DD
  std::string language;
  bool completed = false;  ///< else abandoned
  bool suspect = false;
  std::optional<int> score;  ///< 0 to 10
  auto operator<=>(const Tally&) const = default;
};

/// How many of a site's responses count as `tally`.
struct Count {
  std::string site;
  Tally tally;
  std::int64_t responses = 0;
  auto operator<=>(const Count&) const = default;
};

/// What the event counts as: nothing for one that is no response. A Problem when its kind may not carry what it
/// carries.
std::expected<std::optional<Tally>, event::Problem> tally_of(const event::Event& event);

}  // namespace chalkpoint::hub
