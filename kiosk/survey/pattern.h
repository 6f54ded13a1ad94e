// Regular expressions of validators: JavaScript's syntax and meaning, checked in bounded time.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace chalkpoint::survey {

/// A compiled JavaScript regular expression (without the u and v flags). Runs on PCRE2 with limits on steps, depth and
/// memory, so that no pattern and no answer can hang the terminal: what cannot be decided within them does not match.
class Pattern {
 public:
  static constexpr std::size_t kBytesMax = 1024;

  /// Refuses, saying why, what JavaScript would not accept or PCRE2 would read differently.
  static std::expected<std::shared_ptr<const Pattern>, std::string> compile(std::string_view source, bool any_case);
  /// The pattern that survey-core checks e-mail addresses with.
  static const Pattern& email();

  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// RegExp.prototype.test: is there a match anywhere in `text`?
  bool matches(std::string_view text) const;

 private:
  Pattern() = default;
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace chalkpoint::survey
