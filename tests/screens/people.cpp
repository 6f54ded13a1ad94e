// People with PINs of their own at the real terminal, by touch target: the first start with the terminal's PIN, signing
// in, what each role is offered, and what survives a restart.
#include <catch2/catch.hpp>

#include "kiosk/chalk/board.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

event::Uuid somebody(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

// Told by another terminal, as it were; all of them have Person::kPin.
void enlist(Person& person, std::uint8_t number, const std::string& name, const std::string& role) {
  person.tell(
      event::PersonEnlisted{somebody(number), name, role, Person::hashed_pin(), {.name = "Анна", .role = "owner"}});
}

event::Uuid leave_note_for_all(Person& person, std::vector<std::string> held) {
  const event::NoteWritten note{.code = "K7M2",
                                .language = "ru",
                                .writing = {.colour = 1, .name = "", .text = "вода холодная", .strokes = {}},
                                .held = std::move(held)};
  return person.append(note);
}

std::string tile(std::uint8_t number) {
  return "who." + somebody(number).text().substr(28);
}

void type_and_wait(Person& person, std::string_view pin) {
  person.type_pin(pin);
  person.look_until([&] { return !person.model().staff()->checking; });
}

void sign_in(Person& person, std::uint8_t number, std::size_t people = 2) {
  person.come_in(people, somebody(number));
}

}  // namespace

TEST_CASE("with the terminal's PIN the owner enlists the first person, and it opens nothing any more", "[people]") {
  const Folder folder;
  Person person(folder.path());
  person.press_corner(0);
  REQUIRE(person.screen() == "staff.pin");
  type_and_wait(person, Person::kPin);
  REQUIRE(person.screen() == "staff.queue");
  person.tap("sections.open");
  person.tap("people.open");
  REQUIRE(person.screen() == "staff.people");
  person.tap("people.add");
  REQUIRE(person.screen() == "staff.enlist");
  CHECK(person.sees("role.owner"));
  CHECK_FALSE(person.sees("role.staff"));  // the owner comes first
  person.type("анна");
  person.tap("care.send");
  person.look_until([&] { return person.sees("secret.done"); });
  REQUIRE(person.screen() == "staff.secret");
  const std::string pin = person.model().staff()->keeping.pin;
  REQUIRE(pin.size() == desk::kPinDigits);
  person.tap("secret.done");
  person.wait_for_people(1);
  CHECK(person.model().staff()->people[0].name == "Анна");
  CHECK(person.model().staff()->keeping.pin.empty());
  person.tap("staff.close");

  for (int i = 0; i < 2; ++i) {
    person.press_corner(1);
    REQUIRE(person.screen() == "staff.pin");  // the only person is asked for the PIN at once
    type_and_wait(person, Person::kPin);
    CHECK(person.screen() == "staff.pin");
    CHECK(person.model().staff()->wrong);
    type_and_wait(person, pin);
    REQUIRE(person.screen() == "staff.queue");
    CHECK(person.model().staff()->care.by == event::Signature{"Анна", "owner"});
    person.restart();
  }
  CHECK(person.verifies());
}

TEST_CASE("each role is offered what the table allows, in both languages", "[people]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    std::uint8_t number = 1;
    for (const std::string_view role : event::kRoles) enlist(person, number++, std::string(role), std::string(role));
    const event::Uuid note = leave_note_for_all(person, {"first-texts"});
    person.look_until([&] { return person.model().chalkboard().board().find(note) != nullptr; });
    number = 1;
    for (const std::string_view role : event::kRoles) {
      INFO(role << " in " << language);
      const auto may = [&](event::Right right) { return event::may(role, right); };
      sign_in(person, number++, event::kRoles.size());
      CHECK(person.model().staff()->care.by == event::Signature{std::string(role), std::string(role)});
      person.tap("sections.open");
      CHECK(person.sees("care.open") == may(event::Right::queue));
      CHECK(person.sees("people.open") == may(event::Right::people));
      person.tap("care.open");
      CHECK(person.sees("care.journal") == may(event::Right::private_notes));
      CHECK(person.sees("screening.before") == may(event::Right::screening));
      person.tap("note." + note.text().substr(28) + ".open");
      for (const char* const id : {"care.show", "care.hide"}) CHECK(person.sees(id) == may(event::Right::judge));
      for (const char* const id : {"care.reply", "care.read", "care.working", "care.done"})
        CHECK(person.sees(id) == may(event::Right::answer));
      CHECK(person.sees("care.pin") == may(event::Right::pin));
      person.tap("staff.close");
    }
  }
}

TEST_CASE("an act is signed with who signed in, without a question", "[people]") {
  const Folder folder;
  Person person(folder.path());
  enlist(person, 1, "Анна", "owner");
  enlist(person, 2, "Пётр Ильич", "staff");
  const event::Uuid note = leave_note_for_all(person, {});
  const auto board = [&]() -> const auto& { return person.model().chalkboard().board(); };
  person.look_until([&] { return board().find(note) != nullptr; });
  sign_in(person, 2);
  person.tap("sections.open");
  person.tap("care.open");
  person.tap("note." + note.text().substr(28) + ".open");
  person.tap("care.reply");
  person.type("греем");
  person.tap("care.send");
  CHECK(person.screen() == "staff.note");
  person.look_until([&] { return !board().find(note)->replies.empty(); });
  CHECK(board().find(note)->replies[0].by == event::Signature{"Пётр Ильич", "staff"});
}

TEST_CASE("wrong tries hold up one person, also over a restart, and the others come in", "[people]") {
  const Folder folder;
  Person person(folder.path());
  enlist(person, 1, "Анна", "owner");
  enlist(person, 2, "Пётр", "staff");
  person.press_corner(2);
  person.tap(tile(2));
  for (int i = 0; i < desk::kFreeTries; ++i) type_and_wait(person, "00000000");
  const auto held_up = [&] {
    return person.model().staff()->lockout.remaining_ms(person.model().staff()->now_unix_ms) > 0;
  };
  CHECK(held_up());
  person.restart();
  person.press_corner(2);
  person.tap(tile(2));
  CHECK(held_up());
  person.tap("note.back");
  REQUIRE(person.screen() == "staff.who");
  person.tap(tile(1));
  CHECK_FALSE(held_up());
  type_and_wait(person, Person::kPin);
  CHECK(person.screen() == "staff.queue");
}

TEST_CASE("people are given roles, dismissed and taken back; who is dismissed comes in no more", "[people]") {
  const Folder folder;
  Person person(folder.path());
  enlist(person, 1, "Анна", "owner");
  enlist(person, 2, "Пётр", "staff");
  sign_in(person, 1);
  const auto open = [&](std::uint8_t number) {
    person.tap("person." + somebody(number).text().substr(28) + ".open");
    REQUIRE(person.screen() == "staff.person");
  };
  person.tap("sections.open");
  person.tap("people.open");
  open(1);
  CHECK_FALSE(person.sees("person.dismiss"));  // the last owner
  CHECK_FALSE(person.sees("role.staff"));
  person.tap("note.back");
  open(2);
  person.tap("role.director");
  person.look_until([&] { return person.model().staff()->people[1].role == "director"; });
  person.look_until([&] { return !person.model().staff()->care.act; });
  person.tap("person.dismiss");
  person.wait_for_people(1);
  REQUIRE(person.screen() == "staff.people");
  person.look_until([&] { return !person.model().staff()->care.act; });
  person.tap("people.undo");
  person.wait_for_people(2);
  CHECK(person.model().staff()->people[1].role == "director");
  person.look_until([&] { return !person.model().staff()->care.act; });
  open(2);
  person.tap("person.dismiss");
  person.wait_for_people(1);
  person.tap("staff.close");
  person.restart();
  person.press_corner(1);
  CHECK(person.screen() == "staff.pin");
  CHECK(person.model().staff()->who == somebody(1));
  CHECK(person.verifies());
}

TEST_CASE("whoever keeps people sees who is held up and until when, and ends it by one tap", "[people]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    enlist(person, 1, "Анна", "owner");
    enlist(person, 2, "Пётр", "staff");
    person.press_corner(2);
    person.tap(tile(2));
    for (int i = 0; i < desk::kFreeTries; ++i) type_and_wait(person, "00000000");
    person.tap("staff.close");
    sign_in(person, 1);
    person.tap("sections.open");
    person.tap("people.open");
    const std::string end = "person." + somebody(2).text().substr(28) + ".unlock";
    CHECK_FALSE(person.sees("person." + somebody(1).text().substr(28) + ".unlock"));
    REQUIRE(person.sees(end));
    for (const ui::Target& one : person.ui().targets())  // a file: no names
      for (const char* name : {"Анна", "Пётр"}) CHECK_FALSE(one.label.contains(name));
    person.tap(end);
    CHECK_FALSE(person.sees(end));
    CHECK(person.screen() == "staff.people");
    person.look_until([&] { return !person.model().staff()->care.act; });
    CHECK(std::ranges::count(person.kept(), event::kPersonUnlocked, &Person::Kept::type) == 1);
    person.restart();
    sign_in(person, 2);  // at once, and for good
    CHECK(person.verifies());
  }
}

TEST_CASE("an owner who was held up by a passer-by goes on by the recovery phrase and the PIN", "[people]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "ru", .survey = {}, .wrapped_key = true});
  enlist(person, 1, "Анна", "owner");
  enlist(person, 2, "Пётр", "staff");
  for (const std::uint8_t number : {std::uint8_t{2}, std::uint8_t{1}}) {
    person.press_corner(2);
    person.tap(tile(number));
    CHECK_FALSE(person.sees("pin.phrase"));
    for (int i = 0; i < desk::kFreeTries; ++i) type_and_wait(person, "00000000");
    CHECK(person.sees("pin.phrase") == (number == 1));  // the owner's alone
    if (number == 2) person.tap("staff.close");
  }
  person.tap("pin.phrase");
  REQUIRE(person.screen() == "staff.regain");
  person.type("wrong");
  person.tap("care.send");
  person.look_until([&] { return !person.model().staff()->care.reading; });
  CHECK(person.screen() == "staff.regain");
  CHECK(person.model().staff()->care.phrase_wrong);
  for (int i = 0; i < 5; ++i) person.tap("key.backspace");
  person.type(Person::kPhrase);
  for (const ui::Target& one : person.ui().targets()) CHECK_FALSE(one.label.contains(Person::kPhrase));
  person.tap("care.send");
  person.wait_while("staff.regain");
  REQUIRE(person.screen() == "staff.pin");
  CHECK(person.model().staff()->care.text.empty());
  type_and_wait(person, "00000000");
  CHECK(person.screen() == "staff.pin");  // the phrase alone lets nobody in
  type_and_wait(person, Person::kPin);
  CHECK(person.screen() == "staff.queue");
  CHECK(person.model().staff()->care.by == event::Signature{"Анна", "owner"});
}
