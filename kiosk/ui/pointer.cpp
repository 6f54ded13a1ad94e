#include "kiosk/ui/pointer.h"

#include <cmath>

namespace chalkpoint::ui {

void Pointer::feed(std::span<const PointerEvent> events, std::uint64_t screen, std::int64_t now_ms, float slop_px) {
  std::erase_if(touches_, [](const Touch& touch) { return touch.released; });
  for (Touch& touch : touches_) {
    touch.drag_dy = 0;
    touch.steps.clear();
    touch.now_ms = now_ms;
  }
  for (const PointerEvent& event : events) {
    if (event.kind == PointerEvent::Kind::press) {
      if (is_down()) touches_.pop_back();  // its release was lost: it never becomes a tap
      touches_.push_back({event.at, event.at, event.at_ms, event.at_ms, screen});
      touches_.back().steps.push_back(event);
      continue;
    }
    if (!is_down()) continue;
    Touch& touch = touches_.back();
    if (event.kind == PointerEvent::Kind::cancel) {
      touches_.pop_back();
      continue;
    }
    if (std::hypot(event.at.x - touch.began.x, event.at.y - touch.began.y) > slop_px) touch.dragged = true;
    if (touch.dragged) touch.drag_dy += event.at.y - touch.now.y;
    touch.steps.push_back(event);
    touch.now = event.at;
    touch.now_ms = event.at_ms;
    if (event.kind == PointerEvent::Kind::release) touch.released = true;
  }
}

}  // namespace chalkpoint::ui
