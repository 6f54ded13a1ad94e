#include "kiosk/desk/hours.h"

#include <algorithm>
#include <chrono>

namespace chalkpoint::desk {
namespace {

using std::chrono::days, std::chrono::milliseconds, std::chrono::sys_days, std::chrono::sys_time;

constexpr int kDayMin = 24 * 60;
constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs;

// The instant at which clocks show that minute of the day. One that daylight saving skips is the one they jump to.
std::int64_t instant(const WaitClock& clock, sys_days day, int minute) {
  const std::int64_t local_ms = sys_time<milliseconds>(day).time_since_epoch().count() + minute * kMinuteMs;
  const std::int64_t guess_ms = local_ms - clock.utc_offset_min(local_ms) * kMinuteMs;
  return local_ms - clock.utc_offset_min(guess_ms) * kMinuteMs;
}

}  // namespace

std::int64_t open_ms(const WaitClock& clock, std::int64_t from_unix_ms, std::int64_t to_unix_ms) {
  from_unix_ms = std::max(from_unix_ms, to_unix_ms - kCountedDaysMax * kDayMin * kMinuteMs);
  if (to_unix_ms <= from_unix_ms) return 0;
  if (clock.hours.always) return to_unix_ms - from_unix_ms;
  const auto local_day = [&](std::int64_t unix_ms) {
    return std::chrono::floor<days>(sys_time<milliseconds>(milliseconds(unix_ms)) +
                                    std::chrono::minutes(clock.utc_offset_min(unix_ms)));
  };
  std::int64_t sum_ms = 0, counted_ms = from_unix_ms;  // a night that goes on into the next day's hours counts once
  for (sys_days day = local_day(from_unix_ms) - days(1), last = local_day(to_unix_ms); day <= last; day += days(1)) {
    const Hours hours = event::hours_on(clock.hours, day);
    if (hours.from_min == hours.to_min) continue;
    const std::int64_t begin_ms = std::max(counted_ms, instant(clock, day, hours.from_min));
    const std::int64_t end_ms = std::min(to_unix_ms, instant(clock, day, hours.to_min));
    if (end_ms <= begin_ms) continue;
    sum_ms += end_ms - begin_ms;
    counted_ms = end_ms;
  }
  return sum_ms;
}

Wait wait_of(const WaitClock& clock, std::int64_t since_unix_ms, std::int64_t now_unix_ms) {
  const std::int64_t waited_ms = open_ms(clock, since_unix_ms, now_unix_ms);
  const auto hours = [](std::int64_t ms) { return (ms + kHourMs - 1) / kHourMs; };  // begun ones count
  if (waited_ms > kAnswerWithinMs) return {Urgency::late, -hours(waited_ms - kAnswerWithinMs)};
  const Urgency urgency = waited_ms < kCalmMs ? Urgency::calm : Urgency::soon;
  return {urgency, std::max<std::int64_t>(1, hours(kAnswerWithinMs - waited_ms))};
}

}  // namespace chalkpoint::desk
