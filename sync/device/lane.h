// One of the two ways of sync, up or down: what it rests for, and how its last try went. Neither waits for the other:
// a hub that takes nothing may still tell what was hidden elsewhere.
#pragma once

#include <functional>

#include "sync/device/judge.h"
#include "sync/device/tuning.h"

namespace chalkpoint::device {

struct Lane {
  unsigned failures = 0;                    ///< in a row
  std::optional<std::int64_t> rests_until;  ///< monotonic, ms; nothing: it may go at once
  std::optional<Failure> failure;           ///< of the last try; nothing when it went well

  bool may_go(std::int64_t mono_ms) const { return !rests_until || mono_ms >= *rests_until; }
  /// Takes the failure down and rests for it: as long as the hub asked for, an hour for a refused token, else with full
  /// jitter and `retry_delay_max` as the cap of its window.
  void fail(Failure what, std::chrono::milliseconds retry_delay_max, const Tuning& tuning, std::int64_t mono_ms,
            const std::function<std::uint64_t(std::uint64_t)>& random_below);
  void succeed();
};

/// U(0, min(max, base · 2^failures)): terminals that lost the hub together do not come back together.
std::chrono::milliseconds jittered(unsigned failures, std::chrono::milliseconds base, std::chrono::milliseconds max,
                                   const std::function<std::uint64_t(std::uint64_t)>& random_below);

/// A token that the hub does not accept, or not for what was asked.
bool is_refusal(SyncFault fault);
/// The hub was not reached at all: what failed for one way would fail for the other.
bool is_out_of_reach(SyncFault fault);

}  // namespace chalkpoint::device
