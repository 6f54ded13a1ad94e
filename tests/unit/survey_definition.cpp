// What is refused, and that the place is named.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/survey/definition.h"
#include "kiosk/survey/pattern.h"

using namespace chalkpoint::survey;
using Catch::Matchers::StartsWith;

namespace {

std::string with_element(const std::string& element) {
  return R"({"pages": [{"name": "p", "elements": [{"type": "text", "name": "first"}]}, {"name": "p2", "elements": [)" +
         element + "]}]}";
}

std::string refusal(const std::string& json) {
  const auto definition = parse_definition(json);
  REQUIRE_FALSE(definition);
  CHECK_FALSE(definition.error().remedy.empty());
  CHECK(definition.error().what.find('\n') == std::string::npos);
  return definition.error().what;
}

std::string element_refusal(const std::string& element) {
  return refusal(with_element(element));
}

}  // namespace

TEST_CASE("The shipped survey is in order and asks for the score, the reasons and a way back") {
  std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
  const auto definition = parse_definition(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(definition);
  REQUIRE(definition->pages.size() == 3);
  REQUIRE(definition->scored() != nullptr);
  CHECK(definition->scored()->choices.size() == 11);
  REQUIRE(definition->find("phone") != nullptr);
  CHECK(definition->find("phone")->is_contact());
  for (const Page& page : definition->pages) {
    for (const Element& element : page.elements) CHECK(element.title.in("ru") != element.title.in("en"));
  }
}

TEST_CASE("The staff's forms are in order, on one page each, and speak both languages") {
  for (const char* name : {"told", "service", "first-days", "call", "renewal", "promoter"}) {
    INFO(name);
    std::ifstream file(SOURCE_DIR "/assets/surveys/" + std::string(name) + ".json");
    const auto definition = parse_definition(std::string(std::istreambuf_iterator<char>(file), {}));
    REQUIRE(definition);
    CHECK(definition->pages.size() == 1);
    CHECK(definition->title.in("ru") != definition->title.in("en"));
    CHECK(definition->description.in("ru") != definition->description.in("en"));
    const Element* words = nullptr;
    for (const Element& element : definition->pages.front().elements) {
      INFO(element.name);
      CHECK(element.title.in("ru") != element.title.in("en"));
      if (element.data_name == "words") words = &element;
      if (element.is_choice())
        for (const Choice& choice : element.choices) CHECK(choice.text.in("ru") != choice.text.in("en"));
    }
    REQUIRE(words != nullptr);  // what the queue shows
    CHECK(words->type == ElementType::comment);
  }
}

TEST_CASE("A role is one that its question can have, and the answers fit it") {
  const auto refused = [](const std::string& rest, const std::string& place) {
    CHECK_THAT(element_refusal(R"({"name": "a", )" + rest + "}"), StartsWith("pages[1].elements[0]." + place));
  };
  refused(R"("type": "rating", "surveyRole": "touchpoint")", "surveyRole: there is no role");
  refused(R"("type": "rating", "rateMax": 11, "surveyRole": "score")", "surveyRole: a score is a whole number");
  refused(R"("type": "rating", "rateMin": -1, "surveyRole": "score")", "surveyRole: a score is a whole number");
  refused(R"("type": "rating", "rateValues": ["a"], "surveyRole": "score")", "surveyRole: a score is a whole number");
  refused(R"("type": "radiogroup", "choices": ["told"], "surveyRole": "nps")", "surveyRole: there is no role");
  refused(R"("type": "radiogroup", "choices": ["told", "vk"], "surveyRole": "touchpoint")",
          "choices: not every choice");
  refused(R"("type": "radiogroup", "choices": ["told", "lobby"], "surveyRole": "touchpoint")", "choices: not every");
  refused(R"("type": "radiogroup", "choices": ["told"], "showOtherItem": true, "surveyRole": "touchpoint")", "choices");
  refused(R"("type": "checkbox", "choices": ["told"], "surveyRole": "touchpoint")", "surveyRole: this property");
  refused(R"("type": "text", "surveyRole": "touchpoint")", "surveyRole: there is no role");
  refused(R"("type": "text", "inputType": "number", "surveyRole": "contact")", "surveyRole: this property");
  refused(R"("type": "text", "surveyRole": "contact", "defaultValue": "Anna")", "defaultValue: a contact belongs");
  const std::string call = R"({"type": "rating", "name": "b", "rateMin": 1, "rateMax": 10, "surveyRole": "score"})";
  const auto good = parse_definition(R"({"elements": [)" + call + R"(, {"type": "text", "name": "c", "surveyRole":
      "contact"}, {"type": "radiogroup", "name": "d", "choices": ["phone"], "surveyRole": "touchpoint"}]})");
  REQUIRE(good);
  CHECK(good->scored() == good->find("b"));
  CHECK(good->heard() == good->find("d"));
  CHECK(good->find("c")->is_contact());
  CHECK_FALSE(good->find("c")->is_address());
  const auto twice = parse_definition(R"({"elements": [)" + call + R"(, {"type": "rating", "name": "e", "rateMin": 0,
      "rateMax": 10, "surveyRole": "nps"}]})");
  REQUIRE_FALSE(twice);
  CHECK_THAT(twice.error().what, StartsWith("surveyRole: both b and e ask for the score"));
}

TEST_CASE("What is wrong with a definition is told with its place") {
  CHECK_THAT(refusal("{"), StartsWith("The definition is no valid JSON at byte"));
  CHECK_THAT(refusal(R"({"pages": 1e999})"), StartsWith("The definition holds a number beyond"));
  CHECK_THAT(refusal("[]"), StartsWith("an object is needed here"));
  CHECK_THAT(refusal("{}"), StartsWith("pages: there is no question"));
  CHECK_THAT(refusal(R"({"pages": 5})"), StartsWith("pages: a list is needed here"));
  CHECK_THAT(refusal(R"({"elements": [{"type": "text", "name": "a"}], "triggers": []})"),
             StartsWith("triggers: this property"));
  CHECK_THAT(refusal(R"({"clearInvisibleValues": "none"})"), StartsWith("clearInvisibleValues: what is hidden"));
  CHECK_THAT(element_refusal(R"({"type": "matrix", "name": "m"})"),
             StartsWith("pages[1].elements[0].type: there is no question \"matrix\""));
  CHECK_THAT(element_refusal(R"({"type": "text"})"), StartsWith("pages[1].elements[0].name: a name is missing"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "FIRST"})"),
             StartsWith("pages[1].elements[0].name: the name FIRST is taken by pages[0].elements[0]"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "a", "colour": 1})"),
             StartsWith("pages[1].elements[0].colour: this property"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "a", "isRequired": "yes"})"),
             StartsWith("pages[1].elements[0].isRequired: true or false"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "a", "title": {"ru": 5}})"),
             StartsWith("pages[1].elements[0].title.ru: a text is needed"));
  CHECK_THAT(element_refusal(R"({"type": "checkbox", "name": "a", "choices": [1, {"value": 1}]})"),
             StartsWith("pages[1].elements[0].choices[1]: the value 1 is used twice"));
  CHECK_THAT(element_refusal(R"({"type": "rating", "name": "a", "rateMin": 9, "rateMax": 1})"),
             StartsWith("pages[1].elements[0].rateMin: it is above"));
  CHECK_THAT(element_refusal(R"({"type": "rating", "name": "a", "surveyRole": "nps"})"),
             StartsWith("pages[1].elements[0].surveyRole: the NPS question"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "a", "validators": [{"type": "email"}, {"type": "magic"}]})"),
             StartsWith("pages[1].elements[0].validators[1].type: there is no validator"));
  CHECK_THAT(element_refusal(R"({"type": "text", "name": "a", "validators": [{"type": "regex", "regex": "("}]})"),
             StartsWith("pages[1].elements[0].validators[0].regex: no pattern"));
  CHECK_THAT(element_refusal(R"({"type": "boolean", "name": "a", "defaultValue": 3})"),
             StartsWith("pages[1].elements[0].defaultValue: nobody could"));
}

TEST_CASE("An unbalanced expression is refused at its property and character") {
  const auto with_condition = [](const std::string& condition) {
    return element_refusal(R"({"type": "text", "name": "a", "visibleIf": ")" + condition + "\"}");
  };
  CHECK(with_condition("({first} = 1") ==
        "pages[1].elements[0].visibleIf: no valid expression: the bracket opened here is never closed (character 1).");
  CHECK_THAT(with_condition("{first = 1"),
             StartsWith("pages[1].elements[0].visibleIf: no valid expression: the brace opened here"));
  CHECK_THAT(with_condition("{first} = 'x"),
             StartsWith("pages[1].elements[0].visibleIf: no valid expression: the quote opened here"));
  CHECK_THAT(with_condition("today() > 1"),
             StartsWith("pages[1].elements[0].visibleIf: no valid expression: the function today is not supported"));
  CHECK_THAT(with_condition("{first} contains"),
             StartsWith("pages[1].elements[0].visibleIf: no valid expression: something is missing"));
  CHECK_THAT(with_condition(std::string(200, '(') + "1"),
             StartsWith("pages[1].elements[0].visibleIf: no valid expression: it is nested too deeply"));
}

TEST_CASE("A pattern that explodes ends, and what JavaScript does not know is refused") {
  const auto explosive = Pattern::compile("^(a+)+$", false);
  REQUIRE(explosive);
  CHECK((*explosive)->matches("aaaa"));
  CHECK_FALSE((*explosive)->matches(std::string(5000, 'a') + "!"));
  CHECK_FALSE(Pattern::compile("(?>a)", false));
  CHECK_FALSE(Pattern::compile("a++", false));
  CHECK_FALSE(Pattern::compile("\\Qa", false));
  const auto cyrillic = Pattern::compile("^[а-я]{2}\\u0430$", true);
  REQUIRE(cyrillic);
  CHECK((*cyrillic)->matches("ДАа"));
  CHECK(Pattern::email().matches("anna@club.example"));
  CHECK_FALSE(Pattern::email().matches("anna@club"));
}

TEST_CASE("A text is told in the order of languages that survey-core has") {
  const auto text = [](std::map<std::string, std::string, std::less<>> by_language) {
    return LocalText(std::move(by_language));
  };
  CHECK(text({{"default", "d"}, {"en", "e"}, {"ru", "r"}}).in("en") == "d");
  CHECK(text({{"default", "d"}, {"en", "e"}, {"ru", "r"}}).in("ru") == "r");
  CHECK(text({{"default", "d"}, {"en", "e"}}).in("ru") == "d");
  CHECK(text({{"en", "e"}, {"ru", "r"}}).in("en") == "e");
  CHECK(text({{"en", "e"}}).in("ru") == "e");
  CHECK(text({{"ru", "r"}}).in("en") == "r");
}

TEST_CASE("A default is what somebody could answer") {
  const auto accepted = [](const std::string& element) { return parse_definition(with_element(element)).has_value(); };
  CHECK(accepted(R"({"type": "checkbox", "name": "a", "choices": [0, 1], "defaultValue": 0})"));
  CHECK(accepted(R"({"type": "boolean", "name": "a", "defaultValue": "false"})"));
  CHECK(accepted(R"({"type": "text", "name": "a", "inputType": "number", "max": 9, "defaultValue": "5"})"));
  CHECK(
      accepted(R"({"type": "radiogroup", "name": "a", "choices": ["b"], "hasOther": true, "defaultValue": "other"})"));
  for (const char* element :
       {R"({"type": "radiogroup", "name": "a", "choices": ["b"], "defaultValue": "other"})",
        R"({"type": "checkbox", "name": "a", "choices": ["b"], "hasNone": true, "defaultValue": ["b", "none"]})",
        R"({"type": "text", "name": "a", "inputType": "number", "max": 9, "defaultValue": "10"})",
        R"({"type": "text", "name": "a", "defaultValue": "={first}"})"}) {
    CHECK_THAT(element_refusal(element), StartsWith("pages[1].elements[0].defaultValue: nobody could"));
  }
}
