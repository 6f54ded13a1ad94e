#include "kiosk/ui/edit.h"

#include <algorithm>

#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n';
}

bool erase_from(Writing& writing, std::size_t start) {
  if (start == writing.caret) return false;
  writing.text.erase(start, writing.caret - start);
  writing.caret = start;
  return true;
}

}  // namespace

bool insert(Writing& writing, std::string_view typed, std::size_t length_max) {
  if (utf16_length(writing.text) + utf16_length(typed) > length_max) return false;
  writing.caret = std::min(writing.caret, writing.text.size());
  writing.text.insert(writing.caret, typed);
  writing.caret += typed.size();
  return true;
}

bool erase_letter(Writing& writing) {
  writing.caret = std::min(writing.caret, writing.text.size());
  return erase_from(writing, letter_before(writing.text, writing.caret));
}

bool erase_word(Writing& writing) {
  writing.caret = std::min(writing.caret, writing.text.size());
  std::size_t start = writing.caret;
  while (start > 0 && is_space(writing.text[start - 1])) --start;
  while (start > 0 && !is_space(writing.text[start - 1])) --start;
  return erase_from(writing, start);
}

void type(Writing& writing, std::string_view letters, std::size_t length_max) {
  for (std::size_t at = 0; at < letters.size();) {
    const std::size_t from = at;
    next_code_point(letters, at);
    const std::string_view letter = letters.substr(from, at - from);
    if (letter == "\b")
      erase_letter(writing);
    else
      insert(writing, letter, length_max);
  }
}

bool begins_sentence(const Writing& writing) {
  std::size_t at = std::min(writing.caret, writing.text.size());
  if (at > 0 && !is_space(writing.text[at - 1])) return false;
  while (at > 0 && is_space(writing.text[at - 1])) --at;
  if (at == 0) return true;
  return std::string_view(".!?").contains(writing.text[at - 1]) ||
         std::string_view(writing.text).substr(0, at).ends_with("…");
}

}  // namespace chalkpoint::ui
