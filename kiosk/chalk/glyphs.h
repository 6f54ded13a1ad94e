// A text as the filter reads it: letter by letter, stripped of what only hides a letter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chalkpoint::chalk {

/// One letter, digit or sign after folding, and where it stood.
struct Glyph {
  char32_t code = 0;  ///< folded: no capitals, no marks (but й stays; ё is е), no styled or foreign look-alikes
  bool letter = false;
  bool digit = false;                ///< 0 to 9
  bool blank = false;                ///< white space and line breaks
  std::uint32_t begin = 0, end = 0;  ///< octets in the text
};

/// NFKC with case folding (UAX 15, UTS 46's mapping: invisible characters vanish, styled letters become plain),
/// combining marks dropped, letters of other alphabets replaced by the prototype they look like (UTS 39, confusables).
/// Broken UTF-8 becomes signs. Time linear in the text.
std::vector<Glyph> glyphs(std::string_view text);

/// The codes alone, for what is compared with a list.
std::u32string folded(std::string_view text);

}  // namespace chalkpoint::chalk
