// What was erased comes back from nowhere: not from an image of the terminal at which it was left, not from a hub that
// was put back from an older copy, in whichever order the two happen, whoever erased it.
#include <catch2/catch.hpp>

#include "sync/event/contacts.h"
#include "sync/event/seal.h"
#include "tests/sim/board_terminal.h"

using namespace chalkpoint;

namespace {

/// A hub and two terminals; a private note is written at the first one.
class ErasureClub {
 public:
  ErasureClub() {
    for (const char* name : {"d-0", "d-1"}) {
      hub_.add(sim::kBoardSite, name);
      terminals_.push_back(
          std::make_unique<sim::BoardTerminal>(name, random_, line_, now_ms_, 70, hub_.store().epoch()));
    }
    note_ = notes_.confided(key_.open, {1, "", "Тренер опаздывает", ""});
    store(*terminals_[0], note_);
  }
  void store(sim::BoardTerminal& terminal, const event::Fact& fact) { REQUIRE(terminal.journal().append({&fact, 1})); }
  void settle(int rounds = 4) {
    for (int round = 0; round < rounds; ++round) {
      now_ms_ += 10'000;
      for (auto& terminal : terminals_) terminal->wake();
      for (auto& terminal : terminals_) terminal->step();
    }
  }
  event::Fact erasure() {
    const event::ContactEvent what = event::ContactErased{note_.id, {"Анна", "owner"}};
    event::Fact fact = notes_.fact(event::NoteSupported{note_.id});
    fact.type = event::type_of(what);
    fact.data = event::to_json(what);
    return fact;
  }
  bool at_hub() { return hub_.store().contact(sim::kBoardSite, note_.id)->has_value(); }
  bool at_first() { return first().journal().sealed_box(note_.id)->has_value(); }
  sim::BoardTerminal& first() { return *terminals_[0]; }
  sim::BoardTerminal& second() { return *terminals_[1]; }
  sim::Hub& hub() { return hub_; }
  void check() {
    CHECK_FALSE(at_hub());
    CHECK_FALSE(at_first());
    CHECK(hub_.store().verify()->faults.empty());
    for (auto& terminal : terminals_) {
      CHECK(terminal->status().state == device::SyncState::in_step);
      CHECK(terminal->journal().verify()->faults.empty());
    }
  }

 private:
  event::Random chance() {
    return [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(random_());
    };
  }
  sim::Random random_{13};
  std::int64_t now_ms_ = 1'795'300'000'000;
  sim::Hub hub_{chance()};
  sim::Line line_{random_, [this](const device::Request& request) { return hub_.answer(request, now_ms_); }};
  std::vector<std::unique_ptr<sim::BoardTerminal>> terminals_;
  event::SiteKey key_ = event::make_site_key(chance());
  tests::Notes notes_{71};
  event::Fact note_;
};

enum class By { first, second, hub };

}  // namespace

TEST_CASE("what was erased comes back from no image and from no older hub", "[sim][contacts]") {
  const auto by = GENERATE(By::first, By::second, By::hub);
  const bool hub_lost_all = GENERATE(false, true);  // put back to before the note, or to after it
  ErasureClub club;
  if (hub_lost_all) club.hub().copy();
  club.settle();
  if (!hub_lost_all) club.hub().copy();
  club.first().image();
  REQUIRE(club.at_hub());
  REQUIRE(club.at_first());

  if (by == By::hub)
    REQUIRE(club.hub().store().say(sim::kBoardSite, std::vector{club.erasure()}, 1'795'300'000'000));
  else
    club.store(by == By::first ? club.first() : club.second(), club.erasure());
  club.settle();
  club.check();

  SECTION("the terminal is put back from an image") {
    const bool in_place = GENERATE(true, false);
    club.first().roll_back(in_place);
    CHECK(club.at_first());
    club.settle();
    club.check();
  }
  SECTION("the hub is put back from a copy") {
    club.hub().restore();
    CHECK(club.at_hub() == !hub_lost_all);
    club.settle();
    club.check();
    club.hub().restore();  // and once more: by now every terminal says it by itself
    club.settle();
    club.check();
  }
  SECTION("both, the hub first") {
    club.hub().restore();
    club.first().roll_back(true);
    club.settle(8);
    club.check();
  }
  SECTION("both, with the other terminal away: the hub hears the first one's box before the erasure") {
    if (by == By::first) return;  // then nobody else could know of it in time
    club.hub().restore();
    club.first().roll_back(true);
    for (int round = 0; round < 3; ++round) {
      club.first().wake();
      club.first().step();
    }
    CHECK(club.at_hub());
    club.settle(8);
    club.check();
  }
}
