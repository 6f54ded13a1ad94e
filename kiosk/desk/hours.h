// How long somebody has waited for the club: the clock of 24 hours, counted in opening hours or around the clock, as
// the club sets it. Pure: times are instants in UTC, and the zone is asked how far local time lies from them, so
// nights, weekends, daylight saving and a clock that was set are all the same sum.
#pragma once

#include <cstdint>
#include <functional>

#include "sync/event/hours.h"

namespace chalkpoint::desk {

using event::Hours;
using event::OpeningHours;
using event::parse_hours;

struct WaitClock {
  OpeningHours hours;
  /// Minutes east that local time shows at that instant.
  std::function<std::int32_t(std::int64_t unix_ms)> utc_offset_min = [](std::int64_t) { return 0; };
};

/// Open milliseconds between two instants; 0 when `to` is not after `from`. Looks back kCountedDaysMax at most.
std::int64_t open_ms(const WaitClock& clock, std::int64_t from_unix_ms, std::int64_t to_unix_ms);
inline constexpr int kCountedDaysMax = 3'660;  // ten years: a clock that was lost starts in 1970

inline constexpr std::int64_t kAnswerWithinMs = 24 * 3'600'000;  // a member may expect an answer by then
inline constexpr std::int64_t kCalmMs = 12 * 3'600'000;

enum class Urgency { calm, soon, late };
struct Wait {
  Urgency urgency = Urgency::calm;
  /// Full or begun hours until the answer is due, 24 to 1; from −1 on, hours over.
  std::int64_t hours_left = 24;
};
/// What the clock shows for somebody who waits since then. A clock that was set back to before counts as "just now".
Wait wait_of(const WaitClock& clock, std::int64_t since_unix_ms, std::int64_t now_unix_ms);

}  // namespace chalkpoint::desk
