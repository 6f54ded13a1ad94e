// The part of the desk's update that knows people.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of people.h, and of care.h on the screens that keep people, to the step.
void keep_people(Step& step, const Intent& intent, const Inputs& in);

}  // namespace chalkpoint::desk
