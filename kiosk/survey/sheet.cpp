#include "kiosk/survey/sheet.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "kiosk/survey/javascript.h"
#include "kiosk/survey/run.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;

constexpr std::string_view kCommentSuffix = "-Comment";
constexpr int kWordsDepthMax = 10;

bool same(const Value& left, const Value& right) {
  return js::equal(left, right, js::kUnchanged);
}

std::string joined(const Values& list, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) text += (i > 0 ? std::string(separator) : "") + to_text(list[i]);
  return text;
}

// Question.convertToCorrectValue and QuestionBoolean.setQuestionValue: what the question makes of a value given to it.
Value as_held(const Element& element, Value value) {
  if (element.type == ElementType::boolean) {
    if (value == Value("true") && element.true_value != Value("true")) return Value(true);
    if (value == Value("false") && element.false_value != Value("false")) return Value(false);
    if (value == Value("indeterminate") || value.is_nothing()) return {};
  }
  if (element.type == ElementType::checkbox && !js::truthy(value)) return Values{};
  const bool written = element.type == ElementType::text || element.type == ElementType::comment;
  if (written && value.list()) return Value(joined(*value.list(), element.type == ElementType::text ? ", " : "\n"));
  return value;
}

// Base.setPropertyValue: a list is never put away for nothing or a falsy value, it becomes an empty one.
Value replaced(const Value& held, Value next) {
  if (!held.list() || (!next.list() && js::truthy(next))) return next;
  if (same(held, next)) return held;
  return next.list() ? next : Values{};
}

// valueToData: what the question gives away when it is answered by touch.
Value as_given(const Element& element, Value value) {
  if (is_empty(value)) return value;
  if (element.type == ElementType::checkbox && !value.list()) return Values{value};
  if (element.type == ElementType::radiogroup && value.list()) return value.list()->front();
  if (element.type == ElementType::rating && value.text() && !std::isnan(js::number(value)))
    return Value(js::parse_float(*value.text()));
  if (element.type == ElementType::text && element.input == InputType::number && js::truthy(value)) {
    return js::is_number(value) ? Value(js::strict_number(value)) : Value("");
  }
  return value;
}

}  // namespace

Sheet::Sheet(const Definition& definition) : definition_(&definition), pages_(definition.pages.size()) {
  for (std::size_t p = 0; p < definition.pages.size(); ++p) {
    pages_[p].visible = definition.pages[p].visible;
    for (const Element& element : definition.pages[p].elements) {
      questions_.push_back({.element = &element,
                            .page = p,
                            .value = as_held(element, {}),
                            .visible = element.visible,
                            .required = element.required,
                            .offered = std::vector<bool>(element.choices.size(), true)});
    }
  }
  for (std::size_t p = 0; p < pages_.size(); ++p) pages_[p].seen_visible = is_page_visible(p);
  running_ = true;  // defaults are set before any condition is run
  for (Question& question : questions_) {
    set_default(question);
    if (!is_blank(question)) continue;
    question.words = "";
    if (Value held = datum(question.element->data_name); !is_empty(held)) update_from_data(question, held);
  }
  running_ = false;
  changed_ = false;
  run_conditions();
  changes_.clear();
}

const Value& Sheet::datum(std::string_view data_name) const {
  static const Value kNone;
  const auto found = std::ranges::find(data_, data_name, &Data::value_type::first);
  return found == data_.end() ? kNone : found->second;
}

void Sheet::store(std::string_view key, Value value) {
  const auto found = std::ranges::find(data_, key, &Data::value_type::first);
  if (is_empty(value)) {
    if (found != data_.end()) data_.erase(found);
  } else if (found != data_.end()) {
    found->second = std::move(value);
  } else {
    data_.emplace_back(key, std::move(value));
  }
}

void Sheet::set(std::string_view data_name, Value value) {
  if (completed_) return;
  if (data_name.ends_with(kCommentSuffix)) {
    const std::string_view base = data_name.substr(0, data_name.size() - kCommentSuffix.size());
    const bool known =
        std::ranges::any_of(questions_, [&](const Question& question) { return question.element->data_name == base; });
    if (known) return set_words(base, std::move(value));
  }
  set_data(data_name, std::move(value));
}

void Sheet::answer(const Element& element, Value value) {
  Question* question = completed_ ? nullptr : find(element);
  if (question == nullptr) return;
  write_value(*question, std::move(value));
}

// SurveyModel.setValue
void Sheet::set_data(std::string_view data_name, Value value) {
  const Value old = datum(data_name);
  const auto nothing = [](const Value& v) { return v.is_nothing() || v == Value(""); };
  if (nothing(value) || nothing(old) ? nothing(value) && nothing(old) : same(value, old)) return;
  const bool unchanged = js::equal(value, old, {.ignore_order = false, .case_sensitive = true, .trim = false});
  store(data_name, value);
  for (Question& question : questions_) {
    if (question.element->data_name == data_name && !same(question.value, value)) update_from_data(question, value);
  }
  if (unchanged) return;
  run_conditions({{std::string(data_name), value.is_nothing()}});
  check_again(data_name, !is_empty(old));
}

// SurveyModel.setComment
void Sheet::set_words(std::string_view data_name, Value words) {
  const std::string key = std::string(data_name) + std::string(kCommentSuffix);
  const auto or_text = [](const Value& value) { return js::truthy(value) ? value : Value(""); };
  words = or_text(words);
  if (same(words, or_text(datum(key)))) return;
  const bool blank = words.text() && js::trim(*words.text()).empty();
  store(key, blank ? Value{} : words);
  for (Question& question : questions_) {
    if (question.element->data_name == data_name) question.words = words;
  }
  run_conditions({{key, false}, {std::string(data_name), datum(data_name).is_nothing()}});
  // What the conditions made of the words is overruled, unless they do so again and again.
  const auto first = std::ranges::find(questions_, data_name, [](const Question& q) { return q.element->data_name; });
  if (first == questions_.end() || words_depth_ >= kWordsDepthMax) return;
  ++words_depth_;
  put_words(*first, blank ? Value("") : words);
  --words_depth_;
}

// Question.updateValueFromSurvey. `value` is what the data hold: a text listed where "other" was meant becomes "other"
// there too.
void Sheet::update_from_data(Question& question, Value& value) {
  Value words;
  const Element& element = *question.element;
  const bool has_other =
      std::ranges::any_of(element.choices, [](const Choice& choice) { return choice.kind == ChoiceKind::other; });
  Value taken = has_other ? take_as_other(question, value, words) : value;
  if (taken.list() && taken != value) {
    value = taken;
    store(element.data_name, value);
  }
  put_value(question, element.is_choice() ? to_offered_values(question, std::move(taken)) : std::move(taken));
  if (js::truthy(words)) put_words(question, words);
  question.taken_back.clear();
}

// Question.setQuestionValue
void Sheet::put_value(Question& question, Value value) {
  if (question.element->is_choice() && same(question.value, value)) return;
  question.value = replaced(question.value, as_held(*question.element, std::move(value)));
  if (!question.element->is_choice() || question.element->has_comment) return;
  if (!is_other_chosen(question) && js::truthy(question.words)) {
    question.words_to_clear = true;
    question.words = "";
  }
}

// QuestionSelectBase.setNewComment
void Sheet::put_words(Question& question, Value words) {
  if (question.words == words) return;
  if (is_other_chosen(question)) question.former_words = question.words;
  question.words = words;
  set_words(question.element->data_name, std::move(words));
}

// Question.setNewValue
void Sheet::write_value(Question& question, Value value) {
  const Element& element = *question.element;
  if (!question.taking_back) question.taken_back.clear();
  if (element.is_choice()) value = to_offered_values(question, std::move(value));
  if (element.type == ElementType::checkbox) {
    Values next = value.list() ? *value.list() : Values{};
    const Values held = question.value.list() ? *question.value.list() : Values{};
    if (same(Value(held), Value(next))) return;
    drop_exclusive(question, next);
    value = Value(std::move(next));
  }
  value = as_given(element, std::move(value));
  if (same(value, question.value)) return;
  put_value(question, std::move(value));
  if (keeps_value(question)) set_data(element.data_name, question.value);
  if (std::exchange(question.words_to_clear, false)) set_words(element.data_name, "");
}

// Question.clearValue
void Sheet::clear(Question& question, bool keep_words) {
  if (!std::holds_alternative<std::monostate>(question.value)) write_value(question, {});
  if (!keep_words && js::truthy(question.words)) put_words(question, Value{});
}

// Question.updateValueWithDefaults and QuestionSelectBase.setDefaultIntoValue: a default that is not offered now is
// meant as "other" where there is that.
void Sheet::set_default(Question& question) {
  const Element& element = *question.element;
  if (!question.visible || is_empty(element.default_value) || !is_blank(question)) return;
  Value words;
  Value value = default_with_other(question, words);
  if (!same(question.value, value)) write_value(question, std::move(value));
  if (!words.is_nothing()) put_words(question, std::move(words));
}

// Question.isEmpty
bool Sheet::is_blank(const Question& question) const {
  if (const auto* text = question.value.text()) return js::trim(*text).empty();
  return is_empty(question.value);
}

// QuestionText.canSetValueToSurvey: a number out of range is not kept among the data.
bool Sheet::keeps_value(const Question& question) const {
  const Element& element = *question.element;
  if (element.type != ElementType::text || element.input != InputType::number || is_blank(question)) return true;
  if (element.minimum && js::less(question.value, Value(*element.minimum))) return false;
  return !(element.maximum && js::less(Value(*element.maximum), question.value));
}

void Sheet::end() {
  completed_ = true;  // from here on nothing shows or hides any more
  for (Question& question : questions_) {
    const bool has_line = question.element->is_choice() && !question.element->has_comment;
    if (has_line && !is_other_chosen(question) && question.words != Value("")) put_words(question, "");
  }
  for (Question& question : questions_) clear_hidden(question, true);
}

bool Sheet::is_required(const Element& element) const {
  const Question* question = find(element);
  return question != nullptr && question->required;
}

const Value& Sheet::value(const Element& element) const {
  static const Value kNone;
  const Question* question = find(element);
  return question == nullptr ? kNone : question->value;
}

const Sheet::Question* Sheet::find(const Element& element) const {
  const auto found = std::ranges::find(questions_, &element, &Question::element);
  return found == questions_.end() ? nullptr : &*found;
}

Sheet::Question* Sheet::find(const Element& element) {
  return const_cast<Question*>(std::as_const(*this).find(element));
}

}  // namespace chalkpoint::survey
