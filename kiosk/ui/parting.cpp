#include "kiosk/ui/parting.h"

#include <string>
#include <vector>

#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

// A letter as a reader sees it, marks joined to it included.
struct Letter {
  char32_t code = 0;
  std::size_t end = 0;  // bytes
};

std::vector<Letter> letters_of(std::string_view word) {
  std::vector<Letter> out;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t code = next_code_point(word, at);
    if (joins_previous(code) && !out.empty())
      out.back().end = at;
    else
      out.push_back({to_lower(code), at});
  }
  return out;
}

bool is_one_of(std::u32string_view set, char32_t code) {
  return set.find(code) != std::u32string_view::npos;
}
bool is_vowel(char32_t code) {
  return is_one_of(U"аеёиоуыэюяaeiouy", code);
}
bool is_letter(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 0xDF && code < 0x250 && code != 0xF7) ||
         (code >= 0x430 && code < 0x530);
}

bool has_vowel(const std::vector<Letter>& letters, std::size_t from, std::size_t to) {
  for (; from < to; ++from)
    if (is_vowel(letters[from].code)) return true;
  return false;
}

// Whether a syllable may end before letter `at`.
bool ends_syllable(const std::vector<Letter>& letters, std::size_t at) {
  if (at < 2 || at + 2 > letters.size()) return false;
  const char32_t before = letters[at - 1].code, after = letters[at].code;
  if (!is_letter(before) || !is_letter(after) || is_one_of(U"йьъы", after)) return false;
  if (!is_vowel(before) && is_vowel(after)) return false;
  const bool two_consonants =
      !is_vowel(after) && !is_vowel(letters[at + 1].code) && !is_one_of(U"ьъ", letters[at + 1].code);
  if (is_vowel(before) && two_consonants) return false;  // the first of them ends the syllable
  return has_vowel(letters, 0, at) && has_vowel(letters, at, letters.size());
}

}  // namespace

Part part_word(std::string_view word, float width, const Measure& measure, bool hyphens) {
  const auto letters = letters_of(word);
  const auto parts_letters = [&](std::size_t at) {
    return at > 0 && at < letters.size() && is_letter(letters[at - 1].code) && is_letter(letters[at].code);
  };
  const auto part_at = [&](std::size_t at) { return Part{letters[at - 1].end, hyphens && parts_letters(at)}; };
  const auto fits = [&](std::size_t at) {
    const Part part = part_at(at);
    return measure(std::string(word.substr(0, part.bytes)) + (part.hyphen ? "-" : "")) <= width;
  };
  std::size_t most = 1;
  while (most < letters.size() && fits(most + 1)) ++most;
  constexpr std::size_t kBackMax = 5;  // letters given up for a syllable's end
  for (std::size_t at = most; hyphens && at > most / 2 && at + kBackMax > most; --at)
    if (ends_syllable(letters, at)) return part_at(at);
  return fits(most) ? part_at(most) : Part{letters[most - 1].end, false};
}

}  // namespace chalkpoint::ui
