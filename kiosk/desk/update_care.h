// The part of the desk's update that cares for the board.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of care.h to the step. Nothing of it acts before the PIN was right.
void care_for(Step& step, const Intent& intent, const Inputs& in);

}  // namespace chalkpoint::desk
