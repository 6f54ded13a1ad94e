// The board itself: slate with faint smears and grain, and the wooden ledge at its foot. Made once for a size and
// theme.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

class Slate {
 public:
  /// Makes the picture anew when the size, the ledge or the theme has changed.
  void prepare(int width, int height, int ledge_px, const Theme& theme);
  Texture texture() const;

 private:
  std::vector<std::uint8_t> pixels_;  // red, green, blue, 255
  int width_ = 0, height_ = 0, ledge_px_ = 0;
  const Theme* theme_ = nullptr;
  std::uint64_t version_ = 0;
};

}  // namespace chalkpoint::ui
