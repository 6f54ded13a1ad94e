// The parts of JavaScript's meaning that survey-core's comparisons and sums rest on. Names follow ECMA-262 and
// survey-core's helpers.ts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/survey/value.h"

namespace chalkpoint::survey::javascript {

/// String.prototype.trim: Unicode white space off both ends.
std::string_view trim(std::string_view text);
/// String.prototype.toLowerCase, one code point to one, in any script.
std::string lower(std::string_view text);
/// UTF-16 code units, the unit of JavaScript's lengths, positions and order. Bytes that are no UTF-8 count as U+FFFD.
std::u16string utf16(std::string_view utf8);
std::string utf8(std::u16string_view utf16);
/// String.prototype.length.
std::size_t length(std::string_view text);

/// Number(value), parseFloat(value), parseInt(value): not a number when the value is none.
double number(const Value& value);
double parse_float(std::string_view text);
double parse_int(std::string_view text);
/// Helpers.getNumber: a number, or a text that is wholly one, a single comma counting as the decimal point; otherwise
/// not a number.
double strict_number(const Value& value);
bool is_number(const Value& value);

/// Boolean(value).
bool truthy(const Value& value);
/// value == true, the way conditions of choices and validators are taken.
bool loosely_true(const Value& value);
/// left < right, for values neither of which is nothing.
bool less(const Value& left, const Value& right);
/// left + right.
Value add(const Value& left, const Value& right);
/// Number.prototype.toFixed read back: `number` rounded to `digits` decimals.
double fixed(double number, int digits);
/// How many decimals a number or a numeric text is written with.
int decimals(const Value& value);

/// How Helpers.isTwoValueEquals is to compare.
struct Comparison {
  bool ignore_order = false;
  bool case_sensitive = false;
  bool trim = true;
  bool convert_numbers = true;  ///< "5" equals 5
};
/// How survey-core tells whether a value has changed: Base.isTwoValueEquals.
inline constexpr Comparison kUnchanged{
    .ignore_order = false, .case_sensitive = true, .trim = false, .convert_numbers = false};
/// Helpers.isTwoValueEquals and, with kUnchanged, Base.isTwoValueEquals.
bool equal(const Value& left, const Value& right, Comparison how = {});

}  // namespace chalkpoint::survey::javascript
