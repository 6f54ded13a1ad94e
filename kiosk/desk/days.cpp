#include "kiosk/desk/days.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <vector>

namespace chalkpoint::desk {
namespace {

using std::chrono::year_month_day;

constexpr int kLeapYear = 2024;  // any: has every birthday

std::string padded(unsigned number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string text_of(const year_month_day& date) {
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

/// The numbers of a date, with how many digits each has; nothing when there is anything else in it.
struct Number {
  int value = 0;
  std::size_t digits = 0;
};
std::vector<Number> numbers_of(std::string_view text) {
  std::vector<Number> out;
  while (true) {
    const std::size_t end = std::min(text.find_first_of("-./"), text.size());
    int value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, value);
    constexpr std::size_t kDigitsMax = 4;
    if (error != std::errc() || stop != text.data() + end || value < 0 || end > kDigitsMax) return {};
    out.push_back({value, end});
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

std::optional<year_month_day> date_of(int y, int m, int d) {
  constexpr int kYearMin = 1900, kYearMax = 2199;
  const year_month_day date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                            std::chrono::day(static_cast<unsigned>(d))};
  if (!date.ok() || y < kYearMin || y > kYearMax) return std::nullopt;
  return date;
}

std::optional<year_month_day> date_of(const std::vector<Number>& numbers) {
  constexpr std::size_t kYearDigits = 4;
  if (numbers.size() != 3) return std::nullopt;
  if (numbers[0].digits == kYearDigits && numbers[1].digits <= 2 && numbers[2].digits <= 2)
    return date_of(numbers[0].value, numbers[1].value, numbers[2].value);
  if (numbers[2].digits == kYearDigits && numbers[0].digits <= 2 && numbers[1].digits <= 2)
    return date_of(numbers[2].value, numbers[1].value, numbers[0].value);
  return std::nullopt;
}

// Of a day that is one: nothing else is asked for.
year_month_day parsed(std::string_view text) {
  return date_of(numbers_of(text)).value_or(std::chrono::year(1970) / std::chrono::January / 1);
}

}  // namespace

std::optional<std::string> read_day(std::string_view text) {
  const auto date = date_of(numbers_of(text));
  return date ? std::optional(text_of(*date)) : std::nullopt;
}

std::optional<std::string> read_birthday(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  const auto numbers = numbers_of(text);
  const auto date = numbers.size() == 2 && numbers[0].digits <= 2 && numbers[1].digits <= 2
                        ? date_of(kLeapYear, numbers[1].value, numbers[0].value)
                        : date_of(numbers);
  return date ? std::optional(text_of(*date).substr(5)) : std::nullopt;
}

std::string months_later(std::string_view from, int count) {
  year_month_day date = parsed(from) + std::chrono::months(count);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return text_of(date);
}

std::string next_birthday(std::string_view birthday, std::string_view today) {
  const auto kept_in = [birthday](std::chrono::year y) {
    const std::string in_leap = std::to_string(kLeapYear) + "-" + std::string(birthday);
    const year_month_day any = parsed(in_leap);
    const year_month_day date{y, any.month(), any.day()};
    return date.ok() ? date : year_month_day{date.year() / date.month() / std::chrono::last};
  };
  const year_month_day now = parsed(today);
  const year_month_day date = kept_in(now.year());
  return text_of(date >= now ? date : kept_in(now.year() + std::chrono::years(1)));
}

}  // namespace chalkpoint::desk
