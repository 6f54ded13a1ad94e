// Whether the wall clock may be believed where something is erased by it for good. A clock that jumps, because its
// battery is empty or somebody set it, is not, until it has come back or gone on evenly for a day: what is kept a week
// too long can still be erased, what was erased by a wrong year cannot be brought back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/event/event.h"

namespace chalkpoint::app {

/// For one thread.
class BelievedClock {
 public:
  /// A clock that jumped is believed after it has gone on evenly for so long, while the terminal ran.
  static constexpr std::int64_t kProbationMs = 24 * 3'600'000;
  /// Between a stop and the next start so much may have passed.
  static constexpr std::int64_t kOffMsMax = 3 * 24 * 3'600'000;
  /// Corrections that are no jump; also backward ones after a start.
  static constexpr std::int64_t kJitterMs = 3'600'000;

  /// `kept`: what to_keep() gave last; anything else: nothing is known of the clock yet.
  explicit BelievedClock(std::string_view kept = {});

  /// Looks at the clocks, the oftener the better; whether the wall clock is believed now.
  bool see(const event::Moment& now);
  bool believed() const { return believed_; }
  /// To be remembered over a restart: at most once an hour there is something.
  std::optional<std::string> to_keep(std::int64_t now_mono_ms);

 private:
  /// A course of the wall clock.
  struct Course {
    std::optional<std::int64_t> unix_ms;  ///< where it stood, moved on by what has passed since
    bool met = false;                     ///< since the start
    void pass(std::int64_t ms);
    bool meet(std::int64_t now_unix_ms);
  };

  Course known_, other_;      // the believed one, and the one it jumped to
  std::int64_t even_ms_ = 0;  // for how long the other one has gone on
  std::optional<std::int64_t> seen_mono_ms_, kept_mono_ms_;
  bool believed_ = false;
};

}  // namespace chalkpoint::app
