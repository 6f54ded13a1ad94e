// One run, as the screens use it.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/survey/evaluate.h"
#include "kiosk/survey/run.h"

using namespace chalkpoint::survey;

namespace {

Definition shipped() {
  std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
  return parse_definition(std::string(std::istreambuf_iterator<char>(file), {})).value();
}

std::vector<std::string> visible_names(const Run& run) {
  std::vector<std::string> names;
  for (const Page* page : run.visible_pages()) {
    for (const Element* element : run.visible_elements(*page)) names.push_back(element->name);
  }
  return names;
}

}  // namespace

TEST_CASE("The score chooses the prompt, and the words keep one name") {
  const Definition definition = shipped();
  Run run(definition, "ru");
  run.toggle(*definition.nps(), 3);
  CHECK(visible_names(run) == std::vector<std::string>{"nps", "reasons", "words_detractor", "contact"});
  run.write(*definition.find("words_detractor"), "нет горячей воды");
  run.toggle(*definition.nps(), 9);
  CHECK(visible_names(run) == std::vector<std::string>{"nps", "reasons", "words_promoter", "contact"});
  CHECK(run.value("words") == Value("нет горячей воды"));
  CHECK(run.text(definition.pages[1].title) == "Спасибо за 9. Что повлияло на вашу оценку?");
  run.set_language("en");
  CHECK(run.text(definition.pages[1].title) == "Thanks for the 9. What shaped your score?");
}

TEST_CASE("A phone whose question vanished is gone") {
  const Definition definition = shipped();
  Run run(definition, "ru");
  run.toggle(*definition.nps(), 8);
  const Element& contact = *definition.find("contact");
  run.toggle(contact, true);
  CHECK(run.is_required(*definition.find("phone")));
  run.write(*definition.find("phone"), "+7 900 123-45-67");
  REQUIRE(run.contacts().size() == 1);
  CHECK(run.contacts()[0].text == "+7 900 123-45-67");
  for (const auto& [name, value] : run.answers()) CHECK(name != "phone");
  run.toggle(contact, false);
  CHECK(run.contacts().empty());
  CHECK(run.value("phone").is_nothing());
}

TEST_CASE("A run completes once, when nothing stands in the way") {
  const Definition definition = shipped();
  Run run(definition, "ru");
  const auto missing = run.complete();
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].element->name == "nps");
  CHECK(missing[0].fault == Fault::required);
  CHECK_FALSE(run.is_completed());
  run.toggle(*definition.nps(), 0);
  CHECK(run.complete().empty());
  CHECK(run.is_completed());
  run.toggle(*definition.nps(), 9);
  CHECK(run.value("nps") == Value(0));
}

TEST_CASE("Asking what is wrong changes nothing") {
  const Definition definition = shipped();
  Run run(definition, "en");
  run.toggle(*definition.nps(), 7);
  run.set("reasons", Values{Value("trainers"), Value("nobody offers this")});
  const auto before = run.data();
  CHECK(run.errors().empty());
  CHECK(run.data() == before);
  run.toggle(*definition.find("contact"), true);
  run.write(*definition.find("phone"), "12");
  const auto errors = run.errors(definition.pages[2]);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].own_words == "The number seems to be incomplete");
}

TEST_CASE("None stands alone, other asks for words") {
  const auto definition = parse_definition(
      R"({"elements": [{"type": "checkbox", "name": "q", "choices": ["a", "b"], "showNoneItem": true, "showOtherItem": true}]})");
  REQUIRE(definition);
  const Element& element = *definition->find("q");
  Run run(*definition, "en");
  run.toggle(element, "a");
  run.toggle(element, "none");
  CHECK(run.value("q") == Value(Values{Value("none")}));
  run.toggle(element, "b");
  CHECK(run.value("q") == Value(Values{Value("b")}));
  run.toggle(element, "other");
  CHECK(run.wants_words(element));
  REQUIRE(run.errors().size() == 1);
  CHECK(run.errors()[0].fault == Fault::other_required);
  run.set(element.comment_name(), "my words");
  CHECK(run.errors().empty());
  run.toggle(element, "other");
  CHECK_FALSE(run.wants_words(element));
}

TEST_CASE("Answers are read in the order of the file, and what no question holds is refused") {
  const auto answers = parse_answers(R"({"z": 1, "a": [true, "x"]})");
  REQUIRE(answers);
  CHECK((*answers)[0].first == "z");
  CHECK((*answers)[1].second == Value(Values{Value(true), Value("x")}));
  CHECK_FALSE(parse_answers("[1]"));
  CHECK_FALSE(parse_answers(R"({"a": {"b": 1}})"));
  CHECK_FALSE(parse_answers("{"));
  CHECK_FALSE(parse_answers(R"({"a": 1e999})"));
}

TEST_CASE("Completing tells what is wrong, or completes: never neither") {
  // Checking q2 takes back a choice that is offered no more, and with it what made q1 required.
  const auto definition = parse_definition(R"({"elements": [
    {"type": "text", "name": "q1", "requiredIf": "{q2} notempty"},
    {"type": "radiogroup", "name": "q2", "choices": [{"value": "a", "visibleIf": "{q3} empty"}, "b"]}]})");
  REQUIRE(definition);
  Run run(*definition, "en");
  run.set("q2", "c");  // what is not offered at all
  REQUIRE(run.is_required(*definition->find("q1")));
  CHECK(run.complete().empty());
  CHECK(run.is_completed());
  CHECK(run.data().empty());
}
