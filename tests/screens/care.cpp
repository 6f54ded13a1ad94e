// The staff's way through the care of the board on the real terminal, by touch target: what they decide is on disk.
#include <catch2/catch.hpp>

#include "kiosk/chalk/board.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

// A text that waits for a look, as a member left it.
event::Uuid leave_note(Person& person, const std::string& text) {
  const event::NoteWritten note{.code = "K7M2",
                                .language = "ru",
                                .writing = {.colour = 1, .name = "Олег", .text = text, .strokes = {}},
                                .held = {"first-texts"}};
  return person.append(note);
}

std::string open_id(const event::Uuid& note) {
  return "note." + note.text().substr(28) + ".open";
}

void enter(Person& person) {
  person.come_in();
  person.tap("sections.open");
  person.tap("care.open");
  REQUIRE(person.screen() == "staff.care");
}

const chalk::Note& note_of(Person& person, const event::Uuid& id) {
  const chalk::Note* note = person.model().chalkboard().board().find(id);
  REQUIRE(note != nullptr);
  return *note;
}

// Until the board has the act; the journal answers on its own thread.
template <class Condition>
void until(Person& person, Condition condition) {
  for (int i = 0; i < 500 && !condition(); ++i) person.wait_for_news();
  REQUIRE(condition());
}

}  // namespace

TEST_CASE("what waits is shown, answered, hidden with a reason, put back, marked and pinned", "[care]") {
  const Folder folder;
  Person person(folder.path());
  const event::Uuid note = leave_note(person, "вода холодная");
  const auto board = [&]() -> const chalk::Board& {
    return person.model().chalkboard().board();
  };  // none until it is read
  until(person, [&] { return board().find(note) != nullptr; });
  CHECK(board().visible(true).empty());

  enter(person);
  person.tap(open_id(note));
  REQUIRE(person.screen() == "staff.note");
  person.tap("care.show");
  REQUIRE(person.screen() == "staff.sign");
  person.type("анна");
  person.tap("care.send");
  until(person, [&] { return board().visible(true).size() == 1; });
  CHECK(person.screen() == "staff.note");

  person.tap("care.reply");
  person.tap("care.send");  // nothing to send yet
  CHECK(person.screen() == "staff.reply");
  person.type("греем");
  person.tap("care.send");
  until(person, [&] { return note_of(person, note).replies.size() == 1; });
  CHECK(note_of(person, note).replies[0].text == "Греем");
  CHECK(note_of(person, note).replies[0].by == event::Signature{"Анна", "owner"});

  person.tap("care.hide");
  REQUIRE(person.screen() == "staff.hide");
  person.tap("reason.personal-data");
  until(person, [&] { return board().visible(true).empty(); });
  CHECK(note_of(person, note).reason == "personal-data");
  person.tap("care.remove");
  until(person, [&] { return note_of(person, note).verdict == event::Verdict::removed; });
  CHECK(note_of(person, note).reason == "personal-data");
  person.tap("care.show");
  until(person, [&] { return board().visible(true).size() == 1; });

  person.tap("care.working");
  person.tap("until.3");
  until(person, [&] { return note_of(person, note).work == event::Work::working; });
  CHECK(note_of(person, note).until.size() == 10);
  person.tap("care.done");
  person.type("починили");
  person.tap("care.send");
  until(person, [&] { return note_of(person, note).did == "Починили"; });
  CHECK(board().done(true).size() == 1);
  person.tap("care.pin");
  until(person, [&] { return note_of(person, note).pinned; });
  person.tap("note.back");
  REQUIRE(person.screen() == "staff.care");
  CHECK(board().screening_before());
  person.tap("screening.after");
  until(person, [&] { return !board().screening_before(); });

  person.tap("staff.close");
  person.restart();
  const auto again = [&]() -> const chalk::Board& { return person.model().chalkboard().board(); };
  until(person, [&] { return again().find(note) != nullptr && again().find(note)->pinned; });
  CHECK_FALSE(again().screening_before());
  CHECK(person.verifies());
}

TEST_CASE("the club's own you said, we did is hidden and put back at the desk, and asks for no answer", "[care]") {
  const Folder folder;
  Person person(folder.path());
  event::Uuid about;
  about.bytes.fill(7);
  const event::Uuid note =
      person.tell(event::NotePublished{about, "Вода была холодной", "Починили бойлер", {"Анна", "owner"}});
  const auto board = [&]() -> const chalk::Board& { return person.model().chalkboard().board(); };
  until(person, [&] { return board().done(true).size() == 1; });

  enter(person);
  person.tap(open_id(note));
  REQUIRE(person.screen() == "staff.note");
  for (const char* none : {"care.reply", "care.prepared", "care.read", "care.working", "care.done", "case.open"})
    CHECK_FALSE(person.sees(none));
  person.tap("care.hide");
  person.tap("reason.personal-data");
  person.type("анна");
  person.tap("care.send");
  until(person, [&] { return board().visible(true).empty(); });
  CHECK(board().done(true).empty());
  CHECK(note_of(person, note).verdict == event::Verdict::hidden);
  until(person, [&] { return person.sees("care.remove"); });
  person.tap("care.show");
  until(person, [&] { return board().done(true).size() == 1; });
}

TEST_CASE("a reply half typed when the desk closes is there when it opens again, and not before the PIN", "[care]") {
  const Folder folder;
  Person person(folder.path());
  const event::Uuid note = leave_note(person, "вода холодная");
  until(person, [&] { return person.model().chalkboard().board().find(note) != nullptr; });
  enter(person);
  person.tap(open_id(note));
  person.tap("care.reply");
  person.type("греем");
  person.wait(desk::kIdleMs);
  REQUIRE(person.screen() == "attract");

  person.press_corner();
  REQUIRE(person.screen() == "staff.pin");
  for (const ui::Target& target : person.ui().targets()) CHECK(target.label.find("реем") == std::string::npos);
  person.type_pin(Person::kPin);
  person.wait_while("staff.pin");
  person.tap("sections.open");
  person.tap("care.open");
  person.tap(open_id(note));
  person.tap("care.reply");
  CHECK(person.model().staff()->care.text == "Греем");
  person.type(" с утра");  // at its end
  person.tap("care.send");
  person.type("анна");
  person.tap("care.send");
  until(person, [&] { return note_of(person, note).replies.size() == 1; });
  CHECK(note_of(person, note).replies[0].text == "Греем с утра");
  CHECK(person.model().staff()->care.drafts.empty());
}

TEST_CASE("the journal of truth shows time and code; where the hub has the key it says so", "[care]") {
  const Folder folder;
  Person person(folder.path());
  person.confide({.colour = 0, .name = "", .text = "тренер грубит", .strokes = {}});
  until(person, [&] { return !person.model().chalkboard().board().confided().empty(); });
  enter(person);
  CHECK_FALSE(person.sees("care.phrase"));
  person.tap("care.journal");
  REQUIRE(person.screen() == "staff.journal");
  CHECK(person.model().staff_notes().confided.size() == 1);
  CHECK(person.model().staff()->care.readings.empty());
  CHECK_FALSE(person.sees("care.phrase"));  // this terminal does not hold the key
  person.tap("note.back");
  CHECK(person.screen() == "staff.care");
}

TEST_CASE("a terminal that made its own key opens the journal for the phrase, and covers it again", "[care]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .survey = {}, .wrapped_key = true});
  person.confide({.colour = 0, .name = "Олег", .text = "тренер грубит", .strokes = {}});
  until(person, [&] { return !person.model().chalkboard().board().confided().empty(); });
  enter(person);
  person.tap("care.journal");
  person.tap("care.phrase");
  REQUIRE(person.screen() == "staff.phrase");
  const auto read = [&](const std::string& phrase) {
    person.type(phrase);
    person.tap("care.send");
    until(person, [&] { return !person.model().staff()->care.reading; });
  };
  read("wrong");
  CHECK(person.model().staff()->care.phrase_wrong);
  CHECK(person.screen() == "staff.phrase");
  for (int i = 0; i < 5; ++i) person.tap("key.backspace");
  read(Person::kPhrase);
  REQUIRE(person.screen() == "staff.journal");
  REQUIRE(person.model().staff()->care.readings.size() == 1);
  CHECK(person.model().staff()->care.readings[0].writing.text == "тренер грубит");
  person.tap("staff.close");
  enter(person);
  person.tap("care.journal");
  CHECK(person.model().staff()->care.readings.empty());
}
