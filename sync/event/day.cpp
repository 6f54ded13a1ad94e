#include "sync/event/day.h"

#include "sync/event/event.h"

namespace chalkpoint::event {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

std::optional<std::int64_t> start_of_day(std::string_view day, std::int32_t utc_offset_min) {
  const auto at = parse_rfc3339(std::string(day) + "T00:00:00.000+00:00");
  if (!at) return std::nullopt;
  return at->unix_ms - utc_offset_min * kMinuteMs;
}

bool is_day(std::string_view text) {
  return start_of_day(text, 0).has_value();
}

std::string day_of(std::int64_t unix_ms, std::int32_t utc_offset_min) {
  constexpr std::size_t kLetters = 10;
  return rfc3339({.unix_ms = unix_ms, .utc_offset_min = utc_offset_min, .mono_ms = 0, .boot_id = {}})
      .substr(0, kLetters);
}

std::string plus_days(std::string_view day, int days) {
  return day_of(start_of_day(day, 0).value_or(0) + days * kDayMs, 0);
}

std::optional<int> days_between(std::string_view from, std::string_view to) {
  const auto first = start_of_day(from, 0), last = start_of_day(to, 0);
  if (!first || !last) return std::nullopt;
  return static_cast<int>((*last - *first) / kDayMs);
}

}  // namespace chalkpoint::event
