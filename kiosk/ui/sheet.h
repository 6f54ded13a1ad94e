// Chalk as pixels: what has been drawn once costs one quad a frame, however many strokes it was. The grain belongs to
// the place, not to the stroke, as on a rough slate.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace chalkpoint::ui {

struct Image;

/// A round spot of chalk, pixels of a sheet.
struct Dab {
  Point at;
  float radius = 0;
};

class Sheet {
 public:
  Sheet(int width, int height);

  int width() const { return width_; }
  int height() const { return height_; }
  /// Straight alpha: red, green, blue, opacity.
  const std::uint8_t* pixels() const { return pixels_.data(); }

  /// Only inside this part, in whole pixels, is anything drawn or wiped from now on; all of the sheet at first.
  void within(const Rect& part);
  void within_all();
  /// Wipes what within() names.
  void wipe();
  /// Chalk through the dabs, one alone being a dot. Calls before the next lift() are one stroke: where it comes twice,
  /// the denser counts, so a stroke may be drawn piece by piece, each beginning where the one before ended or earlier.
  void stroke(std::span<const Dab> dabs, Color color);
  /// Ends the stroke: the next one lies over it.
  void lift();
  /// Fills all of it with the image, as large or as small as that needs.
  void show(const Image& image);
  /// Gives back the memory that only drawing needs; drawing takes it again.
  void dry();

  /// What has changed since it was asked last; empty when nothing.
  Rect take_changed();

 private:
  struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;  // the last two exclusive
    bool empty() const { return right <= left || bottom <= top; }
    void add(const Box& other);
  };
  void capsule(const Dab& from, const Dab& to, Color color);
  void put(std::size_t pixel, float denser, int x, int y, Color color);

  int width_, height_;
  std::vector<std::uint8_t> pixels_;
  std::vector<std::uint8_t> cover_;  // of the stroke under way, 0–255; empty while dry
  Box part_, touched_, changed_;     // touched_: by the stroke under way
};

}  // namespace chalkpoint::ui
