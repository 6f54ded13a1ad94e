#include "sync/event/hours.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

namespace chalkpoint::event {
namespace {

using std::chrono::days, std::chrono::milliseconds, std::chrono::sys_days, std::chrono::sys_time;

constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kDayMin = 24 * 60;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(at);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) out.push_back(part);
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number(std::string_view text, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
  return value;
}

// "7" or "7:30"; 24 is the end of a day.
std::optional<int> minute_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto hour = number(text.substr(0, colon), 24);
  const auto minute = colon == std::string_view::npos ? std::optional(0) : number(text.substr(colon + 1), 59);
  if (!hour || !minute || *hour * 60 + *minute > kDayMin) return std::nullopt;
  return *hour * 60 + *minute;
}

std::optional<Hours> hours_of(std::string_view text) {
  if (text == "closed") return Hours{0, 0};
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = minute_of(text.substr(0, dash)), to = minute_of(text.substr(dash + 1));
  if (!from || !to || *from == *to) return std::nullopt;
  return Hours{*from, *to < *from ? *to + kDayMin : *to};
}

std::optional<std::size_t> weekday_of(std::string_view text) {
  const auto found = std::ranges::find(kWeekdays, text);
  if (found == kWeekdays.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kWeekdays.begin());
}

// One rule: "7-23", "sat 9-21", "mon-fri 7-23", "2026-12-31 closed". False when it is none.
bool take_rule(OpeningHours& out, std::string_view rule) {
  const auto parts = split(rule, ' ');
  if (parts.empty() || parts.size() > 2) return false;
  const auto hours = hours_of(parts.back());
  if (!hours) return false;
  if (parts.size() == 1) {
    out.week.fill(*hours);
    return true;
  }
  if (event::parse_rfc3339(std::string(parts[0]) + "T00:00:00.000+00:00")) {
    out.days[std::string(parts[0])] = *hours;
    return true;
  }
  const std::size_t dash = parts[0].find('-');
  const auto from = weekday_of(parts[0].substr(0, dash));
  const auto to = dash == std::string_view::npos ? from : weekday_of(parts[0].substr(dash + 1));
  if (!from || !to) return false;
  for (std::size_t day = *from;; day = (day + 1) % kWeekdays.size()) {
    out.week[day] = *hours;
    if (day == *to) return true;
  }
}

std::string day_text(sys_days day) {
  return rfc3339({.unix_ms = sys_time<milliseconds>(day).time_since_epoch().count(),
                  .utc_offset_min = 0,
                  .mono_ms = 0,
                  .boot_id = {}})
      .substr(0, 10);
}

std::string minute_text(int minute) {
  minute = minute > kDayMin ? minute - kDayMin : minute;
  const std::string rest = std::to_string(minute % 60);
  return std::to_string(minute / 60) + (minute % 60 == 0 ? "" : (rest.size() == 1 ? ":0" : ":") + rest);
}

std::string text_of(const Hours& hours) {
  if (hours.from_min == hours.to_min) return "closed";
  return minute_text(hours.from_min) + '-' + minute_text(hours.to_min);
}

}  // namespace

std::expected<OpeningHours, Problem> parse_hours(std::string_view text) {
  OpeningHours out;
  const auto refused = [&text](const std::string& why) {
    return std::unexpected(
        Problem{"The opening hours \"" + std::string(text) + "\" cannot be read: " + why,
                "Write them like \"7-23\", \"mon-fri 7-23, sat 9:30-21, sun closed, 2026-12-31 7-18\", or "
                "\"always\" when closed hours count, too."});
  };
  if (text == "always") {
    out.always = true;
    return out;
  }
  const auto rules = split(text, ',');
  if (rules.empty()) return refused("nothing is said.");
  for (const std::string_view rule : rules)
    if (!take_rule(out, rule)) return refused("\"" + std::string(rule) + "\" is no rule.");
  if (std::ranges::all_of(out.week, [](const Hours& day) { return day.from_min == day.to_min; }))
    return refused("the club would never be open.");
  return out;
}

std::string to_text(const OpeningHours& hours) {
  if (hours.always) return "always";
  std::string out;
  const auto add = [&out](std::string_view days, const Hours& open) {
    out += (out.empty() ? "" : ", ") + std::string(days) + (days.empty() ? "" : " ") + text_of(open);
  };
  for (std::size_t day = 0; day < kWeekdays.size();) {
    std::size_t last = day;
    while (last + 1 < kWeekdays.size() && hours.week[last + 1] == hours.week[day]) ++last;
    const bool whole = day == 0 && last + 1 == kWeekdays.size();
    const std::string days =
        last == day ? std::string(kWeekdays[day]) : std::string(kWeekdays[day]) + '-' + std::string(kWeekdays[last]);
    add(whole ? "" : days, hours.week[day]);
    day = last + 1;
  }
  for (const auto& [day, open] : hours.days) add(day, open);
  return out;
}

Hours hours_on(const OpeningHours& hours, sys_days day) {
  if (!hours.days.empty())
    if (const auto found = hours.days.find(day_text(day)); found != hours.days.end()) return found->second;
  return hours.week[std::chrono::weekday(day).iso_encoding() - 1];
}

bool is_open(const OpeningHours& hours, std::int64_t unix_ms, std::int32_t utc_offset_min) {
  if (hours.always) return true;
  const sys_time<milliseconds> local{milliseconds(unix_ms) + std::chrono::minutes(utc_offset_min)};
  const sys_days today = std::chrono::floor<days>(local);
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - today).count();
  const auto within = [](const Hours& open, std::int64_t at) { return at >= open.from_min && at < open.to_min; };
  return within(hours_on(hours, today), minute) || within(hours_on(hours, today - days(1)), minute + kDayMin);
}

}  // namespace chalkpoint::event
