// Helpers.isTwoValueEquals of survey-core, step by step in its order: later steps rely on what the earlier ones ruled
// out.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey::javascript {
namespace {

bool is_missing(const Value& value) {
  return std::holds_alternative<std::monostate>(value);
}

bool texts_equal(std::string_view left, std::string_view right, const Comparison& how) {
  if (how.trim) {
    left = trim(left);
    right = trim(right);
  }
  return how.case_sensitive ? left == right : lower(left) == lower(right);
}

bool converts_to_number(const Value& value) {
  return !value.is_nothing() && value.list() == nullptr && !std::isnan(number(value));
}

bool numbers_equal(const Value& left, const Value& right) {
  if (!converts_to_number(left) || !converts_to_number(right)) return false;
  const std::string a = to_text(left);
  const std::string b = to_text(right);
  return parse_int(a) == parse_int(b) && parse_float(a) == parse_float(b);
}

// Array.prototype.sort without a function: by text, missing ones last.
Values sorted(const Values& list) {
  std::vector<std::tuple<bool, std::u16string, std::size_t>> keys;  // its place last: equal texts keep their order
  for (const Value& value : list) keys.emplace_back(is_missing(value), utf16(to_text(value)), keys.size());
  std::ranges::sort(keys);
  Values result;
  for (const auto& key : keys) result.push_back(list[std::get<std::size_t>(key)]);
  return result;
}

bool lists_equal(const Values& left, const Values& right, const Comparison& how) {
  if (left.size() != right.size()) return false;
  const Values& a = how.ignore_order ? sorted(left) : left;
  const Values& b = how.ignore_order ? sorted(right) : right;
  return std::equal(a.begin(), a.end(), b.begin(), [&](const Value& x, const Value& y) { return equal(x, y, how); });
}

// left == right for what is no list.
bool loosely_equal(const Value& left, const Value& right) {
  if (left.is_nothing() || right.is_nothing()) return left.is_nothing() && right.is_nothing();
  return number(left) == number(right);
}

}  // namespace

bool equal(const Value& left, const Value& right, Comparison how) {
  if (left.index() == right.index() && left.list() == nullptr && left == right) return true;
  const auto empty_list = [](const Value& value) { return value.list() && value.list()->empty(); };
  if ((empty_list(left) && is_missing(right)) || (empty_list(right) && is_missing(left))) return true;
  const auto empty_text = [](const Value& value) { return value.text() && value.text()->empty(); };
  if ((left.is_nothing() && empty_text(right)) || (right.is_nothing() && empty_text(left))) return true;
  if (left.text() && right.text()) return texts_equal(*left.text(), *right.text(), how);
  if (how.convert_numbers && numbers_equal(left, right)) return true;
  if (is_empty(left) != is_empty(right)) return false;
  if (left.truth() && right.text()) return to_text(left) == lower(*right.text());
  if (right.truth() && left.text()) return to_text(right) == lower(*left.text());
  if (left.list() && right.list()) return lists_equal(*left.list(), *right.list(), how);
  if (left.list() || right.list()) return false;
  if (!how.convert_numbers && (left.number() || right.number())) return false;
  return loosely_equal(left, right);
}

}  // namespace chalkpoint::survey::javascript
