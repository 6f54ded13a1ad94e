#include "kiosk/desk/places.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace chalkpoint::desk {
namespace {

constexpr std::string_view kOpens = "‹", kCloses = "›", kName = "{name}", kQuote = "{quote}";

/// A piece of a text that is stored and shown as a whole.
struct Piece {
  std::size_t stored_bytes;
  std::string shown;
};

std::vector<Piece> pieces(std::string_view text, const PlaceWords& words) {
  std::vector<Piece> out;
  bool inside = false;
  while (!text.empty()) {
    Piece one{1, std::string(1, text.front())};
    const bool name = text.starts_with(kName), quote = text.starts_with(kQuote);
    if (name || quote) {
      const std::string& word = name ? words.name : words.quote;
      one = {name ? kName.size() : kQuote.size(), inside ? word : std::string(kOpens) + word + std::string(kCloses)};
    } else if (!inside && text.front() == '[' && text.contains(']')) {
      inside = true;
      one.shown = kOpens;
    } else if (inside && text.front() == ']') {
      inside = false;
      one.shown = kCloses;
    }
    text.remove_prefix(one.stored_bytes);
    out.push_back(std::move(one));
  }
  return out;
}

// A part between brackets: it says a name, and quotes, once.
std::string part_stored(std::string_view text, const PlaceWords& words) {
  std::string out(text);
  for (const auto& [place, word] : {std::pair(kName, std::string_view(words.name)), {kQuote, words.quote}}) {
    const std::size_t at = word.empty() ? std::string::npos : out.find(word);
    if (at != std::string::npos) out.replace(at, word.size(), place);
  }
  return "[" + out + "]";
}

}  // namespace

std::string shown_places(std::string_view text, const PlaceWords& words) {
  std::string out;
  for (const Piece& one : pieces(text, words)) out += one.shown;
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
    if (whole) out += part_stored(rest.substr(0, close), words);
    shown = whole ? rest.substr(close + kCloses.size()) : rest;
  }
  return out;
}

std::size_t shown_offset(std::string_view text, std::size_t at, const PlaceWords& words) {
  std::size_t stored = 0, shown = 0;
  for (const Piece& one : pieces(text, words)) {
    if (stored >= at) break;
    stored += one.stored_bytes;
    shown += one.shown.size();
  }
  return shown;
}

std::size_t stored_offset(std::string_view text, std::size_t shown_at, const PlaceWords& words) {
  std::size_t stored = 0, shown = 0;
  for (const Piece& one : pieces(text, words)) {
    if (shown >= shown_at) break;
    stored += one.stored_bytes;
    shown += one.shown.size();
  }
  return stored;
}

std::size_t outside_places(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const std::size_t open = text.substr(0, at).rfind('['), closed = text.substr(0, at).rfind(']');
  const std::size_t close = text.find(']', at);
  const bool inside = open != std::string_view::npos && (closed == std::string_view::npos || closed < open);
  return inside && close != std::string_view::npos ? close + 1 : at;
}

}  // namespace chalkpoint::desk
