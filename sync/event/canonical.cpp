// RFC 8785, the JSON Canonicalization Scheme.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "sync/event/event.h"
#include "sync/event/utf8.h"

namespace chalkpoint::event {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void append_escape(char c, Bytes& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[static_cast<unsigned char>(c) >> 4U];
  out += digits[static_cast<unsigned char>(c) & 15U];
}

void append_string(std::string_view text, Bytes& out) {
  out += '"';
  std::size_t plain = 0;  // start of what can be copied as it stands
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      ++i;
      continue;
    }
    const std::size_t length = c < 0x80 ? 0 : sequence_length(text.substr(i, 4));
    if (length > 0) {
      i += length;
      continue;
    }
    out += text.substr(plain, i - plain);
    if (c < 0x80) {
      append_escape(text[i], out);
    } else {
      out += kReplacement;
    }
    plain = ++i;
  }
  out += text.substr(plain);
  out += '"';
}

/// ECMAScript's Number::toString: the shortest digits that read back the same, plain between 1e-7 and 1e21.
void append_double(double value, Bytes& out) {
  if (!std::isfinite(value)) {
    out += "null";  // JSON has no such number; a survey cannot produce one
    return;
  }
  if (value == 0) {
    out += '0';
    return;
  }
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  if (text.front() == '-') {
    out += '-';
    text.remove_prefix(1);
  }
  const std::size_t e = text.find('e');
  std::string digits(1, text[0]);
  if (e > 2) digits += text.substr(2, e - 2);
  int exponent = 0;
  const std::size_t digits_at = e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(text.data() + digits_at, text.data() + text.size(), exponent);
  const int point = exponent + 1;  // digits before the decimal point
  const int count = static_cast<int>(digits.size());
  if (point >= count && point <= 21) {
    out += digits;
    out.append(static_cast<std::size_t>(point - count), '0');
  } else if (point > 0 && point <= 21) {
    out += digits.substr(0, static_cast<std::size_t>(point));
    out += '.';
    out += digits.substr(static_cast<std::size_t>(point));
  } else if (point > -6 && point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
  } else {
    out += digits[0];
    if (count > 1) out += '.' + digits.substr(1);
    out += exponent < 0 ? "e-" : "e+";
    out += std::to_string(std::abs(exponent));
  }
}

/// Integers are exact up to 2^53; beyond, JSON numbers are doubles and are written as such.
template <class Integer>
void append_integer(Integer value, Bytes& out) {
  constexpr auto exact = static_cast<Integer>(std::int64_t{1} << 53);
  bool fits = value <= exact;
  if constexpr (std::is_signed_v<Integer>) fits = fits && value >= -exact;
  if (!fits) {
    append_double(static_cast<double>(value), out);
    return;
  }
  std::array<char, 24> buffer{};
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

/// UTF-16 order differs from the order of UTF-8 octets only where a supplementary character (lead octet F0…) meets
/// U+E000…U+FFFF (EE, EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  const bool left_pair = left >= 0xF0;
  const bool right_pair = right >= 0xF0;
  if (left_pair != right_pair && left >= 0xEE && right >= 0xEE) return left_pair;
  return left < right;
}

void append_value(const Json& value, int depth, Bytes& out);

void append_members(const std::vector<const Json::object_t::value_type*>& members, int depth, Bytes& out) {
  char separator = '{';
  for (const auto* member : members) {
    out += separator;
    separator = ',';
    append_string(member->first, out);
    out += ':';
    append_value(member->second, depth, out);
  }
  out += separator == '{' ? "{}" : "}";
}

void append_object(const Json::object_t& object, int depth, Bytes& out) {
  std::vector<const Json::object_t::value_type*> members;
  members.reserve(object.size());
  bool high = false;
  for (const auto& member : object) {
    members.push_back(&member);
    high = high || std::ranges::any_of(member.first, [](char c) { return static_cast<unsigned char>(c) >= 0xEE; });
  }
  if (high) std::ranges::sort(members, [](const auto* a, const auto* b) { return utf16_less(a->first, b->first); });
  append_members(members, depth, out);
}

void append_value(const Json& value, int depth, Bytes& out) {
  if (depth > kJsonDepthMax) {
    out += "null";
    return;
  }
  switch (value.type()) {
    case Json::value_t::object:
      append_object(value.get_ref<const Json::object_t&>(), depth + 1, out);
      return;
    case Json::value_t::string:
      append_string(value.get_ref<const std::string&>(), out);
      return;
    case Json::value_t::boolean:
      out += value.get<bool>() ? "true" : "false";
      return;
    case Json::value_t::number_integer:
      append_integer(value.get<std::int64_t>(), out);
      return;
    case Json::value_t::number_unsigned:
      append_integer(value.get<std::uint64_t>(), out);
      return;
    case Json::value_t::number_float:
      append_double(value.get<double>(), out);
      return;
    case Json::value_t::array:
      break;
    default:
      out += "null";
      return;
  }
  char separator = '[';
  for (const Json& item : value) {
    out += separator;
    separator = ',';
    append_value(item, depth + 1, out);
  }
  out += separator == '[' ? "[]" : "]";
}

}  // namespace

Bytes canonical_json(const Json& value) {
  Bytes out;
  append_value(value, 0, out);
  return out;
}

}  // namespace chalkpoint::event
