// The question's presence: what is counted, once an hour, and nothing of it twice.
#include <catch2/catch.hpp>

#include "kiosk/app/participation.h"

using namespace chalkpoint;
using app::Participation;

namespace {

constexpr std::int64_t kMinute = 60'000;
/// Minutes after 14:00 of a local day.
event::Moment at(std::int64_t minutes, std::int64_t ms = 0) {
  constexpr std::int64_t kTwoOClock = 1'795'345'200'000;  // 2026-11-22T14:00:00+03:00
  const std::int64_t passed = minutes * kMinute + ms;
  return {.unix_ms = kTwoOClock + passed, .utc_offset_min = 180, .mono_ms = 5'000 + passed, .boot_id = "boot"};
}
void touch(Participation& counts, const event::Moment& when, bool at_rest = true) {
  counts.touched(when.mono_ms, at_rest);
}

}  // namespace

TEST_CASE("an hour of presence is told once, when it is over", "[participation]") {
  Participation counts;
  CHECK_FALSE(counts.tick(at(0), true));
  touch(counts, at(5));
  counts.tick(at(5, 1), false);  // they answer for two minutes
  counts.tick(at(7), true);
  CHECK(counts.wake_at_ms(at(7)) == at(60).mono_ms);
  const auto hour = counts.tick(at(60), true);
  REQUIRE(hour);
  CHECK(*hour == event::ParticipationCounted{"2026-11-22", 14, {58, 1}});
  CHECK_FALSE(counts.tick(at(60, 5), true));
  CHECK(counts.tick(at(120), true) == event::ParticipationCounted{"2026-11-22", 15, {60, 0}});
}

TEST_CASE("touches of one visit count once, and only those of the question", "[participation]") {
  Participation counts;
  counts.tick(at(0), true);
  touch(counts, at(1));
  touch(counts, at(1, 5'000));
  touch(counts, at(1, 24'000));  // within twenty seconds of the last one
  touch(counts, at(2));
  touch(counts, at(2, 100), false);
  counts.tick(at(3), false);
  counts.tick(at(3, 2'000), true);  // back: whoever touches now begins anew
  touch(counts, at(3, 3'000));
  CHECK(counts.finish(at(4))->presence.touched == 3);
}

TEST_CASE("nothing counted is nothing told, and the end of the process tells the part there is", "[participation]") {
  Participation counts;
  CHECK_FALSE(counts.finish(at(0)));
  counts.tick(at(0), false);
  CHECK_FALSE(counts.finish(at(30)));
  counts.tick(at(30), true);
  CHECK(counts.finish(at(40)) == event::ParticipationCounted{"2026-11-22", 14, {10, 0}});
  CHECK_FALSE(counts.finish(at(41)));
  counts.tick(at(50), true);
  const event::Moment back{.unix_ms = at(0).unix_ms - 86'400'000,
                           .utc_offset_min = 180,
                           .mono_ms = at(52).mono_ms,
                           .boot_id = "boot"};  // the wall clock jumps; minutes are those that passed
  CHECK(counts.tick(back, true) == event::ParticipationCounted{"2026-11-22", 14, {2, 0}});
  const event::Fact fact = app::fact_of({"2026-11-22", 14, {2, 0}}, back, [](auto) {});
  CHECK(event::validate(fact.type, fact.data));
}
