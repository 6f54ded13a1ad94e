// Which part of the window differs between two frames. On a software renderer the time from a touch to its pixels is
// the number of pixels drawn: a pressed button should cost a button, not a screen. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/renderer.h"

namespace chalkpoint::platform {

/// Remembers the triangles of the last frame.
class Damage {
 public:
  /// The smallest rectangle that holds every difference between `data` and the frame before; empty when there is none.
  /// The triangles that both frames begin and end with are left out, so order and overlap stay right.
  PixelRect next(const ImDrawData& data, Size size);
  /// The next frame is wholly new: another ground, another size, an uncovered window.
  void forget() { known_ = false; }

 private:
  struct Triangle {
    std::uint64_t digest = 0;  // corners, texels, colours, clip and picture
    float left = 0, top = 0, right = 0, bottom = 0;
  };
  static void list(const ImDrawData& data, std::vector<Triangle>& out);
  std::vector<Triangle> last_, now_;
  bool known_ = false;
};

}  // namespace chalkpoint::platform
