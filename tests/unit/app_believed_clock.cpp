// When the wall clock may be believed where something is erased by it for good.
#include <catch2/catch.hpp>

#include "kiosk/app/believed_clock.h"

using namespace chalkpoint;
using app::BelievedClock;

namespace {

constexpr std::int64_t kClockHour = 3'600'000, kClockDay = 24 * kClockHour, kClockYear = 365 * kClockDay,
                       kTrueUnixMs = 1'795'000'000'000;

/// A terminal with two clocks, one of which can be set.
struct TwoClocks {
  BelievedClock clock{};
  std::int64_t mono_ms = 1'000, wrong_ms = 0;
  std::string kept;

  bool after(std::int64_t ms) {
    mono_ms += ms;
    const bool believed = clock.see(
        {.unix_ms = kTrueUnixMs + mono_ms + wrong_ms, .utc_offset_min = 180, .mono_ms = mono_ms, .boot_id = {}});
    if (auto text = clock.to_keep(mono_ms)) kept = *text;
    return believed;
  }
  /// Off for so long; what was remembered is all that is left.
  bool restart(std::int64_t off_ms) {
    clock = BelievedClock(kept);
    wrong_ms += off_ms;  // the monotonic clock stood still
    return after(0);
  }
};

}  // namespace

TEST_CASE("a clock is believed after a day of going on evenly, and no jump is", "[clock]") {
  TwoClocks clocks;
  CHECK_FALSE(clocks.after(0));
  for (int hour = 0; hour < 23; ++hour) CHECK_FALSE(clocks.after(kClockHour));
  CHECK(clocks.after(kClockHour));
  CHECK(clocks.after(10 * kClockDay));  // however long nobody looked
  for (const std::int64_t jump : {kClockYear, -kClockYear, 2 * kClockDay}) {
    clocks.wrong_ms = jump;
    CHECK_FALSE(clocks.after(60'000));
    CHECK_FALSE(clocks.after(20 * kClockHour));
    clocks.wrong_ms = 0;
    CHECK(clocks.after(60'000));  // it came back
  }
  clocks.wrong_ms = 20 * 60'000;  // a correction
  CHECK(clocks.after(60'000));
  clocks.wrong_ms = kClockYear;
  CHECK_FALSE(clocks.after(60'000));
  CHECK(clocks.after(25 * kClockHour));
}

TEST_CASE("what is believed outlives a restart; a night off is no jump, a year off is one", "[clock]") {
  TwoClocks clocks;
  clocks.after(0);
  REQUIRE(clocks.after(25 * kClockHour));
  CHECK(clocks.restart(10 * kClockHour));
  CHECK(clocks.after(2 * kClockHour));
  CHECK(clocks.restart(2 * kClockDay));
  clocks.after(2 * kClockHour);
  CHECK_FALSE(clocks.restart(kClockYear));
  CHECK_FALSE(clocks.after(kClockHour));
  // Two days of twelve hours are a day, too.
  CHECK_FALSE(clocks.after(11 * kClockHour));
  CHECK_FALSE(clocks.restart(12 * kClockHour));
  CHECK(clocks.after(14 * kClockHour));
}

TEST_CASE("a terminal that starts without a time and is told it later is believed at once", "[clock]") {
  TwoClocks clocks;
  clocks.after(0);
  REQUIRE(clocks.after(25 * kClockHour));
  clocks.after(2 * kClockHour);
  CHECK_FALSE(clocks.restart(-kTrueUnixMs));  // its battery is empty
  clocks.wrong_ms = 10 * kClockHour;
  CHECK(clocks.after(60'000));
}

TEST_CASE("what is no memory of a clock is none", "[clock]") {
  for (const char* text : {"", "x", "1", "1 2", "yes 1 2"}) {
    BelievedClock clock(text);
    CHECK_FALSE(clock.see({.unix_ms = kTrueUnixMs, .utc_offset_min = 0, .mono_ms = 5, .boot_id = {}}));
  }
}
