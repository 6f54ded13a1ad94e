// The part of update() that is about the report.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Changes the step by the intent; what is about something else, or not for the role of whoever is at the desk, changes
/// nothing.
void report_on(Step& step, const Intent& intent);

}  // namespace chalkpoint::desk
