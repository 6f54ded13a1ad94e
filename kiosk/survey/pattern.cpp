#define PCRE2_CODE_UNIT_WIDTH 8
#include "kiosk/survey/pattern.h"

#include <pcre2.h>

#include <cstdint>
#include <utility>

namespace chalkpoint::survey {
namespace {

// White space as JavaScript's \s knows it, for inside a class.
constexpr std::string_view kSpaces =
    R"(\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view kEscapes =
    "dDwWsSbBtnrfvk0123456789";  // letters and digits that may follow a backslash as they are

// Enough for any form field; small enough to be over within milliseconds.
constexpr std::uint32_t kStepsMax = 200'000;
constexpr std::uint32_t kMatchDepthMax = 1'000;
constexpr std::uint32_t kMemoryMaxKib = 4'096;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Rewrites JavaScript's syntax into PCRE2's, refusing what only one of them knows.
class Translator {
 public:
  explicit Translator(std::string_view source) : source_(source) {}

  std::expected<std::string, std::string> translate() {
    while (at_ < source_.size() && problem_.empty()) step();
    if (!problem_.empty()) return std::unexpected(problem_);
    return std::move(out_);
  }

 private:
  void step() {
    const char c = source_[at_];
    const bool after_quantifier = std::exchange(quantified_, false);
    if (c == '\\') return escape();
    if (in_class_) return class_character(c);
    if (c == '[') in_class_ = true;
    if (c == '(' && !group()) return;
    if (c == '+' && after_quantifier) return refuse("a + after a quantifier is not JavaScript");
    quantified_ = c == '*' || c == '+' || c == '}' || (c == '?' && !after_quantifier);
    out_ += source_[at_++];
  }

  void class_character(char c) {
    if (c == '[' && at_ + 1 < source_.size() && std::string_view(":.=").contains(source_[at_ + 1])) out_ += '\\';
    if (c == ']') in_class_ = false;
    out_ += source_[at_++];
  }

  bool group() {
    const std::string_view rest = source_.substr(at_ + 1);
    if (rest.starts_with('*')) return refuse("nothing stands before the *"), false;
    if (!rest.starts_with('?')) return true;
    for (const std::string_view known : {"?:", "?=", "?!", "?<=", "?<!"}) {
      if (rest.starts_with(known)) return true;
    }
    if (rest.starts_with("?<") && rest.size() > 2 && (is_alphanumeric(rest[2]) || rest[2] == '_')) return true;
    return refuse("this kind of group is not JavaScript"), false;
  }

  void escape() {
    if (at_ + 1 >= source_.size()) return refuse("it ends with a backslash");
    const char c = source_[at_ + 1];
    if (c == 's' || (c == 'S' && !in_class_)) {
      out_ += in_class_ ? std::string(kSpaces) : (c == 's' ? "[" : "[^") + std::string(kSpaces) + "]";
      at_ += 2;
    } else if (c == 'u' || c == 'x') {
      hexadecimal(c == 'u' ? 4 : 2);
    } else if (is_alphanumeric(c) && !kEscapes.contains(c)) {
      refuse(std::string("the escape \\") + c + " is not supported");
    } else {
      out_.append(source_.substr(at_, 2));
      at_ += 2;
    }
  }

  void hexadecimal(std::size_t digits) {
    const std::string_view code = source_.substr(at_ + 2, digits);
    for (const char c : code) {
      if (!is_hex(c)) return refuse("a \\u or \\x needs hexadecimal digits");
    }
    if (code.size() < digits) return refuse("a \\u or \\x needs hexadecimal digits");
    if (digits == 4 && (code[0] == 'd' || code[0] == 'D') && code[1] >= '8')
      return refuse("half a surrogate pair is not supported");
    out_ += "\\x{" + std::string(code) + "}";
    at_ += 2 + digits;
  }

  void refuse(std::string problem) { problem_ = std::move(problem); }

  std::string_view source_;
  std::size_t at_ = 0;
  bool in_class_ = false;
  bool quantified_ = false;
  std::string out_;
  std::string problem_;
};

std::string message_of(int code) {
  char buffer[160];
  const int length = pcre2_get_error_message(code, reinterpret_cast<PCRE2_UCHAR*>(buffer), sizeof buffer);
  return length > 0 ? std::string(buffer, static_cast<std::size_t>(length)) : "it cannot be read";
}

}  // namespace

struct Pattern::Compiled {
  pcre2_code* code = nullptr;
  pcre2_match_context* limits = nullptr;
};

Pattern::~Pattern() {
  pcre2_match_context_free(compiled_->limits);
  pcre2_code_free(compiled_->code);
}

std::expected<std::shared_ptr<const Pattern>, std::string> Pattern::compile(std::string_view source, bool any_case) {
  if (source.size() > kBytesMax) return std::unexpected("it is longer than 1024 bytes");
  const auto translated = Translator(source).translate();
  if (!translated) return std::unexpected(translated.error());
  const std::uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF |
                                PCRE2_NEVER_BACKSLASH_C | (any_case ? PCRE2_CASELESS : 0U);
  std::shared_ptr<Pattern> pattern(new Pattern);
  pattern->compiled_ = std::make_unique<Compiled>();
  pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
  pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);  // what "." leaves out
  int problem = 0;
  PCRE2_SIZE where = 0;
  pattern->compiled_->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated->data()), translated->size(),
                                           options, &problem, &where, context);
  pcre2_compile_context_free(context);
  if (pattern->compiled_->code == nullptr) return std::unexpected(message_of(problem));
  pattern->compiled_->limits = pcre2_match_context_create(nullptr);
  pcre2_set_match_limit(pattern->compiled_->limits, kStepsMax);
  pcre2_set_depth_limit(pattern->compiled_->limits, kMatchDepthMax);
  pcre2_set_heap_limit(pattern->compiled_->limits, kMemoryMaxKib);
  return pattern;
}

const Pattern& Pattern::email() {
  static const std::shared_ptr<const Pattern> pattern =
      compile(
          R"re(^(([^<>()\[\]\.,;:\s@\"]+(\.[^<>()\[\]\.,;:\s@\"]+)*)|(\".+\"))@(([^<>()=[\]\.,;:\s@\"]+\.)+[^<>()=[\]\.,;:\s@\"]{2,})$)re",
          true)
          .value();
  return *pattern;
}

bool Pattern::matches(std::string_view text) const {
  pcre2_match_data* found = pcre2_match_data_create(1, nullptr);
  const int result = pcre2_match(compiled_->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, found,
                                 compiled_->limits);
  pcre2_match_data_free(found);
  return result >= 0;
}

}  // namespace chalkpoint::survey
