// Every way through reading the board and writing on it, tapped by target id through the real views, model and journal.
#include <catch2/catch.hpp>
#include <set>

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
  return "note." + note.text().substr(28) + '.' + what;
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

TEST_CASE("without a key nothing private is offered, and the board takes notes all the same", "[board]") {
  for (const test::Shape shape : test::kShapes)
    for (const std::string language : test::kLanguages) {
      const Folder folder;
      Person person(folder.path(), {.shape = shape, .language = language, .bare = true});
      take_letters(person);
      person.type(language == "ru" ? "раз" : "one");
      tap(person, "note.preview");
      CHECK(person.sees("note.public"));
      CHECK_FALSE(person.sees("note.private"));
      const std::string code = send(person);
      CHECK_FALSE(arrived(person, code).confided);
    }
}

TEST_CASE("a restart forgets no limit: what is sent before the board was read waits for it", "[board]") {
  const Folder folder;
  Person person(folder.path());
  // More than the journal reads ahead of the window, and the notes that count at its end.
  constexpr std::size_t kMany = 4'000;
  person.append_all(std::vector<event::BoardEvent>(kMany, event::NoteSupported{event::Uuid{}}));
  for (std::size_t i = 0; i < chalk::kNotesPerWindow; ++i) {
    person.append(
        event::NoteWritten{.code = "K7M2",
                           .language = "ru",
                           .writing = {.colour = 0, .name = {}, .text = std::string(i + 1, 'a'), .strokes = {}},
                           .held = {}});
    person.wait(chalk::kNoteGapMs);
  }
  person.restart();
  // Without a frame in between, in which more of the journal would come.
  app::Model& model = person.model();
  model.intend(survey::Intent(survey::OpenBoard{}));
  for (const chalk::Intent& intent :
       {chalk::Intent(chalk::Write{}), chalk::Intent(chalk::Take{chalk::Tool::letters}),
        chalk::Intent(chalk::SetText{"ещё"}), chalk::Intent(chalk::Preview{}), chalk::Intent(chalk::Send{})})
    model.intend(intent);
  CHECK(model.screen_name() == "write.saving");
  person.wait_while("write.saving");
  REQUIRE(person.screen() == "write.refused");
  CHECK(at(person).refusal == chalk::Refusal::too_many);
  CHECK(at(person).text == "ещё");
  person.tap("note.send");  // not yet: it does nothing
  CHECK(person.screen() == "write.refused");
}

TEST_CASE("a terminal that starts shows nothing of its board before it has read all of it", "[board]") {
  const Folder folder;
  Person person(folder.path());
  const auto written = [](const std::string& text) {
    return event::NoteWritten{.code = "K7M2",
                              .language = "ru",
                              .writing = {.colour = 0, .name = {}, .text = text, .strokes = {}},
                              .held = {}};
  };
  const event::Uuid bad = person.append(written("плохая заметка"));
  const event::Uuid good = person.append(written("хорошая заметка"));
  // The note is hidden further on than the journal reads ahead of the window, four pages of 500 for each of the frames
  // up to the first that is looked at, however fast it is.
  constexpr std::size_t kMany = 12'000;
  person.append_all(std::vector<event::BoardEvent>(kMany, event::NoteSupported{event::Uuid{}}));
  person.append(event::NoteModerated{bad, event::Verdict::hidden, "insult", kAnna});
  person.restart();
  app::Model& model = person.model();
  // So that the first pages are among what the next frame takes.
  person.wait_for_news();
  model.intend(survey::Intent(survey::OpenBoard{}));
  bool was_unread = false;
  person.look_until([&] {
    INFO(person.screen());
    CHECK_FALSE(person.sees(target(bad, "open")));
    CHECK(std::ranges::none_of(model.voices(), [](const survey::Voice& one) { return one.said == "плохая заметка"; }));
    const bool known = model.chalkboard().surroundings().known;
    if (!known) {
      was_unread = true;
      CHECK(board(person).size() == 0);
      CHECK(model.voices().empty());
      CHECK_FALSE(person.sees("board.first"));  // nor that nobody wrote yet
      CHECK(person.sees("board.write"));
    }
    return known;
  });
  CHECK(was_unread);
  CHECK(board(person).find(bad)->verdict == event::Verdict::hidden);
  CHECK(board(person).find(good) != nullptr);
  REQUIRE(model.voices().size() == 1);
  CHECK(model.voices()[0].said == "хорошая заметка");
}

TEST_CASE("a note that can never be stored may be sent anew, one that waits for the disk not a second time",
          "[board]") {
  const Folder folder;
  Person person(folder.path());
  take_letters(person);
  person.type("вода");
  tap(person, "note.preview");
  // Without a frame in between, in which the journal would answer.
  app::Chalkboard& chalkboard = person.model().chalkboard();
  const bool refused = GENERATE(true, false);
  CAPTURE(refused);
  person.model().intend(chalk::Intent(chalk::Send{}));
  REQUIRE(at(person).screen == chalk::Screen::saving);
  chalkboard.hear({.id = at(person).unsaved->id, .problem = {{"It is too long.", "Shorten it."}}, .refused = refused},
                  person.now_ms());
  REQUIRE(at(person).screen == chalk::Screen::save_failed);
  CHECK(at(person).tries_on == !refused);
}

TEST_CASE("you said, we did: the done notes alone, and all of them again", "[board]") {
  for (const test::Shape shape : test::kShapes) {
    const Folder folder;
    Person person(folder.path(), {.shape = shape});
    const auto note = [&](const char* text) {
      return person.append(event::NoteWritten{.code = "K7M2",
                                              .language = "ru",
                                              .writing = {.colour = 0, .name = {}, .text = text, .strokes = {}},
                                              .held = {}});
    };
    const event::Uuid water = note("тёплая вода"), music = note("тише музыку");
    person.look_until([&] { return board(person).size() == 2; });
    tap(person, "board.open");
    CHECK_FALSE(person.sees("board.done"));
    person.append(event::NoteMarked{water, event::Work::done, "", "новый кулер", kAnna});
    person.look_until([&] { return !board(person).done(true).empty(); });
    no_faults(person);
    REQUIRE(person.sees(target(music, "open")));
    const auto turn = [&person] {
      tap(person, "board.done");
      person.look();
    };
    turn();
    CHECK(person.sees(target(water, "open")));
    CHECK_FALSE(person.sees(target(music, "open")));
    turn();
    CHECK(person.sees(target(music, "open")));
    turn();
    moderate(person, water, event::Verdict::hidden, "other");  // nothing done is left: the whole board again
    no_faults(person);
    CHECK(person.sees(target(music, "open")));
    CHECK_FALSE(person.sees("board.done"));
  }
}

TEST_CASE("the way to earlier notes leads past every one of them, page after page", "[board]") {
  const Folder folder;
  Person person(folder.path());
  constexpr std::size_t kNotes = 130;  // more than two pages
  std::set<std::string> unseen;
  for (std::size_t i = 0; i < kNotes; ++i)
    unseen.insert(
        target(person.append(event::NoteWritten{.code = "K7M2",
                                                .language = "ru",
                                                .writing = {.colour = 1, .name = {}, .text = "записка", .strokes = {}},
                                                .held = {}}),
               "open"));
  REQUIRE(unseen.size() == kNotes);  // the ids of one second differ, too
  person.look_until([&] { return board(person).size() == kNotes; });
  tap(person, "board.open");
  const auto look = [&] {
    for (const std::string& id : person.ids()) unseen.erase(id);
  };
  look();
  int taps = 0;
  for (; person.sees("board.earlier") && taps < 100; ++taps) {
    person.tap("board.earlier");
    for (int frame = 0; frame < 20; ++frame) person.wait(16);
    look();
  }
  CHECK(taps > 2);
  CHECK(taps < 100);
  CHECK(unseen.empty());
}
