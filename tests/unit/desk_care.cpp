// The staff's care of the board as pure steps: who did what, once, and nothing typed is lost.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

event::Uuid note_id() {
  event::Uuid id;
  id.bytes.fill(7);
  return id;
}

// The desk behind the PIN, with a note opened.
class Staff {
 public:
  Staff() {
    state_.screen = Screen::queue;
    state_.care.by.role = "owner";  // by the terminal's PIN: no name yet
  }

  Step intend(const Intent& intent) {
    in_.now.unix_ms += 1'000;
    in_.now.mono_ms += 1'000;
    ++in_.random[0];
    Step step = update(state_, intent, in_);
    state_ = step.state;
    return step;
  }
  void open() {
    intend(OpenCare{});
    intend(OpenNote{note_id()});
  }
  Step sign(const std::string& name) {
    intend(SetText{name});
    return intend(SendText{});
  }
  State& state() { return state_; }

 private:
  State state_;
  Inputs in_{.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "b"}};
};

}  // namespace

TEST_CASE("before the PIN nothing of the board can be touched", "[desk]") {
  Staff staff;
  staff.state().screen = Screen::pin;
  staff.state().care.by.name = "Anna";
  staff.state().care.opened = note_id();
  for (const Intent& intent :
       {Intent(OpenCare{}), Intent(OpenJournal{}), Intent(Judge{event::Verdict::removed, "other"}), Intent(Rule{false}),
        Intent(SendText{})}) {
    const Step step = staff.intend(intent);
    CHECK_FALSE(step.act);
    CHECK(step.phrase.empty());
    CHECK(step.state.screen == Screen::pin);
  }
}

TEST_CASE("with the terminal's PIN the first act asks who it is, later ones are signed the same", "[desk]") {
  Staff staff;
  staff.open();
  CHECK_FALSE(staff.intend(Judge{event::Verdict::hidden, "insult"}).act);
  REQUIRE(staff.state().screen == Screen::sign);
  CHECK_FALSE(staff.sign("   ").act);  // nobody
  CHECK(staff.state().screen == Screen::sign);
  staff.intend(SetRole{"director"});  // a role is given, not taken
  const Step signed_step = staff.sign(" Анна ");
  REQUIRE(signed_step.act);
  const auto& hidden = std::get<event::NoteModerated>(signed_step.act->what);
  CHECK(hidden.note == note_id());
  CHECK(hidden.verdict == event::Verdict::hidden);
  CHECK(hidden.reason == "insult");
  CHECK(hidden.by == event::Signature{"Анна", "owner"});
  CHECK(staff.state().screen == Screen::note);
  staff.intend(Stored{signed_step.act->id, true});

  const Step pinned = staff.intend(Pin{true});
  REQUIRE(pinned.act);
  CHECK(pinned.act->id != signed_step.act->id);
  CHECK(std::get<event::NotePinned>(pinned.act->what).by == event::Signature{"Анна", "owner"});
}

TEST_CASE("what every act of the desk says is what an event may hold", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  const auto check = [&](const Step& step) {
    REQUIRE(step.act);
    const auto read =
        event::read_board(event::type_of(step.act->what), event::canonical_json(event::to_json(step.act->what)));
    if (!read) FAIL(read.error().what);
    CHECK(read->has_value());
    staff.intend(Stored{step.act->id, true});
  };
  check(staff.intend(Judge{event::Verdict::shown, ""}));
  for (const std::string_view reason : event::kModerationReasons)
    check(staff.intend(Judge{event::Verdict::hidden, std::string(reason)}));
  check(staff.intend(Judge{event::Verdict::removed, "insult"}));
  check(staff.intend(Mark{event::Work::read, ""}));
  check(staff.intend(Mark{event::Work::working, "2026-11-25"}));
  check(staff.intend(Mark{event::Work::working, ""}));
  check(staff.intend(Pin{false}));
  staff.intend(AskReply{});
  staff.intend(SetText{" Греем с утра. "});
  check(staff.intend(SendText{}));
  staff.intend(AskDone{});
  check(staff.intend(SendText{}));  // what was done may stay unsaid
  staff.intend(AskDone{});
  staff.intend(SetText{"Починили"});
  check(staff.intend(SendText{}));
  check(staff.intend(Rule{false}));
}

TEST_CASE("an act that could not be written stays, is tried again as it was, and no other goes before it", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  staff.intend(AskReply{});
  staff.intend(SetText{"Греем"});
  const Step first = staff.intend(SendText{});
  REQUIRE(first.act);
  CHECK_FALSE(staff.intend(Retry{}).act);  // still under way
  staff.intend(Stored{event::Uuid{}, false});
  CHECK_FALSE(staff.state().care.failed);  // an answer about something else
  staff.intend(Stored{first.act->id, false});
  CHECK(staff.state().care.failed);
  CHECK_FALSE(staff.intend(Pin{true}).act);
  const Step again = staff.intend(Retry{});
  REQUIRE(again.act);
  CHECK(again.act->id == first.act->id);
  CHECK(std::get<event::NoteReplied>(again.act->what).text == "Греем");
  staff.intend(Stored{first.act->id, true});
  CHECK_FALSE(staff.state().care.act);
  CHECK(staff.intend(Pin{true}).act);
}

TEST_CASE("a reply without words is not sent; going back drops what waits for a name", "[desk]") {
  Staff staff;
  staff.open();
  staff.intend(AskReply{});
  staff.intend(SetText{" \n "});
  CHECK_FALSE(staff.intend(SendText{}).act);
  CHECK(staff.state().screen == Screen::reply);
  staff.intend(GoBack{});
  CHECK(staff.state().screen == Screen::note);
  staff.intend(Judge{event::Verdict::shown, ""});
  REQUIRE(staff.state().screen == Screen::sign);
  staff.intend(GoBack{});
  CHECK(staff.state().screen == Screen::note);
  CHECK_FALSE(staff.state().care.unsigned_act);
  staff.intend(AskPhrase{});
  CHECK_FALSE(staff.sign("not a name").act);
}

TEST_CASE("what was begun on a note is kept when the desk closes, for that note alone, until it is sent", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  staff.intend(AskReply{});
  staff.intend(SetText{"Греем с ут"});
  CHECK(staff.intend(Close{}).close);
  const Drafts begun = staff.state().care.drafts;
  REQUIRE(begun.size() == 1);

  Staff next;  // another opening, to which the app hands what was begun
  next.state().care.drafts = begun;
  next.intend(OpenCare{});
  event::Uuid other = note_id();
  other.bytes[0] = 8;
  next.intend(OpenNote{other});
  next.intend(AskReply{});
  CHECK(next.state().care.text.empty());
  next.open();
  next.intend(AskDone{});
  CHECK(next.state().care.text.empty());  // what was done is another text
  next.intend(GoBack{});
  next.intend(AskReply{});
  CHECK(next.state().care.text == "Греем с ут");
  next.intend(SetText{"Греем с утра"});
  CHECK_FALSE(next.intend(SendText{}).act);  // asks for a name first; it is still begun
  CHECK(next.state().care.drafts.size() == 1);
  CHECK(next.sign("Анна").act);
  CHECK(next.state().care.drafts.empty());
}

TEST_CASE("neither the phrase nor a name is kept, and a draft that was emptied is none", "[desk]") {
  Staff staff;
  staff.intend(OpenJournal{});
  staff.intend(AskPhrase{});
  staff.intend(SetText{"abcde"});
  CHECK(staff.state().care.drafts.empty());
  staff.open();
  staff.intend(Judge{event::Verdict::shown, ""});
  REQUIRE(staff.state().screen == Screen::sign);
  staff.intend(SetText{"Anna"});
  CHECK(staff.state().care.drafts.empty());
  staff.open();
  staff.intend(AskDone{});
  staff.intend(SetText{"Починили"});
  CHECK(staff.state().care.drafts.size() == 1);
  staff.intend(SetText{" "});
  CHECK(staff.state().care.drafts.empty());
}

TEST_CASE("an act that can never be stored gives its words back and lets others go before it", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  staff.intend(AskReply{});
  staff.intend(SetText{"Греем"});
  const Step sent = staff.intend(SendText{});
  REQUIRE(sent.act);
  staff.intend(Stored{sent.act->id, false, true});
  CHECK(staff.state().care.refused);
  CHECK_FALSE(staff.state().care.failed);
  CHECK_FALSE(staff.intend(Retry{}).act);
  staff.intend(AskReply{});
  CHECK(staff.state().care.text == "Греем");
  staff.intend(GoBack{});
  CHECK(staff.intend(Pin{true}).act);
  CHECK_FALSE(staff.state().care.refused);
}

TEST_CASE("a prepared answer begins a reply and never takes the place of words that were begun", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  const auto choose = [&staff](const char* text) {
    staff.intend(AskPrepared{});
    staff.intend(UsePrepared{text});
    REQUIRE(staff.state().screen == Screen::reply);
    return staff.state().care.text;
  };
  CHECK(choose("Спасибо!") == "Спасибо!");
  CHECK(staff.state().care.drafts.empty());  // chosen, not written: another may take its place
  staff.intend(GoBack{});
  CHECK(choose("Разберёмся.") == "Разберёмся.");
  staff.intend(SetText{"Разберёмся сегодня."});
  staff.intend(GoBack{});
  CHECK(choose("Спасибо!") == "Разберёмся сегодня.");
  const Step sent = staff.intend(SendText{});
  REQUIRE(sent.act);
  CHECK(std::get<event::NoteReplied>(sent.act->what).text == "Разберёмся сегодня.");
  CHECK(staff.state().care.drafts.empty());
}

TEST_CASE("a prepared answer is not lost to whoever is asked for a name and goes back", "[desk]") {
  Staff staff;
  staff.open();
  staff.intend(AskPrepared{});
  staff.intend(UsePrepared{"Спасибо!"});
  CHECK_FALSE(staff.intend(SendText{}).act);
  REQUIRE(staff.state().screen == Screen::sign);
  staff.intend(GoBack{});
  REQUIRE(staff.state().screen == Screen::note);
  staff.intend(AskReply{});
  CHECK(staff.state().care.text == "Спасибо!");
}

TEST_CASE("what was done for a low score comes back when it can never be stored", "[desk]") {
  Staff staff;
  staff.state().care.by.name = "Anna";
  const auto open = [&staff] {
    staff.intend(OpenWaiting{Source::voice, note_id()});
    staff.intend(AskDone{});
  };
  open();
  staff.intend(SetText{"Позвонили"});
  const Step sent = staff.intend(SendText{});
  REQUIRE(sent.act);
  CHECK(std::get<event::VoiceMarked>(sent.act->what).did == "Позвонили");
  CHECK(staff.state().care.drafts.empty());
  staff.intend(Stored{sent.act->id, false, true});
  CHECK(staff.state().care.refused);
  open();
  CHECK(staff.state().care.text == "Позвонили");
}

TEST_CASE("a prepared answer that can never be stored is on the screen again to be changed", "[desk]") {
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  staff.intend(AskPrepared{});
  staff.intend(SetEditing{true});
  staff.intend(EditPrepared{{"idea", "Идея", "Спасибо за идею"}});
  const Step sent = staff.intend(SendText{});
  REQUIRE(sent.act);
  REQUIRE(staff.state().screen == Screen::prepared);
  staff.intend(Stored{sent.act->id, false, true});
  REQUIRE(staff.state().screen == Screen::prepare);
  CHECK(staff.state().care.text == "Спасибо за идею");
  CHECK(staff.state().care.preparing.title == "Идея");
  CHECK(staff.state().care.preparing.answer == "idea");
}

TEST_CASE("a prepared answer keeps the language it is written in, whatever the screen speaks meanwhile", "[desk]") {
  const bool anew = GENERATE(false, true);
  Staff staff;
  staff.open();
  staff.state().care.by.name = "Anna";
  staff.state().language = "ru";
  staff.intend(AskPrepared{});
  staff.intend(SetEditing{true});
  staff.intend(EditPrepared{anew ? event::Prepared{} : event::Prepared{"idea", "Идея", "Спасибо за идею"}});
  if (anew) {
    staff.intend(SetText{"Идея"});
    staff.intend(Speak{"en"});
    staff.intend(SendText{});
    staff.intend(SetText{"Спасибо за идею"});
  }
  staff.intend(Speak{"en"});
  const Step sent = staff.intend(SendText{});
  REQUIRE(sent.act);
  const auto& said = std::get<event::AnswerPrepared>(sent.act->what);
  CHECK(said.language == "ru");
  CHECK(said.title == "Идея");
  CHECK(said.text == "Спасибо за идею");
  staff.intend(Stored{sent.act->id, false, true});  // it is on the screen again, and still what it was
  staff.intend(Speak{"en"});
  CHECK(std::get<event::AnswerPrepared>(staff.intend(SendText{}).act->what).language == "ru");
}

TEST_CASE("what no key writes is not typed", "[desk]") {
  Staff staff;
  staff.open();
  staff.intend(AskReply{});
  staff.intend(SetText{"Гре\u202Eем\u0085"});
  CHECK(staff.state().care.text == "Греем");
  staff.intend(SetText{"\u00A0\u200B"});
  CHECK_FALSE(staff.intend(SendText{}).act);
  CHECK(staff.state().screen == Screen::reply);
}

TEST_CASE("a signature holds no more than an event takes", "[desk]") {
  Staff staff;
  staff.open();
  staff.intend(Pin{true});
  REQUIRE(staff.state().screen == Screen::sign);
  const std::string longest(event::kSignatureBytesMax, 'a');
  staff.intend(SetText{longest});
  staff.intend(SetText{longest + "b"});
  CHECK(staff.state().care.text == longest);
}

TEST_CASE("who leaves the phrase while it is tried opens nothing and can try again", "[desk]") {
  Staff staff;
  staff.intend(OpenJournal{});
  staff.intend(AskPhrase{});
  staff.intend(SetText{"abcde"});
  CHECK(staff.intend(SendText{}).phrase == "abcde");
  staff.intend(GoBack{});
  CHECK_FALSE(staff.state().care.reading);
  staff.intend(JournalRead{true, {{note_id(), {.colour = 0, .name = "", .text = "тише", .strokes = {}}}}, "key"});
  CHECK(staff.state().care.readings.empty());
  CHECK(staff.state().care.key.empty());
  staff.intend(AskPhrase{});
  staff.intend(SetText{"abcde"});
  CHECK(staff.intend(SendText{}).phrase == "abcde");
}

TEST_CASE("the journal of truth opens for the right phrase alone and is covered again with the desk", "[desk]") {
  Staff staff;
  staff.intend(OpenJournal{});
  staff.intend(AskPhrase{});
  staff.intend(SetText{"abcde-fghij"});
  CHECK(staff.intend(SendText{}).phrase == "abcde-fghij");
  CHECK(staff.intend(SendText{}).phrase.empty());  // one try at a time
  staff.intend(JournalRead{false, {}});
  CHECK(staff.state().care.phrase_wrong);
  CHECK(staff.state().screen == Screen::phrase);
  staff.intend(SendText{});
  staff.intend(JournalRead{true, {{note_id(), {.colour = 0, .name = "", .text = "тише", .strokes = {}}}}, "key"});
  CHECK(staff.state().care.key == "key");
  CHECK(staff.state().screen == Screen::journal);
  CHECK(staff.state().care.text.empty());
  REQUIRE(staff.state().care.readings.size() == 1);
  CHECK(staff.intend(Close{}).close);
}
