// The expressions of visibleIf, requiredIf and the expression validator: grammar and meaning of survey-core 3.1.1.
//
// Taken over are all operators, lists, {names} with [index] and .length, and the functions iif sum min max avg count
// round trunc substring. Refused, by name, are functions that need a clock or more than the answers (today, age,
// displayValue, ...), {$element} properties, and what survey-core lets pass but never means: a missing bracket, null
// where a value is needed.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/survey/value.h"

namespace chalkpoint::survey {

/// Why a text is no expression, and the byte where reading stopped.
struct ExpressionError {
  std::string what;
  std::size_t at = 0;
};

/// Gives the value behind {name}: Null when there is no such name, Value{} when there is but nothing was answered. The
/// name comes without braces.
using Lookup = std::function<Value(std::string_view name)>;

/// A parsed expression: immutable, cheap to copy.
class Expression {
 public:
  /// A longer or more deeply nested expression is refused: no survey needs it, and reading and evaluating stay bounded.
  static constexpr std::size_t kBytesMax = 4096;
  static constexpr int kDepthMax = 64;

  static std::expected<Expression, ExpressionError> parse(std::string_view text);  ///< or the place

  /// The value of the expression, as survey-core's ExpressionRunner gives it.
  Value value(const Lookup& lookup) const;
  /// Is the value exactly true? What visibleIf and requiredIf ask.
  bool holds(const Lookup& lookup) const;
  /// Does the value pass for true (true, 1, "1")? What choices and validators ask.
  bool passes(const Lookup& lookup) const;

  const std::string& text() const { return text_; }
  /// Every {name} mentioned, in order, without braces.
  const std::vector<std::string>& names() const { return names_; }

  /// Does it call a function on nothing but constants? survey-core runs such an expression whatever has changed.
  bool calls_on_constants() const { return calls_on_constants_; }

  struct Node;

 private:
  bool calls_on_constants_ = false;
  std::string text_;
  std::vector<std::string> names_;
  std::shared_ptr<const Node> root_;
};

/// The = of expressions: texts trimmed and in any case, numbers and numeric texts alike, lists in any order.
bool equal(const Value& left, const Value& right);

}  // namespace chalkpoint::survey
