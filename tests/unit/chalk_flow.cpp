// A member at the board: every way from screen to screen, and that a writing is lost in no other way than those meant.
#include <catch2/catch.hpp>

#include "kiosk/chalk/flow.h"
#include "sync/event/kinds.h"

using namespace chalkpoint;
using namespace chalkpoint::chalk;

namespace {

class Member {
 public:
  Member() : flow(arrive("en", "ru", {.large_text = true}, in.now.mono_ms)) {}

  Step intend(const Intent& intent) {
    in.now.mono_ms += 100;
    in.touched_ms = in.now.mono_ms;
    ++in.random[9];
    return take(intent);
  }
  Step wait(std::int64_t ms) {
    in.now.mono_ms += ms;
    return take(Nothing{});
  }
  void type(const std::string& text) {
    intend(Write{});
    intend(Take{Tool::letters});
    intend(SetColour{3});
    intend(SetText{text});
    intend(Preview{});
  }

  Inputs in{.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 5'000, .boot_id = "b"},
            .touched_ms = 5'000,
            .random = {},
            .code = "K7M2",
            .timing = {}};
  Flow flow;

 private:
  Step take(const Intent& intent) {
    Step step = update(flow, intent, in);
    flow = step.flow;
    return step;
  }
};

}  // namespace

TEST_CASE("a typed note carries what was typed, and only that", "[board]") {
  Member m;
  m.type("  Тише, пожалуйста ");
  REQUIRE(m.flow.screen == Screen::sign);
  m.intend(SetName{" Оля "});
  const Step sent = m.intend(Send{"strokes that belong to no letters"});
  REQUIRE(sent.written);
  CHECK(sent.written->writing == event::Writing{.colour = 3, .name = "Оля", .text = "Тише, пожалуйста", .strokes = {}});
  CHECK(sent.written->code == "K7M2");
  CHECK(sent.written->language == "en");
  CHECK_FALSE(sent.written->confided);
  CHECK(sent.written->at.mono_ms == m.in.now.mono_ms);
  CHECK(m.flow.screen == Screen::saving);
  CHECK_FALSE(m.intend(Send{}).written);  // a second tap
  m.intend(Saved{.held = true});
  CHECK(m.flow.screen == Screen::sent);
  CHECK(m.flow.held);
  CHECK(m.flow.unsaved->code == "K7M2");
  CHECK(m.flow.text.empty());
  CHECK(m.flow.draft_serial == 2);
  m.intend(Done{});
  CHECK(m.flow.screen == Screen::board);
}

TEST_CASE("a drawing is sent as drawn, and nothing is sent when nothing was", "[board]") {
  Member m;
  m.intend(Write{});
  m.intend(Preview{});
  CHECK_FALSE(m.intend(Send{}).written);
  CHECK(m.flow.screen == Screen::sign);
  m.intend(SetConfided{true});
  const Step sent = m.intend(Send{"ink"});
  REQUIRE(sent.written);
  CHECK(sent.written->confided);
  CHECK(sent.written->writing.strokes == "ink");
  CHECK(sent.written->writing.text.empty());
}

TEST_CASE("letters without a letter lead nowhere", "[board]") {
  Member m;
  m.type("   ");
  CHECK(m.flow.screen == Screen::compose);
}

TEST_CASE("texts, names and colours beyond their bounds are not taken", "[board]") {
  Member m;
  m.type(std::string(event::kNoteTextMax, 'a'));
  m.intend(Back{});
  m.intend(SetText{std::string(event::kNoteTextMax + 1, 'b')});
  CHECK(m.flow.text == std::string(event::kNoteTextMax, 'a'));
  m.intend(SetColour{5});
  m.intend(SetColour{-1});
  CHECK(m.flow.colour == 3);
  m.intend(Preview{});
  std::string name;
  for (std::size_t i = 0; i < event::kNoteNameMax; ++i) name += "ё";  // letters are counted, not octets
  m.intend(SetName{name});
  m.intend(SetName{name + "ё"});
  CHECK(m.flow.name == name);
}

TEST_CASE("what is refused or could not be stored stays as it was", "[board]") {
  Member m;
  m.type("Привет");
  m.intend(Send{});
  m.intend(Refused{Refusal::too_soon, m.in.now.mono_ms + 12'000});
  REQUIRE(m.flow.screen == Screen::refused);
  CHECK(m.flow.text == "Привет");
  CHECK_FALSE(m.flow.unsaved);
  m.intend(Back{});
  CHECK(m.flow.screen == Screen::sign);
  m.intend(Send{});
  m.intend(Refused{Refusal::too_many, 0});
  const Step again = m.intend(Send{});  // from the refusal itself
  REQUIRE(again.written);
  m.intend(NotSaved{{"The disk is full.", "Free some space."}, true});
  REQUIRE(m.flow.screen == Screen::save_failed);
  m.intend(Back{});  // the app goes on trying: written anew it would stand there twice
  m.intend(Done{});
  CHECK(m.flow.screen == Screen::save_failed);
  const Step retried = m.intend(Retry{});
  REQUIRE(retried.written);
  CHECK(retried.written->id == again.written->id);
  CHECK(retried.written->writing.text == "Привет");
  m.intend(Saved{});
  CHECK(m.flow.screen == Screen::sent);
  CHECK_FALSE(m.flow.held);
}

TEST_CASE("from a note of which nothing was kept the way leads back to it, whole", "[board]") {
  Member m;
  m.type("Привет");
  m.intend(SetName{"Оля"});
  m.intend(SetConfided{true});
  const Step first = m.intend(Send{});
  m.intend(NotSaved{{"There is no room.", "Free some space."}});
  REQUIRE(m.flow.screen == Screen::save_failed);
  m.intend(Back{});
  REQUIRE(m.flow.screen == Screen::sign);
  CHECK(m.flow.text == "Привет");
  CHECK(m.flow.name == "Оля");
  CHECK(m.flow.confided);
  CHECK(m.flow.draft_serial == 1);
  const Step second = m.intend(Send{});
  REQUIRE(second.written);
  CHECK(second.written->id != first.written->id);
  CHECK(second.written->writing == first.written->writing);
}

TEST_CASE("nothing is private where it cannot be sealed", "[board]") {
  Member m;
  m.in.confides = false;
  m.type("Привет");
  m.intend(SetConfided{true});
  CHECK_FALSE(m.flow.confided);
  const Step sent = m.intend(Send{});
  REQUIRE(sent.written);
  CHECK_FALSE(sent.written->confided);
}

TEST_CASE("me too counts once for a note and a visit", "[board]") {
  Member m;
  const auto note = event::make_uuid_v7(1, [](std::span<std::uint8_t> out) { std::ranges::fill(out, 7); });
  const Step first = m.intend(SupportNote{note});
  REQUIRE(first.support);
  CHECK(first.support->note == note);
  CHECK_FALSE(m.intend(SupportNote{note}).support);
  m.intend(OpenNote{note});
  CHECK_FALSE(m.intend(SupportNote{note}).support);
  CHECK(m.flow.supported.size() == 1);
}

TEST_CASE("a code is typed from its alphabet and shown when it is whole", "[board]") {
  Member m;
  m.intend(Find{});
  m.intend(TypeCode{"K7"});
  m.intend(TypeCode{"K7o"});
  m.intend(ShowCode{});
  CHECK(m.flow.screen == Screen::find);
  CHECK(m.flow.code == "K7");
  m.intend(TypeCode{"K7M2"});
  m.intend(TypeCode{"K7M2A"});
  m.intend(ShowCode{});
  CHECK(m.flow.screen == Screen::found);
  CHECK(m.flow.code == "K7M2");
  CHECK_FALSE(m.flow.opened);
  m.intend(Find{});
  CHECK(m.flow.code.empty());
  m.intend(Back{});
  CHECK(m.flow.screen == Screen::board);
}

TEST_CASE("the rules lead back to where they were asked for", "[board]") {
  Member m;
  m.intend(ReadRules{});
  m.intend(Back{});
  CHECK(m.flow.screen == Screen::board);
  m.type("Привет");
  m.intend(ReadRules{});
  REQUIRE(m.flow.screen == Screen::rules);
  m.intend(Back{});
  CHECK(m.flow.screen == Screen::sign);
  CHECK(m.flow.text == "Привет");
}

TEST_CASE("cancelling drops the writing; going back a page does not", "[board]") {
  Member m;
  m.type("Привет");
  m.intend(Back{});
  REQUIRE(m.flow.screen == Screen::compose);
  CHECK(m.flow.text == "Привет");
  CHECK(m.flow.draft_serial == 1);
  m.intend(Back{});
  CHECK(m.flow.screen == Screen::board);
  CHECK(m.flow.text.empty());
  CHECK(m.flow.draft_serial == 2);
}

TEST_CASE("who has gone is asked first, then forgotten", "[board]") {
  Member m;
  m.type("Привет");
  CHECK(m.wait(44'000).route == Route::stay);
  CHECK_FALSE(m.flow.still_here);
  m.wait(1'500);
  REQUIRE(m.flow.still_here);
  CHECK(m.flow.text == "Привет");
  m.intend(SetName{"Оля"});  // nothing goes through what lies over it
  CHECK(m.flow.name.empty());
  m.intend(StillHere{});
  CHECK_FALSE(m.flow.still_here);
  CHECK(m.flow.screen == Screen::sign);
  CHECK(m.wait(44'000).route == Route::stay);
  m.wait(1'500);
  CHECK(m.wait(19'000).route == Route::stay);
  CHECK(m.wait(1'500).route == Route::rest);
}

TEST_CASE("what could not be stored is handed over once more when its writer has gone", "[board]") {
  Member m;
  m.type("Привет");
  const Step sent = m.intend(Send{});
  m.intend(NotSaved{{"The disk is full.", "Free some space."}});
  m.wait(45'500);
  REQUIRE(m.flow.still_here);
  const Step gone = m.wait(20'500);
  CHECK(gone.route == Route::rest);
  REQUIRE(gone.written);
  CHECK(gone.written->id == sent.written->id);
}

TEST_CASE("saving waits for its answer for as long as it takes", "[board]") {
  Member m;
  m.type("Привет");
  m.intend(Send{});
  CHECK_FALSE(wake_at_ms(m.flow, m.in.timing));
  CHECK(m.wait(600'000).route == Route::stay);
  CHECK(m.flow.screen == Screen::saving);
  m.intend(Saved{});
  CHECK(m.wait(19'000).route == Route::stay);
  CHECK(m.wait(1'500).route == Route::rest);
}
