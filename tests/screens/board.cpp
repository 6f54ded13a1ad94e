// Every way through reading the board and writing on it, tapped by target id through the real views, model and journal.
#include <catch2/catch.hpp>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

const event::Signature kAnna{"Анна", "staff"};

const chalk::Flow& at(Person& person) {
  const chalk::Flow* flow = person.model().chalkboard().flow();
  REQUIRE(flow != nullptr);
  return *flow;
}

const chalk::Board& board(Person& person) {
  return person.model().chalkboard().board();
}

void no_faults(Person& person) {
  INFO(person.screen());
  for (const ui::Fault& fault : person.ui().faults()) FAIL_CHECK(fault.what);
}

void tap(Person& person, std::string_view id) {
  person.tap(id);
  no_faults(person);
}

/// To the board and to its letters.
void take_letters(Person& person) {
  if (person.screen() == "attract") tap(person, "board.open");
  REQUIRE(person.screen() == "board");
  tap(person, "board.write");
  REQUIRE(person.screen() == "write.chalk");
  tap(person, "write.letters");
  REQUIRE(person.screen() == "write.letters");
}

/// Sends what stands on the second page; the code it was thanked with.
std::string send(Person& person) {
  REQUIRE(person.screen() == "write.preview");
  tap(person, "note.send");
  person.wait_while("write.saving");
  no_faults(person);
  REQUIRE(person.screen() == "write.sent");
  const std::string code = at(person).unsaved->code;
  CHECK(code.size() == event::kCodeLength);
  return code;
}

std::string write_letters(Person& person, std::string_view letters) {
  take_letters(person);
  person.type(letters);
  tap(person, "note.preview");
  return send(person);
}

/// Looks until the board knows the note: what is stored comes back from the journal's thread.
const chalk::Note& arrived(Person& person, const std::string& code) {
  person.look_until([&] { return board(person).by_code(code) != nullptr; });
  return *board(person).by_code(code);
}

void find(Person& person, const std::string& code) {
  tap(person, "board.find");
  REQUIRE(person.screen() == "board.find");
  for (const char letter : code) tap(person, std::string("find.") + letter);
  tap(person, "find.show");
}

void moderate(Person& person, const event::Uuid& note, event::Verdict verdict, const std::string& reason = {}) {
  person.append(event::NoteModerated{note, verdict, reason, kAnna});
  person.look_until([&] { return board(person).find(note)->verdict == verdict; });
}

std::string target(const event::Uuid& note, const char* what) {
  return "note." + note.text().substr(0, 8) + '.' + what;
}

}  // namespace

TEST_CASE("a typed note waits for its look, then stands on the board with its answer", "[board]") {
  for (const test::Shape shape : test::kShapes)
    for (const std::string language : test::kLanguages) {
      INFO(language << ' ' << shape.width << 'x' << shape.height);
      const Folder folder;
      Person person(folder.path(), {.shape = shape, .language = language});
      no_faults(person);
      take_letters(person);
      CHECK(person.sees("note.preview"));
      tap(person, "note.preview");  // nothing is written yet
      REQUIRE(person.screen() == "write.letters");
      const std::string words = language == "ru" ? "тише музыку" : "softer music";
      person.type(words);
      tap(person, "chalk.mint");
      tap(person, "key.enter");
      REQUIRE(person.screen() == "write.preview");
      tap(person, "note.name");
      person.type(language == "ru" ? "оля" : "ola");
      tap(person, "key.enter");
      const std::string code = send(person);
      CHECK(at(person).held);
      tap(person, "done");
      REQUIRE(person.screen() == "board");

      const event::Uuid id = arrived(person, code).id;
      CHECK(board(person).find(id)->name.size() == (language == "ru" ? 6 : 3));
      CHECK(board(person).find(id)->colour == 3);
      CHECK_FALSE(person.sees(target(id, "open")));
      find(person, code);
      CHECK(person.screen() == "board.found");
      tap(person, "note.back");

      moderate(person, id, event::Verdict::shown);
      REQUIRE(person.sees(target(id, "open")));
      person.append(event::NoteReplied{id, "Сделали тише", kAnna});
      person.look_until([&] { return board(person).find(id)->replies.size() == 1; });
      no_faults(person);
      tap(person, target(id, "support"));
      person.look_until([&] { return board(person).find(id)->supports == 1; });
      tap(person, target(id, "support"));  // once for a visit
      tap(person, target(id, "open"));
      REQUIRE(person.screen() == "board.found");
      tap(person, "note.back");
      CHECK(board(person).find(id)->supports == 1);
      tap(person, "board.close");
      CHECK(person.screen() == "attract");
      CHECK(person.verifies());
    }
}

TEST_CASE("a drawing goes to the owner alone, sealed", "[board]") {
  for (const test::Shape shape : test::kShapes) {
    INFO(shape.width << 'x' << shape.height);
    const Folder folder;
    Person person(folder.path(), {.shape = shape});
    tap(person, "board.open");
    tap(person, "board.write");
    tap(person, "note.preview");  // nothing is drawn yet
    REQUIRE(person.screen() == "write.chalk");
    tap(person, "chalk.yellow");
    tap(person, "width.3");
    tap(person, "chalk.canvas");
    tap(person, "chalk.undo");
    CHECK(person.model().chalkboard().draft().pad.is_empty());
    tap(person, "chalk.canvas");
    tap(person, "chalk.clear");
    CHECK(person.model().chalkboard().draft().pad.is_empty());
    tap(person, "chalk.undo");
    CHECK_FALSE(person.model().chalkboard().draft().pad.is_empty());
    tap(person, "chalk.eraser");
    CHECK(person.model().chalkboard().draft().pad.hand.eraser);
    tap(person, "chalk.blue");
    CHECK_FALSE(person.model().chalkboard().draft().pad.hand.eraser);
    tap(person, "board.rules");
    REQUIRE(person.screen() == "board.rules");
    tap(person, "note.back");
    REQUIRE(person.screen() == "write.chalk");
    tap(person, "note.preview");
    tap(person, "note.private");
    const std::string code = send(person);
    tap(person, "done");
    const chalk::Note& note = arrived(person, code);
    CHECK(note.confided);
    CHECK(note.strokes.empty());
    CHECK(board(person).visible(true).empty());
    find(person, code);
    CHECK(person.screen() == "board.found");
    CHECK(person.verifies());
  }
}

TEST_CASE("a note taken off the board warns its writer under the code", "[board]") {
  const Folder folder;
  Person person(folder.path());
  const std::string code = write_letters(person, "глупость");
  tap(person, "done");
  const event::Uuid id = arrived(person, code).id;
  moderate(person, id, event::Verdict::shown);
  REQUIRE(person.sees(target(id, "open")));
  moderate(person, id, event::Verdict::hidden, "insult");
  CHECK_FALSE(person.sees(target(id, "open")));
  find(person, code);
  CHECK(person.screen() == "board.warned");
  moderate(person, id, event::Verdict::removed, "insult");
  CHECK(person.screen() == "board.warned");
  no_faults(person);
  moderate(person, id, event::Verdict::shown);
  CHECK(person.screen() == "board.found");
}

TEST_CASE("an opened note that is taken down meanwhile says so", "[board]") {
  const Folder folder;
  Person person(folder.path());
  const std::string code = write_letters(person, "привет");
  tap(person, "done");
  const event::Uuid id = arrived(person, code).id;
  moderate(person, id, event::Verdict::shown);
  tap(person, target(id, "open"));
  moderate(person, id, event::Verdict::hidden, "other");
  CHECK(person.screen() == "board.found");
  no_faults(person);
  CHECK_FALSE(person.sees(target(id, "support")));
}

TEST_CASE("the second note within seconds is kept until it may be sent", "[board]") {
  const Folder folder;
  Person person(folder.path());
  arrived(person, write_letters(person, "раз"));
  tap(person, "done");
  take_letters(person);
  person.type("два");
  tap(person, "note.preview");
  tap(person, "note.send");
  person.wait_while("write.saving");
  REQUIRE(person.screen() == "write.refused");
  no_faults(person);
  tap(person, "note.back");
  REQUIRE(person.screen() == "write.preview");
  CHECK(at(person).text == "Два");
  person.wait(chalk::kNoteGapMs);
  const std::string code = send(person);
  CHECK(arrived(person, code).text == "Два");
}

TEST_CASE("an unknown code is answered kindly and may be tried again", "[board]") {
  const Folder folder;
  Person person(folder.path());
  tap(person, "board.open");
  find(person, "2345");
  CHECK(person.screen() == "board.found");
  tap(person, "board.find");
  REQUIRE(person.screen() == "board.find");
  tap(person, "find.A");
  tap(person, "find.B");
  tap(person, "find.erase");
  CHECK(at(person).code == "A");
  tap(person, "note.back");
  CHECK(person.screen() == "board");
}

TEST_CASE("who walks away from a half-written note leaves nothing of it", "[board]") {
  const Folder folder;
  Person person(folder.path());
  take_letters(person);
  person.type("тайна");
  person.wait(44'000);
  CHECK(person.screen() == "write.letters");
  person.wait(1'500);
  REQUIRE(person.screen() == "still_here");
  no_faults(person);
  tap(person, "still.here");
  REQUIRE(person.screen() == "write.letters");
  CHECK(at(person).text == "Тайна");
  person.wait(45'000);
  person.wait(20'000);
  REQUIRE(person.screen() == "attract");
  take_letters(person);
  CHECK(at(person).text.empty());
}

TEST_CASE("language and comfort go with the member to the board and are forgotten after", "[board]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {800, 1280}});
  tap(person, "lang.en");
  tap(person, "reach.low");
  tap(person, "board.open");
  CHECK(at(person).language == "en");
  CHECK(at(person).comfort.low_reach);
  for (const ui::Target& one : person.ui().targets())
    if (one.id != "staff.corner") CHECK(one.rect.y >= 1280 * 0.4F - 2);
  tap(person, "theme.contrast");
  CHECK(at(person).comfort.high_contrast);
  tap(person, "text.large");
  no_faults(person);
  tap(person, "board.close");
  REQUIRE(person.screen() == "attract");
  CHECK(person.flow().language() == "ru");
  CHECK(person.flow().comfort == ui::Comfort{});
}

TEST_CASE("the thank-you leads to the board too", "[board]") {
  const Folder folder;
  Person person(folder.path());
  tap(person, "nps.9");
  tap(person, "next");
  tap(person, "contact.no");
  person.wait_while("saving");
  REQUIRE(person.screen() == "thanks");
  tap(person, "board.open");
  CHECK(person.screen() == "board");
}
