// Contacts at the desk as pure steps: nothing is open before its event is on the disk, what is open closes by itself,
// wrong phrases wait, and nobody does what their role may not.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

/// Somebody who is signed in.
class Seated {
 public:
  explicit Seated(const std::string& role) {
    state_.screen = Screen::queue;
    state_.care.by = {"Анна", role};
    state_.care.key_here = true;
  }
  Step intend(const Intent& intent, std::int64_t after_ms = 1'000) {
    in_.now.unix_ms += after_ms;
    in_.now.mono_ms += after_ms;
    in_.touched_ms = in_.now.mono_ms;
    ++in_.random[0];
    Step step = update(state_, intent, in_);
    state_ = step.state;
    return step;
  }
  Step try_phrase(const std::string& phrase) {
    intend(AskUnlock{});
    intend(SetText{phrase});
    return intend(SendText{});
  }
  void open(int minutes) {
    intend(OpenContacts{});
    intend(SetMinutes{minutes});
    REQUIRE(try_phrase("right").unlock == "right");
    const Step step = intend(Unlocked{true, "8c2e6d327dfaa6ff"});
    REQUIRE(step.act);
    intend(Stored{step.act->id, true});
    REQUIRE(contacts().opening);
  }
  const Contacts& contacts() const { return state_.care.contacts; }
  State& state() { return state_; }

 private:
  State state_;
  Inputs in_{.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "b"}};
};

Left left_here(std::uint8_t number) {
  Left left;
  left.id.bytes.fill(number);
  left.code = "K7MP";
  left.channel = "phone";
  left.here = true;
  return left;
}

}  // namespace

TEST_CASE("contacts are open only once the event of it is on the disk, and it says who and for how long",
          "[desk][contacts]") {
  Seated seated("director");
  seated.intend(OpenContacts{});
  seated.intend(SetMinutes{60});
  seated.try_phrase("right");
  CHECK(needs_key(seated.state()));
  const Step step = seated.intend(Unlocked{true, "8c2e6d327dfaa6ff"});
  REQUIRE(step.act);
  CHECK(std::get<event::ContactsOpened>(step.act->what) == event::ContactsOpened{60, {"Анна", "director"}});
  CHECK_FALSE(seated.contacts().opening);
  CHECK(needs_key(seated.state()));
  CHECK_FALSE(seated.intend(Reveal{event::Uuid{}}).reveal);
  SECTION("stored") {
    seated.intend(Stored{step.act->id, true});
    REQUIRE(seated.contacts().opening);
    CHECK(seated.contacts().opening->key == "8c2e6d327dfaa6ff");
    CHECK(seated.intend(Reveal{event::Uuid{}}).reveal);
  }
  SECTION("a full disk: nothing opens before another try succeeds") {
    seated.intend(Stored{step.act->id, false});
    CHECK_FALSE(seated.contacts().opening);
    CHECK(seated.intend(Retry{}).act);
    seated.intend(Stored{step.act->id, true});
    CHECK(seated.contacts().opening);
  }
  SECTION("what can never be stored opens nothing") {
    seated.intend(Stored{step.act->id, false, true});
    CHECK_FALSE(seated.contacts().opening);
    CHECK_FALSE(needs_key(seated.state()));
  }
}

TEST_CASE("what is open closes by its time, by hand, with the role and with the desk", "[desk][contacts]") {
  Seated seated("owner");
  seated.open(15);
  seated.intend(Revealed{event::Uuid{}, {Shown::Why::shown, "+7"}});
  CHECK(seated.contacts().shown.size() == 1);
  const auto closed = [&] {
    return !seated.contacts().opening && seated.contacts().shown.empty() && !needs_key(seated.state());
  };
  SECTION("time") {
    seated.intend(OpenQueue{}, 14 * 60'000);
    CHECK_FALSE(closed());
    const auto wake = wake_at_ms(seated.state(), seated.state().now_mono_ms);
    REQUIRE(wake);
    CHECK(*wake <= *seated.contacts().opening->until_mono_ms);
    seated.intend(Nothing{}, 60'000);
    CHECK(closed());
  }
  SECTION("by hand") {
    seated.intend(CloseContacts{});
    CHECK(closed());
  }
  SECTION("the role") {
    seated.state().who = event::Uuid{};
    seated.state().people = {{.id = {}, .name = "Анна", .role = "owner", .pin = {}}};
    seated.intend(Known{{{.id = {}, .name = "Анна", .role = "staff", .pin = {}}}});
    CHECK(closed());
  }
  SECTION("another phrase") {
    seated.try_phrase("wrong");
    seated.intend(Unlocked{false, ""});
    CHECK_FALSE(closed());  // who mistypes keeps what is open
  }
}

TEST_CASE("until I leave has no time", "[desk][contacts]") {
  Seated seated("owner");
  seated.open(0);
  CHECK_FALSE(seated.contacts().opening->until_mono_ms);
  seated.intend(OpenQueue{}, 90'000);
  CHECK(seated.contacts().opening);
}

TEST_CASE("wrong phrases slow down as wrong PINs do, counted before they are compared", "[desk][contacts]") {
  Seated seated("owner");
  for (int i = 0; i < kFreeTries; ++i) {
    const Step step = seated.try_phrase("wrong");
    CHECK(step.unlock == "wrong");
    CHECK(step.keep_lockouts);
    seated.intend(Unlocked{false, ""});
  }
  CHECK(phrase_wait_ms(seated.state()) > 0);
  CHECK(seated.try_phrase("right").unlock.empty());
  CHECK(seated.state().lockouts.empty());  // the PIN is another matter
  seated.intend(Nothing{}, kDelayMsFirst);
  seated.intend(OpenContacts{});
  CHECK(seated.try_phrase("right").unlock == "right");
  seated.intend(Unlocked{true, "k"});
  CHECK(seated.state().phrase_lockouts.empty());
}

TEST_CASE("staff and admin neither open nor erase", "[desk][contacts]") {
  const std::string role = GENERATE("staff", "admin");
  Seated seated(role);
  for (const Intent& intent :
       {Intent(OpenContacts{}), Intent(AskUnlock{}), Intent(AskErase{false}), Intent(OpenAct{})}) {
    seated.intend(intent);
    CHECK(seated.state().screen == Screen::queue);
  }
  seated.state().screen = Screen::erasing;  // as if the screen had been left to them
  seated.state().care.contacts.erasing.found = {left_here(1)};
  seated.state().care.contacts.erasing.chosen = {left_here(1).id};
  CHECK(seated.intend(EraseThem{}).erase.empty());
  seated.state().screen = Screen::unlock;
  seated.state().care.reading = true;
  CHECK_FALSE(seated.intend(Unlocked{true, "k"}).act);
  CHECK_FALSE(needs_key({}));
}

TEST_CASE("what was found is erased once, signed, and its act is shown", "[desk][contacts]") {
  Seated seated("director");
  seated.intend(OpenContacts{});
  seated.intend(AskErase{false});
  REQUIRE(seated.state().screen == Screen::erase);
  seated.intend(SetText{"k7mp"});
  const Step asked = seated.intend(SendText{});
  REQUIRE(asked.look_for);
  CHECK(asked.look_for->text == "k7mp");
  CHECK_FALSE(seated.intend(SendText{}).look_for);  // it is being looked for
  seated.intend(Found{});
  CHECK(seated.contacts().erasing.found_none);
  CHECK(seated.state().screen == Screen::erase);
  seated.intend(SendText{});
  Left gone = left_here(2);
  gone.erased = true;
  seated.intend(Found{{left_here(1), gone}});
  REQUIRE(seated.state().screen == Screen::erasing);
  const Step erase = seated.intend(EraseThem{});
  REQUIRE(erase.erase.size() == 1);  // what is erased already is not erased again
  CHECK(erase.erase[0].id == left_here(1).id);
  CHECK(erase.eraser == event::Signature{"Анна", "director"});
  CHECK(seated.intend(EraseThem{}).erase.empty());
  seated.intend(Erased{});
  CHECK(seated.contacts().erasing.failed);
  CHECK(seated.intend(EraseThem{}).erase.size() == 1);
  seated.intend(Erased{{left_here(1).id}, {{"ru", "Акт"}}});
  CHECK(seated.contacts().erasing.found[0].erased);  // whoever goes back erases it no second time
  CHECK(seated.state().screen == Screen::act);
  CHECK(seated.contacts().erasing.act.at("ru") == "Акт");
  CHECK_FALSE(seated.contacts().erasing.kept);  // the disk may be full
  seated.state().screen = Screen::erasing;
  seated.intend(Erased{{left_here(1).id}, {{"ru", "Акт"}}, true});
  CHECK(seated.contacts().erasing.kept);
  seated.intend(AskErase{false});
  CHECK(seated.contacts().erasing.kept);  // the last act is still that one
}

TEST_CASE("by contact is looked only while contacts are open, to the end of the look", "[desk][contacts]") {
  Seated seated("owner");
  seated.intend(AskErase{true});
  CHECK(seated.state().screen == Screen::queue);  // nothing is open
  seated.open(15);
  seated.intend(AskErase{true});
  REQUIRE(seated.state().screen == Screen::erase);
  seated.intend(SetText{"9161234567"});
  SECTION("it ends while somebody types") {
    CHECK_FALSE(seated.intend(SendText{}, 15 * 60'000).look_for);  // with the very step that closes it
    CHECK_FALSE(seated.contacts().opening);
    CHECK_FALSE(seated.intend(SendText{}).look_for);
    CHECK_FALSE(seated.contacts().erasing.looking);
  }
  SECTION("it ends while it is looked for: what did not open says nothing") {
    CHECK(seated.intend(SendText{}).look_for);
    seated.intend(Nothing{}, 15 * 60'000);
    seated.intend(Found{.found = {}, .failed = false, .other_key = 7});
    CHECK_FALSE(seated.contacts().erasing.looking);
    CHECK_FALSE(seated.contacts().erasing.found_none);
    CHECK(seated.contacts().erasing.other_key == 0);
  }
  SECTION("what another key seals is counted, and forgotten with the next look") {
    seated.intend(SendText{});
    seated.intend(Found{.found = {}, .failed = false, .other_key = 2});
    CHECK(seated.contacts().erasing.found_none);
    CHECK(seated.contacts().erasing.other_key == 2);
    seated.intend(SendText{});
    CHECK(seated.contacts().erasing.other_key == 0);
  }
}

TEST_CASE("of several that were found none is chosen, and only what is chosen is erased", "[desk][contacts]") {
  Seated seated("owner");
  seated.intend(AskErase{false});
  seated.intend(SetText{"k7mp"});
  seated.intend(SendText{});
  Left gone = left_here(4);
  gone.erased = true;
  const event::Uuid first = left_here(1).id, second = left_here(2).id, third = left_here(3).id;
  seated.intend(Found{{left_here(1), left_here(2), left_here(3), gone}});
  REQUIRE(seated.state().screen == Screen::erasing);
  CHECK(seated.contacts().erasing.chosen.empty());
  CHECK(seated.intend(EraseThem{}).erase.empty());
  CHECK_FALSE(seated.contacts().erasing.storing);
  for (const event::Uuid& id : {first, second, third, second, gone.id, event::Uuid{}}) seated.intend(ChooseLeft{id});
  CHECK(seated.contacts().erasing.chosen == std::set{first, third});
  SECTION("a failure keeps the choice, and nothing is chosen while it is being erased") {
    const Step erase = seated.intend(EraseThem{});
    REQUIRE(erase.erase.size() == 2);
    CHECK(erase.erase[0].id == first);
    CHECK(erase.erase[1].id == third);
    seated.intend(ChooseLeft{second});
    seated.intend(Erased{});
    CHECK(seated.contacts().erasing.chosen == std::set{first, third});
    CHECK(seated.intend(EraseThem{}).erase.size() == 2);
  }
  SECTION("what is erased elsewhere meanwhile is chosen no more") {
    seated.intend(ErasedKnown{{first}});
    CHECK(seated.contacts().erasing.chosen == std::set{third});
    seated.intend(ChooseLeft{first});
    const Step erase = seated.intend(EraseThem{});
    REQUIRE(erase.erase.size() == 1);
    CHECK(erase.erase[0].id == third);
  }
  SECTION("another look begins anew") {
    seated.intend(AskErase{false});
    seated.intend(SendText{});
    CHECK(seated.contacts().erasing.chosen.empty());
  }
}

TEST_CASE("what is erased elsewhere is shown no more, in whichever order the two are heard of", "[desk][contacts]") {
  Seated seated("owner");
  seated.open(15);
  const event::Uuid gone = left_here(1).id, kept = left_here(2).id;
  seated.state().care.readings = {{.id = gone, .writing = {}}, {.id = kept, .writing = {}}};
  const bool erased_first = GENERATE(false, true);
  if (erased_first) seated.intend(ErasedKnown{{gone}});
  for (const event::Uuid& id : {gone, kept}) seated.intend(Revealed{id, {Shown::Why::shown, "+7"}});
  if (!erased_first) CHECK(seated.contacts().shown.size() == 2);
  if (!erased_first) seated.intend(ErasedKnown{{gone}});
  CHECK_FALSE(seated.contacts().shown.contains(gone));
  CHECK(seated.contacts().shown.contains(kept));
  REQUIRE(seated.state().care.readings.size() == 1);
  CHECK(seated.state().care.readings[0].id == kept);
  seated.intend(ErasedKnown{{kept}});
  CHECK(seated.contacts().shown.empty());
  CHECK(seated.state().erased == std::set{gone, kept});
}
