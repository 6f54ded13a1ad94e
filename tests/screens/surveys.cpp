// Other surveys than the one shipped: what is kept of them is what the engine itself makes of the same answers.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/survey/evaluate.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr const char* kWay = R"({"pages": [
  {"name": "way", "elements": [{"type": "radiogroup", "name": "way", "choices": ["x", "y"]}]},
  {"name": "more", "visibleIf": "{way} = 'x'", "elements": [{"type": "comment", "name": "more"}]},
  {"name": "visits", "elements": [{"type": "text", "inputType": "number", "name": "visits", "min": 2, "max": 40}]},
  {"name": "reach", "elements": [{"type": "text", "inputType": "tel", "name": "reach"}]},
  {"name": "end", "elements": [{"type": "radiogroup", "name": "end", "choices": ["1", "2"]}]}]})";

std::filesystem::path written(const Folder& folder, const char* definition) {
  const auto file = folder.path() / "club-visit.json";
  std::ofstream(file) << definition;
  return file;
}

// What a run of the engine, which survey-core has confirmed, keeps of these answers given in this order.
event::Json engine_keeps(const char* definition, const survey::Answers& answers) {
  const auto parsed = survey::parse_definition(definition);
  REQUIRE(parsed);
  const auto outcome = survey::evaluate(*parsed, answers, "ru", [](const auto&) { return std::string("an error"); });
  REQUIRE(outcome["errors"].empty());
  return event::Json::parse(outcome["data"].dump());
}

}  // namespace

TEST_CASE("what was written on a page that hides afterwards is not kept, and a number is kept as one") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .survey = written(folder, kWay)});
  if (person.sees("start")) person.tap("start");
  person.tap("way.x");
  REQUIRE(person.screen() == "page.more");
  person.tap("more");
  person.type("да");
  person.tap("back");
  person.tap("way.y");
  REQUIRE(person.screen() == "page.visits");
  person.tap("visits");
  if (person.sees("key.digits")) person.tap("key.digits");
  person.type("1");
  person.tap("next");
  REQUIRE(person.screen() == "page.visits");  // fewer than two: said, not kept
  CHECK(person.flow().errors.size() == 1);
  person.type("2");
  person.tap("next");
  REQUIRE(person.screen() == "page.reach");
  person.tap("skip");
  person.tap("end.2");
  person.wait_while("saving");
  REQUIRE(person.screen() == "thanks");

  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.answers == engine_keeps(kWay, {{"way", survey::Value("x")},
                                                        {"more", survey::Value("Да")},
                                                        {"way", survey::Value("y")},
                                                        {"visits", survey::Value(12)},
                                                        {"end", survey::Value("2")}}));
}

TEST_CASE("the consent on record is the text that was agreed to, whatever language follows") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .survey = written(folder, kWay)});
  if (person.sees("start")) person.tap("start");
  person.tap("way.y");
  person.tap("skip");
  REQUIRE(person.screen() == "page.reach");
  person.type("9161234567");
  person.tap("consent.agree");
  person.tap("lang.en");
  person.tap("end.1");
  person.wait_while("saving");
  const auto kept = person.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.language == "en");
  REQUIRE(kept[0].response.contact);
  CHECK(kept[0].response.contact->consent.starts_with("ru-"));
}
