#include "sync/wire/one_line.h"

#include <algorithm>

#include "sync/wire/limits.h"

namespace chalkpoint::wire {

std::string one_line(std::string text) {
  const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (octet(i) < 0x20 || octet(i) == 0x7F) text[i] = ' ';
    const bool c1 = octet(i) == 0xC2 && i + 1 < text.size() && octet(i + 1) >= 0x80 && octet(i + 1) < 0xA0;
    if (c1) text[i] = text[i + 1] = ' ';
  }
  if (text.size() <= kReasonBytesMax) return text;
  std::size_t end = kReasonBytesMax;
  while (end > 0 && (octet(end) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace chalkpoint::wire
