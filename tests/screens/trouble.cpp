// When the disk does not play along, and the staff's side.
#include <catch2/catch.hpp>

#include "tests/screens/dead_disk.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::DeadDisk;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

TEST_CASE("a commit that fails says so, keeps the answer, and is thanked for only when it succeeds") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.6");
  person.tap("reasons.trainers");
  person.tap("next");
  {
    const DeadDisk dead;
    person.tap("contact.no");
    person.wait_while("saving");
    REQUIRE(person.screen() == "save_failed");
    CHECK_FALSE(person.notes().empty());
    person.tap("retry");
    person.wait_while("saving");
    REQUIRE(person.screen() == "save_failed");
  }
  person.tap("retry");
  person.wait_while("saving");
  CHECK(person.screen() == "thanks");
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.answers["reasons"] == event::Json({"trainers"}));
  CHECK(person.verifies());
}

TEST_CASE("a note that could not be written stays as it was typed, and is thanked for only when it is stored") {
  const Folder folder;
  Person person(folder.path());
  person.tap("board.open");
  person.tap("board.write");
  person.tap("write.letters");
  person.type("вода холодная");
  person.tap("note.preview");
  const auto& chalkboard = person.model().chalkboard();
  std::string code;
  {
    const DeadDisk dead;
    person.tap("note.send");
    person.wait_while("write.saving");
    REQUIRE(person.screen() == "write.failed");
    CHECK_FALSE(person.notes().empty());
    CHECK(chalkboard.flow()->text == "Вода холодная");
    code = chalkboard.flow()->unsaved->code;
    CHECK(person.sees("retry"));
    person.tap("retry");
    person.wait_while("write.saving");
    REQUIRE(person.screen() == "write.failed");
    CHECK(chalkboard.board().size() == 0);
  }
  person.tap("retry");
  person.wait_while("write.saving");
  REQUIRE(person.screen() == "write.sent");
  person.look_until([&] { return chalkboard.board().by_code(code) != nullptr; });
  CHECK(chalkboard.board().by_code(code)->text == "Вода холодная");
  CHECK(chalkboard.board().size() == 1);
  CHECK(person.verifies());
}

TEST_CASE("who leaves a note that could not be written is not lost either") {
  const Folder folder;
  Person person(folder.path());
  person.tap("board.open");
  person.tap("board.write");
  person.tap("write.letters");
  person.type("вода холодная");
  person.tap("note.preview");
  const auto size = [&] { return person.model().chalkboard().board().size(); };
  {
    const DeadDisk dead;
    person.tap("note.send");
    person.wait_while("write.saving");
    REQUIRE(person.screen() == "write.failed");
    person.wait(45'000);
    person.wait(20'000);
    CHECK(person.screen() == "refused");  // nobody is asked while nothing can be kept
    person.kept();                        // the failed try is answered by now
    person.look();
    CHECK(size() == 0);
  }
  person.wait(60'000);  // tried again by itself
  person.look_until([&] { return size() == 1; });
}

TEST_CASE("who leaves after a failed commit is not lost either") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.6");
  person.tap("skip");
  {
    const DeadDisk dead;
    person.tap("contact.no");
    person.wait_while("saving");
    REQUIRE(person.screen() == "save_failed");
    person.wait(45'000);
    person.wait(20'000);
    CHECK(person.screen() != "save_failed");
    person.kept();  // the failed try is answered by now
    person.look();
  }
  person.wait(60'000);  // tried again by itself
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseCompleted);
}

TEST_CASE("the end of the process is a last try for those who left, and tells what is lost") {
  const Folder folder;
  Person person(folder.path());
  const auto answer_and_go = [&person] {
    person.tap("nps.6");
    person.tap("skip");
    person.tap("contact.no");
    person.wait_while("saving");
    REQUIRE(person.screen() == "save_failed");
    person.wait(45'000);
    person.wait(20'000);
    CHECK(person.screen() != "save_failed");
    person.kept();  // the failed try is answered by now
    person.look();
  };
  {
    const DeadDisk dead;
    answer_and_go();
  }
  person.restart();  // before it would be tried again by itself
  REQUIRE(person.kept().size() == 1);
  CHECK(person.kept()[0].type == event::kResponseCompleted);
  {
    const DeadDisk dead;
    answer_and_go();
    person.model().leave();
    CHECK(person.notes().back().contains("are lost: 1"));
  }
}

TEST_CASE("a right PIN opens the status, a wrong one nothing") {
  const Folder folder;
  Person person(folder.path());
  person.hold("staff.corner", 2'000);
  CHECK(person.screen() == "attract");
  person.press_corner();
  REQUIRE(person.screen() == "staff.pin");
  person.type_pin("00000000");
  while (person.model().staff()->checking) person.wait(0);
  CHECK(person.screen() == "staff.pin");
  CHECK(person.model().staff()->wrong);
  person.type_pin(Person::kPin);
  person.wait_while("staff.pin");
  REQUIRE(person.screen() == "staff.queue");
  person.tap("sections.open");
  person.tap("status.open");
  REQUIRE(person.screen() == "staff.status");
  CHECK(person.model().staff()->status.sync == desk::Status::Sync::not_enrolled);
  CHECK(person.model().staff()->status.version == "test");
  person.tap("staff.close");
  CHECK(person.screen() == "attract");
}

TEST_CASE("guessing PINs is slowed down, also over a restart") {
  const Folder folder;
  Person person(folder.path());
  person.press_corner();
  for (int i = 0; i < desk::kFreeTries; ++i) {
    person.type_pin("00000000");
    while (person.model().staff()->checking) person.wait(0);
  }
  CHECK(person.model().staff()->lockout.remaining_ms(person.model().staff()->now_unix_ms) > 0);
  person.restart();
  person.press_corner();
  const desk::State* staff = person.model().staff();
  REQUIRE(staff);
  CHECK(staff->lockout.wrong_tries == desk::kFreeTries);
  CHECK(staff->lockout.remaining_ms(staff->now_unix_ms) > 0);
  person.wait(desk::kDelayMsFirst);
  person.type_pin(Person::kPin);
  person.wait_while("staff.pin");
  CHECK(person.screen() == "staff.queue");
  CHECK(person.model().staff()->lockout.wrong_tries == 0);
}

TEST_CASE("the staff's screen closes by itself") {
  const Folder folder;
  Person person(folder.path());
  person.press_corner();
  REQUIRE(person.screen() == "staff.pin");
  person.wait(desk::kIdleMs);
  CHECK(person.screen() == "attract");
}

TEST_CASE("a first start that nobody watches makes no secrets; scores and words are taken, contacts not asked for") {
  const Folder folder;
  {
    Person person(folder.path(), {.shape = {}, .survey = {}, .bare = true});
    person.tap("nps.6");
    person.tap("reasons.price");
    person.tap("next");
    person.wait_while("saving");
    REQUIRE(person.screen() == "thanks");
    REQUIRE(person.kept().size() == 1);
    CHECK(person.kept()[0].response.answers["reasons"] == event::Json({"price"}));
    person.tap("done");
    person.press_corner();
    REQUIRE(person.screen() == "staff.pin");
    CHECK_FALSE(person.model().staff()->has_pin);
    person.type_pin("00000000");
    CHECK(person.model().staff()->digits.empty());
    CHECK_FALSE(person.model().staff()->checking);
    REQUIRE(person.notes().size() == 1);
    CHECK(person.notes()[0].starts_with("There is no key"));
  }
  Person person(folder.path());  // given a key and a PIN meanwhile
  person.tap("nps.6");
  person.tap("skip");
  CHECK(person.screen() == "page.contact_page");
}
