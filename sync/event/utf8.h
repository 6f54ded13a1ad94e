// UTF-8, octet by octet. Private to this layer.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace chalkpoint::event {

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none (overlong, surrogate, cut
/// off).
inline std::size_t sequence_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool bad = (first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F);
    return !bad && tail(1) && tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool bad = (first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F);
    return !bad && tail(1) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

/// The code point of one well-formed sequence; the first octet of anything else.
inline char32_t code_point(std::string_view sequence) {
  constexpr unsigned kFirstBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  const std::size_t length = sequence_length(sequence);
  if (length == 0) return sequence.empty() ? 0 : static_cast<unsigned char>(sequence[0]);
  char32_t out = static_cast<unsigned char>(sequence[0]) & kFirstBits[length];
  for (std::size_t i = 1; i < length; ++i) out = out << 6U | (static_cast<unsigned char>(sequence[i]) & 0x3FU);
  return out;
}

/// How many code points: octets that begin one.
inline std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace chalkpoint::event
