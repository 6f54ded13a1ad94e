// Walking through UTF-8. Broken bytes are taken one by one as U+FFFD: what people typed is never dropped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chalkpoint::ui {

/// The code point at byte `at`, and `at` moved behind it. `at` must be inside the text.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t code_point);
/// Does the code point join the one before it to one letter for the reader (combining marks, joiners, variation
/// selectors, skin tones)?
bool joins_previous(char32_t code_point);
/// Byte offset where the letter before `at` begins: what one press of backspace takes away.
std::size_t letter_before(std::string_view text, std::size_t at);
/// Length as survey-core counts it: UTF-16 units.
std::size_t utf16_length(std::string_view text);
/// `text` itself, or its beginning of no more than `letters_max` code points (1 or more), the "…" that tells of the
/// rest among them; between two words where one ends in the second half of that.
std::string shortened(std::string_view text, std::size_t letters_max);
/// Capital or small form of one Latin or Cyrillic letter; others stay.
char32_t to_upper(char32_t code_point);
char32_t to_lower(char32_t code_point);
std::string upper(std::string_view text);

}  // namespace chalkpoint::ui
