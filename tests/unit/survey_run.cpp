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
  run.toggle(*definition.scored(), 3);
  CHECK(visible_names(run) == std::vector<std::string>{"nps", "reasons", "words_detractor", "contact"});
  run.write(*definition.find("words_detractor"), "нет горячей воды");
  run.toggle(*definition.scored(), 9);
  CHECK(visible_names(run) == std::vector<std::string>{"nps", "reasons", "words_promoter", "contact"});
  CHECK(run.value("words") == Value("нет горячей воды"));
  CHECK(run.text(definition.pages[1].title) == "Спасибо за 9. Что повлияло на вашу оценку?");
  run.set_language("en");
  CHECK(run.text(definition.pages[1].title) == "Thanks for the 9. What shaped your score?");
}

TEST_CASE("A phone whose question vanished is gone") {
  const Definition definition = shipped();
  Run run(definition, "ru");
  run.toggle(*definition.scored(), 8);
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
  run.toggle(*definition.scored(), 0);
  CHECK(run.complete().empty());
  CHECK(run.is_completed());
  run.toggle(*definition.scored(), 9);
  CHECK(run.value("nps") == Value(0));
}

TEST_CASE("Asking what is wrong changes nothing") {
  const Definition definition = shipped();
  Run run(definition, "en");
  run.toggle(*definition.scored(), 7);
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

TEST_CASE("A default is taken as survey-core takes it") {
  const auto definition = parse_definition(R"({"elements": [
    {"type": "checkbox", "name": "single", "choices": [0, 1], "defaultValue": 0},
    {"type": "boolean", "name": "truth", "valueTrue": "yes", "valueFalse": "no", "defaultValue": "true"},
    {"type": "boolean", "name": "own", "valueTrue": "yes", "valueFalse": "no", "defaultValue": "no"},
    {"type": "text", "name": "number", "inputType": "number", "defaultValue": "5"},
    {"type": "text", "name": "text", "defaultValue": 7},
    {"type": "radiogroup", "name": "special", "choices": ["a"], "showOtherItem": true, "defaultValue": "other"},
    {"type": "text", "name": "more"},
    {"type": "radiogroup", "name": "late", "visibleIf": "{more} notempty", "showOtherItem": true, "defaultValue": "b",
     "choices": ["a", {"value": "b", "visibleIf": "{more} = 1"}]}]})");
  REQUIRE(definition);
  Run run(*definition, "en");
  CHECK(run.value("single") == Value(Values{Value(0)}));
  CHECK(run.value("truth") == Value("yes"));
  CHECK(run.value("own") == Value("no"));
  CHECK(run.value("number") == Value(5));
  CHECK(run.value("text") == Value(7));
  CHECK(run.value("special") == Value("other"));
  CHECK(run.value("special-Comment").is_nothing());
  run.set("more", "x");  // shows a question whose default is not offered now
  CHECK(run.value("late") == Value("other"));
  CHECK(run.value("late-Comment") == Value("b"));
}

TEST_CASE("An author's words for an error fit the language, and name the limit") {
  const auto definition = parse_definition(R"({"elements": [
    {"type": "text", "name": "q", "inputType": "number", "min": 2, "max": 9, "isRequired": true,
     "requiredErrorText": {"ru": "Нужен ответ"},
     "minErrorText": {"default": "At least {0}, not below {0}", "ru": "Не меньше {0}"},
     "maxErrorText": {"default": "At most {0}", "en": "No more than {0}"}}]})");
  REQUIRE(definition);
  Run run(*definition, "en");
  const auto words = [&](const char* language) {
    run.set_language(language);
    const auto errors = run.errors();
    REQUIRE(errors.size() == 1);
    return errors[0].own_words;
  };
  CHECK(words("en").empty());  // the catalogue's are better than another language's
  CHECK(words("ru") == "Нужен ответ");
  run.set("q", 1);
  CHECK(words("en") == "At least 2, not below {0}");
  CHECK(words("ru") == "Не меньше 2");
  run.set("q", 10);
  CHECK(words("en") == "At most 9");
  CHECK(words("ru") == "At most 9");
}

TEST_CASE("Words for other are not asked for again when checking takes a choice back") {
  // Checking q2 takes back what is not offered, and with it a choice of q1.
  const auto definition = parse_definition(R"({"elements": [
    {"type": "checkbox", "name": "q1", "choices": ["a", {"value": "b", "visibleIf": "{q2} notempty"}], "showOtherItem": true},
    {"type": "checkbox", "name": "q2", "choices": ["c"]},
    {"type": "text", "name": "q3", "isRequired": true}]})");
  REQUIRE(definition);
  Run run(*definition, "en");
  run.set("q2", Values{Value("d")});
  run.set("q1", Values{Value("b"), Value("other")});
  const auto errors = run.complete();
  CHECK(run.value("q1") == Value(Values{Value("other")}));
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].element->name == "q3");
  REQUIRE(run.complete().size() == 2);
}
