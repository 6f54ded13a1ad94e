// What an expression is worth: the operators of survey-core's OperandMaker, ported one by one.
#include "kiosk/survey/expression.h"

#include <algorithm>
#include <cmath>

#include "kiosk/survey/expression_node.h"
#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;
using Node = Expression::Node;

// Const.getCorrectValue: what an answer's text stands for.
Value read_text(const Value& value) {
  const std::string* text = value.text();
  if (text == nullptr || text->empty()) return value;
  const std::string lowered = js::lower(*text);
  if (lowered == "true" || lowered == "false") return Value(lowered == "true");
  const auto is_quote = [](char c) { return c == '\'' || c == '"'; };
  if (text->size() > 1 && is_quote(text->front()) && is_quote(text->back()))
    return Value(text->substr(1, text->size() - 2));
  if (!js::is_number(value)) return value;
  if (text->front() == '0' && !text->starts_with("0x") && text->size() > 1) {
    const bool point = (*text)[1] == '.' || (*text)[1] == ',';
    if (!point) return value;  // 007 stays a text
  }
  return Value(js::strict_number(value));
}

Value sum(const Value& a, const Value& b) {
  if (!js::is_number(a) || !js::is_number(b)) {
    if (a.list() && b.list()) {
      Values joined = *a.list();
      joined.insert(joined.end(), b.list()->begin(), b.list()->end());
      return joined;
    }
    const Values* list = a.list() ? a.list() : b.list();
    const Value& other = a.list() ? b : a;
    if (list != nullptr && other.text()) {
      std::string text;
      for (const Value& item : *list) text += (text.empty() ? "" : ", ") + to_text(item);
      return a.list() ? Value(text + *other.text()) : Value(*other.text() + text);
    }
    if (list != nullptr && other.number()) {
      double total = 0;
      const auto plus = [](double x, double y) {
        const int digits = std::max(js::decimals(x), js::decimals(y));
        return digits > 0 ? js::fixed(x + y, digits) : x + y;
      };
      for (const Value& item : *list) {
        if (item.number()) total = plus(total, *item.number());
      }
      return Value(plus(total, *other.number()));
    }
    return js::add(a, b);
  }
  const Value added = js::add(a, b);
  const int digits = std::max(js::decimals(a), js::decimals(b));
  return added.number() && digits > 0 ? Value(js::fixed(*added.number(), digits)) : added;
}

Value arithmetic(Operator op, const Value& a, const Value& b) {
  const double x = js::number(a);
  const double y = js::number(b);
  switch (op) {
    case Operator::minus: {
      const int digits = std::max(js::decimals(a), js::decimals(b));
      return digits > 0 ? Value(js::fixed(x - y, digits)) : Value(x - y);
    }
    case Operator::multiply: {
      const int digits = js::decimals(a) + js::decimals(b);
      return digits > 0 ? Value(js::fixed(x * y, digits)) : Value(x * y);
    }
    case Operator::divide:
      return js::truthy(b) ? Value(x / y) : Value(Null{});
    case Operator::modulo:
      return js::truthy(b) ? Value(std::fmod(x, y)) : Value(Null{});
    case Operator::power:
      return Value(std::isnan(y) || (std::abs(x) == 1 && std::isinf(y)) ? std::nan("") : std::pow(x, y));
    case Operator::plus:
      return sum(a, b);
    case Operator::logical_and:
      return js::truthy(a) ? b : a;
    default:
      return js::truthy(a) ? a : b;  // logical_or
  }
}

// What an empty operand of an arithmetic sign (and, or among them) counts as, seen beside the other one.
Value instead_of_empty(const Value& value, const Value& other) {
  if (!is_empty(value)) return value;
  if (other.number()) return Value(0);
  if (value.text()) return value;
  if (other.text()) return Value("");
  if (other.list()) return Values{};
  return Value(0);
}

bool loosely_equal(const Value& left, const Value& right) {
  const auto missing = [](const Value& value) { return value.text() && *value.text() == "undefined"; };
  return js::equal(missing(left) ? Value{} : left, missing(right) ? Value{} : right, {.ignore_order = true});
}

bool contains(const Value& left, const Value& right, bool wanted) {
  if (left.list() && left.list()->empty()) return !wanted;
  if (!js::truthy(left) && !left.truth() && !(left.number() && *left.number() == 0)) return false;
  if (!left.list()) {
    if (!js::truthy(right)) return false;
    return (js::lower(to_text(left)).find(js::lower(to_text(right))) != std::string::npos) == wanted;
  }
  const Values one{right};
  for (const Value& item : right.list() ? *right.list() : one) {
    const bool found = std::ranges::any_of(*left.list(), [&](const Value& has) { return loosely_equal(has, item); });
    if (!found) return !wanted;
  }
  return wanted;
}

bool any_of(const Value& left, const Value& right) {
  if (is_empty(left)) return is_empty(right);
  if (is_empty(right)) return true;
  if (!left.list()) return contains(right, left, true);
  if (!right.list()) return contains(left, right, true);
  return std::ranges::any_of(*right.list(), [&](const Value& item) { return contains(left, item, true); });
}

bool all_of(const Value& left, const Value& right) {
  if (!js::truthy(left) && !is_empty(right)) return false;
  if (!right.list()) return contains(left, right, true);
  return std::ranges::all_of(*right.list(), [&](const Value& item) { return contains(left, item, true); });
}

bool less(const Value& left, const Value& right) {
  return !left.is_nothing() && !right.is_nothing() && js::less(left, right);
}

Value evaluate(const Node& node, const Lookup& lookup);

Values evaluate_all(const Node& node, const Lookup& lookup) {
  Values values;
  values.reserve(node.children.size());
  for (const auto& child : node.children) values.push_back(evaluate(*child, lookup));
  return values;
}

Value evaluate_unary(const Node& node, const Lookup& lookup) {
  const Value operand = evaluate(*node.children[0], lookup);
  if (node.op == Operator::empty) return Value(is_empty(operand));
  return Value(node.op == Operator::not_empty ? !is_empty(operand) : !js::truthy(operand));
}

Value evaluate(const Node& node, const Lookup& lookup) {
  switch (node.kind) {
    case Node::Kind::constant:
      return node.value;
    case Node::Kind::null_word:
      return Null{};
    case Node::Kind::variable: {
      Value value = lookup(node.name);
      return node.as_it_is ? value : read_text(value);
    }
    case Node::Kind::unary:
      return evaluate_unary(node, lookup);
    case Node::Kind::binary:
      return apply_operator(node.op, evaluate(*node.children[0], lookup), evaluate(*node.children[1], lookup));
    case Node::Kind::list:
      return evaluate_all(node, lookup);
    case Node::Kind::call:
      return call_expression_function(node.name, evaluate_all(node, lookup));
  }
  return {};
}

}  // namespace

Value apply_operator(Operator op, Value left, Value right) {
  switch (op) {
    case Operator::less_or_equal:
      return Value(loosely_equal(left, right) || less(left, right));
    case Operator::greater_or_equal:
      return Value(loosely_equal(left, right) || less(right, left));
    case Operator::equal:
      return Value(loosely_equal(left, right));
    case Operator::not_equal:
      return Value(!loosely_equal(left, right));
    case Operator::less:
      return Value(less(left, right));
    case Operator::greater:
      return Value(less(right, left));
    case Operator::contains:
      return Value(contains(left, right, true));
    case Operator::not_contains:
      return Value((!js::truthy(left) && !is_empty(right)) || contains(left, right, false));
    case Operator::any_of:
      return Value(any_of(left, right));
    case Operator::none_of:
      return Value(!any_of(left, right));
    case Operator::all_of:
      return Value(all_of(left, right));
    default:
      break;
  }
  left = instead_of_empty(left, right);
  right = instead_of_empty(right, left);
  return arithmetic(op, left, right);
}

Value Expression::value(const Lookup& lookup) const {
  return evaluate(*root_, lookup);
}

bool Expression::holds(const Lookup& lookup) const {
  const Value result = value(lookup);
  return result.truth() != nullptr && *result.truth();
}

bool Expression::passes(const Lookup& lookup) const {
  return javascript::loosely_true(value(lookup));
}

bool equal(const Value& left, const Value& right) {
  return loosely_equal(left, right);
}

}  // namespace chalkpoint::survey
