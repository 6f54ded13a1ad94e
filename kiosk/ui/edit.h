// Editing a text with a caret: pure. Offsets are bytes and always stand between letters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chalkpoint::ui {

struct Writing {
  std::string text;
  std::size_t caret = 0;
  bool operator==(const Writing&) const = default;
};

/// Puts `typed` at the caret; does nothing when the text would become longer than `length_max` UTF-16 units.
bool insert(Writing& writing, std::string_view typed, std::size_t length_max);
/// Takes away the letter before the caret, with the marks that belong to it.
bool erase_letter(Writing& writing);
/// Takes away the word before the caret, with the space behind it.
bool erase_word(Writing& writing);
/// Letters of a real keyboard, one after another; '\b' takes one away.
void type(Writing& writing, std::string_view letters, std::size_t length_max);
/// Does a sentence begin at the caret?
bool begins_sentence(const Writing& writing);

}  // namespace chalkpoint::ui
