// The words of an answer as results count them.
#include "sync/event/results.h"
#include "sync/event/utf8.h"
#include "sync/event/voices.h"

namespace chalkpoint::event {
namespace {

constexpr std::size_t kLettersMin = 3, kLettersMax = 30;

/// The small letter, ё as е; 0: no letter. Latin with its accents, and Cyrillic.
char32_t small_letter(char32_t code) {
  if (code >= U'A' && code <= U'Z') return code + 32;
  if (code >= U'a' && code <= U'z') return code;
  if (code == U'ё' || code == U'Ё') return U'е';
  if (code >= U'А' && code <= U'Я') return code + 32;
  if (code >= U'а' && code <= U'я') return code;
  constexpr char32_t kTimes = 0xD7, kDivided = 0xF7;
  if (code == kTimes || code == kDivided) return 0;
  if (code >= 0xC0 && code <= 0xDE) return code + 32;
  if (code >= 0xDF && code <= 0x24F) return code;
  if (code >= 0x430 && code <= 0x52F) return code;  // the letters of other Cyrillic alphabets
  return 0;
}

void append(std::string& out, char32_t letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else {
    out += static_cast<char>(0xC0U | letter >> 6U);
    out += static_cast<char>(0x80U | (letter & 0x3FU));
  }
}

}  // namespace

std::set<std::string> words_of(const Response& response) {
  std::set<std::string> out;
  const std::string text = words_in(response.answers, response.by.has_value());
  std::string word;
  std::size_t letters = 0;
  const auto end_word = [&] {
    if (letters >= kLettersMin && letters <= kLettersMax) out.insert(word);
    word.clear();
    letters = 0;
  };
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(1, sequence_length(rest));
    if (const char32_t letter = small_letter(code_point(rest.substr(0, length))); letter != 0) {
      append(word, letter);
      ++letters;
    } else {
      end_word();
    }
    rest.remove_prefix(length);
  }
  end_word();
  return out;
}

}  // namespace chalkpoint::event
