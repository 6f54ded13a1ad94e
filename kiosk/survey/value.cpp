#include "kiosk/survey/value.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace chalkpoint::survey {
namespace {

// ECMA-262 Number::toString: the shortest digits that read back, in plain notation between 1e-6 and 1e21.
std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  char buffer[40] = {};  // atoi below needs the zero at the end
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(number), std::chars_format::scientific).ptr;
  const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
  const auto e = written.find('e');
  std::string digits(written.substr(0, 1));
  if (e > 2) digits += written.substr(2, e - 2);
  const int exponent = std::atoi(written.data() + e + 1) + 1;  // the point stands after this many digits
  const int count = static_cast<int>(digits.size());
  std::string text;
  if (exponent > 21 || exponent < -5) {
    text = digits.substr(0, 1);
    if (count > 1) text.append(1, '.').append(digits, 1);
    text.append(exponent > 0 ? "e+" : "e-");
    text += std::to_string(std::abs(exponent - 1));
  } else if (exponent >= count) {
    text = digits + std::string(static_cast<std::size_t>(exponent - count), '0');
  } else if (exponent > 0) {
    text =
        digits.substr(0, static_cast<std::size_t>(exponent)) + "." + digits.substr(static_cast<std::size_t>(exponent));
  } else {
    text = "0.";
    text.append(static_cast<std::size_t>(-exponent), '0').append(digits);
  }
  if (number < 0) text.insert(0, 1, '-');
  return text;
}

std::string list_text(const Values& list) {
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text += ",";
    text += to_text(list[i]);
  }
  return text;
}

}  // namespace

bool is_empty(const Value& value) {
  if (const auto* list = value.list()) return list->empty();
  if (const auto* text = value.text()) return text->empty();
  if (const auto* number = value.number()) return std::isnan(*number);
  return value.is_nothing();
}

std::string to_text(const Value& value) {
  if (const auto* truth = value.truth()) return *truth ? "true" : "false";
  if (const auto* number = value.number()) return number_text(*number);
  if (const auto* text = value.text()) return *text;
  if (const auto* list = value.list()) return list_text(*list);
  return "";
}

}  // namespace chalkpoint::survey
