// People at the desk as pure steps: who signs in, that nobody locks others out, that no role does what its rights do
// not allow, and that people are kept by those who may.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

constexpr const char* kSomeHash =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

event::Uuid numbered(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

event::Person someone(std::uint8_t number, const std::string& role) {
  return {.id = numbered(number), .name = "N" + std::to_string(number), .role = role, .pin = kSomeHash};
}

// The desk as the app runs it: what is handed over is stored at once, and who is enlisted comes back.
class Office {
 public:
  explicit Office(std::vector<event::Person> people) {
    state_.people = std::move(people);
    ask_who(state_);
  }

  Step intend(const Intent& intent) {
    in_.now.unix_ms += 1'000;
    in_.now.mono_ms += 1'000;
    in_.touched_ms = in_.now.mono_ms;
    ++in_.random[0];
    Step step = update(state_, intent, in_);
    state_ = step.state;
    return step;
  }
  Step type_pin(const std::string& digits) {
    Step last;
    for (const char digit : digits) last = intend(Digit{digit});
    return last;
  }
  void sign_in(std::uint8_t number) {
    if (state_.screen == Screen::who) intend(ChooseMe{numbered(number)});
    type_pin("12345678");
    intend(Checked{true});
  }
  /// Somebody types wrong PINs of this person until they wait; 0: of the terminal.
  void hold_up(std::uint8_t number) {
    if (state_.screen == Screen::who) intend(ChooseMe{numbered(number)});
    for (int i = 0; i < kFreeTries; ++i) {
      type_pin("00000000");
      intend(Checked{false});
    }
    REQUIRE(lockout_of(state_, state_.who).remaining_ms(in_.now.unix_ms) > 0);
  }
  /// Stores what was handed over and lets everybody know; the deed.
  event::Deed stored(const Step& step) {
    REQUIRE(step.act);
    auto people = state_.people;
    const auto drop = [&people](const event::Uuid& id) {
      std::erase_if(people, [&](const auto& p) { return p.id == id; });
    };
    if (const auto* in = std::get_if<event::PersonEnlisted>(&step.act->what)) {
      drop(in->person);
      people.push_back({in->person, in->name, in->role, in->pin});
    }
    if (const auto* out = std::get_if<event::PersonDismissed>(&step.act->what)) {
      gone_ = *person(state_, out->person);
      drop(out->person);
    }
    if (std::holds_alternative<event::PersonRestored>(step.act->what)) people.push_back(gone_);
    if (const auto* changed = std::get_if<event::PersonChanged>(&step.act->what))
      for (event::Person& one : people)
        if (one.id == changed->person) {
          one.role = changed->role.value_or(one.role);
          one.pin = changed->pin.value_or(one.pin);
        }
    intend(Stored{step.act->id, true});
    intend(Known{people});
    return step.act->what;
  }
  State& state() { return state_; }
  Inputs& in() { return in_; }

 private:
  State state_;
  event::Person gone_;
  Inputs in_{.now = {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 1'000, .boot_id = "b"}};
};

}  // namespace

TEST_CASE("who signs in is asked where there are several, and the acts are signed with them", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  REQUIRE(office.state().screen == Screen::who);
  CHECK(office.type_pin("12345678").state.digits.empty());  // nobody's PIN is asked for yet
  office.intend(ChooseMe{numbered(9)});
  CHECK(office.state().screen == Screen::who);
  office.intend(ChooseMe{numbered(2)});
  REQUIRE(office.state().screen == Screen::pin);
  const Step asked = office.type_pin("12345678");
  CHECK(asked.check_pin == "12345678");
  CHECK(asked.state.who == numbered(2));
  office.intend(Checked{true});
  REQUIRE(office.state().screen == Screen::queue);
  office.intend(OpenCare{});
  office.intend(OpenNote{numbered(7)});
  const Step pinned = office.intend(Pin{true});
  REQUIRE(pinned.act);
  CHECK(std::get<event::NotePinned>(pinned.act->what).by == event::Signature{"N2", "staff"});
}

TEST_CASE("one person is asked for the PIN at once; nobody: the terminal's PIN, as the owner's", "[desk][people]") {
  Office one({someone(1, "owner")});
  CHECK(one.state().screen == Screen::pin);
  CHECK(one.state().who == numbered(1));
  Office nobody({});
  CHECK(nobody.state().screen == Screen::pin);
  CHECK_FALSE(nobody.state().who);
  nobody.sign_in(0);
  CHECK(nobody.state().care.by == event::Signature{"", "owner"});
}

TEST_CASE("the terminal's PIN opens nothing once somebody is enlisted", "[desk][people]") {
  Office office({});
  office.type_pin("12345678");
  office.intend(Known{{someone(1, "owner")}});  // while the PIN was compared
  office.intend(Checked{true});
  CHECK(office.state().screen == Screen::pin);
  CHECK(office.state().who == numbered(1));
  CHECK(office.state().care.by.role.empty());
}

TEST_CASE("five wrong tries hold up one person, nobody else, and a new PIN of theirs ends it", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  office.intend(ChooseMe{numbered(2)});
  for (int i = 0; i < kFreeTries; ++i) {
    CHECK(office.type_pin("00000000").keep_lockouts);
    office.intend(Checked{false});
  }
  CHECK(office.state().lockout.remaining_ms(office.in().now.unix_ms) > 0);
  CHECK(office.state().lockouts.at(numbered(2)).wrong_tries == kFreeTries);
  CHECK(office.type_pin("1").state.digits.empty());
  office.intend(GoBack{});
  REQUIRE(office.state().screen == Screen::who);
  office.intend(ChooseMe{numbered(2)});
  CHECK(office.state().lockout.remaining_ms(office.in().now.unix_ms) > 0);  // coming again helps nobody
  office.intend(GoBack{});
  office.sign_in(1);
  REQUIRE(office.state().screen == Screen::queue);
  CHECK(office.state().lockouts.size() == 1);
  office.intend(OpenPeople{});
  office.intend(OpenPerson{numbered(2)});
  CHECK(office.intend(NewPin{}).make_pin);
  const Step made = office.intend(PinMade{"87654321", kSomeHash});
  CHECK(made.keep_lockouts);
  CHECK(made.state.lockouts.empty());
  CHECK(made.state.screen == Screen::secret);
  CHECK(made.state.keeping.pin == "87654321");
  office.stored(made);
  CHECK(office.intend(GoBack{}).state.keeping.pin.empty());
}

TEST_CASE("whoever keeps people ends somebody's wait by one tap, signed; nobody else may", "[desk][people]") {
  for (const std::string_view role : event::kRoles) {
    Office office({someone(1, "owner"), someone(2, std::string(role)), someone(3, "staff")});
    office.hold_up(3);
    office.intend(GoBack{});
    office.sign_in(2);
    office.intend(OpenPeople{});
    const bool may = event::may(role, event::Right::people);
    CHECK_FALSE(office.intend(Unlock{numbered(1)}).act);  // does not wait
    const Step step = office.intend(Unlock{numbered(3)});
    CHECK(step.act.has_value() == may);
    CHECK(step.keep_lockouts == may);
    CHECK(step.state.lockouts.contains(numbered(3)) != may);
    if (!may) continue;
    const auto told = std::get<event::PersonUnlocked>(office.stored(step));
    CHECK(told.person == numbered(3));
    CHECK(told.by == event::Signature{"N2", std::string(role)});
  }
}

TEST_CASE("nobody in the list of people looks held up longer than they are", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  office.hold_up(2);
  office.intend(GoBack{});
  office.sign_in(1);
  office.intend(OpenPeople{});
  const std::int64_t left_ms = lockout_of(office.state(), numbered(2)).remaining_ms(office.in().now.unix_ms);
  REQUIRE(left_ms > 0);
  CHECK(wake_at_ms(office.state(), office.in().now.mono_ms) == office.in().now.mono_ms + left_ms);
}

TEST_CASE("a right PIN typed while somebody waits is not even compared", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  office.hold_up(2);
  const Step typed = office.type_pin("12345678");
  CHECK_FALSE(typed.check_pin);
  CHECK_FALSE(typed.state.checking);
  CHECK(typed.state.digits.empty());
  CHECK(typed.state.wrong);
  CHECK(typed.state.screen == Screen::pin);
}

TEST_CASE("an owner who waits goes on by the phrase, which asks for the PIN all the same", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  office.state().care.key_here = true;
  office.intend(ChooseMe{numbered(1)});
  CHECK(office.intend(AskRegain{}).state.screen == Screen::pin);  // nothing to end yet
  office.intend(GoBack{});
  office.hold_up(1);
  CHECK(office.intend(AskRegain{}).state.screen == Screen::regain);
  for (int i = 0; i < kFreeTries; ++i) {  // a passer-by's wrong phrases hold up nobody
    office.intend(SetText{"wrong"});
    CHECK(office.intend(SendText{}).regain == "wrong");
    CHECK(office.intend(SendText{}).regain.empty());  // one at a time
    CHECK_FALSE(office.intend(Regained{false}).keep_lockouts);
    CHECK(office.state().care.phrase_wrong);
  }
  office.intend(SetText{" open sesame "});
  CHECK(office.intend(SendText{}).regain == "open sesame");
  const Step ended = office.intend(Regained{true});
  CHECK(ended.keep_lockouts);
  CHECK(ended.state.lockouts.empty());
  CHECK(ended.state.screen == Screen::pin);
  CHECK(ended.state.who == numbered(1));
  CHECK(ended.state.care.text.empty());
  CHECK(ended.state.care.by.role.empty());  // nobody is at the desk yet
  CHECK(office.type_pin("12345678").check_pin == "12345678");
}

TEST_CASE("the phrase ends no wait of others than owners, nor without a key, nor after going back", "[desk][people]") {
  Office staff({someone(1, "owner"), someone(2, "staff")});
  staff.state().care.key_here = true;
  staff.hold_up(2);
  CHECK(staff.intend(AskRegain{}).state.screen == Screen::pin);
  Office keyless({someone(1, "owner")});
  keyless.hold_up(1);
  CHECK(keyless.intend(AskRegain{}).state.screen == Screen::pin);
  Office nobody({});
  nobody.state().care.key_here = true;
  nobody.hold_up(0);
  CHECK(nobody.intend(AskRegain{}).state.screen == Screen::regain);
  nobody.intend(SetText{"open sesame"});
  nobody.intend(SendText{});
  CHECK(nobody.intend(GoBack{}).state.screen == Screen::pin);
  CHECK(nobody.intend(Regained{true}).state.lockouts.size() == 1);  // came too late
  nobody.intend(AskRegain{});
  nobody.intend(SetText{"open sesame"});
  nobody.in().now.unix_ms += kDelayMsMax;
  CHECK(nobody.intend(SendText{}).regain.empty());  // the wait is over: there is nothing to end
  CHECK(nobody.state().screen == Screen::pin);
}

TEST_CASE("no PIN is taken before it is known who is enlisted", "[desk][people]") {
  Office office({});
  office.state().reading = true;
  ask_who(office.state());
  CHECK_FALSE(office.type_pin("12345678").check_pin);
  CHECK(office.state().digits.empty());
  office.intend(Known{{someone(1, "owner")}, false});
  CHECK(office.state().reading);
  CHECK_FALSE(office.state().who);  // there may be others
  CHECK_FALSE(office.type_pin("12345678").check_pin);
  office.intend(Known{{someone(1, "owner")}});
  CHECK(office.state().who == numbered(1));
  CHECK(office.type_pin("12345678").check_pin);
  Office nobody({});
  nobody.state().reading = true;
  nobody.intend(Known{{}});
  CHECK(nobody.type_pin("12345678").check_pin);  // the terminal's own
}

TEST_CASE("no role does at the desk what the table forbids: every role, every way", "[desk][people]") {
  const std::vector<std::pair<Intent, event::Right>> ways = {
      {OpenCare{}, event::Right::queue},
      {OpenReport{}, event::Right::reports},
      {OpenNote{numbered(7)}, event::Right::queue},
      {OpenJournal{}, event::Right::private_notes},
      {AskPhrase{}, event::Right::private_notes},
      {AskReason{}, event::Right::judge},
      {Judge{event::Verdict::hidden, "insult"}, event::Right::judge},
      {Mark{event::Work::read, ""}, event::Right::answer},
      {AskUntil{}, event::Right::answer},
      {AskReply{}, event::Right::answer},
      {AskDone{}, event::Right::answer},
      {Pin{true}, event::Right::pin},
      {Rule{false}, event::Right::screening},
      {OpenPeople{}, event::Right::people},
      {OpenPerson{numbered(1)}, event::Right::people},
      {AskName{}, event::Right::people},
      {NewPin{}, event::Right::people},
      {Dismiss{}, event::Right::people},
      {SetRole{"director"}, event::Right::people},
  };
  for (const std::string_view role : event::kRoles)
    for (std::size_t i = 0; i < ways.size(); ++i) {
      INFO(role << ", way " << i);
      Office office({someone(1, "owner"), someone(2, std::string(role)), someone(3, "staff")});
      office.sign_in(2);
      REQUIRE(office.state().screen == Screen::queue);
      office.state().care.opened = numbered(7);
      office.state().keeping.opened = numbered(3);
      const bool of_person = i >= 16;  // these act on the person on the screen
      if (of_person) office.state().screen = Screen::person;
      const Screen before = office.state().screen;
      const Step step = office.intend(ways[i].first);
      const bool did = step.act || step.make_pin || step.state.screen != before;
      CHECK(did == event::may(role, ways[i].second));
    }
}

TEST_CASE("the first to be enlisted is an owner; then others of any role, changed, dismissed and taken back",
          "[desk][people]") {
  Office office({});
  office.sign_in(0);
  office.intend(OpenPeople{});
  office.intend(AskName{});
  REQUIRE(office.state().screen == Screen::enlist);
  office.intend(SetRole{"staff"});
  CHECK_FALSE(office.intend(SendText{}).make_pin);  // no name
  office.intend(SetText{" Анна "});
  CHECK(office.intend(SendText{}).make_pin);
  CHECK_FALSE(office.intend(SendText{}).make_pin);  // one at a time
  const auto first = std::get<event::PersonEnlisted>(office.stored(office.intend(PinMade{"11112222", kSomeHash})));
  CHECK(first.name == "Анна");
  CHECK(first.role == "owner");
  CHECK(first.pin == kSomeHash);
  CHECK(first.by == event::Signature{"terminal", "owner"});
  CHECK(office.state().screen == Screen::secret);
  CHECK(office.state().keeping.pin == "11112222");

  office.intend(GoBack{});
  office.intend(OpenPerson{first.person});
  CHECK_FALSE(office.intend(Dismiss{}).act);  // the last owner
  CHECK_FALSE(office.intend(SetRole{"staff"}).act);
  office.intend(GoBack{});
  office.intend(AskName{});
  office.intend(SetRole{"director"});
  office.intend(SetText{"Анна "});
  CHECK_FALSE(office.intend(SendText{}).make_pin);  // two of one name would sign alike
  CHECK(office.state().keeping.name_taken);
  CHECK(office.state().screen == Screen::enlist);
  office.intend(SetText{"Пётр"});
  CHECK_FALSE(office.state().keeping.name_taken);
  office.intend(SendText{});
  const auto second = std::get<event::PersonEnlisted>(office.stored(office.intend(PinMade{"33334444", kSomeHash})));
  CHECK(second.role == "director");
  CHECK(second.person != first.person);
  office.intend(GoBack{});
  office.intend(OpenPerson{second.person});
  const auto raised = std::get<event::PersonChanged>(office.stored(office.intend(SetRole{"owner"})));
  CHECK(raised.person == second.person);
  CHECK(raised.role == "owner");
  CHECK_FALSE(raised.pin);  // what is not said anew takes nobody else's word away
  CHECK_FALSE(raised.name);
  CHECK(std::get<event::PersonDismissed>(office.stored(office.intend(Dismiss{}))).person == second.person);
  CHECK(office.state().screen == Screen::people);
  CHECK(office.state().people.size() == 1);
  const auto again = std::get<event::PersonRestored>(office.stored(office.intend(TakeBack{})));
  CHECK(again.person == second.person);
  CHECK(office.state().people.size() == 2);
  CHECK_FALSE(office.intend(TakeBack{}).act);
}

TEST_CASE("a PIN that could not be made changes nothing; one that could not be stored is not lost", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "staff")});
  office.sign_in(1);
  office.intend(OpenPeople{});
  office.intend(OpenPerson{numbered(2)});
  office.intend(NewPin{});
  CHECK_FALSE(office.intend(PinMade{}).act);
  CHECK(office.state().keeping.failed);
  CHECK(office.state().screen == Screen::person);
  office.intend(NewPin{});
  const Step made = office.intend(PinMade{"87654321", kSomeHash});
  REQUIRE(made.act);
  office.intend(Stored{made.act->id, false});
  const Step again = office.intend(Retry{});
  REQUIRE(again.act);
  CHECK(again.act->id == made.act->id);
  CHECK(again.state.keeping.pin == "87654321");
  office.intend(GoBack{});
  office.intend(OpenPerson{numbered(2)});
  CHECK_FALSE(office.intend(NewPin{}).make_pin);  // the other one is not stored yet
}

TEST_CASE("the session of the terminal's PIN ends when somebody is enlisted elsewhere", "[desk][people]") {
  Office office({});
  office.sign_in(0);
  REQUIRE(office.state().screen == Screen::queue);
  CHECK(office.intend(Known{{someone(1, "owner")}}).close);
}

TEST_CASE("a private note's page is left when the own role may not see it any more", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "owner")});
  office.sign_in(2);
  office.intend(OpenWaiting{Source::confided, numbered(7)});
  REQUIRE(office.state().screen == Screen::voice);
  office.intend(Known{{someone(1, "owner"), someone(2, "staff")}});
  CHECK(office.state().screen == Screen::queue);
}

TEST_CASE("who is dismissed is out at once; whose role changes has its rights at once", "[desk][people]") {
  Office office({someone(1, "owner"), someone(2, "owner")});
  office.sign_in(2);
  office.intend(OpenPeople{});
  office.intend(Known{{someone(1, "owner"), someone(2, "staff")}});
  CHECK(office.state().screen == Screen::queue);
  CHECK(office.state().care.by.role == "staff");
  office.intend(OpenPeople{});
  CHECK(office.state().screen == Screen::queue);
  CHECK(office.intend(Known{{someone(1, "owner")}}).close);
}

TEST_CASE("the desk locks itself after two minutes without a touch", "[desk][people]") {
  Office office({someone(1, "owner")});
  office.sign_in(1);
  Inputs in = office.in();
  in.touched_ms = in.now.mono_ms;
  in.now.mono_ms += 119'999;
  CHECK_FALSE(update(office.state(), Nothing{}, in).close);
  in.now.mono_ms += 1;
  CHECK(update(office.state(), Nothing{}, in).close);
}
