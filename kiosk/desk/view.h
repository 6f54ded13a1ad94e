// Draws the staff screens: the PIN pad and the state of the terminal.
#pragma once

#include "kiosk/desk/desk.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::desk {

/// One frame of the screen that `state` is on: staff.pin or staff.status.
Intent draw(const State& state, ui::Ui& ui);

}  // namespace chalkpoint::desk
