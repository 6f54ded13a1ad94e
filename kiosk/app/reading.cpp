#include "kiosk/app/reading.h"

#include <algorithm>

#include "kiosk/chalk/board.h"

namespace chalkpoint::app {

void Reading::hear(std::optional<std::int64_t> read_unix_ms, const event::Moment& now) {
  if (read_unix_ms == heard_unix_ms_) return;
  heard_unix_ms_ = read_unix_ms;
  const bool known = read_unix_ms && *read_unix_ms - now.unix_ms <= kReadingAheadMsMax;
  read_mono_ms_ = known ? now.mono_ms - std::max<std::int64_t>(0, now.unix_ms - *read_unix_ms) : kUnknown;
}

std::int64_t Reading::trusted_for_ms(std::int64_t now_mono_ms) const {
  const std::int64_t read_mono_ms = read_mono_ms_;
  if (read_mono_ms == kUnknown) return 0;
  const std::int64_t age_ms = std::max<std::int64_t>(0, now_mono_ms - read_mono_ms);
  return std::max<std::int64_t>(0, chalk::kOfflineTrustMs - age_ms);
}

}  // namespace chalkpoint::app
