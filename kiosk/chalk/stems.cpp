#include "kiosk/chalk/stems.h"

#include <algorithm>

#include "kiosk/chalk/lists.h"

namespace chalkpoint::chalk {
namespace {

constexpr int kGap = kStemLetters;
constexpr std::size_t kAllowedGlyphsMax = 24;  // longer pieces are not needed, and the way back stays short

bool apostrophe(char32_t code) {
  return code == U'\'' || code == U'’' || code == U'`' || code == U'ʼ';
}

// "let's" is one word.
bool word_begins(const std::vector<Glyph>& text, std::size_t at) {
  if (at == 0) return true;
  if (text[at - 1].letter) return false;
  return !(at > 1 && apostrophe(text[at - 1].code) && text[at - 2].letter);
}
bool word_ends(const std::vector<Glyph>& text, std::size_t at) {
  return at >= text.size() || !text[at].letter;
}

}  // namespace

bool Stems::grow(std::int32_t node, std::u32string_view pattern, std::uint8_t ending) {
  if (pattern.empty()) {
    nodes_[node].ending |= ending;
    return nodes_[node].depth > 0;
  }
  std::u32string_view letters = pattern.substr(0, 1);
  std::size_t used = 1;
  if (pattern.front() == U'[') {
    const std::size_t close = pattern.find(U']');
    if (close == pattern.npos || close == 1) return false;
    letters = pattern.substr(1, close - 1);
    used = close + 1;
  }
  for (const char32_t code : letters) {
    const int letter = code == U'_' ? kGap : stem_letter(code);
    if (letter < 0) return false;
    if (nodes_[node].next[letter] == 0) {
      nodes_[node].next[letter] = static_cast<std::int32_t>(nodes_.size());
      Node child;
      child.letter = letter;
      child.depth = nodes_[node].depth + 1;
      child.of_prefix = nodes_[node].of_prefix;
      nodes_.push_back(child);
    }
    if (!grow(nodes_[node].next[letter], pattern.substr(used), ending)) return false;
  }
  return true;
}

bool Stems::add(Root root, std::u32string_view pattern, std::uint8_t ending) {
  if (pattern.ends_with(U'$')) {
    pattern.remove_suffix(1);
    ending = kAtWordEnd;
  }
  return grow(root, pattern, ending);
}

std::expected<Stems, event::Problem> Stems::parse(std::string_view stems_file, std::string_view stems,
                                                  std::string_view allowed_file, std::string_view allowed) {
  Stems all;
  for (const ListLine& line : list_lines(stems)) {
    for (const std::u32string_view word : line.words) {
      const char32_t sign = word.front();
      bool good = true;
      if (sign == U'*') {  // behind a prefix too, where it may go on over gaps
        good = all.add(kInside, word.substr(1), kAnywhere) && all.add(kWord, word.substr(1), kAnywhere);
      } else if (sign == U'^') {
        good = all.add(kStrict, word.substr(1), kAnywhere);
      } else if (sign == U'+') {
        good = all.add(kPrefixes, word.substr(1), kPrefix);
      } else {
        good = all.add(kWord, word, kAnywhere);
      }
      if (!good) return std::unexpected(list_problem(stems_file, line.number, "this is no stem."));
    }
  }
  for (const ListLine& line : list_lines(allowed)) {
    for (const std::u32string_view word : line.words) {
      const bool strict = word.front() == U'^';
      const bool good =
          strict ? all.add(kAllowedWord, word.substr(1), kAnywhere) : all.add(kAllowedInside, word, kAnywhere);
      if (!good) return std::unexpected(list_problem(allowed_file, line.number, "this is no piece of a word."));
    }
  }
  return all;
}

// Whether an innocent piece that begins at `begin` covers the glyph `covers`, letter by letter as it is written.
bool Stems::allowed_from(Root root, const std::vector<Glyph>& text, std::size_t begin, std::size_t covers) const {
  std::int32_t node = root;
  for (std::size_t at = begin; at < text.size();) {
    const int letter = stem_letter(text[at].code);
    node = nodes_[node].next[letter < 0 ? kGap : letter];
    if (node == 0) return false;
    ++at;
    while (letter < 0 && at < text.size() && stem_letter(text[at].code) < 0) ++at;  // a gap of any width is one
    const std::uint8_t ending = nodes_[node].ending;
    if (at > covers && ((ending & kAnywhere) != 0 || ((ending & kAtWordEnd) != 0 && word_ends(text, at)))) return true;
  }
  return false;
}

bool Stems::allowed(const std::vector<Glyph>& text, std::size_t at) const {
  for (std::size_t back = 0; back <= std::min(at, kAllowedGlyphsMax); ++back) {
    const std::size_t begin = at - back;
    if (allowed_from(kAllowedInside, text, begin, at)) return true;
    if (word_begins(text, begin) && allowed_from(kAllowedWord, text, begin, at)) return true;
  }
  return false;
}

// All readings of a text in one way at once: for each place, the nodes at which some reading stands there.
class StemWalk {
 public:
  StemWalk(const Stems& stems, const Lookalikes& lookalikes, Lookalikes::Way way, const std::vector<Glyph>& text)
      : stems_(stems), lookalikes_(lookalikes), way_(way), text_(text) {
    for (auto& slot : slots_) slot.seen.assign(stems.nodes_.size(), kUnseen);
  }

  std::vector<Place> run() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      begin_words(at);
      lookalikes_.readings(way_, text_, at, readings_);
      Slot& here = slots_[at % slots_.size()];
      for (const Walker& walker : here.walkers) step(walker, at);
      for (const Walker& walker : here.walkers) here.seen[walker.node] = kUnseen;
      here.walkers.clear();
    }
    return std::move(found_);
  }

 private:
  static constexpr std::uint32_t kUnseen = ~0U;
  struct Walker {
    std::int32_t node = 0;
    std::uint32_t begin = 0;
    std::uint32_t stem = 0;  // where the stem began, behind its prefixes
    std::uint16_t own = 0;   // the same since the stem began, without prefixes
    std::uint16_t real = 0;  // letters among what was read
    bool whole = false;      // began with a word, so it may go on in the next: letters are split over words
  };
  struct Slot {
    std::vector<Walker> walkers;
    std::vector<std::uint32_t> seen;  // by node: the place in walkers
  };

  void put(std::size_t at, const Walker& walker) {
    if (at > text_.size()) return;
    finish(walker, at);
    stand(at, walker);
  }
  void stand(std::size_t at, const Walker& walker) {
    Slot& slot = slots_[at % slots_.size()];
    std::uint32_t& place = slot.seen[walker.node];
    if (place == kUnseen) {
      place = static_cast<std::uint32_t>(slot.walkers.size());
      slot.walkers.push_back(walker);
    } else if (Walker& other = slot.walkers[place]; walker.real + walker.whole > other.real + other.whole) {
      other = walker;
    }
  }

  void begin_words(std::size_t at) {
    const auto begin = static_cast<std::uint32_t>(at);
    const bool word = word_begins(text_, at);
    put(at, {.node = Stems::kInside, .begin = begin, .stem = begin, .own = 0, .real = 0, .whole = word});
    if (!word) return;
    put(at, {.node = Stems::kWord, .begin = begin, .stem = begin, .own = 0, .real = 0, .whole = true});
    put(at, {.node = Stems::kStrict, .begin = begin, .stem = begin, .own = 0, .real = 0, .whole = true});
    put(at, {.node = Stems::kPrefixes, .begin = begin, .stem = begin, .own = 0, .real = 0, .whole = false});
  }

  void step(const Walker& walker, std::size_t at) {
    const Stems::Node& node = stems_.nodes_[walker.node];
    const bool begun = node.depth > 0;
    for (const auto& reading : readings_) {
      if (const std::int32_t next = node.next[reading.letter]; next != 0) {
        Walker on = walker;
        on.node = next;
        on.real = static_cast<std::uint16_t>(on.real + (reading.real ? 1 : 0));
        on.own = static_cast<std::uint16_t>(on.own + (reading.real ? 1 : 0));
        put(at + reading.glyphs, on);
      }
      if (begun && reading.letter == node.letter) put(at + reading.glyphs, walker);  // repeated
    }
    if (walker.real == 0) return;
    if (lookalikes_.masks(text_[at].code)) {
      for (int letter = 0; letter < kStemLetters; ++letter) {
        if (node.next[letter] == 0) continue;
        Walker on = walker;
        on.node = node.next[letter];
        put(at + 1, on);
      }
    }
    if (!begun || text_[at].letter) return;
    if (walker.whole || (node.of_prefix && !text_[at].blank)) stand(at + 1, walker);
  }

  void finish(const Walker& walker, std::size_t at) {
    const Stems::Node& node = stems_.nodes_[walker.node];
    if (node.ending == Stems::kNowhere) return;
    if ((node.ending & Stems::kPrefix) != 0) {
      const auto stem = static_cast<std::uint32_t>(at);
      put(at,
          {.node = Stems::kWord, .begin = walker.begin, .stem = stem, .own = 0, .real = walker.real, .whole = true});
      put(at, {.node = Stems::kPrefixes,
               .begin = walker.begin,
               .stem = stem,
               .own = 0,
               .real = walker.real,
               .whole = false});
      return;
    }
    const bool ends = (node.ending & Stems::kAnywhere) != 0 || word_ends(text_, at);
    // Mostly signs and digits say nothing: "6 9" is no word.
    if (!ends || walker.own == 0 || walker.real < 2 || 3 * walker.real < node.depth) return;
    if (!found_.empty() && found_.back().begin == walker.begin) {
      found_.back().end = std::max(found_.back().end, at);
    } else if (!stems_.allowed(text_, walker.begin) && !stems_.allowed(text_, walker.stem)) {
      found_.push_back({.begin = walker.begin, .end = at});
    }
  }

  const Stems& stems_;
  const Lookalikes& lookalikes_;
  const Lookalikes::Way way_;
  const std::vector<Glyph>& text_;
  std::array<Slot, Lookalikes::kRunMax + 1> slots_;
  std::vector<Lookalikes::Reading> readings_;
  std::vector<Place> found_;
};

std::vector<Place> Stems::find(const std::vector<Glyph>& text, const Lookalikes& lookalikes) const {
  std::vector<Place> found;
  for (const auto way : {Lookalikes::kLooks, Lookalikes::kSounds, Lookalikes::kKeys}) {
    const std::vector<Place> more = StemWalk(*this, lookalikes, way, text).run();
    found.insert(found.end(), more.begin(), more.end());
  }
  std::sort(found.begin(), found.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace chalkpoint::chalk
