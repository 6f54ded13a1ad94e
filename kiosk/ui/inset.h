// A screen within the screen, and handles by which things are carried: what few pages need of the toolkit.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// Everything until end_inset() is a screen of its own within `place`, as a display of these options and language shows
/// it whose shorter side is as long as that of any other: the frame, the fingers and the targets are its own, as small
/// as the place makes them. Its targets are told with "inset." before their ids.
void begin_inset(Ui& ui, const Rect& place, const Options& options, std::string_view language);
/// Back to the screen around it.
void end_inset(Ui& ui);

/// A finger that carries something.
struct Drag {
  Point began, now;
  bool released = false;  ///< lifted in this frame
};
/// A handle: the finger that began there, while it is down and in the frame in which it lifts. It scrolls nothing.
std::optional<Drag> drag_area(Ui& ui, std::string_view id, std::string_view label, const Rect& rect);

}  // namespace chalkpoint::ui
