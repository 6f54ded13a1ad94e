// The functions of expressions, as survey-core's functionsfactory.ts has them. Names are case-sensitive there, and so
// here.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "kiosk/survey/expression_node.h"
#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;
using Function = Value (*)(const Values&);

// All values behind the arguments, lists opened, numeric texts as numbers, nothing left out.
void flatten(const Values& values, Values& out) {
  for (const Value& value : values) {
    if (value.is_nothing()) continue;
    if (value.list()) {
      flatten(*value.list(), out);
    } else {
      out.push_back(js::is_number(value) ? Value(js::strict_number(value)) : value);
    }
  }
}

Values flat(const Values& arguments) {
  Values out;
  flatten(arguments, out);
  return out;
}

Value iif(const Values& arguments) {
  if (arguments.size() < 2) return Null{};
  if (js::truthy(arguments[0])) return arguments[1];
  return arguments.size() > 2 ? arguments[2] : Value{};
}

Value sum(const Values& arguments) {
  Value total(0);
  for (const Value& value : flat(arguments)) {
    const int digits = std::max(js::decimals(total), js::decimals(value));
    total = js::add(total, value);
    if (digits > 0 && total.number()) total = Value(js::fixed(*total.number(), digits));
  }
  return total;
}

Value smallest(const Values& arguments) {
  const Values values = flat(arguments);
  Value best;
  for (const Value& value : values) {
    if (best.is_nothing() || js::less(value, best)) best = value;
  }
  return best;
}

Value largest(const Values& arguments) {
  const Values values = flat(arguments);
  Value best;
  for (const Value& value : values) {
    if (best.is_nothing() || js::less(best, value)) best = value;
  }
  return best;
}

Value count(const Values& arguments) {
  return Value(static_cast<double>(flat(arguments).size()));
}

Value average(const Values& arguments) {
  const std::size_t number_of_values = flat(arguments).size();
  return Value(number_of_values > 0 ? js::number(sum(arguments)) / static_cast<double>(number_of_values) : 0.0);
}

// The second argument of round and trunc, or `otherwise` when it is missing or zero.
Value precision_of(const Values& values, double otherwise) {
  return values.size() > 1 && js::truthy(values[1]) ? values[1] : Value(otherwise);
}

Value round(const Values& arguments) {
  const Values values = flat(arguments);
  if (values.empty() || !js::is_number(values[0]) || !js::is_number(precision_of(values, 0)))
    return Value(std::nan(""));
  const double scale = std::pow(10.0, js::number(precision_of(values, 0)));
  const double scaled = (js::number(values[0]) * scale) * (1 + std::numeric_limits<double>::epsilon());
  const double below = std::floor(scaled);
  return Value((scaled - below >= 0.5 ? below + 1 : below) / scale);
}

// survey-core cuts the written number: its sign and whole digits, then, if a precision is asked for, the point and so
// many more.
Value truncate(const Values& arguments) {
  const Values values = flat(arguments);
  if (values.empty() || !js::is_number(values[0]) || !js::is_number(precision_of(values, -1)))
    return Value(std::nan(""));
  const std::string written = to_text(values[0]);
  const double precision = js::number(precision_of(values, -1));
  const auto skip_digits = [&](std::size_t at, double most) {
    for (double taken = 0; at < written.size() && taken < most && written[at] >= '0' && written[at] <= '9'; ++taken)
      ++at;
    return at;
  };
  std::size_t end = skip_digits(written.starts_with('-') ? 1 : 0, 400);
  if (precision > 0 && end < written.size()) end = skip_digits(end + 1, precision);
  return Value(js::number(Value(written.substr(0, end))));
}

Value substring(const Values& arguments) {
  if (arguments.size() < 2 || !arguments[0].text() || !js::is_number(arguments[1])) return Value("");
  const std::u16string text = js::utf16(*arguments[0].text());
  const auto position = [&](const Value& value) {
    const double place = std::trunc(js::number(value));
    return static_cast<std::size_t>(std::clamp(std::isnan(place) ? 0.0 : place, 0.0, static_cast<double>(text.size())));
  };
  std::size_t start = position(arguments[1]);
  std::size_t end = arguments.size() > 2 && js::is_number(arguments[2]) ? position(arguments[2]) : text.size();
  if (start > end) std::swap(start, end);
  return Value(js::utf8(std::u16string_view(text).substr(start, end - start)));
}

constexpr std::array<std::pair<std::string_view, Function>, 9> kFunctions{{{"iif", iif},
                                                                           {"sum", sum},
                                                                           {"min", smallest},
                                                                           {"max", largest},
                                                                           {"count", count},
                                                                           {"avg", average},
                                                                           {"round", round},
                                                                           {"trunc", truncate},
                                                                           {"substring", substring}}};

Function find(std::string_view name) {
  for (const auto& [known, function] : kFunctions) {
    if (known == name) return function;
  }
  return nullptr;
}

}  // namespace

bool is_expression_function(std::string_view name) {
  return find(name) != nullptr;
}

Value call_expression_function(std::string_view name, const Values& arguments) {
  return find(name)(arguments);
}

}  // namespace chalkpoint::survey
