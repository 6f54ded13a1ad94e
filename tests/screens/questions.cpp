// Changing the questions on the real terminal, by touch target, and what members see of it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sync/event/config.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr std::int64_t kLongMs = 10'000;  // long after the last touch

/// Counts what is tapped besides typing.
struct Walk {
  Person& person;
  int taps = 0;
  void tap(const std::string& id) {
    ++taps;
    person.tap(id);
  }
};

void open_list(Person& person) {
  person.open_part("questions");
  REQUIRE(person.screen() == "admin.questions");
  person.tap("survey.nps");
  REQUIRE(person.screen() == "admin.questions.list");
}

// However far down the list it stands.
bool finds(Person& person, const std::string& id) {
  constexpr float kStepPx = 200, kListPx = 6'000;
  for (float at = 0; at < kListPx && !person.sees(id); at += kStepPx) {
    person.ui().kept("questions") = at;
    person.look();
  }
  return person.sees(id);
}

void add_comment(Walk& walk) {
  walk.tap("add.2");
  walk.tap("kind.comment");
  REQUIRE(walk.person.screen() == "admin.questions.settings");
  walk.tap("set.title");
  REQUIRE(walk.person.screen() == "admin.questions.texts");
  walk.person.type("что");
  walk.tap("key.enter");  // on to the other language
  walk.person.type("what");
  walk.tap("key.enter");
  REQUIRE(walk.person.screen() == "admin.questions.settings");
}

void publish(Walk& walk) {
  walk.tap("edit.publish");
  walk.tap("publish.send");
  walk.person.look_until([&] { return walk.person.sees("edit.published"); });
}

// Members after it was published: the score leads to a page on which it is asked, or not.
bool is_asked(Person& person, const std::string& score, const std::string& target) {
  person.wait(kLongMs);
  person.tap("nps." + score);
  REQUIRE(person.screen() == "page.why");
  const survey::Element* question = person.model().definition().find(target);
  const bool asked = question != nullptr && person.flow().run.is_visible(*question);
  CHECK((!asked || person.sees(target)));
  person.tap("back");  // to the score as a page of its own, and out of it
  person.tap("back");
  REQUIRE(person.screen() == "attract");
  return asked;
}

}  // namespace

TEST_CASE("a question with a rule is added and published in twenty taps, and members see it by its rule",
          "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_list(person);
    Walk walk{person};
    add_comment(walk);
    walk.tap("set.visibleIf");
    walk.tap("rule.add");
    REQUIRE(person.screen() == "admin.questions.condition");
    walk.tap("value.1.3");
    walk.tap("edit.done");
    walk.tap("edit.done");
    walk.tap("edit.done");
    REQUIRE(person.screen() == "admin.questions.list");
    publish(walk);
    CHECK(walk.taps <= 20);
    INFO(walk.taps << " taps in " << language);
    person.tap("staff.close");
    person.look_until([&] { return person.model().definition().find("question1") != nullptr; });
    CHECK(is_asked(person, "2", "question1"));
    CHECK_FALSE(is_asked(person, "8", "question1"));
    CHECK(person.verifies());
  }
}

TEST_CASE("what is being written is there after a restart, and goes when it is thrown away", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {800, 1280}, .language = language});
    open_list(person);
    Walk walk{person};
    add_comment(walk);
    person.look();
    person.restart();
    open_list(person);
    CHECK(finds(person, "question.question1"));
    person.tap("edit.more");
    person.tap("edit.discard");
    person.tap("edit.discard");
    CHECK_FALSE(finds(person, "question.question1"));
    person.look();
    person.restart();
    open_list(person);
    CHECK_FALSE(person.sees("question.question1"));
  }
}

TEST_CASE("a question is carried to another place, removed, and all of it undone", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {800, 1280}, .language = language});
    open_list(person);
    const auto where = [&](const std::string& id) {
      const auto found = std::ranges::find(person.ui().targets(), id, &ui::Target::id);
      REQUIRE(found != person.ui().targets().end());
      return found->rect;
    };
    const float before = where("question.nps").y;
    person.carry("carry.nps", "question.words_promoter");
    CHECK(where("question.nps").y > where("question.reasons").y);
    person.tap("edit.undo");
    CHECK(where("question.nps").y == before);
    person.tap("question.reasons");
    person.tap("edit.copy");
    person.tap("edit.done");
    CHECK(person.sees("question.question1"));
    person.tap("question.question1");
    person.tap("edit.remove");
    CHECK_FALSE(person.sees("question.question1"));
    person.tap("edit.undo");
    CHECK(person.sees("question.question1"));
    person.tap("edit.undo");
    CHECK_FALSE(person.sees("question.question1"));
    person.tap("question.reasons");
    person.tap("edit.down");
    person.tap("edit.done");
    CHECK(where("question.reasons").y > where("question.words_promoter").y);
  }
}

TEST_CASE("a survey is tried out in both shapes without anything being kept", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_list(person);
    person.tap("edit.preview");
    for (const char* const shape : {"shape.tall", "shape.wide"}) {
      person.tap(shape);
      REQUIRE(person.sees("inset.nps.10"));
      person.tap("inset.nps.10");
      CHECK(person.sees("inset.words"));
      person.tap(language == std::string("ru") ? "inset.lang.en" : "inset.lang.ru");
      person.tap("inset.reasons.trainers");
      person.tap("inset.next");
      person.tap("inset.contact.no");
      CHECK(person.sees("inset.done"));
      CHECK(person.screen() == "admin.questions.preview");
    }
    CHECK(person.kept().empty());
  }
}

TEST_CASE("a revision is taken back, and its answers stay", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_list(person);
    Walk walk{person};
    add_comment(walk);
    walk.tap("edit.done");
    publish(walk);
    person.tap("edit.published");
    person.tap("edit.more");
    person.tap("edit.history");
    CHECK(person.sees("revision.2"));
    person.tap("revision.1");
    person.tap("revision.take");
    REQUIRE(person.screen() == "admin.questions.publish");
    person.tap("publish.send");
    person.look_until([&] { return person.sees("edit.published"); });
    person.look_until([&] { return person.model().definition().find("question1") == nullptr; });
    person.tap("staff.close");
    CHECK_FALSE(is_asked(person, "2", "question1"));
  }
}

TEST_CASE("a survey goes onto a stick and comes back the same; what is none changes nothing", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder, stick;
    Person person(folder.path(), {.shape = {}, .language = language, .stick = stick.path()});
    open_list(person);
    person.tap("edit.more");
    person.tap("edit.export");
    const auto file = stick.path() / "chalkpoint-nps.json";
    person.look_until([&] { return std::filesystem::exists(file); });
    std::ifstream in(file);
    std::ifstream shipped(SOURCE_DIR "/assets/surveys/nps.json");
    CHECK(nlohmann::ordered_json::parse(in) == nlohmann::ordered_json::parse(shipped));
    std::ofstream(stick.path() / "a-letter.json") << "[1, 2]";
    person.tap("edit.import");
    person.look_until([&] { return person.sees("file.2"); });
    person.tap("file.1");
    person.look_until([&] { return person.screen() != "admin.questions.list"; });
    person.tap("file.2");
    person.look_until([&] { return person.screen() == "admin.questions.list"; });
    CHECK_FALSE(person.model().administration().part() == nullptr);
    person.tap("question.nps");
    CHECK(person.screen() == "admin.questions.settings");
  }
}

TEST_CASE("the surveys are stopped and go on by the plan", "[questions]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    person.open_part("questions");
    person.tap("edit.plan");
    person.tap("plan.off");
    person.tap("plan.save");
    const auto is_kept = [](const Person::Kept& one) { return one.type == event::kConfigChanged; };
    person.look_until([&] { return std::ranges::any_of(person.kept(), is_kept); });
    person.tap("staff.close");
    person.wait(kLongMs);
    CHECK_FALSE(person.sees("nps.10"));
  }
}
