// The staff's forms at the desk as pure steps: who may open one, whose name it gets, where one is afterwards.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"

using namespace chalkpoint;

namespace {

const desk::OpenForm kTold{.form = "told", .touchpoint = "told", .about = {}};

desk::State at_desk(const std::string& role, const std::string& name, desk::Screen screen = desk::Screen::queue) {
  desk::State state;
  state.screen = screen;
  state.care.by = {name, role};
  return state;
}

desk::Step step(const desk::State& state, const desk::Intent& intent) {
  desk::Inputs in;
  in.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "b"};
  return desk::update(state, intent, in);
}

desk::FormDone done(const std::string& form) {
  desk::FormDone out;
  out.form = form;
  return out;
}

}  // namespace

TEST_CASE("whoever may take down what was said opens a form, nobody before the PIN", "[desk][forms]") {
  for (const std::string_view role : event::kRoles) {
    const desk::Step opened = step(at_desk(std::string(role), "Анна"), kTold);
    CHECK(opened.form.has_value() == event::may(role, event::Right::record));
    CHECK(step(at_desk(std::string(role), "Анна"), desk::OpenForms{}).state.screen ==
          (event::may(role, event::Right::record) ? desk::Screen::forms : desk::Screen::queue));
  }
  for (const desk::Screen screen : {desk::Screen::pin, desk::Screen::who}) {
    CHECK_FALSE(step(at_desk("owner", "Анна", screen), kTold).form);
    CHECK(step(at_desk("owner", "Анна", screen), done("told")).state.screen == screen);
  }
  CHECK_FALSE(step(at_desk("", ""), kTold).form);
}

TEST_CASE("with the terminal's PIN a form asks first who it is, and goes back where it was asked for",
          "[desk][forms]") {
  const desk::Step asked = step(at_desk("owner", "", desk::Screen::forms), kTold);
  CHECK_FALSE(asked.form);
  REQUIRE(asked.state.screen == desk::Screen::sign);
  CHECK(step(asked.state, desk::GoBack{}).state.screen == desk::Screen::forms);
  CHECK_FALSE(step(step(asked.state, desk::GoBack{}).state, desk::SetText{"Анна"}).form);
  const desk::Step empty = step(step(asked.state, desk::SetText{"  "}).state, desk::SendText{});
  CHECK_FALSE(empty.form);
  CHECK(empty.state.screen == desk::Screen::sign);
  const desk::Step named = step(step(asked.state, desk::SetText{" Анна "}).state, desk::SendText{});
  CHECK(named.form == kTold);
  CHECK(named.state.screen == desk::Screen::forms);
  CHECK(named.state.care.by == event::Signature{"Анна", "owner"});
  CHECK_FALSE(named.state.care.unsigned_form);
  CHECK(step(named.state, kTold).form == kTold);  // known from now on
}

TEST_CASE(
    "what was told leads from the forms to the queue, another stays; both say that it is noted, until one moves on",
    "[desk][forms]") {
  const desk::Step told = step(at_desk("staff", "Анна", desk::Screen::forms), done("told"));
  CHECK(told.state.screen == desk::Screen::queue);
  CHECK(told.state.care.recorded == "told");
  CHECK(step(at_desk("staff", "Анна", desk::Screen::care), done("told")).state.screen == desk::Screen::care);
  const desk::Step other = step(at_desk("staff", "Анна", desk::Screen::forms), done("service"));
  CHECK(other.state.screen == desk::Screen::forms);
  CHECK(other.state.care.recorded == "service");
  CHECK(step(other.state, desk::OpenQueue{}).state.care.recorded.empty());
  CHECK(step(other.state, kTold).state.care.recorded.empty());
}

TEST_CASE("a told voice is opened, marked and done as a detractor is", "[desk][forms]") {
  event::Uuid id;
  id.bytes.fill(7);
  const desk::Step opened = step(at_desk("staff", "Анна"), desk::OpenWaiting{desk::Source::voice, id});
  REQUIRE(opened.state.screen == desk::Screen::voice);
  const desk::Step read = step(opened.state, desk::Mark{event::Work::read, ""});
  REQUIRE(read.act);
  const auto* mark = std::get_if<event::VoiceMarked>(&read.act->what);
  REQUIRE(mark != nullptr);
  CHECK(mark->response == id);
  CHECK(mark->state == event::Work::read);
  const desk::Step did = step(opened.state, desk::AskDone{});
  REQUIRE(did.state.screen == desk::Screen::did);
  const desk::Step finished = step(step(did.state, desk::SetText{"позвонили"}).state, desk::SendText{});
  REQUIRE(finished.act);
  CHECK(std::get<event::VoiceMarked>(finished.act->what).did == "позвонили");
  CHECK(finished.state.screen == desk::Screen::queue);
}
