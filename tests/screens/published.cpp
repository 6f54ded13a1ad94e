// What is published while a terminal runs: asked live, never under a finger; answers say which revision they are to.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/admin/plan.h"
#include "sync/event/config.h"
#include "sync/event/surveys.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

const event::Signature kOwner{"Анна", "owner"};

// One live question, and the survey ends.
std::string rating(const std::string& name) {
  return R"({"elements":[{"type":"rating","name":")" + name + R"(","title":"Как вам?","rateMax":3}]})";
}

std::uint32_t publish(Person& person, const std::string& survey, const std::string& definition) {
  const std::uint32_t revision = event::revision_of(definition);
  person.happen(std::string(event::kSurveyPublished),
                event::to_json(event::SurveyPublished{survey, revision, definition, "", kOwner}));
  return revision;
}

void plan(Person& person, const std::string& text) {
  person.happen(std::string(event::kConfigChanged),
                event::to_json(event::ConfigChanged{std::string(admin::kPlanKey), text, kOwner}));
}

// What members answered, of all that was kept.
std::vector<Person::Kept> answers(Person& person) {
  auto all = person.kept();
  std::erase_if(all, [](const Person::Kept& one) { return !one.type.starts_with("chalkpoint.response."); });
  return all;
}

void answer(Person& person, const std::string& target) {
  person.tap(target);
  person.wait_while("saving");
  REQUIRE(person.screen() == "thanks");
  person.tap("done");
}

}  // namespace

TEST_CASE("a published revision is asked at once where nobody stands, and its answers bear its number", "[published]") {
  const Folder folder;
  Person person(folder.path());
  person.wait(10'000);
  CHECK(person.sees("nps.9"));
  const auto revision = publish(person, "nps", rating("grade"));
  person.look_until([&] { return person.sees("grade.2"); });
  CHECK_FALSE(person.sees("nps.9"));
  answer(person, "grade.2");
  person.restart();
  person.look_until([&] { return person.sees("grade.2"); });
  const auto kept = answers(person);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.survey == "nps");
  CHECK(kept[0].response.revision == revision);
  CHECK(kept[0].response.answers == event::Json{{"grade", 2}});
}

TEST_CASE("who answers finishes what they began, whatever is published meanwhile", "[published]") {
  const Folder folder;
  Person person(folder.path());
  person.tap("nps.9");
  const std::string page = person.screen();
  publish(person, "nps", rating("grade"));
  plan(person, R"({"off":true})");
  for (int i = 0; i < 3; ++i) person.wait_for_news();
  REQUIRE(person.screen() == page);
  while (person.screen().starts_with("page.") && person.sees("skip")) person.tap("skip");
  person.wait_while("saving");
  REQUIRE(person.screen() == "thanks");
  person.tap("done");
  CHECK(person.screen() == "off");
  plan(person, "");
  person.look_until([&] { return person.sees("grade.1"); });
  const auto kept = answers(person);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.revision == event::kShippedRevision);
  CHECK(kept[0].response.score == 9);
}

TEST_CASE("a question that somebody is looking at stays until they look away", "[published]") {
  const Folder folder;
  Person person(folder.path());
  person.tap("lang.en");
  publish(person, "nps", rating("grade"));
  for (int i = 0; i < 3; ++i) person.wait_for_news();
  CHECK(person.sees("nps.9"));
  REQUIRE(person.model().wake_at_ms());
  person.wait(*person.model().wake_at_ms() - person.now_ms());
  CHECK(person.sees("grade.2"));
  CHECK(person.flow().language() == "en");
}

TEST_CASE("switched off, the terminal shows the board alone, and comes back", "[published]") {
  const Folder folder;
  Person person(folder.path());
  plan(person, R"({"off":true})");
  person.look_until([&] { return person.screen() == "off"; });
  CHECK_FALSE(person.sees("nps.9"));
  person.tap("lang.en");
  CHECK(person.screen() == "off");
  person.tap("board.open");
  CHECK(person.screen().starts_with("board"));
  person.tap("board.close");
  CHECK(person.screen() == "off");
  plan(person, "");
  person.look_until([&] { return person.screen() == "attract"; });
  CHECK(person.sees("nps.9"));
  CHECK(answers(person).empty());
}

TEST_CASE("another survey takes its turn by the clock, though nothing happens", "[published]") {
  const Folder folder;
  Person person(folder.path());
  publish(person, "classes", rating("classes"));
  const auto minute_now = (person.unix_ms() / 60'000 + 180) % 1'440;
  const auto text = [](std::int64_t minute) {
    minute %= 1'440;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
  };
  plan(person,
       R"({"turns":[{"survey":"classes","hours":")" + text(minute_now + 2) + "-" + text(minute_now + 3) + R"("}]})");
  for (int i = 0; i < 3; ++i) person.wait_for_news();
  CHECK(person.sees("nps.9"));
  const auto next = [&person] {
    REQUIRE(person.model().wake_at_ms());
    person.wait(std::max<std::int64_t>(0, *person.model().wake_at_ms() - person.now_ms()));
  };
  for (int i = 0; i < 5 && !person.sees("classes.1"); ++i) next();
  CHECK(person.sees("classes.1"));
  CHECK((person.unix_ms() / 60'000 + 180) % 1'440 == (minute_now + 2) % 1'440);
  for (int i = 0; i < 5 && !person.sees("nps.9"); ++i) next();
  CHECK(person.sees("nps.9"));
}

TEST_CASE("of every second member the other survey is asked", "[published]") {
  const Folder folder;
  Person person(folder.path());
  publish(person, "nps", rating("grade"));
  publish(person, "classes", rating("classes"));
  plan(person, R"({"turns":[{"survey":"classes","one_in":2}]})");
  for (int i = 0; i < 3; ++i) person.wait_for_news();  // the plan, too, is known before the first is asked
  person.wait(10'000);
  person.look_until([&] { return person.sees("grade.1") || person.sees("classes.1"); });
  for (int i = 0; i < 8; ++i) {
    person.wait(10'000);
    answer(person, person.sees("grade.1") ? "grade.1" : "classes.1");
  }
  int classes = 0;
  for (const auto& kept : answers(person)) classes += kept.response.survey == "classes";
  CHECK(classes == 4);
}

TEST_CASE("a survey named by --survey is asked whatever is published", "[published]") {
  const Folder folder;
  const auto file = folder.path() / "mine.json";
  std::ofstream(file) << rating("mine");
  Person person(folder.path(), {.shape = {}, .survey = file});
  publish(person, "nps", rating("grade"));
  publish(person, "mine", rating("other"));
  for (int i = 0; i < 3; ++i) person.wait_for_news();
  person.wait(10'000);
  CHECK(person.sees("mine.1"));
  answer(person, "mine.3");
  CHECK(answers(person).front().response.survey == "mine");
}

TEST_CASE("a form that is begun goes on as it was, the next one is the published one", "[published]") {
  const Folder folder;
  Person person(folder.path());
  person.come_in();
  person.tap("sections.open");
  person.tap("forms.open");
  person.tap("form.service");
  person.type("вера");  // by the terminal's PIN one has to say who one is
  person.tap("care.send");
  REQUIRE(person.screen() == "staff.form.service");
  const survey::Definition* begun = &person.model().forms().definition();
  const bool had_words = begun->find("words") != nullptr;
  publish(person, "service", R"({"title":"S","elements":[{"type":"comment","name":"words"}]})");
  for (int i = 0; i < 3; ++i) person.wait_for_news();
  REQUIRE(person.screen() == "staff.form.service");
  CHECK(&person.model().forms().definition() == begun);
  CHECK((begun->find("words") != nullptr) == had_words);
  CHECK(begun->pages.front().elements.size() > 1);
  person.tap("back");
  person.tap("form.service");
  CHECK(person.model().forms().definition().pages.front().elements.size() == 1);
}
