// An answer, or anything an expression works with: what JSON can say except objects, which no question of the subset
// gives.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chalkpoint::survey {

struct Value;
using Values = std::vector<Value>;

/// JSON's null. What is missing altogether (JavaScript's undefined) is std::monostate; expressions tell the two apart.
struct Null {
  bool operator==(const Null&) const = default;
};

/// Nothing, a truth, a number (a double, as in JavaScript), a text in UTF-8, or a list.
struct Value : std::variant<std::monostate, Null, bool, double, std::string, Values> {
  using variant::variant;
  Value(const char* text) : variant(std::string(text)) {}
  Value(std::string_view text) : variant(std::string(text)) {}
  Value(int number) : variant(static_cast<double>(number)) {}

  /// Missing or null.
  bool is_nothing() const { return index() < 2; }
  const bool* truth() const { return std::get_if<bool>(this); }
  const double* number() const { return std::get_if<double>(this); }
  const std::string* text() const { return std::get_if<std::string>(this); }
  const Values* list() const { return std::get_if<Values>(this); }

  /// Exact equality of type and content; the looser one of expressions is `equal` in expression.h.
  bool operator==(const Value&) const = default;
};

/// Empty as survey-core means it: nothing, "", an empty list, or not a number. 0 and false are answers.
bool is_empty(const Value& value);

/// The value as JavaScript's String() writes it: 5, 0.1, true, a,b; nothing gives "".
std::string to_text(const Value& value);

}  // namespace chalkpoint::survey
