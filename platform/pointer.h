// A touch, as the display reports it.
#pragma once

#include <cstdint>

namespace chalkpoint::platform {

struct PointerEvent {
  enum class Kind { press, move, release };
  Kind kind = Kind::move;
  float x = 0, y = 0;        ///< window pixels, from the top left
  std::int64_t mono_ms = 0;  ///< when it arrived
};

}  // namespace chalkpoint::platform
