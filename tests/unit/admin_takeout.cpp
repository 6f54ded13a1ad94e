// The steps of taking the data away, without a screen.
#include <catch2/catch.hpp>

#include "kiosk/admin/takeout.h"

using namespace chalkpoint::admin;
using Screen = TakeState::Screen;

namespace {

const TakePlace kStick{"/media/A", "A", true, 1'000'000}, kHere{"/data/exports", "", false, 2'000'000};

TakeNow with_stick() {
  TakeNow now;
  now.places = {kStick, kHere};
  now.looked = true;
  return now;
}

TakeState after(TakeState state, std::initializer_list<TakeIntent> intents, const TakeNow& now) {
  for (const TakeIntent& intent : intents) state = update(std::move(state), intent, now).state;
  return state;
}

}  // namespace

TEST_CASE("what, where and of which time make an order", "[export]") {
  const TakeNow now = with_stick();
  const TakeState where = after({}, {PickKind{TakeKind::csv}, PickSpan{TakeSpan::month}, PickPlace{kHere.folder}}, now);
  CHECK(take_screen(where, now) == "admin.device.export.where");
  const TakeStep step = update(where, BeginTaking{}, now);
  REQUIRE(step.order);
  CHECK(step.order->kind == TakeKind::csv);
  CHECK(step.order->span == TakeSpan::month);
  CHECK(step.order->place == kHere);
  CHECK(step.state.screen == Screen::what);
}

TEST_CASE("without a choice it goes to the first stick, and nowhere when the chosen one is gone", "[export]") {
  TakeNow now = with_stick();
  const TakeState first = after({}, {PickKind{TakeKind::board}}, now);
  CHECK(update(first, BeginTaking{}, now).order->place == kStick);
  const TakeState chosen = after(first, {PickPlace{kStick.folder}}, now);
  now.places = {kHere};
  const TakeStep step = update(chosen, BeginTaking{}, now);
  CHECK_FALSE(step.order);
  CHECK(step.state.screen == Screen::where);
  now.places.clear();
  CHECK(chosen_place({}, now) == nullptr);
}

TEST_CASE("an archive wants the same long phrase twice, and no phrase outlives the way back", "[export]") {
  const TakeNow now = with_stick();
  const TakeState phrase = after({}, {PickKind{TakeKind::archive}, BeginTaking{}}, now);
  REQUIRE(phrase.screen == Screen::phrase);
  CHECK(after(phrase, {SetPhrase{"short"}, SendPhrase{}}, now).screen == Screen::phrase);
  const TakeState again = after(phrase, {SetPhrase{"long enough"}, SendPhrase{}}, now);
  REQUIRE(again.screen == Screen::again);
  const TakeState differ = after(again, {SetPhrase{"long enouhg"}, SendPhrase{}}, now);
  CHECK(differ.screen == Screen::phrase);
  CHECK(differ.differ);
  CHECK(differ.phrase.empty());
  const TakeStep step = update(after(again, {SetPhrase{"long enough"}}, now), SendPhrase{}, now);
  REQUIRE(step.order);
  CHECK(step.order->phrase == "long enough");
  CHECK(step.state.phrase.empty());
  CHECK(step.state.again.empty());
  const TakeState back = after(again, {TakeBack{}}, now);
  CHECK(back.screen == Screen::where);
  CHECK(back.phrase.empty());
}

TEST_CASE("while something is written another thing is not begun, and leaving does not stop it", "[export]") {
  TakeNow now = with_stick();
  now.running = true;
  const TakeState where = after({}, {PickKind{TakeKind::csv}}, now);
  CHECK(take_screen(where, now) == "admin.device.export.running");
  CHECK_FALSE(update(where, BeginTaking{}, now).order);
  const TakeStep left = update(where, TakeBack{}, now);
  CHECK(left.back);
  CHECK_FALSE(left.stop);
  CHECK_FALSE(left.seen);
  CHECK(update(where, StopTaking{}, now).stop);
  now.running = false;
  now.ended = TakeEnd{.trouble = TakeTrouble::full, .file = "a", .bytes = 1, .place = kStick};
  CHECK(take_screen(where, now) == "admin.device.export.failed");
  const TakeStep seen = update(where, SeenEnd{}, now);
  CHECK(seen.seen);
  CHECK(seen.state.screen == Screen::where);
}
