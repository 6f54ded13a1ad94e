// Every way a member can go, tapped by target id through the real views, model and journal.
#include <catch2/catch.hpp>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr std::int64_t kIdleMs = 45'000, kStillHereMs = 20'000, kThanksMs = 6'000;

void thank(Person& person) {
  person.wait_while("saving");
  REQUIRE(person.screen() == "thanks");
}

}  // namespace

TEST_CASE("a score, a reason, a no: thanked for what is on the disk") {
  const Folder folder;
  Person person(folder.path());
  REQUIRE(person.screen() == "attract");
  person.tap("nps.6");
  REQUIRE(person.screen() == "page.why");
  person.tap("reasons.cleanliness");
  person.tap("reasons.price");
  person.tap("reasons.price");  // taken back
  person.tap("next");
  REQUIRE(person.screen() == "page.contact_page");
  person.tap("contact.no");
  thank(person);

  const std::string code = person.flow().answering->code;
  REQUIRE(code.size() == event::kCodeLength);
  REQUIRE(code.find_first_not_of(event::kCodeAlphabet) == std::string::npos);
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseCompleted);
  CHECK(kept[0].response.score == 6);
  CHECK(kept[0].response.code == code);
  CHECK(kept[0].response.language == "ru");
  CHECK(kept[0].response.touchpoint == "lobby");
  CHECK(kept[0].response.answers["reasons"] == event::Json({"cleanliness"}));
  CHECK(kept[0].response.answers["contact"] == false);
  CHECK(kept[0].response.suspect.empty());
  CHECK_FALSE(kept[0].response.contact);

  person.wait(kThanksMs);
  CHECK(person.screen() == "attract");
  CHECK(person.verifies());
}

TEST_CASE("five taps are enough when nothing is written") {
  for (const char* score : {"nps.0", "nps.7", "nps.10"}) {
    const Folder folder;
    Person person(folder.path());
    int taps = 0;
    const auto tap = [&](const char* id) {
      person.tap(id);
      ++taps;
    };
    tap(score);
    tap("reasons.trainers");
    tap("next");
    tap("contact.no");
    thank(person);
    tap("done");
    CHECK(person.screen() == "attract");
    CHECK(taps <= 5);
  }
}

TEST_CASE("the group decides the words of thanks and the prompt") {
  const std::pair<const char*, survey::Group> cases[] = {
      {"nps.6", survey::Group::detractor}, {"nps.8", survey::Group::passive}, {"nps.9", survey::Group::promoter}};
  for (const auto& [score, group] : cases) {
    const Folder folder;
    Person person(folder.path());
    person.tap(score);
    CHECK(person.flow().group(person.model().definition()) == group);
    CHECK(person.sees("skip"));
    person.tap("skip");
    person.tap("skip");
    thank(person);
    CHECK(person.flow().group(person.model().definition()) == group);
  }
}

TEST_CASE("back keeps the answers, skip drops those of its page, both always there") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.4");
  person.tap("reasons.trainers");
  person.tap("next");
  CHECK(person.sees("skip"));
  person.tap("back");
  CHECK(person.screen() == "page.why");
  CHECK(person.flow().run.value("reasons") == survey::Value(survey::Values{"trainers"}));
  person.tap("back");
  CHECK(person.screen() == "page.score");
  CHECK(person.flow().run.value("nps") == survey::Value(4));
  person.tap("nps.5");
  CHECK(person.screen() == "page.why");
  person.tap("skip");
  person.tap("skip");
  thank(person);
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.score == 5);
  CHECK_FALSE(kept[0].response.answers.contains("reasons"));
}

TEST_CASE("the chosen score tapped again goes on, it is not taken back") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.4");
  person.tap("back");
  person.tap("nps.4");
  CHECK(person.screen() == "page.why");
  CHECK(person.flow().score(person.model().definition()) == 4);
}

TEST_CASE("back from the first page ends the response as abandoned") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.3");
  person.tap("back");
  person.tap("back");
  CHECK(person.screen() == "attract");
  CHECK(person.flow().run.data().empty());
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseAbandoned);
  CHECK(kept[0].response.score == 3);
  CHECK(kept[0].response.code.empty());
}

TEST_CASE("another language in the middle keeps the answers and is forgotten afterwards") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.8");
  person.tap("reasons.trainers");
  person.tap("lang.en");
  CHECK(person.flow().language() == "en");
  CHECK(person.flow().run.value("reasons") == survey::Value(survey::Values{"trainers"}));
  person.tap("next");
  person.tap("contact.no");
  thank(person);
  CHECK(person.kept().at(0).response.language == "en");
  person.tap("done");
  CHECK(person.flow().language() == "ru");
}

TEST_CASE("contrast, large text and low reach are forgotten after each member") {
  const Folder folder;
  Person person(folder.path());
  person.tap("theme.contrast");
  person.tap("text.large");
  person.tap("reach.low");
  CHECK(person.flow().comfort == survey::Comfort{true, true, true});
  person.wait(kIdleMs - 1'000);
  CHECK(person.flow().comfort == survey::Comfort{true, true, true});
  person.wait(1'000);
  CHECK(person.flow().comfort == survey::Comfort{});
  CHECK(person.kept().empty());  // looking is not answering
}

TEST_CASE("standing idle: a question, then what was said so far is kept as abandoned") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.2");
  person.tap("reasons.equipment");
  person.wait(kIdleMs - 1);
  CHECK(person.screen() == "page.why");
  person.wait(1);
  CHECK(person.screen() == "still_here");
  person.tap("still.here");
  CHECK(person.screen() == "page.why");
  person.wait(kIdleMs);
  CHECK(person.screen() == "still_here");
  person.wait(kStillHereMs - 1);
  CHECK(person.screen() == "still_here");
  person.wait(1);
  CHECK(person.screen() == "attract");
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseAbandoned);
  CHECK(kept[0].response.answers["reasons"] == event::Json({"equipment"}));
}

TEST_CASE("a contact is kept only after \"I agree\", sealed, and never in the clear") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.9");
  person.tap("skip");
  person.tap("contact.yes");
  REQUIRE(person.screen() == "page.contact_page");
  person.tap("phone");
  person.type("9161234567");
  CHECK_FALSE(person.sees("next"));
  person.tap("consent.agree");
  thank(person);
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  REQUIRE(kept[0].response.contact);
  CHECK(kept[0].response.contact->channel == "phone");
  CHECK(kept[0].response.contact->consent.starts_with("ru-"));
  CHECK_FALSE(kept[0].response.answers.contains("phone"));
  REQUIRE(kept[0].contact);
  CHECK(kept[0].contact->find("916") != std::string::npos);
  CHECK(person.verifies());
}

TEST_CASE("a contact without the agreement is dropped with an abandoned answer") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.9");
  person.tap("skip");
  person.tap("contact.yes");
  person.tap("phone");
  person.type("9161234567");
  person.wait(kIdleMs);
  person.wait(kStillHereMs);
  CHECK(person.screen() == "attract");
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseAbandoned);
  CHECK_FALSE(kept[0].response.contact);
  CHECK_FALSE(kept[0].contact);
  CHECK_FALSE(kept[0].response.answers.contains("phone"));
}

TEST_CASE("the consent can be read in full and left again") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.9");
  person.tap("skip");
  person.tap("contact.yes");
  person.tap("consent.text");
  CHECK(person.screen() == "consent");
  person.tap("back");
  CHECK(person.screen() == "page.contact_page");
  person.tap("skip");
  thank(person);
  CHECK_FALSE(person.kept().at(0).response.contact);
}

TEST_CASE("words come through the on-screen keyboard") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.6");
  person.tap("words");
  REQUIRE(person.sees("key.а"));
  person.type("в зале");
  person.tap("next");
  person.tap("contact.no");
  thank(person);
  const std::string words = person.kept().at(0).response.answers["words"];
  CHECK(words.ends_with(" зале"));  // the first letter may have been made a capital
}

TEST_CASE("the process ends in the middle: kept as abandoned, and nobody finds it on the screen") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.1");
  person.tap("reasons.price");
  person.restart();
  CHECK(person.screen() == "attract");
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].type == event::kResponseAbandoned);
  CHECK(kept[0].response.score == 1);
}

TEST_CASE("a finger that hammers one score is flagged, and every one of its answers is kept") {
  const Folder folder;
  Person person(folder.path());
  for (int i = 0; i < 5; ++i) {
    person.tap("nps.10");
    person.tap("skip");
    person.tap("contact.no");
    thank(person);
    person.tap("done");
  }
  const auto kept = person.kept();
  REQUIRE(kept.size() == 5);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    INFO(i);
    const auto& reasons = kept[i].response.suspect;
    CHECK((std::ranges::find(reasons, "hammered") != reasons.end()) == (i >= 3));
  }
}

TEST_CASE("people one after another with the same score are no hammer") {
  const Folder folder;
  Person person(folder.path());
  for (int i = 0; i < 5; ++i) {
    person.tap("nps.10");
    person.tap("skip");
    person.tap("contact.no");
    thank(person);
    person.wait(25'000);
  }
  for (const auto& kept : person.kept()) CHECK(kept.response.suspect.empty());
}
