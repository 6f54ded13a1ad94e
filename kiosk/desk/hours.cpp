#include "kiosk/desk/hours.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

namespace chalkpoint::desk {
namespace {

using std::chrono::days, std::chrono::milliseconds, std::chrono::sys_days, std::chrono::sys_time;

constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kDayMin = 24 * 60;
constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs;

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
  return event::rfc3339({.unix_ms = sys_time<milliseconds>(day).time_since_epoch().count(),
                         .utc_offset_min = 0,
                         .mono_ms = 0,
                         .boot_id = {}})
      .substr(0, 10);
}

Hours hours_on(const OpeningHours& hours, sys_days day) {
  if (!hours.days.empty())
    if (const auto found = hours.days.find(day_text(day)); found != hours.days.end()) return found->second;
  return hours.week[std::chrono::weekday(day).iso_encoding() - 1];
}

// The instant at which clocks show that minute of the day. One that daylight saving skips is the one they jump to.
std::int64_t instant(const WaitClock& clock, sys_days day, int minute) {
  const std::int64_t local_ms = sys_time<milliseconds>(day).time_since_epoch().count() + minute * kMinuteMs;
  const std::int64_t guess_ms = local_ms - clock.utc_offset_min(local_ms) * kMinuteMs;
  return local_ms - clock.utc_offset_min(guess_ms) * kMinuteMs;
}

}  // namespace

std::expected<OpeningHours, event::Problem> parse_hours(std::string_view text) {
  OpeningHours out;
  const auto refused = [&text](const std::string& why) {
    return std::unexpected(
        event::Problem{"The opening hours \"" + std::string(text) + "\" cannot be read: " + why,
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
    const Hours hours = hours_on(clock.hours, day);
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
