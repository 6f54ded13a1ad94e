#include "kiosk/survey/evaluate.h"

#include <nlohmann/json.hpp>

#include "kiosk/survey/value_json.h"

namespace chalkpoint::survey {

using nlohmann::ordered_json;

std::expected<Answers, event::Problem> parse_answers(std::string_view text) {
  ordered_json source;
  try {
    source = ordered_json::parse(text);
  } catch (const ordered_json::parse_error& error) {
    return std::unexpected(event::Problem{"these answers are no valid JSON at byte " + std::to_string(error.byte) + ".",
                                          "Correct them there."});
  } catch (const ordered_json::out_of_range&) {
    return std::unexpected(
        event::Problem{"these answers hold a number beyond 1.8e308.", "Write one that can be held."});
  }
  if (!source.is_object())
    return std::unexpected(event::Problem{"the answers are no object.", R"(Write {"name": value, ...}.)"});
  Answers answers;
  for (const auto& [name, json] : source.items()) {
    auto value = from_json(json);
    if (!value)
      return std::unexpected(event::Problem{name + ": no question can hold an object.",
                                            "Write a text, a number, a truth or a list of them."});
    answers.emplace_back(name, std::move(*value));
  }
  return answers;
}

ordered_json evaluate(const Definition& definition, const Answers& answers, const std::string& language,
                      const std::function<std::string(const AnswerError&)>& describe) {
  Run run(definition, language);
  for (const auto& [name, value] : answers) run.set(name, value);
  const auto found = run.complete();
  ordered_json outcome{
      {"visible", ordered_json::array()}, {"errors", ordered_json::object()}, {"data", ordered_json::object()}};
  for (const Page* page : run.visible_pages()) {
    for (const Element* element : run.visible_elements(*page)) outcome["visible"].push_back(element->name);
  }
  for (const AnswerError& error : found) outcome["errors"][error.element->name] = describe(error);
  for (const auto& [name, value] : run.data()) outcome["data"][name] = to_json(value);
  return outcome;
}

}  // namespace chalkpoint::survey
