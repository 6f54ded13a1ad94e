#include "kiosk/chalk/addresses.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/chalk/lists.h"

namespace chalkpoint::chalk {
namespace {

constexpr std::size_t kLabelsMax = 8;  // of a domain
constexpr std::size_t kHandleMin = 3;  // behind an @
constexpr std::size_t kNamedMin = 3;   // behind a messenger's name

// A word (letters, digits and underscores) or one sign.
struct Token {
  std::u32string text;
  Place place;
  bool word = false;
  bool spaced = false;  // blanks stand before it
  bool latin = false;   // a word of Latin letters, digits and underscores
  bool has_letter = false;
  bool has_digit = false;  // or an underscore
};

bool word_glyph(const Glyph& glyph) {
  return glyph.letter || glyph.digit || glyph.code == U'_';
}

std::vector<Token> tokens_of(const std::vector<Glyph>& text) {
  std::vector<Token> all;
  for (std::size_t at = 0; at < text.size();) {
    Token token;
    while (at < text.size() && text[at].blank) token.spaced = true, ++at;
    if (at == text.size()) break;
    token.place.begin = at;
    token.word = token.latin = word_glyph(text[at]);
    do {
      const Glyph& glyph = text[at++];
      token.text += glyph.code;
      token.latin = token.latin && glyph.code < 0x80;
      token.has_letter = token.has_letter || glyph.letter;
      token.has_digit = token.has_digit || !glyph.letter;
    } while (token.word && at < text.size() && word_glyph(text[at]));
    token.place.end = at;
    all.push_back(std::move(token));
  }
  return all;
}

}  // namespace

std::expected<Addresses, event::Problem> Addresses::parse(std::string_view file, std::string_view text) {
  Addresses all;
  const std::array<std::pair<std::u32string_view, Words*>, 10> kinds = {{{U"dot", &all.dots_},
                                                                         {U"at", &all.ats_},
                                                                         {U"weak-at", &all.weak_ats_},
                                                                         {U"zone", &all.zones_},
                                                                         {U"weak-zone", &all.weak_zones_},
                                                                         {U"spoken-zone", &all.spoken_zones_},
                                                                         {U"provider", &all.providers_},
                                                                         {U"scheme", &all.schemes_},
                                                                         {U"host", &all.hosts_},
                                                                         {U"messenger", &all.messengers_}}};
  for (const ListLine& line : list_lines(text)) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == line.words[0]; });
    if (kind == kinds.end()) return std::unexpected(list_problem(file, line.number, "begins with no known kind."));
    kind->second->insert(line.words.begin() + 1, line.words.end());
  }
  return all;
}

class AddressWalk {
 public:
  AddressWalk(const Addresses& lists, const std::vector<Glyph>& text) : lists_(lists), tokens_(tokens_of(text)) {}

  Addresses::Found run() {
    for (std::size_t at = 0; at < tokens_.size();) {
      std::size_t end = email(at);
      if (end != 0) {
        add(found_.emails, local_part(at), end);
      } else if (end = link(at); end != 0) {
        add(found_.links, at, end);
      }
      at = std::max(at + 1, end);
    }
    return std::move(found_);
  }

 private:
  // All of these answer the token behind what they found, 0 for nothing.

  bool sign(std::size_t at, char32_t code) const {
    return at < tokens_.size() && !tokens_[at].word && tokens_[at].text.front() == code;
  }
  bool word(std::size_t at, const Addresses::Words& words) const {
    return at < tokens_.size() && tokens_[at].word && words.contains(tokens_[at].text);
  }
  bool any_word(std::size_t at) const { return at < tokens_.size() && tokens_[at].word; }
  bool spaced(std::size_t at) const { return at < tokens_.size() && tokens_[at].spaced; }

  // What stands in brackets of any kind: "(at)".
  template <typename Inside>
  std::size_t bracketed(std::size_t at, Inside inside) const {
    const bool opens = sign(at, U'(') || sign(at, U'[') || sign(at, U'{') || sign(at, U'<');
    if (!opens || !inside(at + 1)) return 0;
    return sign(at + 2, U')') || sign(at + 2, U']') || sign(at + 2, U'}') || sign(at + 2, U'>') ? at + 3 : 0;
  }

  struct Dot {
    std::size_t end = 0;
    bool spoken = false;  // a word or in brackets: nobody does that to end a sentence
  };
  Dot dot(std::size_t at) const {
    const auto is_dot = [&](std::size_t i) { return sign(i, U'.') || word(i, lists_.dots_); };
    if (word(at, lists_.dots_)) return {at + 1, true};
    if (const std::size_t end = bracketed(at, is_dot); end != 0) return {end, true};
    const bool mark = sign(at, U'.') || (sign(at, U',') && !spaced(at + 1));
    if (!mark || spaced(at) != spaced(at + 1)) return {};  // "club. Ru…" ends a sentence
    return {at + 1, false};
  }

  // "club.ru": labels with dots up to a zone. `sure` when something else already tells that it is an address.
  std::size_t domain(std::size_t at, bool sure) const {
    std::size_t end = 0;
    std::u32string host;
    bool comma = false;
    for (std::size_t labels = 0; labels < kLabelsMax && any_word(at); ++labels) {
      host += tokens_[at].text;
      const bool latin = tokens_[at].latin;
      ++at;
      while (sign(at, U'-') && any_word(at + 1) && !spaced(at) && !spaced(at + 1)) at += 2;
      const Dot next = dot(at);
      if (next.end == 0 || !any_word(next.end)) break;
      comma = comma || sign(at, U',');
      host += U'.';
      at = next.end;
      const bool loose = spaced(at) && !next.spoken;  // "club . ru"
      const bool strong = word(at, lists_.zones_) && (!loose || latin);
      const bool spoken = next.spoken && (word(at, lists_.spoken_zones_) || word(at, lists_.zones_));
      const bool weak = word(at, lists_.weak_zones_) && (sure || (sign(at + 1, U'/') && any_word(at + 2)));
      const bool known = lists_.hosts_.contains(host + tokens_[at].text);
      if (((strong || weak) && (!comma || sure)) || spoken || known) end = at + 1;
    }
    return end;
  }

  std::size_t at_sign(std::size_t at, bool& weak) const {
    const auto is_at = [&](std::size_t i) {
      return sign(i, U'@') || word(i, lists_.ats_) || word(i, lists_.weak_ats_);
    };
    if (sign(at, U'@') || word(at, lists_.ats_)) return at + 1;
    if (const std::size_t end = bracketed(at, is_at); end != 0) return end;
    weak = word(at, lists_.weak_ats_);
    return weak ? at + 1 : 0;
  }

  std::size_t email(std::size_t at) const {
    bool weak = false;
    const std::size_t behind = at == 0 || !tokens_[at - 1].word ? 0 : at_sign(at, weak);
    if (behind == 0) return 0;
    if (sign(at, U'@') && spaced(at) && !spaced(behind)) return 0;  // a handle
    if (const std::size_t end = domain(behind, !weak); end != 0) return end;
    if (!weak && word(behind, lists_.providers_)) return behind + 1;
    // Of an unknown zone, where the sign itself leaves no doubt.
    const bool shown = sign(at, U'@') && !spaced(at) && !spaced(behind) && any_word(behind);
    if (shown && sign(behind + 1, U'.') && any_word(behind + 2) && !spaced(behind + 2)) return behind + 3;
    if (!weak || !word(behind, lists_.providers_)) return 0;
    const Dot next = dot(behind + 1);
    return next.end != 0 && any_word(next.end) ? next.end + 1 : 0;
  }

  // Where the name before the sign begins: "ivan.petrov-88".
  std::size_t local_part(std::size_t at) const {
    std::size_t begin = at - 1;
    const auto joins = [&](std::size_t i) { return sign(i, U'.') || sign(i, U'-') || sign(i, U'+'); };
    while (begin > 1 && !tokens_[begin].spaced && joins(begin - 1) && !tokens_[begin - 1].spaced &&
           tokens_[begin - 2].word) {
      begin -= 2;
    }
    return begin;
  }

  std::size_t link(std::size_t at) const {
    if (word(at, lists_.schemes_) && sign(at + 1, U':') && (sign(at + 2, U'/') || any_word(at + 2))) {
      std::size_t end = at + 2;
      while (sign(end, U'/')) ++end;
      return std::max(path(domain(end, true)), std::min(end + 1, tokens_.size()));
    }
    if (any_word(at) && tokens_[at].text == U"www" && any_word(std::max(dot(at + 1).end, at + 1))) {
      const std::size_t begin = std::max(dot(at + 1).end, at + 1);
      return std::max(path(domain(begin, true)), begin + 1);
    }
    if (const std::size_t end = domain(at, false); end != 0 && tokens_[at].has_letter) return path(end);
    return handle(at);
  }

  // The rest of an address: all that stands together.
  std::size_t path(std::size_t at) const {
    if (at == 0 || !(sign(at, U'/') || sign(at, U'?') || sign(at, U':'))) return at;
    while (at < tokens_.size() && !tokens_[at].spaced) ++at;
    return at;
  }

  // A name with dots in it, and how many glyphs stand in it.
  std::size_t dotted(std::size_t at) const {
    std::size_t end = at + 1;
    while (sign(end, U'.') && !spaced(end) && any_word(end + 1) && !spaced(end + 1)) end += 2;
    return end;
  }
  std::size_t length(std::size_t begin, std::size_t end) const {
    return tokens_[end - 1].place.end - tokens_[begin].place.begin;
  }

  // "@ivan_fit", "tg: ivan", and in Russian also without a colon.
  std::size_t handle(std::size_t at) const {
    if (sign(at, U'@') && (at == 0 || tokens_[at].spaced || !tokens_[at - 1].word)) {
      if (!any_word(at + 1) || spaced(at + 1) || !tokens_[at + 1].latin) return 0;
      const std::size_t end = dotted(at + 1);
      const bool named = tokens_[at + 1].has_letter || end > at + 2;
      return named && length(at + 1, end) >= kHandleMin ? end : 0;
    }
    if (!word(at, lists_.messengers_)) return 0;
    const bool russian = !tokens_[at].latin;
    std::size_t name = at + 1;
    while (name < tokens_.size() && (sign(name, U':') || sign(name, U'-') || sign(name, U'—') || sign(name, U'@')))
      ++name;
    if (!any_word(name) || !tokens_[name].latin || !tokens_[name].has_letter) return 0;
    const bool told = tokens_[name].has_digit || dotted(name) > name + 1 || russian || sign(name - 1, U'@');
    const bool itself = lists_.messengers_.contains(tokens_[name].text);
    return told && !itself && length(name, dotted(name)) >= kNamedMin ? dotted(name) : 0;
  }

  void add(std::vector<Place>& places, std::size_t begin, std::size_t end) const {
    places.push_back({tokens_[begin].place.begin, tokens_[end - 1].place.end});
  }

  const Addresses& lists_;
  std::vector<Token> tokens_;
  Addresses::Found found_;
};

Addresses::Found Addresses::find(const std::vector<Glyph>& text) const {
  return AddressWalk(*this, text).run();
}

}  // namespace chalkpoint::chalk
