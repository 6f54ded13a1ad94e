// The colours of the board, and how well they stand out.
#pragma once

#include <cmath>
#include <cstdint>

namespace chalkpoint::ui {

/// Red, green, blue and opacity, 0–255, not premultiplied.
struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
  /// The same colour with its opacity multiplied by `part`, 0–1.
  Color faded(float part) const {
    return {r, g, b, static_cast<std::uint8_t>(std::lround(static_cast<float>(a) * part))};
  }
};

/// 0xRRGGBB, opaque.
constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
          255};
}

/// `over` laid on `under`, which is opaque.
Color blend(Color under, Color over);

/// 1 to 21, of two opaque colours: WCAG 2.2, "contrast ratio" (relative luminance of sRGB).
double contrast(Color a, Color b);

struct Theme {
  Color slate;        ///< the board
  Color slate_light;  ///< the board where it was smeared most: text must stand out here too
  Color chalk;        ///< text, and what is chosen
  Color ink;          ///< text on chalk, on yellow
  Color muted;        ///< text of less weight
  Color outline;      ///< around what can be touched
  Color fill;         ///< inside what can be touched
  Color pressed;      ///< inside while a finger is on it
  Color key_bed;      ///< under the keyboard
  Color key;          ///< a key
  Color yellow, coral, mint, blue;
  Color accent;  ///< the club's own colour; yellow until it has one
  Color wood_light, wood_dark;
};

extern const Theme kBoard;         ///< the club's own look
extern const Theme kHighContrast;  ///< black and white, nothing faint

}  // namespace chalkpoint::ui
