// What is wrong with the answers: survey-core's checks in its order. The validators of a question are asked only when
// nothing more basic is wrong with it.
#include <algorithm>
#include <cmath>

#include "kiosk/survey/javascript.h"
#include "kiosk/survey/pattern.h"
#include "kiosk/survey/run.h"
#include "kiosk/survey/sheet.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;

// The author's words as far as they are written in this language or for all; else the catalogue's are better.
std::string own_words(const LocalText& text, std::string_view language) {
  const auto& written = text.by_language();
  const bool fits = written.contains(language) || written.contains("default") || written.contains("en");
  return fits ? text.in(language) : std::string();
}

// QuestionText.getMinMaxErrorText: the author's words name the limit as {0}.
std::string naming_limit(std::string words, double limit) {
  constexpr std::string_view kPlace = "{0}";
  if (const auto at = words.find(kPlace); at != words.npos) words.replace(at, kPlace.size(), to_text(Value(limit)));
  return words;
}

bool is_blank_value(const Value& value) {
  return value.text() ? js::trim(*value.text()).empty() : is_empty(value);
}

// QuestionText.isStepNumberIncorrect: both made whole by the same power of ten first.
bool is_off_step(double value, double step) {
  const auto is_whole = [](double number) { return std::round(number) == number; };
  double scale = 1;
  while (scale < 1'000'000 && (!is_whole(step * scale) || !is_whole(value * scale))) scale *= 10;
  const double whole_step = std::round(step * scale);
  return whole_step > 0 && std::fmod(std::round(value * scale), whole_step) != 0;
}

struct Found {
  Fault fault;
  double low = 0, high = 0;
};

std::optional<Found> numeric_fault(const Value& value, const Validator& validator) {
  if (is_blank_value(value)) return std::nullopt;
  const double number = js::strict_number(value);
  if (std::isnan(number)) return Found{Fault::number};
  const bool low = validator.minimum && *validator.minimum > number;
  const bool high = validator.maximum && *validator.maximum < number;
  if (!low && !high) return std::nullopt;
  const Fault fault = validator.minimum && validator.maximum ? Fault::between : low ? Fault::minimum : Fault::maximum;
  return Found{fault, validator.minimum.value_or(0), validator.maximum.value_or(0)};
}

std::optional<Found> text_fault(const Value& value, const Validator& validator) {
  if (is_blank_value(value)) return std::nullopt;
  const std::string written = to_text(value);
  if (!validator.allow_digits && !written.empty() && written.back() >= '0' && written.back() <= '9')
    return Found{Fault::digits};
  if (!value.text() && !value.list()) return std::nullopt;  // what has no length is not measured
  const double length = static_cast<double>(value.list() ? value.list()->size() : js::length(*value.text()));
  const double low = validator.minimum.value_or(0);
  const double high = validator.maximum.value_or(0);
  if (!(low > 0 && length < low) && !(high > 0 && length > high)) return std::nullopt;
  return Found{low > 0 && high > 0 ? Fault::length_between
               : low > 0           ? Fault::length_min
                                   : Fault::length_max,
               low, high};
}

std::optional<Found> count_fault(const Value& value, const Validator& validator) {
  if (!value.list() || value.list()->empty()) return std::nullopt;
  const double count = static_cast<double>(value.list()->size());
  const double low = validator.minimum.value_or(0);
  const double high = validator.maximum.value_or(0);
  if (low != 0 && count < low) return Found{Fault::count_min, low, high};
  if (high != 0 && count > high) return Found{Fault::count_max, low, high};
  return std::nullopt;
}

std::optional<Found> pattern_fault(const Value& value, const Pattern& pattern) {
  if (is_blank_value(value)) return std::nullopt;
  if (value.list()) {
    for (const Value& one : *value.list()) {
      if (!pattern.matches(to_text(one))) return Found{Fault::format};
    }
  }
  return pattern.matches(to_text(value)) ? std::nullopt : std::optional(Found{Fault::format});
}

std::optional<Found> email_fault(const Value& value) {
  if (!js::truthy(value) || Pattern::email().matches(to_text(value))) return std::nullopt;
  return Found{Fault::email};
}

}  // namespace

// What a check finds on its way.
struct Sheet::Checking {
  std::string_view language;
  std::vector<AnswerError> errors = {};
  std::vector<AnswerError> seen = {};  ///< also those that went again
};

std::vector<AnswerError> Sheet::check(const Page* page, std::string_view language) {
  Checking checking{.language = language};
  check_all(page, checking);
  return std::move(checking.errors);
}

// Taking back a choice may hide the only question that was wrong: then there is nothing to tell, and checking again
// decides. Answers that never settle are told as they first were.
std::vector<AnswerError> Sheet::complete(std::string_view language) {
  constexpr int kChecksMax = 10;
  std::vector<AnswerError> vanished;
  for (int i = 0; i < kChecksMax && !completed_; ++i) {
    Checking checking{.language = language};
    check_all(nullptr, checking);
    if (!checking.errors.empty()) return std::move(checking.errors);
    vanished = std::move(checking.seen);
    if (vanished.empty()) end();
  }
  return vanished;
}

void Sheet::check_all(const Page* page, Checking& checking) {
  std::vector<bool> wanted(pages_.size());
  for (std::size_t p = 0; p < pages_.size(); ++p)
    wanted[p] = page == nullptr ? is_page_visible(p) : page == &definition_->pages[p];
  checking_ = &checking;
  for (Question& question : questions_) {
    if (wanted[question.page] && question.visible) check_question(question, checking);
  }
  checking_ = nullptr;
}

void Sheet::check_question(Question& question, Checking& checking) {
  take_back_unoffered(question);
  if (!question.visible) return;
  auto error = first_fault(question, checking.language, Occasion::check);
  if (!error) return;
  checking.seen.push_back(*error);
  checking.errors.push_back(std::move(*error));
}

// SurveyModel.notifyQuestionOnValueChanged: an answer that changes while checking has errors looked at again, its own
// and those of validators that name it; what is merely missing is hardly asked for then.
void Sheet::check_again(std::string_view data_name, bool was_answered) {
  if (checking_ == nullptr) return;
  for (const Question& question : questions_) {
    const bool own = question.element->data_name == data_name;
    const bool depends =
        !running_ && std::ranges::any_of(question.element->validators, [&](const Validator& validator) {
          return validator.expression &&
                 std::ranges::any_of(validator.expression->names(), [&](const std::string& name) {
                   return name == data_name || (name.starts_with(data_name) && name[data_name.size()] == '.');
                 });
        });
    if (own || depends) recheck(question, own && was_answered ? Occasion::changed : Occasion::filled);
  }
}

void Sheet::recheck(const Question& question, Occasion occasion) {
  if (checking_ == nullptr) return;
  const auto found = std::ranges::find(checking_->errors, question.element, &AnswerError::element);
  if (found == checking_->errors.end()) return;
  if (auto still = first_fault(question, checking_->language, occasion)) {
    *found = std::move(*still);
  } else {
    checking_->errors.erase(found);
  }
}

void Sheet::drop_error(const Question& question) {
  if (checking_ != nullptr)
    std::erase_if(checking_->errors, [&](const AnswerError& error) { return error.element == question.element; });
}

std::optional<AnswerError> Sheet::first_fault(const Question& question, std::string_view language,
                                              Occasion occasion) const {
  if (auto error = input_fault(question, language, occasion)) return error;
  for (const Validator& validator : question.element->validators) {
    if (auto error = validator_fault(question, validator, language)) return error;
  }
  return std::nullopt;
}

// onCheckForErrors: what is missing, then what breaks the limits of the input. Of an answer that changed, survey-core
// asks for the words for "other" only where it has replaced some, and never for more choices.
std::optional<AnswerError> Sheet::input_fault(const Question& question, std::string_view language,
                                              Occasion occasion) const {
  const Element& element = *question.element;
  const auto fault = [&](Fault kind, const LocalText& own, double low = 0) {
    return AnswerError{.element = &element, .fault = kind, .low = low, .own_words = own_words(own, language)};
  };
  if (occasion != Occasion::filled && question.required && is_blank(question))
    return fault(Fault::required, element.required_text);
  const bool ask_words = occasion == Occasion::check || js::truthy(question.former_words);
  if (ask_words && is_other_chosen(question) && !js::truthy(question.words))
    return fault(Fault::other_required, element.other_text);
  if (occasion == Occasion::check && element.selected_min > 0) {
    const Values none;
    const Values& chosen = question.value.list() ? *question.value.list() : none;
    const auto only = chosen.size() == 1 ? choice_of(question, chosen.front(), true, true) : std::nullopt;
    const bool exclusive = only && element.choices[*only].exclusive;
    if (!exclusive && chosen.size() < static_cast<std::size_t>(element.selected_min))
      return fault(Fault::count_min, {}, element.selected_min);
  }
  return limit_fault(question, language);
}

std::optional<AnswerError> Sheet::limit_fault(const Question& question, std::string_view language) const {
  const Element& element = *question.element;
  const auto fault = [&](Fault kind, const LocalText& own, double low = 0, double high = 0) {
    const double limit = kind == Fault::maximum ? high : low;
    return AnswerError{.element = &element,
                       .fault = kind,
                       .low = low,
                       .high = high,
                       .own_words = naming_limit(own_words(own, language), limit)};
  };
  if (element.type != ElementType::text) return std::nullopt;
  if (!is_blank(question)) {
    if (element.minimum && js::less(question.value, Value(*element.minimum)))
      return fault(Fault::minimum, element.minimum_text, *element.minimum);
    if (element.maximum && js::less(Value(*element.maximum), question.value))
      return fault(Fault::maximum, element.maximum_text, 0, *element.maximum);
    if (element.step && js::is_number(question.value) && is_off_step(js::strict_number(question.value), *element.step))
      return fault(Fault::step, element.step_text, *element.step);
  }
  if (element.input == InputType::email && email_fault(question.value)) {
    const auto own = std::ranges::find(element.validators, ValidatorType::email, &Validator::type);
    if (own == element.validators.end()) return fault(Fault::email, {});
  }
  return std::nullopt;
}

std::optional<AnswerError> Sheet::validator_fault(const Question& question, const Validator& validator,
                                                  std::string_view language) const {
  // "other" is checked as the words written for it.
  Value value = question.value;
  if (is_other_chosen(question) && !is_blank_value(question.words) && is_unknown(question, question.words, false)) {
    if (!value.list()) {
      value = question.words;
    } else {
      Values list = *value.list();
      for (Value& one : list) {
        if (one == Value("other")) one = question.words;
      }
      value = Value(std::move(list));
    }
  }
  std::optional<Found> found;
  switch (validator.type) {
    case ValidatorType::numeric:
      found = numeric_fault(value, validator);
      break;
    case ValidatorType::text:
      found = text_fault(value, validator);
      break;
    case ValidatorType::answer_count:
      found = count_fault(value, validator);
      break;
    case ValidatorType::regex:
      found = pattern_fault(value, *validator.pattern);
      break;
    case ValidatorType::email:
      found = email_fault(value);
      break;
    case ValidatorType::expression:
      if (!validator.expression->passes(lookup(&question, nullptr))) found = Found{Fault::condition};
      break;
  }
  if (!found) return std::nullopt;
  return AnswerError{question.element, found->fault, found->low, found->high, own_words(validator.text, language),
                     &validator};
}

}  // namespace chalkpoint::survey
