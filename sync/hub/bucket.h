// What a response counts as, and the counters of many. Pure: results are sums of these integers, rounded once at the
// very end (sync/event/nps.h).
#pragma once

#include <span>

#include "sync/event/nps.h"

namespace chalkpoint::hub {

/// The counter a response raises by one. Every combination has its own counter, so any breakdown is a sum over some.
struct Bucket {
  std::string day;  ///< local date of the device: YYYY-MM-DD
  std::string touchpoint;
  std::string language;
  bool completed = false;  ///< else abandoned
  bool suspect = false;
  std::optional<int> score;  ///< 0 to 10
  auto operator<=>(const Bucket&) const = default;
};

/// How many of a site's responses fall into a bucket.
struct Count {
  std::string site;
  Bucket bucket;
  std::int64_t responses = 0;
  auto operator<=>(const Count&) const = default;
};

/// Where the event counts: nothing for one that is no response. A Problem when its type may not carry what it carries,
/// or when the sealed box beside it is not the one its body speaks of.
std::expected<std::optional<Bucket>, event::Problem> bucket_of(const event::Event& event);

/// {"responses",…,"nps","margin"} of all, then the same under "by_site", "by_touchpoint" and "by_day" for each of them.
event::Json stats_json(std::span<const Count> counts);

}  // namespace chalkpoint::hub
