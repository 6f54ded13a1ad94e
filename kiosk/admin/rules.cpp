#include "kiosk/admin/rules.h"

#include <algorithm>
#include <cctype>

namespace chalkpoint::admin::editor {
namespace {

bool is_number_word(std::string_view text) {
  std::size_t digits = 0, points = 0;
  for (std::size_t i = text.starts_with('-') ? 1 : 0; i < text.size(); ++i) {
    if (text[i] == '.')
      ++points;
    else if (text[i] >= '0' && text[i] <= '9')
      ++digits;
    else
      return false;
  }
  return digits > 0 && points <= 1 && text.back() != '.' && text.front() != '.';
}

std::string written(const Operand& value) {
  if (!value.quoted) return value.text;
  std::string out = "'";
  for (const char c : value.text) out += c == '\'' || c == '"' ? std::string{'\\', c} : std::string{c};
  return out + "'";
}

std::string written(const Condition& row) {
  const std::string name = '{' + row.name + '}';
  const auto value = [&row](std::size_t i) { return i < row.values.size() ? written(row.values[i]) : "''"; };
  switch (row.test) {
    case Test::is:
      return name + " = " + value(0);
    case Test::is_not:
      return name + " <> " + value(0);
    case Test::at_least:
      return name + " >= " + value(0);
    case Test::at_most:
      return name + " <= " + value(0);
    case Test::between:
      return '(' + name + " >= " + value(0) + " and " + name + " <= " + value(1) + ')';
    case Test::contains:
      return name + " contains " + value(0);
    case Test::contains_not:
      return name + " notcontains " + value(0);
    case Test::answered:
      return name + " notempty";
    case Test::unanswered:
      return name + " empty";
  }
  return {};
}

struct Sign {
  std::string_view sign;
  Test test;
};
constexpr Sign kSigns[] = {{"<>", Test::is_not},
                           {"!=", Test::is_not},
                           {">=", Test::at_least},
                           {"<=", Test::at_most},
                           {"=", Test::is},
                           {"notcontains", Test::contains_not},
                           {"contains", Test::contains},
                           {"notempty", Test::answered},
                           {"empty", Test::unanswered}};

/// Reads what to_expression() writes, and the same a little freer.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  std::optional<Rule> read() {
    Rule rule;
    std::optional<bool> any;
    for (;;) {
      if (!row(rule)) return std::nullopt;
      if (at_end()) break;
      const bool or_ = take("or") || take("||");
      if (!or_ && !take("and") && !take("&&")) return std::nullopt;
      if (any && *any != or_) return std::nullopt;
      any = or_;
    }
    rule.any = any.value_or(false);
    if (!rule.any) join_limits(rule);
    return rule;
  }

 private:
  bool row(Rule& rule) {
    if (!take("(")) {
      const auto one = condition();
      if (one) rule.rows.push_back(*one);
      return one.has_value();
    }
    Rule inside;
    do {
      const auto one = condition();
      if (!one) return false;
      inside.rows.push_back(*one);
    } while (take("and"));
    if (!take(")")) return false;
    join_limits(inside);
    if (inside.rows.size() != 1) return false;
    rule.rows.push_back(inside.rows.front());
    return true;
  }

  std::optional<Condition> condition() {
    if (!take("{")) return std::nullopt;
    const auto end = text_.find('}', at_);
    if (end == std::string_view::npos) return std::nullopt;
    Condition out{.name = std::string(text_.substr(at_, end - at_)), .test = {}, .values = {}};
    if (out.name.empty() || out.name.find_first_of("{.[#$") != std::string::npos) return std::nullopt;
    at_ = end + 1;
    const auto sign = std::ranges::find_if(kSigns, [this](const Sign& one) { return take(one.sign); });
    if (sign == std::end(kSigns)) return std::nullopt;
    out.test = sign->test;
    if (values_wanted(out.test) == 0) return out;
    const auto value = operand();
    if (!value) return std::nullopt;
    out.values = {*value};
    return out;
  }

  std::optional<Operand> operand() {
    space();
    if (at_ >= text_.size()) return std::nullopt;
    const char quote = text_[at_];
    if (quote == '\'' || quote == '"') {
      Operand out{"", true};
      for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
        if (text_[at_] == '\\' && (next == '\'' || next == '"')) ++at_;
        out.text += text_[at_];
      }
      return ++at_ <= text_.size() ? std::optional(out) : std::nullopt;
    }
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ')') ++at_;
    Operand out{std::string(text_.substr(from, at_ - from)), false};
    if (!is_number_word(out.text) && out.text != "true" && out.text != "false") return std::nullopt;
    return out;
  }

  // "at least" and "at most" of one answer, beside each other, are "between".
  static void join_limits(Rule& rule) {
    for (std::size_t i = 0; i + 1 < rule.rows.size(); ++i) {
      Condition &low = rule.rows[i], &high = rule.rows[i + 1];
      if (low.test != Test::at_least || high.test != Test::at_most || low.name != high.name) continue;
      low = {.name = low.name, .test = Test::between, .values = {low.values.front(), high.values.front()}};
      rule.rows.erase(rule.rows.begin() + static_cast<std::ptrdiff_t>(i + 1));
    }
  }

  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool at_end() {
    space();
    return at_ >= text_.size();
  }
  bool take(std::string_view word) {
    space();
    if (text_.size() - at_ < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (std::tolower(static_cast<unsigned char>(text_[at_ + i])) != word[i]) return false;
    const bool is_word = std::isalpha(static_cast<unsigned char>(word.front())) != 0;
    const std::size_t end = at_ + word.size();
    if (is_word && end < text_.size() && std::isalnum(static_cast<unsigned char>(text_[end])) != 0) return false;
    if (word == "=" && end < text_.size() && text_[end] == '=') ++at_;  // "==" says the same
    at_ += word.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t values_wanted(Test test) {
  return test == Test::answered || test == Test::unanswered ? 0 : test == Test::between ? 2 : 1;
}

std::string to_expression(const Rule& rule) {
  if (rule.rows.size() == 1) {  // alone it needs no brackets
    std::string one = written(rule.rows.front());
    return one.starts_with('(') ? one.substr(1, one.size() - 2) : one;
  }
  std::string out;
  for (const Condition& row : rule.rows) out += (out.empty() ? "" : rule.any ? " or " : " and ") + written(row);
  return out;
}

std::optional<Rule> read_rule(std::string_view expression) {
  if (expression.find_first_not_of(" \n\t") == std::string_view::npos) return Rule{};
  return RuleReader(expression).read();
}

Operand operand_of(const std::string& text, bool is_text) {
  const bool plain = !is_text && (is_number_word(text) || text == "true" || text == "false");
  return {text, !plain};
}

}  // namespace chalkpoint::admin::editor
