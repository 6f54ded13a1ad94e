// Finds phone numbers: Russian and international, with any punctuation, spelt in words, or with letters for digits.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/chalk/glyphs.h"
#include "kiosk/chalk/stems.h"
#include "sync/event/event.h"

namespace chalkpoint::chalk {

class Phones {
 public:
  /// Of numbers.txt; fails with the line.
  static std::expected<Phones, event::Problem> parse(std::string_view file, std::string_view text);
  /// Where numbers stand, in order.
  std::vector<Place> find(const std::vector<Glyph>& text) const;

 private:
  friend class PhoneWalk;
  enum class Word { number, filler, call };
  struct Meaning {
    Word word = Word::number;
    int value = 0;  ///< of a number: 0 to 19, then tens, then hundreds
  };
  std::map<std::u32string, Meaning, std::less<>> words_;
  std::map<char32_t, char32_t> digits_;  ///< letters that stand for a digit beside other digits
};

}  // namespace chalkpoint::chalk
