// Reads one question.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/survey/fields.h"
#include "kiosk/survey/javascript.h"
#include "kiosk/survey/value_json.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::survey {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, ElementType>, 6> kTypes{{{"rating", ElementType::rating},
                                                                          {"radiogroup", ElementType::radiogroup},
                                                                          {"checkbox", ElementType::checkbox},
                                                                          {"boolean", ElementType::boolean},
                                                                          {"comment", ElementType::comment},
                                                                          {"text", ElementType::text}}};
constexpr std::array<std::pair<std::string_view, InputType>, 4> kInputs{
    {{"text", InputType::text}, {"tel", InputType::tel}, {"email", InputType::email}, {"number", InputType::number}}};

// Names that stand for something else inside expressions.
constexpr std::array<std::string_view, 17> kReserved{"pageno",
                                                     "pagecount",
                                                     "questioncount",
                                                     "correctedanswers",
                                                     "correctanswers",
                                                     "locale",
                                                     "correctedanswercount",
                                                     "incorrectedanswers",
                                                     "length",
                                                     "incorrectanswers",
                                                     "incorrectedanswercount",
                                                     "item",
                                                     "choice",
                                                     "self",
                                                     "panel",
                                                     "row",
                                                     "survey"};

constexpr std::array<std::pair<std::string_view, Role>, 4> kRoles{
    {{"nps", Role::nps}, {"score", Role::score}, {"touchpoint", Role::touchpoint}, {"contact", Role::contact}}};

constexpr int kRatesMax = 100;

void check_name(Fields& fields, std::string_view property, const std::string& name) {
  const auto bad = [&](const std::string& what) { fields.refuse(property, what, "choose another name"); };
  std::string lowered = name;
  std::ranges::transform(lowered, lowered.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (name.empty()) return bad("a name is missing");
  if (name.find_first_of("{}[]\"'$#.:") != name.npos) return bad("a name cannot hold any of {}[]\"'$#.:");
  if (name.front() == ' ' || name.back() == ' ') return bad("a name cannot begin or end with a space");
  if (name.find_first_not_of("0123456789") == name.npos) return bad("a name cannot be a number");
  if (std::ranges::find(kReserved, lowered) != kReserved.end())
    return bad("the name " + name + " has a meaning of its own in expressions");
  for (const std::string_view suffix : {"-comment", "-unwrapped"}) {
    if (lowered.ends_with(suffix)) return bad("a name cannot end with " + std::string(suffix));
  }
}

void read_common(Element& element, Fields& fields) {
  element.name = fields.text("name");
  check_name(fields, "name", element.name);
  element.data_name = fields.text("valueName");
  if (element.data_name.empty()) element.data_name = element.name;
  check_name(fields, "valueName", element.data_name);
  element.title = fields.local("title");
  element.description = fields.local("description");
  element.visible = fields.flag("visible", true);
  element.required = fields.flag("isRequired", false);
  element.visible_if = fields.expression("visibleIf");
  element.required_if = fields.expression("requiredIf");
  element.required_text = fields.local("requiredErrorText");
  if (const json* list = fields.list("validators"))
    element.validators = read_validators(*list, fields.place_of("validators"), fields.trouble());
  fields.ignore({"startWithNewLine", "width", "minWidth", "maxWidth", "indent", "titleLocation", "descriptionLocation",
                 "errorLocation", "showNumber", "hideNumber", "renderAs", "showTitle"});
}

void read_rates(Element& element, Fields& fields) {
  if (const json* list = fields.list("rateValues"); list && !list->empty()) {
    element.choices = read_choices(*list, fields.place_of("rateValues"), false, fields.trouble());
    fields.ignore({"autoGenerate", "rateCount", "rateMin", "rateMax"});
    return;
  }
  constexpr int kFar = 1'000'000;
  const auto step = fields.whole("rateStep", 1, kFar).value_or(1);
  const auto count = fields.whole("rateCount", 1, kRatesMax);
  const auto last_given = fields.whole("rateMax", -kFar, kFar);
  const auto first_given = fields.whole("rateMin", -kFar, kFar);
  const int first = first_given ? *first_given : last_given && count ? *last_given - step * (*count - 1) : 1;
  const int last = last_given ? *last_given : count ? first + step * (*count - 1) : 5;
  fields.ignore({"autoGenerate"});
  if (first > last) return fields.refuse("rateMin", "it is above rateMax", "swap the two");
  if ((last - first) / step >= kRatesMax)
    return fields.refuse("rateMax", "there are more than 100 rates", "offer fewer");
  for (int rate = first; rate <= last; rate += step) {
    Choice choice;
    choice.value = Value(rate);
    element.choices.push_back(std::move(choice));
  }
}

// The role, if it is one that this kind of question may have.
void read_role(Element& element, Fields& fields, std::initializer_list<Role> allowed) {
  const std::string name = fields.text("surveyRole");
  if (name.empty()) return;
  const auto known = std::ranges::find(kRoles, name, &std::pair<std::string_view, Role>::first);
  if (known == kRoles.end() || std::ranges::find(allowed, known->second) == allowed.end())
    return fields.refuse("surveyRole", "there is no role \"" + name + "\" for this kind of question",
                         "use nps or score on a rating, touchpoint on a radiogroup, contact on a text, or take it out");
  element.role = known->second;
}

bool is_score(const Choice& rate) {
  const double* number = rate.value.number();
  return number != nullptr && *number >= 0 && *number <= 10 && *number == std::floor(*number);
}

bool is_touchpoint(const Choice& choice) {
  const std::string* value = choice.value.text();
  return choice.kind == ChoiceKind::plain && value != nullptr &&
         std::ranges::find(event::kStaffTouchpoints, std::string_view(*value)) != event::kStaffTouchpoints.end();
}

void read_rating(Element& element, Fields& fields) {
  read_rates(element, fields);
  element.min_label = fields.local("minRateDescription");
  element.max_label = fields.local("maxRateDescription");
  fields.ignore({"rateType", "rateDisplayMode", "rateColorMode", "scaleColorMode", "rateDescriptionLocation",
                 "displayMode", "displayRateDescriptionsAsExtremeItems"});
  read_role(element, fields, {Role::nps, Role::score});
  const bool zero_to_ten = element.choices.size() == 11 && element.choices.front().value == Value(0) &&
                           element.choices.back().value == Value(10);
  if (element.role == Role::nps && !zero_to_ten)
    fields.refuse("surveyRole", "the NPS question asks from 0 to 10", R"(set "rateMin": 0 and "rateMax": 10)");
  if (element.role == Role::score && !std::ranges::all_of(element.choices, is_score))
    fields.refuse("surveyRole", "a score is a whole number from 0 to 10", "keep the rates within that");
}

void add_special_choice(Element& element, Fields& fields, std::string_view show, std::string_view older_show,
                        std::string_view text_name, ChoiceKind kind, const char* value) {
  const bool shown = fields.flag(show, false, older_show);
  LocalText text = fields.local(text_name);
  if (!shown) return;
  const bool taken =
      std::ranges::any_of(element.choices, [&](const Choice& choice) { return equal(choice.value, Value(value)); });
  if (taken)
    return fields.refuse(show, std::string("a choice with the value ") + value + " exists already",
                         "rename that choice");
  Choice choice;
  choice.value = Value(value);
  choice.text = std::move(text);
  choice.kind = kind;
  choice.exclusive = kind == ChoiceKind::none;
  element.choices.push_back(std::move(choice));
}

void read_choice_question(Element& element, Fields& fields) {
  if (const json* list = fields.list("choices"))
    element.choices = read_choices(*list, fields.place_of("choices"), true, fields.trouble());
  if (element.choices.empty()) fields.refuse("choices", "there is nothing to choose from", "list some choices");
  if (auto condition = fields.expression("choicesVisibleIf")) {
    for (Choice& choice : element.choices) {
      if (!choice.visible_if) choice.visible_if = condition;
    }
  }
  add_special_choice(element, fields, "showNoneItem", "hasNone", "noneText", ChoiceKind::none, "none");
  add_special_choice(element, fields, "showOtherItem", "hasOther", "otherText", ChoiceKind::other, "other");
  element.other_placeholder = fields.local("otherPlaceholder", "otherPlaceHolder");
  element.other_text = fields.local("otherErrorText");
  fields.ignore({"colCount", "separateSpecialChoices"});
  if (element.type == ElementType::radiogroup) {
    read_role(element, fields, {Role::touchpoint});
    if (element.role == Role::touchpoint && !std::ranges::all_of(element.choices, is_touchpoint))
      fields.refuse("choices", "not every choice is a touchpoint", "use those that DEFINITIONS.md lists");
    return;
  }
  element.selected_min = fields.whole("minSelectedChoices", 0, 1000).value_or(0);
  element.selected_max = fields.whole("maxSelectedChoices", 0, 1000).value_or(0);
  if (element.selected_max > 0 && element.selected_min > element.selected_max)
    fields.refuse("minSelectedChoices", "it is above maxSelectedChoices", "swap the two");
}

void read_boolean(Element& element, Fields& fields) {
  element.true_label = fields.local("labelTrue");
  element.false_label = fields.local("labelFalse");
  element.true_value = fields.scalar("valueTrue").value_or(Value(true));
  element.false_value = fields.scalar("valueFalse").value_or(Value(false));
  element.swap_order = fields.flag("swapOrder", false);
  fields.ignore({"displayMode", "useTitleAsLabel"});
  if (is_empty(element.true_value)) fields.refuse("valueTrue", "it cannot be empty", "give it a value");
  if (is_empty(element.false_value)) fields.refuse("valueFalse", "it cannot be empty", "give it a value");
  if (equal(element.true_value, element.false_value))
    fields.refuse("valueFalse", "it is the same as valueTrue", "make them differ");
}

void read_written(Element& element, Fields& fields) {
  element.placeholder = fields.local("placeholder", "placeHolder");
  if (const auto most = fields.whole("maxLength", -1, 100'000); most && *most >= 0) element.length_max = most;
  fields.ignore({"textUpdateMode", "autoGrow", "allowResize", "rows", "autocomplete", "inputSize", "size"});
  if (element.type == ElementType::comment) return;
  const std::string input = fields.text("inputType");
  const auto known = std::ranges::find(kInputs, input.empty() ? std::string_view("text") : input,
                                       &std::pair<std::string_view, InputType>::first);
  if (known == kInputs.end())
    return fields.refuse("inputType", "there is no input \"" + input + "\"", "use text, tel, email or number");
  element.input = known->second;
  if (element.input == InputType::text) read_role(element, fields, {Role::contact});
  if (element.input != InputType::number) return;
  element.minimum = fields.number("min");
  element.maximum = fields.number("max");
  element.step = fields.number("step");
  element.minimum_text = fields.local("minErrorText");
  element.maximum_text = fields.local("maxErrorText");
  element.step_text = fields.local("stepErrorText");
  if (element.minimum && element.maximum && *element.minimum > *element.maximum)
    fields.refuse("min", "it is above max", "swap the two");
  if (element.step && *element.step <= 0) fields.refuse("step", "it must be above 0", "change it");
}

bool is_offered(const Element& element, const Value& value) {
  return std::ranges::any_of(element.choices, [&](const Choice& choice) { return equal(choice.value, value); });
}

// What a boolean's default stands for: survey-core takes its value, or a truth also as a text.
std::optional<Value> boolean_default(const Element& element, const Value& value) {
  if (value == Value(true) || value == Value("true") || value == element.true_value) return element.true_value;
  if (value == Value(false) || value == Value("false") || value == element.false_value) return element.false_value;
  return std::nullopt;
}

// A default must be an answer that a member could give.
bool fits(const Element& element, const Value& value) {
  const auto is_sentence = [&] { return value.text() && !value.text()->starts_with('='); };
  switch (element.type) {
    case ElementType::rating:
    case ElementType::radiogroup:
      return is_offered(element, value);
    case ElementType::checkbox: {
      const Values chosen = value.list() ? *value.list() : Values{value};
      return !chosen.empty() && std::ranges::all_of(chosen, [&](const Value& one) {
        const auto choice = std::ranges::find(element.choices, one, &Choice::value);
        return is_offered(element, one) &&
               (choice == element.choices.end() || !choice->exclusive || chosen.size() == 1);
      });
    }
    case ElementType::boolean:
      return boolean_default(element, value).has_value();
    case ElementType::comment:
      return is_sentence();
    case ElementType::text:
      break;
  }
  if (element.input != InputType::number) return is_sentence() || value.number();
  if (value.list() || !javascript::is_number(value)) return false;
  const double number = javascript::strict_number(value);
  return !(element.minimum && number < *element.minimum) && !(element.maximum && number > *element.maximum);
}

void read_default(Element& element, Fields& fields) {
  const json* found = fields.find("defaultValue");
  if (found == nullptr) return;
  auto value = from_json(*found);
  if (!value || !fits(element, *value))
    return fields.refuse("defaultValue", "nobody could answer that", "use an answer that the question offers");
  if (element.is_contact()) return fields.refuse("defaultValue", "a contact belongs to a person", "take it out");
  if (element.type == ElementType::boolean) {
    element.default_value = boolean_default(element, *value).value();
  } else if (element.type == ElementType::checkbox && !value->list()) {
    element.default_value = Values{std::move(*value)};
  } else {
    element.default_value = std::move(*value);
  }
}

void read_comment_area(Element& element, Fields& fields) {
  element.has_comment = fields.flag("showCommentArea", false, "hasComment");
  element.comment_text = fields.local("commentText");
  const LocalText placeholder = fields.local("commentPlaceholder", "commentPlaceHolder");
  if (!placeholder.empty()) element.other_placeholder = placeholder;
  const bool has_other =
      std::ranges::any_of(element.choices, [](const Choice& choice) { return choice.kind == ChoiceKind::other; });
  if (element.has_comment && has_other)
    fields.refuse("showCommentArea", "the line for words is taken by \"other\"", "use one of the two");
}

}  // namespace

Element read_element(const json& source, const std::string& place, Trouble& trouble) {
  Fields fields(source, place, trouble);
  Element element{};
  const std::string type = fields.text("type");
  const auto known = std::ranges::find(kTypes, type, &std::pair<std::string_view, ElementType>::first);
  if (known == kTypes.end()) {
    fields.refuse("type", "there is no question \"" + type + "\"",
                  "use rating, radiogroup, checkbox, boolean, comment or text");
    return element;
  }
  element.type = known->second;
  read_common(element, fields);
  switch (element.type) {
    case ElementType::rating:
      read_rating(element, fields);
      break;
    case ElementType::radiogroup:
    case ElementType::checkbox:
      read_choice_question(element, fields);
      break;
    case ElementType::boolean:
      read_boolean(element, fields);
      break;
    case ElementType::comment:
    case ElementType::text:
      read_written(element, fields);
      break;
  }
  const bool is_written = element.type == ElementType::comment || element.type == ElementType::text;
  if (!is_written) read_comment_area(element, fields);
  read_default(element, fields);
  fields.finish();
  return element;
}

}  // namespace chalkpoint::survey
