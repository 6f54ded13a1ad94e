// How long a board that nobody was heard of is believed, whatever the clock on the wall does.
#include <catch2/catch.hpp>

#include "kiosk/app/reading.h"
#include "kiosk/chalk/board.h"

using namespace chalkpoint;

namespace {

constexpr std::int64_t kThen = 1'795'000'000'000, kHour = 3'600'000;

event::Moment moment(std::int64_t unix_ms, std::int64_t mono_ms) {
  return {.unix_ms = unix_ms, .utc_offset_min = 0, .mono_ms = mono_ms, .boot_id = {}};
}

}  // namespace

TEST_CASE("a reading of the life before counts by its age, one from the future not at all", "[board]") {
  app::Reading reading;
  CHECK(reading.trusted_for_ms(0) == 0);
  reading.hear({}, moment(kThen, 500));
  CHECK(reading.trusted_for_ms(500) == 0);

  reading.hear(kThen - kHour, moment(kThen, 500));  // older than the machine runs
  CHECK(reading.trusted_for_ms(500) == chalk::kOfflineTrustMs - kHour);

  app::Reading slightly_ahead;
  slightly_ahead.hear(kThen + app::kReadingAheadMsMax, moment(kThen, 500));
  CHECK(slightly_ahead.trusted_for_ms(500) == chalk::kOfflineTrustMs);

  app::Reading ahead;  // the clock was set back at boot
  ahead.hear(kThen + app::kReadingAheadMsMax + 1, moment(kThen, 500));
  CHECK(ahead.trusted_for_ms(500) == 0);
  ahead.hear(kThen + 10, moment(kThen + 10, 510));  // heard again, by this clock
  CHECK(ahead.trusted_for_ms(510) == chalk::kOfflineTrustMs);
}

TEST_CASE("within one life the trust runs out by the monotonic clock", "[board]") {
  app::Reading reading;
  reading.hear(kThen, moment(kThen, 1'000));
  CHECK(reading.trusted_for_ms(1'000 + kHour) == chalk::kOfflineTrustMs - kHour);
  // Said again of the same reading after the wall clock was set back by a year: no younger, no doubt either.
  reading.hear(kThen, moment(kThen - 365 * 24 * kHour, 1'000 + 2 * kHour));
  CHECK(reading.trusted_for_ms(1'000 + 2 * kHour) == chalk::kOfflineTrustMs - 2 * kHour);
  CHECK(reading.trusted_for_ms(1'000 + chalk::kOfflineTrustMs) == 0);
  CHECK(reading.trusted_for_ms(1'000 + 2 * chalk::kOfflineTrustMs) == 0);
}
