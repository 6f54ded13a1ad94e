#include "sync/event/prose.h"

#include <algorithm>
#include <array>

#include "sync/event/utf8.h"

namespace chalkpoint::event {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t count>
bool is_among(const std::array<Range, count>& ranges, char32_t code_point) {
  return std::ranges::any_of(ranges,
                             [&](const Range& one) { return code_point >= one.first && code_point <= one.last; });
}

constexpr std::array<Range, 12> kNotWritable = {{{0x00, 0x09},
                                                 {0x0B, 0x1F},
                                                 {0x7F, 0x9F},
                                                 {0x061C, 0x061C},
                                                 {0x200E, 0x200F},
                                                 {0x2028, 0x202E},
                                                 {0x2066, 0x2069},
                                                 {0xD800, 0xDFFF},
                                                 {0xFDD0, 0xFDEF},
                                                 {0xFEFF, 0xFEFF},
                                                 {0xFFF9, 0xFFFB},
                                                 {0xE0000, 0xE007F}}};

constexpr std::array<Range, 19> kBlank = {{{0x0A, 0x0A},
                                           {0x20, 0x20},
                                           {0xA0, 0xA0},
                                           {0xAD, 0xAD},
                                           {0x034F, 0x034F},
                                           {0x115F, 0x1160},
                                           {0x1680, 0x1680},
                                           {0x17B4, 0x17B5},
                                           {0x180B, 0x180F},
                                           {0x2000, 0x200D},
                                           {0x202F, 0x202F},
                                           {0x205F, 0x2065},
                                           {0x206A, 0x206F},
                                           {0x2800, 0x2800},
                                           {0x3000, 0x3000},
                                           {0x3164, 0x3164},
                                           {0xFE00, 0xFE0F},
                                           {0xFFA0, 0xFFA0},
                                           {0xE0100, 0xE01EF}}};

}  // namespace

bool is_writable(char32_t code_point) {
  constexpr char32_t kPlane = 0xFFFF, kNoncharacters = 0xFFFE, kLast = 0x10FFFF;  // the last two of every plane
  return code_point <= kLast && (code_point & kPlane) < kNoncharacters && !is_among(kNotWritable, code_point);
}

bool is_blank(char32_t code_point) {
  return is_among(kBlank, code_point);
}

std::string writable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const std::string_view one = text.substr(0, std::max<std::size_t>(length, 1));
    if (length > 0 && is_writable(code_point(one))) out += one;
    text.remove_prefix(one.size());
  }
  return out;
}

std::string trimmed(std::string_view text) {
  std::size_t first = text.size(), last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(sequence_length(text.substr(at)), 1);
    if (!is_blank(code_point(text.substr(at, length)))) {
      first = std::min(first, at);
      last = at + length;
    }
    at += length;
  }
  return first < last ? std::string(text.substr(first, last - first)) : std::string();
}

}  // namespace chalkpoint::event
