// Reads what questions are made of: choices and validators.
#include <cmath>

#include "kiosk/survey/fields.h"
#include "kiosk/survey/javascript.h"
#include "kiosk/survey/pattern.h"
#include "kiosk/survey/value_json.h"

namespace chalkpoint::survey {
namespace {

using nlohmann::json;

constexpr std::size_t kChoicesMax = 200;

Choice read_choice(const json& item, const std::string& place, bool with_conditions, Trouble& trouble) {
  Choice choice;
  if (!item.is_object()) {
    if (auto value = from_json(item); value && !item.is_array()) choice.value = std::move(*value);
  } else {
    Fields fields(item, place, trouble);
    choice.value = fields.scalar("value").value_or(Value{});
    choice.text = fields.local("text");
    if (with_conditions) {
      choice.visible_if = fields.expression("visibleIf");
      choice.exclusive = fields.flag("isExclusive", false);
    }
    fields.finish();
  }
  if (!choice.value.text() && !choice.value.number())
    trouble.add(place, "a choice needs a value: a text or a number", "give it one");
  if (is_empty(choice.value)) trouble.add(place, "a choice cannot have an empty value", "give it one");
  return choice;
}

void read_limits(Validator& validator, Fields& fields, std::string_view low, std::string_view high) {
  validator.minimum = fields.number(low);
  validator.maximum = fields.number(high);
  const bool crossed =
      validator.minimum && validator.maximum && *validator.maximum != 0 && *validator.minimum > *validator.maximum;
  if (crossed) fields.refuse(low, "it is above " + std::string(high), "swap the two");
}

void read_regex(Validator& validator, Fields& fields) {
  const std::string source = fields.text("regex");
  const bool any_case = fields.flag("caseInsensitive", false, "insensitive");
  if (source.empty()) return fields.refuse("regex", "the pattern is missing", "write one");
  auto pattern = Pattern::compile(source, any_case);
  if (!pattern)
    return fields.refuse("regex", "no pattern that can be checked: " + pattern.error(), "write it another way");
  validator.pattern = std::move(*pattern);
}

Validator read_validator(const json& item, const std::string& place, Trouble& trouble) {
  Fields fields(item, place, trouble);
  std::string type = fields.text("type");
  constexpr std::string_view kSuffix = "validator";  // survey-core takes both spellings
  if (type.size() > kSuffix.size() && type.ends_with(kSuffix)) type.resize(type.size() - kSuffix.size());
  Validator validator{};
  validator.text = fields.local("text");
  if (type == "numeric") {
    validator.type = ValidatorType::numeric;
    read_limits(validator, fields, "minValue", "maxValue");
  } else if (type == "text") {
    validator.type = ValidatorType::text;
    read_limits(validator, fields, "minLength", "maxLength");
    validator.allow_digits = fields.flag("allowDigits", true);
  } else if (type == "answercount") {
    validator.type = ValidatorType::answer_count;
    read_limits(validator, fields, "minCount", "maxCount");
  } else if (type == "regex") {
    validator.type = ValidatorType::regex;
    read_regex(validator, fields);
  } else if (type == "email") {
    validator.type = ValidatorType::email;
  } else if (type == "expression") {
    validator.type = ValidatorType::expression;
    validator.expression = fields.expression("expression");
    if (!validator.expression) fields.refuse("expression", "the condition is missing", "write one");
  } else {
    fields.refuse("type", "there is no validator \"" + type + "\"",
                  "use numeric, text, answercount, regex, email or expression");
  }
  fields.finish();
  return validator;
}

}  // namespace

std::vector<Choice> read_choices(const json& list, const std::string& place, bool with_conditions, Trouble& trouble) {
  std::vector<Choice> choices;
  if (list.size() > kChoicesMax) trouble.add(place, "there are more than 200 choices", "offer fewer");
  for (std::size_t i = 0; i < list.size() && !trouble.first; ++i) {
    const std::string here = place + "[" + std::to_string(i) + "]";
    Choice choice = read_choice(list[i], here, with_conditions, trouble);
    for (const Choice& other : choices) {
      if (equal(other.value, choice.value))
        trouble.add(here, "the value " + to_text(choice.value) + " is used twice", "give one of them another value");
    }
    choices.push_back(std::move(choice));
  }
  return choices;
}

std::vector<Validator> read_validators(const json& list, const std::string& place, Trouble& trouble) {
  std::vector<Validator> validators;
  for (std::size_t i = 0; i < list.size() && !trouble.first; ++i) {
    validators.push_back(read_validator(list[i], place + "[" + std::to_string(i) + "]", trouble));
  }
  return validators;
}

}  // namespace chalkpoint::survey
