// What fingers do, whole: a touch knows where and on which screen it began, so a tap that begins on one screen and ends
// on the next acts on neither, and a press and a release that fall into one frame are both seen.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace chalkpoint::ui {

/// One step of one finger (or the mouse) as the platform reports it. `at_ms` is monotonic.
struct PointerEvent {
  enum class Kind { press, move, release, cancel } kind;
  Point at;
  std::int64_t at_ms = 0;
};

/// A finger on the display, from press to release.
struct Touch {
  Point began, now;
  std::int64_t began_ms = 0, now_ms = 0;
  std::uint64_t screen = 0;              ///< serial of the screen it began on
  bool released = false;                 ///< ended in this frame; gone in the next
  bool dragged = false;                  ///< moved too far for a tap: it scrolls
  bool held = false;                     ///< has already acted by being held: its release does nothing
  float drag_dy = 0;                     ///< vertical movement in this frame while dragged
  std::vector<PointerEvent> steps = {};  ///< all it did in this frame, in order
};

class Pointer {
 public:
  /// Takes the events since the last frame, in order. `slop_px`: how far a tap may wander.
  void feed(std::span<const PointerEvent> events, std::uint64_t screen, std::int64_t now_ms, float slop_px);
  /// The touches of this frame, oldest first: those that ended in it and the one that goes on, if any.
  std::span<Touch> touches() { return touches_; }
  std::span<const Touch> touches() const { return touches_; }
  bool is_down() const { return !touches_.empty() && !touches_.back().released; }

 private:
  std::vector<Touch> touches_;
};

}  // namespace chalkpoint::ui
