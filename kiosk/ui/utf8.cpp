#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0x80) return lead;
  const int rest = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (rest == 0 || lead > 0xF4 || at + static_cast<std::size_t>(rest) > text.size()) return 0xFFFD;
  char32_t code = lead & (0x3F >> rest);
  for (int i = 0; i < rest; ++i) {
    const unsigned char next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return 0xFFFD;
    code = (code << 6) | (next & 0x3F);
  }
  at += static_cast<std::size_t>(rest);
  return code;
}

void append_utf8(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

bool joins_previous(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

std::size_t letter_before(std::string_view text, std::size_t at) {
  while (at > 0) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    std::size_t after = at;
    const char32_t code = next_code_point(text, after);
    if (joins_previous(code)) continue;
    // A joiner before this one binds it to the letter before that.
    if (at >= 3 && text.substr(at - 3, 3) == "\u200D") continue;
    break;
  }
  return at;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) length += next_code_point(text, at) > 0xFFFF ? 2 : 1;
  return length;
}

std::string shortened(std::string_view text, std::size_t letters_max) {
  std::size_t letters = 0, cut = 0, word_end = 0;
  for (std::size_t at = 0; at < text.size(); ++letters) {
    const std::size_t from = at;
    const char32_t code = next_code_point(text, at);
    if (letters >= letters_max) continue;
    if (!joins_previous(code)) cut = from;
    if (code == ' ' || code == '\n') word_end = from;
  }
  if (letters <= letters_max) return std::string(text);
  std::size_t end = word_end >= cut / 2 ? word_end : cut;
  while (end > 0 && std::string_view(" \n,.;:-").find(text[end - 1]) != std::string_view::npos) --end;
  return std::string(text.substr(0, end)) + "…";
}

// Written out rather than asked of the C library, whose answer depends on the locale of the process.
char32_t to_upper(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) || (c >= 0x430 && c <= 0x44F)) return c - 0x20;
  if (c >= 0x450 && c <= 0x45F) return c - 0x50;
  return c;
}

char32_t to_lower(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

std::string upper(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) append_utf8(result, to_upper(next_code_point(text, at)));
  return result;
}

}  // namespace chalkpoint::ui
