// The part of the desk's update that brings lists and notes calls.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of lists.h to the step. Nothing of it acts before the PIN was right, nor without the right to.
void keep_lists(Step& step, const Intent& intent, const Inputs& in);

/// Where the list lies that is looked at.
Screen screen_of(const Lists& lists);

}  // namespace chalkpoint::desk
