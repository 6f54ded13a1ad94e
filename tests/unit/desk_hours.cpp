// How long somebody has waited, in opening hours: over nights, weekends, changes of the zone, and clocks that were set.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

#include "kiosk/desk/hours.h"
#include "platform/clock.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

constexpr std::int64_t kHour = 3'600'000;

std::int64_t at(const std::string& rfc3339) {
  const auto moment = event::parse_rfc3339(rfc3339);
  REQUIRE(moment);
  return moment->unix_ms;
}

// Moscow has had one offset for years.
WaitClock clock_of(const std::string& hours, std::int32_t offset_min = 180) {
  auto parsed = parse_hours(hours);
  if (!parsed) FAIL(parsed.error().what);
  return {.hours = *parsed, .utc_offset_min = [offset_min](std::int64_t) { return offset_min; }};
}

// Central European time of 2026: summer from 29 March to 25 October, 01:00 UTC.
std::int32_t berlin(std::int64_t unix_ms) {
  return unix_ms >= at("2026-03-29T01:00:00.000+00:00") && unix_ms < at("2026-10-25T01:00:00.000+00:00") ? 120 : 60;
}

}  // namespace

TEST_CASE("closed hours do not count, open ones do", "[hours]") {
  const WaitClock clock = clock_of("7-23");
  const std::int64_t evening = at("2026-11-17T22:00:00.000+03:00");
  CHECK(open_ms(clock, evening, at("2026-11-17T22:30:00.000+03:00")) == kHour / 2);
  CHECK(open_ms(clock, evening, at("2026-11-18T03:00:00.000+03:00")) == kHour);
  CHECK(open_ms(clock, evening, at("2026-11-18T07:00:00.000+03:00")) == kHour);
  CHECK(open_ms(clock, evening, at("2026-11-18T09:15:00.000+03:00")) == 3 * kHour + kHour / 4);
  CHECK(open_ms(clock, evening, at("2026-11-20T22:00:00.000+03:00")) == 3 * 16 * kHour);
  CHECK(open_ms(clock_of("always"), evening, at("2026-11-18T09:00:00.000+03:00")) == 11 * kHour);
}

TEST_CASE("weekends, days off and nights after midnight count as the club sets them", "[hours]") {
  const WaitClock weekdays = clock_of("mon-fri 9-18, sat-sun closed, 2026-11-23 12-14, 2026-11-24 closed");
  const std::int64_t friday = at("2026-11-20T17:00:00.000+03:00");
  CHECK(open_ms(weekdays, friday, at("2026-11-22T20:00:00.000+03:00")) == kHour);
  CHECK(open_ms(weekdays, friday, at("2026-11-23T20:00:00.000+03:00")) == 3 * kHour);
  CHECK(open_ms(weekdays, friday, at("2026-11-25T10:00:00.000+03:00")) == 4 * kHour);

  const WaitClock late = clock_of("22-2");
  CHECK(open_ms(late, at("2026-11-20T23:00:00.000+03:00"), at("2026-11-21T12:00:00.000+03:00")) == 3 * kHour);
  CHECK(open_ms(late, at("2026-11-21T01:00:00.000+03:00"), at("2026-11-21T12:00:00.000+03:00")) == kHour);
  // A night that reaches into the hours of the day after counts once.
  const WaitClock overlapping = clock_of("6-5:30, sun 4-23");
  CHECK(open_ms(overlapping, at("2026-11-21T22:00:00.000+03:00"), at("2026-11-22T06:00:00.000+03:00")) == 8 * kHour);
}

TEST_CASE("where clocks are changed, an hour is an hour", "[hours]") {
  const auto hours = parse_hours("7-23");
  REQUIRE(hours);
  const WaitClock clock{.hours = *hours, .utc_offset_min = berlin};
  // Each of these days is open for sixteen hours, whether it lasts 23 or 25.
  for (const auto& [before, after] : {std::pair{"2026-03-28T12:00:00.000+01:00", "2026-03-29T12:00:00.000+02:00"},
                                      std::pair{"2026-10-24T12:00:00.000+02:00", "2026-10-25T12:00:00.000+01:00"}})
    CHECK(open_ms(clock, at(before), at(after)) == 16 * kHour);
  // A night open around the change is as long as it was.
  const WaitClock night{.hours = parse_hours("22-6").value(), .utc_offset_min = berlin};
  CHECK(open_ms(night, at("2026-03-28T20:00:00.000+01:00"), at("2026-03-29T12:00:00.000+02:00")) == 7 * kHour);
  CHECK(open_ms(night, at("2026-10-24T20:00:00.000+02:00"), at("2026-10-25T12:00:00.000+01:00")) == 9 * kHour);
  CHECK(open_ms(WaitClock{.hours = parse_hours("always").value(), .utc_offset_min = berlin},
                at("2026-03-28T12:00:00.000+01:00"), at("2026-03-29T12:00:00.000+02:00")) == 23 * kHour);
}

TEST_CASE("a terminal carried into another zone goes on from the same instants", "[hours]") {
  const std::int64_t moved = at("2026-11-18T12:00:00.000+00:00");
  const WaitClock clock{.hours = parse_hours("7-23").value(),
                        .utc_offset_min = [moved](std::int64_t ms) { return ms < moved ? 180 : 420; }};
  // 14:00–15:00 in Moscow, then it is 19:00 in the east: four hours to the evening there.
  CHECK(open_ms(clock, at("2026-11-18T11:00:00.000+00:00"), at("2026-11-18T20:00:00.000+00:00")) == 5 * kHour);
}

TEST_CASE("a clock that was set never makes time negative or endless", "[hours]") {
  const WaitClock clock = clock_of("7-23");
  const std::int64_t now = at("2026-11-18T12:00:00.000+03:00");
  CHECK(open_ms(clock, now + kHour, now) == 0);
  CHECK(wait_of(clock, now + 300 * 24 * kHour, now).hours_left == 24);
  CHECK(wait_of(clock, now + kHour, now).urgency == Urgency::calm);
  // Written when the clock had lost the year: late, and counted within a blink.
  const Wait lost = wait_of(clock, 0, now);
  CHECK(lost.urgency == Urgency::late);
  CHECK(lost.hours_left == -(kCountedDaysMax * 16 - 24));
}

TEST_CASE("calm until twelve hours, soon until twenty-four, then late with the hours over", "[hours]") {
  const WaitClock clock = clock_of("always");
  const std::int64_t now = at("2026-11-18T12:00:00.000+03:00");
  const auto wait = [&](std::int64_t waited_ms) { return wait_of(clock, now - waited_ms, now); };
  CHECK(wait(0).hours_left == 24);
  CHECK(wait(kHour).hours_left == 23);
  CHECK(wait(12 * kHour - 1).urgency == Urgency::calm);
  CHECK(wait(12 * kHour).urgency == Urgency::soon);
  CHECK(wait(24 * kHour).urgency == Urgency::soon);
  CHECK(wait(24 * kHour).hours_left == 1);
  CHECK(wait(24 * kHour + 1).urgency == Urgency::late);
  CHECK(wait(24 * kHour + 1).hours_left == -1);
  CHECK(wait(26 * kHour).hours_left == -2);
}

TEST_CASE("opening hours are read as people write them, or refused with the rule named", "[hours]") {
  CHECK(parse_hours("7-23").value() == OpeningHours{});
  const auto mixed = parse_hours("8-22, fri-mon 9:30-24,2026-12-31 closed");
  REQUIRE(mixed);
  CHECK(mixed->week[1] == Hours{8 * 60, 22 * 60});
  for (const std::size_t day : {4, 5, 6, 0}) CHECK(mixed->week[day] == Hours{9 * 60 + 30, 24 * 60});
  CHECK(mixed->days.at("2026-12-31") == Hours{0, 0});
  for (const char* const wrong : {"", "  ", "7", "7:30 - 9", "7-25", "7-23:60", "7-7", "xyz 7-23", "mon-xyz 7-23",
                                  "closed", "2026-02-30 7-23", "7-23 mon", "mon 7-23 8-9", "-7-23", "Always"}) {
    INFO(wrong);
    const auto parsed = parse_hours(wrong);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().what.contains(wrong));
    CHECK_FALSE(parsed.error().remedy.empty());
  }
}

TEST_CASE("the machine's zone knows what its clocks showed then", "[hours]") {
  const char* const before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  tzset();
  CHECK(platform::utc_offset_min(at("2026-03-29T00:59:59.999+00:00")) == 60);
  CHECK(platform::utc_offset_min(at("2026-03-29T01:00:00.000+00:00")) == 120);
  CHECK(platform::utc_offset_min(at("2026-10-25T00:59:59.999+00:00")) == 120);
  CHECK(platform::utc_offset_min(at("2026-10-25T01:00:00.000+00:00")) == 60);
  before == nullptr ? unsetenv("TZ") : setenv("TZ", kept.c_str(), 1);
  tzset();
}
