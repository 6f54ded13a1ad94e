// A month of the calendar, as a page of it shows.
#pragma once

#include <string>
#include <string_view>

namespace chalkpoint::event {

struct Month {
  int year = 0, month = 0;  ///< 1 to 12
  std::string first;        ///< its first day, YYYY-MM-DD
  int days = 0;             ///< how many
  int lead = 0;             ///< days of the week, from Monday, before its first one
  bool operator==(const Month&) const = default;
};
/// So many months after the one that holds the day, or before it. `day` must be one.
Month month_at(std::string_view day, int months_later);

}  // namespace chalkpoint::event
