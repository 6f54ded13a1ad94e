#include "kiosk/desk/places.h"

#include <algorithm>
#include <utility>

namespace chalkpoint::desk {
namespace {

constexpr std::string_view kOpens = "‹", kCloses = "›", kName = "{name}", kQuote = "{quote}";

// Each of the two, once: an answer says a name, and quotes, once in a part.
std::string with(std::string_view text, std::string_view name, std::string_view quote, const PlaceWords& words) {
  std::string out(text);
  for (const auto& [place, word] : {std::pair(name, std::string_view(words.name)), {quote, words.quote}}) {
    const std::size_t at = word.empty() ? std::string::npos : out.find(word);
    if (at != std::string::npos) out.replace(at, word.size(), place);
  }
  return out;
}

// The words of one part, in brackets or not.
std::string part_shown(std::string_view text, const PlaceWords& words, bool bracketed) {
  std::string out;
  while (!text.empty()) {
    const bool name = text.starts_with(kName), quote = text.starts_with(kQuote);
    if (!name && !quote) {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    const std::string& word = name ? words.name : words.quote;
    out += bracketed ? word : std::string(kOpens) + word + std::string(kCloses);
    text.remove_prefix(name ? kName.size() : kQuote.size());
  }
  return out;
}

}  // namespace

std::string shown_places(std::string_view text, const PlaceWords& words) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('[');
    const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
    out += part_shown(text.substr(0, close == std::string_view::npos ? text.size() : open), words, false);
    if (close == std::string_view::npos) break;
    out +=
        std::string(kOpens) + part_shown(text.substr(open + 1, close - open - 1), words, true) + std::string(kCloses);
    text.remove_prefix(close + 1);
  }
  return out;
}

std::string stored_places(std::string_view shown, const PlaceWords& words) {
  std::string out;
  while (!shown.empty()) {
    const std::size_t at = std::min(shown.find(kOpens), shown.find(kCloses));
    out += shown.substr(0, at);
    if (at == std::string_view::npos) break;
    const std::string_view rest = shown.substr(at + kOpens.size());
    const std::size_t close = rest.find(kCloses), again = rest.find(kOpens);
    const bool whole = shown.substr(at).starts_with(kOpens) && close != std::string_view::npos && close < again;
    if (whole) out += "[" + with(rest.substr(0, close), kName, kQuote, words) + "]";
    shown = whole ? rest.substr(close + kCloses.size()) : rest;
  }
  return out;
}

}  // namespace chalkpoint::desk
