// Where a word that is too long for its line is parted.
#pragma once

#include <cstddef>
#include <string_view>

#include "kiosk/ui/type.h"

namespace chalkpoint::ui {

struct Part {
  std::size_t bytes = 0;  ///< of the word, that stay on the line: whole letters, at least one
  bool hyphen = false;  ///< a hyphen belongs behind them; never between digits or signs, where it would mean something
};

/// Parts `word` so that what stays is no wider than `width`, with its hyphen if `hyphens`: between two syllables where
/// one ends near the edge, by what Russian and English have in common (each part has a vowel, a consonant goes with the
/// vowel behind it, of two the first stays, nothing begins with й, ь, ъ or ы); else between any two letters.
Part part_word(std::string_view word, float width, const Measure& measure, bool hyphens);

}  // namespace chalkpoint::ui
