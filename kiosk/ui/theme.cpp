#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace chalkpoint::ui {

const Theme kBoard{.slate = rgb(0x1F2B27),
                   .slate_light = rgb(0x2B3632),
                   .chalk = rgb(0xF4F1E8),
                   .ink = rgb(0x18211D),
                   .muted = rgb(0xBFC9C1),
                   .outline = rgb(0x8E9993),
                   .fill = rgb(0x2A3632),
                   .pressed = rgb(0x4A5853),
                   .key_bed = rgb(0x18211D),
                   .key = rgb(0x2C3934),
                   .yellow = rgb(0xF6D65B),
                   .coral = rgb(0xF2906F),
                   .mint = rgb(0x93D6AC),
                   .blue = rgb(0x92C7F0),
                   .accent = rgb(0xF6D65B),
                   .wood_light = rgb(0x94663F),
                   .wood_dark = rgb(0x5A3920)};

const Theme kHighContrast{.slate = rgb(0x000000),
                          .slate_light = rgb(0x000000),
                          .chalk = rgb(0xFFFFFF),
                          .ink = rgb(0x000000),
                          .muted = rgb(0xFFFFFF),
                          .outline = rgb(0xFFFFFF),
                          .fill = rgb(0x000000),
                          .pressed = rgb(0x555555),
                          .key_bed = rgb(0x000000),
                          .key = rgb(0x1C1C1C),
                          .yellow = rgb(0xFFE14D),
                          .coral = rgb(0xFFB199),
                          .mint = rgb(0xA8F0C0),
                          .blue = rgb(0xA9D7FF),
                          .accent = rgb(0xFFE14D),
                          .wood_light = rgb(0x3A3A3A),
                          .wood_dark = rgb(0x2A2A2A)};

Color blend(Color under, Color over) {
  const auto mix = [&over](std::uint8_t below, std::uint8_t above) {
    return static_cast<std::uint8_t>((above * over.a + below * (255 - over.a) + 127) / 255);
  };
  return {mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b), 255};
}

double contrast(Color a, Color b) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  const auto luminance = [&linear](Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
  };
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace chalkpoint::ui
