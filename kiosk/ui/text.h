// Looks up the words of the screens: gettext catalogues compiled from assets/lang/*.po, plural forms among them.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <locale>
#include <map>
#include <string>
#include <string_view>

namespace chalkpoint::ui {

/// The words of one language. A key that has no words shows as itself: wrong, but never an empty button.
class Text {
 public:
  /// `folder` holds LANGUAGE.mo. Fails with one line when it cannot be read.
  static std::expected<Text, std::string> open(const std::filesystem::path& folder, const std::string& language);

  const std::string& get(std::string_view key) const;  ///< the words, or the key itself
  /// The plural form for `n`, with {n} replaced.
  std::string get(std::string_view key, std::uint64_t n) const;
  /// The words with {name} replaced by `value`.
  std::string get(std::string_view key, std::string_view name, std::string_view value) const;

  /// A moment as people say it: "сегодня, 18:40", "вчера, 18:40", "пн, 18:40" within a week, then "21 ноября".
  std::string when(std::int64_t unix_ms, std::int64_t now_unix_ms, std::int32_t utc_offset_min) const;
  /// The day of a date YYYY-MM-DD: "25 ноября". Anything else comes back as it is.
  std::string day(std::string_view date) const;
  /// The same with its day of the week: "пт, 27 ноября".
  std::string day_of_week(std::string_view date) const;

 private:
  std::locale locale_;
  mutable std::map<std::string, std::string, std::less<>> found_;
};

/// `text` with every {name} replaced by `value`.
std::string filled(std::string text, std::string_view name, std::string_view value);

}  // namespace chalkpoint::ui
