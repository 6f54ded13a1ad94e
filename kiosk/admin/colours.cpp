#include "kiosk/admin/colours.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace chalkpoint::admin {

std::optional<ui::Color> colour_of(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  std::uint32_t hex = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), hex, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return ui::rgb(hex);
}

std::string to_text(ui::Color colour) {
  std::array<char, 8> out{};
  std::snprintf(out.data(), out.size(), "#%02X%02X%02X", colour.r, colour.g, colour.b);
  return out.data();
}

bool is_readable(ui::Color accent) {
  return std::min(ui::contrast(accent, ui::kBoard.slate), ui::contrast(accent, ui::kBoard.ink)) >= kReadable;
}

ui::Color nearest_readable(ui::Color accent) {
  constexpr int kSteps = 255;
  for (int step = 0; step <= kSteps; ++step) {
    const ui::Color lighter = ui::blend(accent, ui::Color{255, 255, 255, static_cast<std::uint8_t>(step)});
    if (is_readable(lighter)) return lighter;
  }
  return ui::kBoard.chalk;
}

}  // namespace chalkpoint::admin
