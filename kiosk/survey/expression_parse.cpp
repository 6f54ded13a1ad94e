// Reads an expression the way survey-core's generated parser does: the same rules tried in the same order, white space
// and letter case included. The rules' names below are those of its grammar.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>

#include "kiosk/survey/expression_node.h"
#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {
namespace {

using Node = Expression::Node;
using NodePtr = std::shared_ptr<const Node>;
using Sign = std::pair<std::string_view, Operator>;

// The signs of each level, weakest first; within a level in the order in which they are tried.
constexpr std::array<Sign, 2> kOr{{{"||", Operator::logical_or}, {"or", Operator::logical_or}}};
constexpr std::array<Sign, 2> kAnd{{{"&&", Operator::logical_and}, {"and", Operator::logical_and}}};
constexpr std::array<Sign, 13> kComparison{{{"<=", Operator::less_or_equal},
                                            {"lessorequal", Operator::less_or_equal},
                                            {">=", Operator::greater_or_equal},
                                            {"greaterorequal", Operator::greater_or_equal},
                                            {"==", Operator::equal},
                                            {"equal", Operator::equal},
                                            {"=", Operator::equal},
                                            {"!=", Operator::not_equal},
                                            {"notequal", Operator::not_equal},
                                            {"<", Operator::less},
                                            {"less", Operator::less},
                                            {">", Operator::greater},
                                            {"greater", Operator::greater}}};
constexpr std::array<Sign, 2> kSum{{{"+", Operator::plus}, {"-", Operator::minus}}};
constexpr std::array<Sign, 3> kProduct{{{"*", Operator::multiply}, {"/", Operator::divide}, {"%", Operator::modulo}}};
constexpr std::array<Sign, 2> kPower{{{"^", Operator::power}, {"power", Operator::power}}};
constexpr std::array<Sign, 8> kBinaryFunction{{{"*=", Operator::contains},
                                               {"contains", Operator::contains},
                                               {"contain", Operator::contains},
                                               {"notcontains", Operator::not_contains},
                                               {"notcontain", Operator::not_contains},
                                               {"anyof", Operator::any_of},
                                               {"allof", Operator::all_of},
                                               {"noneof", Operator::none_of}}};
constexpr std::array<std::span<const Sign>, 7> kLevels{
    {kOr, kAnd, kComparison, kSum, kProduct, kPower, kBinaryFunction}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size()) text.replace(at, from.size(), to);
}

// ConditionsParser.patchExpression: other spellings of the signs, wherever they stand.
std::string patched(std::string_view text) {
  std::string out(text);
  replace_all(out, "=>", ">=");
  replace_all(out, "=<", "<=");
  replace_all(out, "<>", "!=");
  replace_all(out, "equals", "equal ");
  return out;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::expected<NodePtr, ExpressionError> read() {
    NodePtr root = expression();
    if (!error_ && (!root || at_ < text_.size()))
      fail(at_ < text_.size() ? "nothing fits here" : "it ends too early", furthest_);
    if (!error_ && root->kind == Node::Kind::null_word) fail("null alone is no condition", 0);
    if (error_) return std::unexpected(*error_);
    return root;
  }
  std::vector<std::string> names;

 private:
  // Each rule gives null, and stands where it started, when it does not fit. An error set by fail() is final.
  NodePtr expression() {
    const Depth deeper(*this);
    if (error_) return nullptr;
    const std::size_t start = at_;
    space();
    NodePtr node = level(0);
    if (!node) return at_ = start, nullptr;
    space();
    return node;
  }

  NodePtr level(std::size_t which) {
    if (which == kLevels.size()) return factor();
    NodePtr left = level(which + 1);
    while (left && !error_) {
      const std::size_t before = at_;
      space();
      const auto op = sign(kLevels[which]);
      if (!op) return at_ = before, left;
      space();
      NodePtr right = level(which + 1);
      if (!right && !error_ && which + 1 == kLevels.size()) return fail("something is missing after this", before);
      if (!right) return at_ = before, error_ ? nullptr : left;
      left = make({.kind = Node::Kind::binary, .op = *op, .children = {left, right}});
    }
    return left;
  }

  NodePtr factor() {
    const std::size_t start = at_;
    if (take("(")) {
      NodePtr inner = expression();
      if (!inner) return at_ = start, nullptr;
      if (!take(")")) return fail("the bracket opened here is never closed", start);
      return inner;
    }
    for (const auto rule : {&Reader::call, &Reader::negation, &Reader::emptiness, &Reader::atom, &Reader::list}) {
      NodePtr node = (this->*rule)();
      if (node || error_) return node;
      at_ = start;
    }
    return nullptr;
  }

  NodePtr call() {
    const std::size_t start = at_;
    const std::string_view name = letters_and_digits();
    if (name.empty() || !take("(")) return nullptr;
    if (!is_expression_function(name)) return fail("the function " + std::string(name) + " is not supported", start);
    return sequence(Node::Kind::call, ")", std::string(name), start);
  }

  NodePtr list() {
    const std::size_t start = at_;
    return take("[") ? sequence(Node::Kind::list, "]", "", start) : nullptr;
  }

  NodePtr sequence(Node::Kind kind, std::string_view close, std::string name, std::size_t start) {
    std::vector<NodePtr> items;
    NodePtr item = expression();
    while (item) {
      if (item->kind == Node::Kind::null_word) return fail("null cannot stand in a list", start);
      items.push_back(item);
      const std::size_t before = at_;
      space();
      if (!take(",")) {
        at_ = before;
        break;
      }
      item = expression();
      if (!item) at_ = before;
    }
    if (error_) return nullptr;
    if (!take(close)) return fail("the bracket opened here is never closed", start);
    return make({.kind = kind, .name = std::move(name), .children = std::move(items)});
  }

  NodePtr negation() {
    if (!take("!") && !take_word("negate")) return nullptr;
    space();
    const Depth deeper(*this);
    NodePtr operand = error_ ? nullptr : factor();
    return operand ? unary(Operator::negate, operand) : nullptr;
  }

  NodePtr emptiness() {
    NodePtr operand = atom();
    if (!operand) return nullptr;
    space();
    if (take_word("empty")) return unary(Operator::empty, operand);
    if (take_word("notempty")) return unary(Operator::not_empty, operand);
    return nullptr;
  }

  NodePtr unary(Operator op, NodePtr operand) {
    if (operand->kind == Node::Kind::null_word) return fail("null can be compared but not tested", at_);
    return make({.kind = Node::Kind::unary, .op = op, .children = {std::move(operand)}});
  }

  NodePtr atom() {
    space();
    if (take("undefined") || take("null")) return make({.kind = Node::Kind::null_word});
    if (auto value = constant()) return make({.kind = Node::Kind::constant, .value = std::move(*value)});
    return variable();
  }

  NodePtr variable() {
    const std::size_t start = at_;
    if (!take("{")) return nullptr;
    const std::size_t end = text_.find_first_of("{}", at_);
    if (end == text_.npos || text_[end] == '{') return fail("the brace opened here is never closed", start);
    std::string name(text_.substr(at_, end - at_));
    if (name.empty()) return fail("a name is missing between the braces", start);
    if (name[0] == '$') return fail("properties of elements, like {" + name + "}, are not supported", start);
    const bool as_it_is = name.size() > 1 && name[0] == '#';
    if (as_it_is) name.erase(0, 1);
    at_ = end + 1;
    names.push_back(name);
    return make({.kind = Node::Kind::variable, .name = std::move(name), .as_it_is = as_it_is});
  }

  std::optional<Value> constant() {
    if (take_word("true")) return Value(true);
    if (take_word("false")) return Value(false);
    if (auto number = arithmetic_value()) return Value(*number);
    if (const std::string_view word = letters_and_digits(); !word.empty()) return Value(word);
    if (take("''") || take("\"\"")) return Value("");
    return quoted();
  }

  std::optional<double> arithmetic_value() {
    const std::size_t start = at_;
    if (take("0x")) {
      if (const auto digits = run(is_digit); !digits.empty()) return javascript::parse_int("0x" + std::string(digits));
      at_ = start;
    }
    const bool negative = take("-");
    const std::size_t first = at_;
    std::size_t end = first;
    if (!run(is_digit).empty() && take(".") && !run(is_digit).empty()) {
      end = at_;
    } else if (at_ = first; first < text_.size() && text_[first] == '0') {
      end = first + 1;
    } else {
      run(is_digit);
      end = at_;
    }
    if (end == first) return at_ = start, std::nullopt;
    at_ = end;
    const double value = javascript::parse_float(text_.substr(first, end - first));
    return negative ? -value : value;
  }

  // A text holds neither quote unless escaped, whichever quote it stands in.
  std::optional<Value> quoted() {
    if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return std::nullopt;
    const std::size_t start = at_;
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && text_[at_] != '\'' && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\'' || text_[at_ + 1] == '"')) ++at_;
      value += text_[at_++];
    }
    if (at_ >= text_.size()) fail("the quote opened here is never closed", start);
    if (at_ >= text_.size() || text_[at_] != quote || value.empty()) return at_ = start, std::nullopt;
    ++at_;
    return Value(std::move(value));
  }

  std::string_view letters_and_digits() {
    const std::size_t start = at_;
    if (at_ >= text_.size() || !is_letter(text_[at_])) return {};
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
    return text_.substr(start, at_ - start);
  }

  std::optional<Operator> sign(std::span<const Sign> signs) {
    for (const auto& [word, op] : signs) {
      if (take_word(word)) return op;
    }
    return std::nullopt;
  }

  bool take(std::string_view word) {
    furthest_ = std::max(furthest_, at_);
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  // In any letter case, and even when more letters follow: that is how survey-core reads it.
  bool take_word(std::string_view word) {
    furthest_ = std::max(furthest_, at_);
    if (text_.size() - at_ < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const char c = text_[at_ + i];
      if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != word[i]) return false;
    }
    at_ += word.size();
    return true;
  }

  std::string_view run(bool (*fits)(char)) {
    const std::size_t start = at_;
    while (at_ < text_.size() && fits(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  static NodePtr make(Node node) { return std::make_shared<const Node>(std::move(node)); }

  NodePtr fail(std::string what, std::size_t at) {
    if (!error_) error_ = ExpressionError{std::move(what), at};
    return nullptr;
  }

  struct Depth {
    explicit Depth(Reader& reader) : reader_(reader) {
      if (++reader_.depth_ > Expression::kDepthMax) reader_.fail("it is nested too deeply", reader_.at_);
    }
    ~Depth() { --reader_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Reader& reader_;
  };

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t furthest_ = 0;
  int depth_ = 0;
  std::optional<ExpressionError> error_;
};

bool has_variable(const Node& node) {
  return node.kind == Node::Kind::variable ||
         std::ranges::any_of(node.children, [](const NodePtr& child) { return has_variable(*child); });
}

// Operand.hasFunction(noParamsOnly): arguments are not searched for further calls.
bool has_constant_call(const Node& node) {
  if (node.kind == Node::Kind::call) return !has_variable(node);
  return std::ranges::any_of(node.children, [](const NodePtr& child) { return has_constant_call(*child); });
}

}  // namespace

std::expected<Expression, ExpressionError> Expression::parse(std::string_view text) {
  if (text.size() > kBytesMax) return std::unexpected(ExpressionError{"it is longer than 4096 bytes", kBytesMax});
  const std::string source = patched(text);
  Reader reader(source);
  auto root = reader.read();
  if (!root) return std::unexpected(std::move(root.error()));
  Expression expression;
  expression.text_ = text;
  expression.names_ = std::move(reader.names);
  expression.calls_on_constants_ = has_constant_call(**root);
  expression.root_ = std::move(*root);
  return expression;
}

}  // namespace chalkpoint::survey
