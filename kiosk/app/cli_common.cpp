#include "kiosk/app/cli_common.h"

#include <charconv>
#include <cstdio>

#include "platform/clock.h"
#include "platform/random.h"
#include "sync/event/day.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

std::expected<platform::Size, event::Problem> parse_size(const std::string& text) {
  constexpr int kLeast = 320, kMost = 8'192;
  platform::Size size;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  if (width.ec == std::errc{} && width.ptr != end && *width.ptr == 'x') {
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    const bool fine = height.ec == std::errc{} && height.ptr == end && size.width >= kLeast && size.width <= kMost &&
                      size.height >= kLeast && size.height <= kMost;
    if (fine) return size;
  }
  return std::unexpected(
      event::Problem{"\"" + text + "\" is no size of a screen.", "Write it like 1280x800, from 320 to 8192 pixels."});
}

journal::Result<journal::Journal> open_store(const std::filesystem::path& data) {
  return journal::Journal::open(data,
                                {.random = platform::fill_random,
                                 .now_unix_ms = [] { return platform::now().unix_ms; },
                                 .notice = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }},
                                journal::OnDamage::refuse);
}

journal::Result<journal::Journal> open_existing_store(const std::filesystem::path& data) {
  if (std::error_code unused; std::filesystem::exists(data / "journal.db", unused)) return open_store(data);
  return std::unexpected(
      event::Problem{"There is no store in " + data.string(), "Give the data directory of a terminal with --data."});
}

std::expected<desk::Days, event::Problem> days_of(const std::string& period, std::int64_t now_unix_ms) {
  const std::string today = event::day_of(now_unix_ms, platform::utc_offset_min(now_unix_ms));
  for (std::size_t i = 0; i < desk::kPeriods.size(); ++i)
    if (period == desk::kPeriods[i]) return desk::days_of(static_cast<desk::Period>(i), today);
  if (const auto days = desk::parse_days(period)) return *days;
  return std::unexpected(event::Problem{"The days \"" + period + "\" cannot be read.",
                                        "Say yesterday, week, last-week, or two days like 2026-11-16..2026-11-22, the "
                                        "earlier one first."});
}

event::Moment this_moment() {
  const platform::Now now = platform::now();
  return {.unix_ms = now.unix_ms,
          .utc_offset_min = now.utc_offset_min,
          .mono_ms = now.mono_ms,
          .boot_id = platform::boot_id()};
}

int report(const std::expected<void, event::Problem>& result) {
  if (result) return 0;
  std::fprintf(stderr, "chalkpoint: %s\n", event::one_line(result.error()).c_str());
  return 1;
}

}  // namespace chalkpoint::app
