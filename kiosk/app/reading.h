// How long what is known of other terminals may still be believed, by when the site's stream was last read to its end.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>

#include "sync/event/event.h"

namespace chalkpoint::app {

/// A reading noted so much ahead of now was noted by another clock: how long ago it was nobody can say.
inline constexpr std::int64_t kReadingAheadMsMax = 60'000;

/// hear() is for one thread, trusted_for_ms() for any.
class Reading {
 public:
  /// The stream was last read to its end at `read_unix_ms`, UTC; nothing: never, as far as is known. The age of a
  /// reading is taken by the wall clock once, when it is heard of, and grows by the monotonic clock from then on: a
  /// clock that is set later makes it neither younger nor older.
  void hear(std::optional<std::int64_t> read_unix_ms, const event::Moment& now);
  /// Milliseconds until it is older than chalk::kOfflineTrustMs; 0: it is, or how old it is is not known.
  std::int64_t trusted_for_ms(std::int64_t now_mono_ms) const;

 private:
  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();
  std::optional<std::int64_t> heard_unix_ms_;
  std::atomic<std::int64_t> read_mono_ms_ = kUnknown;  // may be before the machine started: negative
};

}  // namespace chalkpoint::app
