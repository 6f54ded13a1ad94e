#include "sync/event/month.h"

#include <algorithm>

#include "sync/event/day.h"

namespace chalkpoint::event {
namespace {

constexpr int kMonths = 12, kWeek = 7;

std::string first_day(int year, int month) {
  const std::string number = std::to_string(month), of_year = std::to_string(year);
  return std::string(4 - std::min<std::size_t>(4, of_year.size()), '0') + of_year + (month < 10 ? "-0" : "-") + number +
         "-01";
}

}  // namespace

Month month_at(std::string_view day, int months_later) {
  const std::string text(day);
  const int months = std::stoi(text.substr(0, 4)) * kMonths + std::stoi(text.substr(5, 2)) - 1 + months_later;
  Month out{.year = months / kMonths, .month = months % kMonths + 1, .first = {}, .days = 0, .lead = 0};
  out.first = first_day(out.year, out.month);
  const std::string next = out.month == kMonths ? first_day(out.year + 1, 1) : first_day(out.year, out.month + 1);
  out.days = days_between(out.first, next).value_or(0);
  constexpr const char* kSomeMonday = "1970-01-05";
  const int since = days_between(kSomeMonday, out.first).value_or(0) % kWeek;
  out.lead = (since + kWeek) % kWeek;
  return out;
}

}  // namespace chalkpoint::event
