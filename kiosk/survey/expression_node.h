// The tree behind an expression; known only to its reader and its evaluation.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/survey/expression.h"

namespace chalkpoint::survey {

enum class Operator {
  logical_or,
  logical_and,
  less_or_equal,
  greater_or_equal,
  equal,
  not_equal,
  less,
  greater,
  plus,
  minus,
  multiply,
  divide,
  modulo,
  power,
  contains,
  not_contains,
  any_of,
  all_of,
  none_of,
  empty,
  not_empty,
  negate,
};

struct Expression::Node {
  enum class Kind { constant, null_word, variable, unary, binary, list, call };
  Kind kind;
  Value value = {};       ///< constant
  std::string name = {};  ///< variable: the name looked up; call: the function
  bool as_it_is = false;  ///< variable {#name}: its text is not read as a number or truth
  Operator op{};          ///< unary, binary
  std::vector<std::shared_ptr<const Node>> children = {};
};

/// Is this a function that evaluation knows?
bool is_expression_function(std::string_view name);
/// Runs one of them on evaluated arguments.
Value call_expression_function(std::string_view name, const Values& arguments);
/// Applies a binary operator as survey-core's OperandMaker does.
Value apply_operator(Operator op, Value left, Value right);

}  // namespace chalkpoint::survey
