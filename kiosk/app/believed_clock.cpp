#include "kiosk/app/believed_clock.h"

#include <algorithm>
#include <sstream>

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kKeptEveryMs = 3'600'000;

}  // namespace

void BelievedClock::Course::pass(std::int64_t ms) {
  if (unix_ms) *unix_ms += ms;
}

bool BelievedClock::Course::meet(std::int64_t now_unix_ms) {
  if (!unix_ms) return false;
  const std::int64_t ahead_ms = now_unix_ms - *unix_ms;
  if (ahead_ms < -kJitterMs || ahead_ms > (met ? kJitterMs : kOffMsMax)) return false;
  unix_ms = now_unix_ms;
  met = true;
  return true;
}

BelievedClock::BelievedClock(std::string_view kept) {
  std::istringstream in{std::string(kept)};
  std::int64_t known_ms = 0, other_ms = 0, even_ms = 0;
  if (!(in >> known_ms >> other_ms >> even_ms)) return;
  if (known_ms > 0) known_.unix_ms = known_ms;
  if (other_ms > 0) other_.unix_ms = other_ms;
  even_ms_ = std::clamp<std::int64_t>(even_ms, 0, kProbationMs);
}

bool BelievedClock::see(const event::Moment& now) {
  const std::int64_t passed_ms = seen_mono_ms_ ? std::max<std::int64_t>(0, now.mono_ms - *seen_mono_ms_) : 0;
  seen_mono_ms_ = now.mono_ms;
  known_.pass(passed_ms);
  other_.pass(passed_ms);
  believed_ = known_.meet(now.unix_ms);
  if (!believed_ && other_.meet(now.unix_ms)) {
    even_ms_ += passed_ms;
    believed_ = even_ms_ >= kProbationMs;
    if (believed_) known_ = other_;
  } else if (!believed_) {
    other_ = {now.unix_ms, true};
    even_ms_ = 0;
  }
  if (believed_) {
    other_ = {};
    even_ms_ = 0;
  }
  return believed_;
}

std::optional<std::string> BelievedClock::to_keep(std::int64_t now_mono_ms) {
  if (!kept_mono_ms_) kept_mono_ms_ = now_mono_ms;
  if (now_mono_ms - *kept_mono_ms_ < kKeptEveryMs) return std::nullopt;
  kept_mono_ms_ = now_mono_ms;
  return std::to_string(known_.unix_ms.value_or(0)) + ' ' + std::to_string(other_.unix_ms.value_or(0)) + ' ' +
         std::to_string(even_ms_);
}

}  // namespace chalkpoint::app
