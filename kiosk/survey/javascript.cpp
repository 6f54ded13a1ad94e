#include "kiosk/survey/javascript.h"

#include <locale.h>

#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cwctype>
#include <limits>

namespace chalkpoint::survey::javascript {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr char32_t kReplacement = 0xFFFD;

// Reads one code point and moves `at` behind it; a malformed byte is U+FFFD and one byte long.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t size = first < 0x80                    ? 1
                           : first >= 0xC2 && first < 0xE0 ? 2
                           : first >= 0xE0 && first < 0xF0 ? 3
                           : first >= 0xF0 && first < 0xF5 ? 4
                                                           : 0;
  if (size == 0 || at + size > text.size()) return ++at, kReplacement;
  char32_t code = size == 1 ? first : first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return ++at, kReplacement;
    code = (code << 6U) | (byte(at + i) & 0x3FU);
  }
  at += size;
  return code;
}

void append_utf8(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0 | (code >> 6U)), put(0x80 | (code & 0x3FU));
  if (code < 0x10000) {
    put(0xE0 | (code >> 12U));
  } else {
    put(0xF0 | (code >> 18U));
    put(0x80 | ((code >> 12U) & 0x3FU));
  }
  put(0x80 | ((code >> 6U) & 0x3FU));
  put(0x80 | (code & 0x3FU));
}

bool is_space(char32_t code) {
  return (code >= 9 && code <= 13) || code == 0x20 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
         code == 0x3000 || code == 0xFEFF;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The longest prefix that is a decimal literal: [+-] digits [. digits] [e [+-] digits], or Infinity.
std::size_t decimal_prefix(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  if (text.substr(at).starts_with("Infinity")) return at + 8;
  const auto skip_digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  std::size_t digits = skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    digits += skip_digits();
    if (digits == 0) return 0;
  }
  if (digits == 0) return 0;
  const std::size_t mantissa_end = at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (skip_digits() == 0) at = mantissa_end;
  }
  return at;
}

double integer_of(std::string_view digits, int base) {
  double value = 0;
  bool any = false;
  for (const char c : digits) {
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'z' ? c - 'a' + 10
                      : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                             : 99;
    if (digit >= base) break;
    value = value * base + digit;
    any = true;
  }
  return any ? value : kNone;
}

double text_number(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (text.size() > 2 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    const int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
    if (base != 0) {
      const char* allowed = "0123456789abcdefABCDEF";
      const std::size_t count = base == 16 ? 22 : static_cast<std::size_t>(base);
      return text.substr(2).find_first_not_of(std::string_view(allowed, count)) == text.npos
                 ? integer_of(text.substr(2), base)
                 : kNone;
    }
  }
  return decimal_prefix(text) == text.size() ? parse_float(text) : kNone;
}

// Helpers.isStringHasOperator: "2*3" is no number; a minus or plus inside means that it is looked at no further.
bool has_operator(std::string_view text) {
  if (text.rfind('-') != text.npos && text.rfind('-') > 0) return false;
  if (text.rfind('+') != text.npos && text.rfind('+') > 0) return false;
  return text.find_first_of("*^/%") != text.npos;
}

}  // namespace

std::string_view trim(std::string_view text) {
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t next = start;
    if (!is_space(next_code_point(text, next))) break;
    start = next;
  }
  text.remove_prefix(start);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(next_code_point(text, at))) end = at;
  }
  return text.substr(0, end);
}

std::string lower(std::string_view text) {
  static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    append_utf8(out, static_cast<char32_t>(towlower_l(static_cast<wint_t>(code), unicode)));
  }
  return out;
}

std::u16string utf16(std::string_view utf8_text) {
  std::u16string out;
  out.reserve(utf8_text.size());
  for (std::size_t at = 0; at < utf8_text.size();) {
    const char32_t code = next_code_point(utf8_text, at);
    if (code < 0x10000) {
      out += static_cast<char16_t>(code);
    } else {
      out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10U));
      out += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

std::string utf8(std::u16string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
      append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (text[++i] - 0xDC00U));
    } else {
      append_utf8(out, unit >= 0xD800 && unit < 0xE000 ? kReplacement : unit);
    }
  }
  return out;
}

std::size_t length(std::string_view text) {
  return utf16(text).size();
}

double parse_float(std::string_view text) {
  text = trim(text);
  const std::size_t end = decimal_prefix(text);
  return end == 0 ? kNone : std::strtod(std::string(text.substr(0, end)).c_str(), nullptr);
}

double parse_int(std::string_view text) {
  text = trim(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  const double value = hexadecimal ? integer_of(text.substr(2), 16) : integer_of(text, 10);
  return negative ? -value : value;
}

double number(const Value& value) {
  if (const auto* truth = value.truth()) return *truth ? 1 : 0;
  if (const auto* plain = value.number()) return *plain;
  if (const auto* text = value.text()) return text_number(*text);
  if (value.list() != nullptr) return text_number(to_text(value));
  return std::holds_alternative<Null>(value) ? 0 : kNone;
}

double strict_number(const Value& value) {
  if (value.is_nothing() || value.truth() != nullptr) return kNone;
  if (const auto* plain = value.number()) return std::isfinite(*plain) ? *plain : kNone;
  std::string text = to_text(value);
  if (value.text() != nullptr) {
    text = trim(text);
    if (text.empty()) return kNone;
    if (text.starts_with("0x")) return text.size() > 32 ? kNone : parse_int(text);
    if (text.size() > 15 && text.find_first_not_of("0123456789") == text.npos) return kNone;
    if (has_operator(text)) return kNone;
    const auto comma = text.find(',');
    if (comma != text.npos && text.find(',', comma + 1) == text.npos) text[comma] = '.';
  }
  const double parsed = parse_float(text);
  return std::isnan(parsed) || !std::isfinite(text_number(text)) ? kNone : parsed;
}

bool is_number(const Value& value) {
  return !std::isnan(strict_number(value));
}

bool truthy(const Value& value) {
  if (const auto* truth = value.truth()) return *truth;
  if (const auto* plain = value.number()) return *plain != 0 && !std::isnan(*plain);
  if (const auto* text = value.text()) return !text->empty();
  return value.list() != nullptr;
}

bool loosely_true(const Value& value) {
  return !value.is_nothing() && number(value) == 1;
}

bool less(const Value& left, const Value& right) {
  const bool texts = (left.text() || left.list()) && (right.text() || right.list());
  if (texts) return utf16(to_text(left)) < utf16(to_text(right));
  return number(left) < number(right);
}

Value add(const Value& left, const Value& right) {
  const auto written = [](const Value& value) {
    if (std::holds_alternative<Null>(value)) return std::string("null");
    return std::holds_alternative<std::monostate>(value) ? std::string("undefined") : to_text(value);
  };
  if (left.text() || right.text() || left.list() || right.list()) return Value(written(left) + written(right));
  return Value(number(left) + number(right));
}

double fixed(double value, int digits) {
  char buffer[512];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return std::strtod(buffer, nullptr);
}

int decimals(const Value& value) {
  if (!is_number(value)) return 0;
  if (const auto* plain = value.number(); plain && std::floor(*plain) == *plain) return 0;
  const std::string text = to_text(value);
  const auto point = text.find('.');
  if (point == text.npos) return 0;
  const auto second = text.find('.', point + 1);
  return static_cast<int>((second == text.npos ? text.size() : second) - point - 1);
}

}  // namespace chalkpoint::survey::javascript
