// Our side of the comparison with survey-core: reads one case a line, writes one outcome a line.
//   {"definition": {...}, "answers": [[name, value], ...]}  ->  {"visible", "errors", "data"} or {"refused"}
//   {"expression": "...", "values": {...}}                  ->  {"value"} or {"refused"}
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/survey/evaluate.h"
#include "kiosk/survey/value_json.h"

namespace {

using namespace chalkpoint::survey;
using nlohmann::ordered_json;

std::string written(double number) {
  return to_text(Value(number));
}

// survey-core's own English words, so that the kind of an error and its numbers are compared with its name.
std::string reference_words(const AnswerError& error) {
  if (!error.own_words.empty()) return error.own_words;
  const std::string low = written(error.low);
  const std::string high = written(error.high);
  switch (error.fault) {
    case Fault::required:
      return "Response required.";
    case Fault::other_required:
      return "Response required: enter another value.";
    case Fault::number:
      return "The value should be numeric.";
    case Fault::minimum: {
      const bool of_input = error.element->minimum == error.low;
      return of_input ? "The value should not be less than " + low : "The 'value' should be at least " + low;
    }
    case Fault::maximum: {
      const bool of_input = error.element->maximum == error.high;
      return of_input ? "The value should not be greater than " + high : "The 'value' should be at most " + high;
    }
    case Fault::between:
      return "The 'value' should be at least " + low + " and at most " + high;
    case Fault::step:
      return "Please enter a value that matches the step size of " + low + ".";
    case Fault::digits:
      return "Numbers are not allowed.";
    case Fault::length_min:
      return "Please enter at least " + low + " character(s).";
    case Fault::length_max:
      return "Please enter no more than " + high + " character(s).";
    case Fault::length_between:
      return "Please enter at least " + low + " and no more than " + high + " characters.";
    case Fault::count_min:
      return "Please select at least " + low + " option(s).";
    case Fault::count_max:
      return "Please select no more than " + high + " option(s).";
    case Fault::email:
      return "Please enter a valid e-mail address.";
    case Fault::format:
      return "";
    case Fault::condition:
      return "The expression: " + error.validator->expression->text() + " should return 'true'.";
  }
  return "";
}

ordered_json evaluate_case(const ordered_json& line) {
  const auto definition = parse_definition(line["definition"].dump());
  if (!definition) return {{"refused", definition.error().what}};
  Answers answers;
  for (const auto& pair : line["answers"]) answers.emplace_back(pair[0].get<std::string>(), from_json(pair[1]).value());
  return evaluate(*definition, answers, "en", reference_words);
}

// A survey with one question that nothing refers to: the values are then plain data.
ordered_json evaluate_expression(const ordered_json& line) {
  const auto expression = Expression::parse(line["expression"].get<std::string>());
  if (!expression) return {{"refused", expression.error().what}};
  static const auto definition =
      parse_definition(R"({"elements": [{"type": "text", "name": "unused_question"}]})").value();
  Run run(definition, "en");
  for (const auto& [name, value] : line["values"].items()) run.set(name, from_json(value).value());
  return {{"value", to_json(expression->value([&](std::string_view name) { return run.look_up(name); }))}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string text; std::getline(std::cin, text);) {
    const auto line = ordered_json::parse(text);
    const auto outcome = line.contains("expression") ? evaluate_expression(line) : evaluate_case(line);
    std::cout << outcome.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
  }
  return 0;
}
