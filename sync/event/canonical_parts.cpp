#include <algorithm>

#include "sync/event/canonical.h"
#include "sync/event/utf8.h"

namespace chalkpoint::event {
namespace {

/// Passes over one JSON text once. What it accepts has the shape of JSON; `plain` says whether it is canonical beyond
/// doubt, which nearly everything is: only escapes, fractions, huge numbers and unusual keys need a second look.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool whole(std::vector<JsonPart>& parts) { return value(0, &parts) && rest_.empty(); }
  bool plain() const { return plain_; }

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool value(int depth, std::vector<JsonPart>* parts) {
    if (rest_.empty()) return false;
    switch (rest_.front()) {
      case '{':
        return list('}', depth, parts);
      case '[':
        return list(']', depth, parts);
      case '"':
        return string();
      case 't':
        return take("true");
      case 'f':
        return take("false");
      case 'n':
        return take("null");
      default:
        return number();
    }
  }

  /// The members of an object or the elements of an array.
  bool list(char close, int depth, std::vector<JsonPart>* parts) {
    if (depth >= kJsonDepthMax) return false;
    rest_.remove_prefix(1);
    if (take(close)) return true;
    JsonPart last;
    do {
      JsonPart part;
      if (close == '}' && !(name(part.name) && take(':'))) return false;
      if (close == '}' && last.name.data() != nullptr && last.name >= part.name) plain_ = false;
      const std::string_view from = rest_;
      if (!value(depth + 1, nullptr)) return false;
      part.value = from.substr(0, from.size() - rest_.size());
      if (parts != nullptr) parts->push_back(part);
      last = part;
    } while (take(','));
    return take(close);
  }

  bool name(std::string_view& out) {
    const std::string_view from = rest_;
    if (!rest_.starts_with('"') || !string()) return false;
    out = from.substr(1, from.size() - rest_.size() - 2);
    // Canonical order is that of UTF-16, which is that of the octets among ASCII.
    if (std::ranges::any_of(out, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) plain_ = false;
    return true;
  }

  bool string() {
    std::size_t i = 1;
    while (i < rest_.size() && rest_[i] != '"') {
      const auto c = static_cast<unsigned char>(rest_[i]);
      const std::size_t length = c == '\\' ? 2 : c < 0x20 ? 0 : c < 0x80 ? 1 : sequence_length(rest_.substr(i, 4));
      if (length == 0) return false;
      if (length == 2 && c == '\\') plain_ = false;
      i += length;
    }
    if (i >= rest_.size()) return false;
    rest_.remove_prefix(i + 1);
    return true;
  }

  bool number() {
    constexpr std::size_t kExactDigits = 15;  // any integer of so many digits is exact as a double, and written as such
    const std::size_t sign = rest_.front() == '-' ? 1 : 0;
    const std::size_t length = std::min(rest_.find_first_not_of("+-.0123456789Ee"), rest_.size());
    if (length == sign) return false;
    const std::string_view digits = rest_.substr(sign, length - sign);
    const bool integer = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    const bool shortest = digits.front() != '0' || length == 1;
    plain_ = plain_ && integer && shortest && digits.size() <= kExactDigits;
    rest_.remove_prefix(length);
    return true;
  }

  std::string_view rest_;
  bool plain_ = true;
};

}  // namespace

std::optional<std::vector<JsonPart>> canonical_parts(std::string_view text) {
  std::vector<JsonPart> parts;
  parts.reserve(10);  // a response has nine or ten members
  Scanner scanner(text);
  if (!scanner.whole(parts)) return std::nullopt;
  if (scanner.plain()) return parts;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || canonical_json(json) != text) return std::nullopt;
  return parts;
}

std::optional<std::string> json_text(std::string_view value) {
  if (value.size() < 2 || value.front() != '"') return std::nullopt;
  if (value.find('\\') == std::string_view::npos) return std::string(value.substr(1, value.size() - 2));
  return Json::parse(value).get<std::string>();
}

}  // namespace chalkpoint::event
