#include "sync/device/lane.h"

#include <algorithm>
#include <utility>

namespace chalkpoint::device {

void Lane::fail(Failure what, std::chrono::milliseconds retry_delay_max, const Tuning& tuning, std::int64_t mono_ms,
                const std::function<std::uint64_t(std::uint64_t)>& random_below) {
  std::chrono::milliseconds rest = tuning.refused_delay;
  if (what.retry_after)
    rest = std::clamp(*what.retry_after, tuning.retry_after_min, tuning.retry_after_max);
  else if (!is_refusal(what.fault))
    rest = jittered(failures, tuning.retry_delay_base, retry_delay_max, random_below);
  ++failures;
  rests_until = mono_ms + rest.count();
  failure = std::move(what);
}

void Lane::succeed() {
  failures = 0;
  rests_until.reset();
  failure.reset();
}

std::chrono::milliseconds jittered(unsigned failures, std::chrono::milliseconds base, std::chrono::milliseconds max,
                                   const std::function<std::uint64_t(std::uint64_t)>& random_below) {
  const auto doublings = std::min(failures, 30U);
  const auto window = std::min<std::int64_t>(max.count(), base.count() << doublings);
  return std::chrono::milliseconds(random_below(static_cast<std::uint64_t>(window) + 1));
}

bool is_refusal(SyncFault fault) {
  return fault == SyncFault::token_unknown || fault == SyncFault::token_forbidden;
}

bool is_out_of_reach(SyncFault fault) {
  using enum SyncFault;
  return fault == unreachable || fault == timed_out || fault == certificate || fault == not_the_hub;
}

}  // namespace chalkpoint::device
