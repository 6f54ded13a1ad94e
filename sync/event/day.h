// Days as people count them, written YYYY-MM-DD: control dates, birthdays, the day of a report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chalkpoint::event {

/// Whether the text is a day of the calendar (Gregorian, years 0000 to 9999).
bool is_day(std::string_view text);
/// The local day of a moment; `utc_offset_min`: minutes east.
std::string day_of(std::int64_t unix_ms, std::int32_t utc_offset_min);
/// So many days later, or earlier. `day` must be one.
std::string plus_days(std::string_view day, int days);
/// From one day to another, negative when that is earlier; nothing when one of them is no day.
std::optional<int> days_between(std::string_view from, std::string_view to);
/// When a day begins there: milliseconds UTC. Nothing when it is no day.
std::optional<std::int64_t> start_of_day(std::string_view day, std::int32_t utc_offset_min);

}  // namespace chalkpoint::event
