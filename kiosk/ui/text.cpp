#include "kiosk/ui/text.h"

#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

namespace chalkpoint::ui {
namespace {

namespace locale = boost::locale;

constexpr const char* kDomain = "chalkpoint";

}  // namespace

std::expected<Text, std::string> Text::open(const std::filesystem::path& folder, const std::string& language) {
  const auto path = folder / (language + ".mo");
  std::ifstream file(path, std::ios::binary);
  std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.empty())
    return std::unexpected("The words in " + path.string() + " cannot be read: install the assets anew");
  locale::gnu_gettext::messages_info info;
  info.language = language;
  info.encoding = "UTF-8";
  info.domains.emplace_back(kDomain);
  info.paths.emplace_back("");
  info.callback = [&bytes](const std::string&, const std::string&) { return bytes; };
  Text text;
  text.locale_ = std::locale(std::locale::classic(), locale::gnu_gettext::create_messages_facet<char>(info));
  return text;
}

const std::string& Text::get(std::string_view key) const {
  if (const auto found = found_.find(key); found != found_.end()) return found->second;
  std::string name(key);
  std::string words = locale::translate(name).str(locale_);
  return found_.emplace(std::move(name), std::move(words)).first->second;
}

std::string Text::get(std::string_view key, std::uint64_t n) const {
  const std::string name(key);
  // Catalogues know plural forms up to the range of int; the form depends on the last digits alone.
  const int last = static_cast<int>(n % 1'000'000);
  return filled(locale::translate(name, name, last).str(locale_), "n", std::to_string(n));
}

std::string Text::get(std::string_view key, std::string_view name, std::string_view value) const {
  return filled(get(key), name, value);
}

namespace {

std::optional<std::chrono::year_month_day> read_date(std::string_view date) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(std::string(date).c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return std::nullopt;
  const std::chrono::year_month_day read{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return read.ok() ? std::optional(read) : std::nullopt;
}

std::string day_of(const Text& text, const std::chrono::year_month_day& date) {
  return text.get("when.month." + std::to_string(static_cast<unsigned>(date.month())), "day",
                  std::to_string(static_cast<unsigned>(date.day())));
}

}  // namespace

std::string Text::when(std::int64_t unix_ms, std::int64_t now_unix_ms, std::int32_t utc_offset_min) const {
  using std::chrono::days, std::chrono::milliseconds, std::chrono::sys_days, std::chrono::sys_time;
  const auto local = [utc_offset_min](std::int64_t ms) {
    return sys_time<milliseconds>(milliseconds(ms) + std::chrono::minutes(utc_offset_min));
  };
  const auto at = local(unix_ms), now = local(now_unix_ms);
  const auto day = std::chrono::floor<days>(at), today = std::chrono::floor<days>(now);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(at - day).count();
  std::array<char, 16> clock{};
  std::snprintf(clock.data(), clock.size(), "%d:%02d", static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  const auto ago = (today - day).count();
  if (ago == 0) return get("when.today", "time", clock.data());
  if (ago == 1) return get("when.yesterday", "time", clock.data());
  if (ago > 1 && ago < 7) {
    const auto weekday = std::chrono::weekday(day).iso_encoding();
    return get("when.weekday." + std::to_string(weekday)) + ", " + clock.data();
  }
  return day_of(*this, std::chrono::year_month_day(day));
}

std::string Text::day(std::string_view date) const {
  const auto read = read_date(date);
  return read ? day_of(*this, *read) : std::string(date);
}

std::string Text::day_of_week(std::string_view date) const {
  const auto read = read_date(date);
  if (!read) return std::string(date);
  const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(*read)).iso_encoding();
  return get("when.weekday." + std::to_string(weekday)) + ", " + day_of(*this, *read);
}

std::string filled(std::string text, std::string_view name, std::string_view value) {
  std::string place = "{";
  place += name;
  place += '}';
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
  return text;
}

}  // namespace chalkpoint::ui
