#include "kiosk/survey/words.h"

namespace chalkpoint::survey {
namespace {

std::string with_low(const AnswerError& error, const ui::Text& text, std::string_view key) {
  return text.get(key, "low", to_text(Value(error.low)));
}

std::string with_high(const AnswerError& error, const ui::Text& text, std::string_view key) {
  return text.get(key, "high", to_text(Value(error.high)));
}

std::string with_both(const AnswerError& error, const ui::Text& text, std::string_view key) {
  return ui::filled(with_low(error, text, key), "high", to_text(Value(error.high)));
}

std::uint64_t count(double number) {
  return static_cast<std::uint64_t>(number);
}

}  // namespace

std::string words(const AnswerError& error, const ui::Text& text) {
  if (!error.own_words.empty()) return error.own_words;
  switch (error.fault) {
    case Fault::required:
      return text.get("answer.required");
    case Fault::other_required:
      return text.get("answer.other_required");
    case Fault::number:
      return text.get("answer.number");
    case Fault::minimum:
      return with_low(error, text, "answer.minimum");
    case Fault::maximum:
      return with_high(error, text, "answer.maximum");
    case Fault::between:
      return with_both(error, text, "answer.between");
    case Fault::step:
      return with_low(error, text, "answer.step");
    case Fault::digits:
      return text.get("answer.digits");
    case Fault::length_min:
      return text.get("answer.length_min", count(error.low));
    case Fault::length_max:
      return text.get("answer.length_max", count(error.high));
    case Fault::length_between:
      return with_both(error, text, "answer.length_between");
    case Fault::count_min:
      return text.get("answer.count_min", count(error.low));
    case Fault::count_max:
      return text.get("answer.count_max", count(error.high));
    case Fault::email:
      return text.get("answer.email");
    case Fault::format:
      return text.get("answer.format");
    case Fault::condition:
      return text.get("answer.condition");
  }
  return {};
}

}  // namespace chalkpoint::survey
