// Conditions as people put them: a few tests of answers, all or any of which must hold. They are written as an
// expression of the definition and read back from one of that form; any other expression stays the text it is.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chalkpoint::admin::editor {

enum class Test { is, is_not, at_least, at_most, between, contains, contains_not, answered, unanswered };
/// By the place of each in Test; they end the ids of their targets and messages.
inline constexpr std::array<std::string_view, 9> kTests = {
    "is", "is-not", "at-least", "at-most", "between", "contains", "contains-not", "answered", "unanswered"};
/// How many values it compares with.
std::size_t values_wanted(Test test);

/// A value in an expression.
struct Operand {
  std::string text;
  bool quoted = false;  ///< a text; else a number, true or false
  bool operator==(const Operand&) const = default;
};

struct Condition {
  std::string name;  ///< under which the answer is kept
  Test test = Test::is;
  std::vector<Operand> values;  ///< as many as values_wanted() says
  bool operator==(const Condition&) const = default;
};

struct Rule {
  bool any = false;  ///< one of them is enough
  std::vector<Condition> rows;
  bool operator==(const Rule&) const = default;
};

/// Empty for a rule without rows.
std::string to_expression(const Rule& rule);
/// Nothing for an expression that is not of that form; an empty one is a rule without rows.
std::optional<Rule> read_rule(std::string_view expression);
/// A text as an operand: a number or a truth where it is one.
Operand operand_of(const std::string& text, bool is_text);

}  // namespace chalkpoint::admin::editor
