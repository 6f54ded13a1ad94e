// The one texture of the drawing: opacities of glyphs, chalk grain and a white spot, packed on shelves.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

class Atlas {
 public:
  static constexpr int kWidth = 1024, kHeight = 2048;

  Atlas();
  struct Place {
    int x = 0, y = 0;
  };
  /// Room for `width` × `height` pixels with an empty border; nothing when the atlas is full.
  std::optional<Place> reserve(int width, int height);
  void set(int x, int y, std::uint8_t opacity);
  /// Forgets everything packed; the white spot stays.
  void clear();
  /// As the renderer shall have it; what is set from now on belongs to the next version.
  Texture take();
  /// Middle of the white spot, in texture coordinates.
  static constexpr float kWhiteU = 1.5F / kWidth, kWhiteV = 1.5F / kHeight;

 private:
  struct Free {
    void operator()(std::uint8_t* pixels) const { std::free(pixels); }
  };
  std::unique_ptr<std::uint8_t[], Free> pixels_;  // calloc: rows never used cost no memory
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  int dirty_top_ = 0, dirty_bottom_ = 0;
  std::uint64_t version_ = 0;
  bool taken_ = true;
};

}  // namespace chalkpoint::ui
