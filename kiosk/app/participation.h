// How long the question stands on the display, and how often somebody touches it there: counted in memory and told once
// an hour in one event, so that no touch costs a commit. Nobody sees who walks past, and nothing here claims to.
//
//   shown    minutes in which the question stood on the lit display with nothing over it
//   touched  visits: the first touch since the question appeared, or after it was left alone for kVisitMs; members,
//            children and the staff alike
//
// What was counted in the hour in which a process dies, or which the disk does not take, is lost: at most that hour.
#pragma once

#include <optional>

#include "sync/event/results.h"

namespace chalkpoint::app {

class Participation {
 public:
  static constexpr std::int64_t kVisitMs = 20'000;  ///< as long as "still here?" waits: whoever touches later came anew

  /// A touch at that time of the monotonic clock. `at_rest`: the question stood there with nothing over it.
  void touched(std::int64_t mono_ms, bool at_rest);
  /// Once a frame, and when wake_at_ms() says; `at_rest` as it is from now on. What an hour that is over comes to.
  std::optional<event::ParticipationCounted> tick(const event::Moment& now, bool at_rest);
  /// The process ends: what the hour has come to so far; nothing when that is nothing.
  std::optional<event::ParticipationCounted> finish(const event::Moment& now);
  /// When the hour is over, by the monotonic clock; nothing while nothing is counted.
  std::optional<std::int64_t> wake_at_ms(const event::Moment& now) const;

 private:
  void spend(const event::Moment& now);

  std::optional<event::ParticipationCounted> hour_;  // under way
  std::int64_t shown_ms_ = 0, since_ms_ = 0;
  bool at_rest_ = false;
  std::optional<std::int64_t> visit_ms_;  // the last touch of the visit that goes on
};

/// As a fact for the journal.
event::Fact fact_of(const event::ParticipationCounted& counted, const event::Moment& at, const event::Random& random);

}  // namespace chalkpoint::app
