// Finds stems in a text through everything that stands for their letters. A text is a lattice: each of its glyphs, and
// short runs of them, may be read as several letters. The stems are a trie, walked by all readings at once (as a Pike
// machine walks a regular expression: at most one walker at a node), so the time is linear in the text however many
// readings there are.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/chalk/glyphs.h"
#include "sync/event/event.h"

namespace chalkpoint::chalk {

/// The letters stems are made of: а to я without ё, then a to z.
inline constexpr int kStemLetters = 58;
/// The place of `code` among them, or -1.
int stem_letter(char32_t code);

/// Which glyphs may stand for which letters: lookalikes.txt.
class Lookalikes {
 public:
  /// Of lookalikes.txt; fails with the line.
  static std::expected<Lookalikes, event::Problem> parse(std::string_view file, std::string_view text);

  /// A word is read in one way at a time, or innocent words would turn into anything. Keys: by those of the other
  /// layout, where no letter is read as itself.
  enum Way : std::size_t { kLooks, kSounds, kKeys, kWays };
  static constexpr std::size_t kRunMax = 4;  ///< of glyphs that stand for one letter together
  struct Reading {
    int letter = 0;
    std::size_t glyphs = 1;
    bool real = false;  ///< a letter is among those glyphs
  };
  /// How the glyphs from `at` on may be read.
  void readings(Way way, const std::vector<Glyph>& text, std::size_t at, std::vector<Reading>& out) const;
  /// Whether `code` hides any letter, as the stars in "d**n".
  bool masks(char32_t code) const { return masks_.contains(code); }

 private:
  struct Run {
    std::u32string rest;
    int letter = 0;
  };
  std::array<std::unordered_map<char32_t, std::vector<Run>>, kWays> runs_;  // by first glyph
  std::u32string masks_;
};

/// A place in the text, in glyphs.
struct Place {
  std::size_t begin = 0, end = 0;
};

class Stems {
 public:
  /// Of obscene.txt and allowed.txt; fails with the file and the line.
  static std::expected<Stems, event::Problem> parse(std::string_view stems_file, std::string_view stems,
                                                    std::string_view allowed_file, std::string_view allowed);
  /// Where stems stand that no allowed piece covers, in the order of their beginnings; some may overlap.
  std::vector<Place> find(const std::vector<Glyph>& text, const Lookalikes& lookalikes) const;

 private:
  friend class StemWalk;
  enum Ending : std::uint8_t { kNowhere = 0, kAnywhere = 1, kAtWordEnd = 2, kPrefix = 4 };
  struct Node {
    std::array<std::int32_t, kStemLetters + 1> next{};  // 0: none; the last is a gap between words
    int letter = -1;
    int depth = 0;
    std::uint8_t ending = kNowhere;
    bool of_prefix = false;
  };
  enum Root : std::int32_t { kInside = 1, kWord, kStrict, kPrefixes, kAllowedInside, kAllowedWord, kRoots };

  Stems() : nodes_(kRoots) { nodes_[kPrefixes].of_prefix = true; }
  // Adds a pattern and all it stands for; false when it is none.
  bool add(Root root, std::u32string_view pattern, std::uint8_t ending);
  bool grow(std::int32_t node, std::u32string_view pattern, std::uint8_t ending);
  bool allowed(const std::vector<Glyph>& text, std::size_t at) const;
  bool allowed_from(Root root, const std::vector<Glyph>& text, std::size_t begin, std::size_t covers) const;

  std::vector<Node> nodes_;
};

}  // namespace chalkpoint::chalk
