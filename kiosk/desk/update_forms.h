// The part of the desk's update that opens forms and hears of those that were stored.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of forms.h to the step. Nothing of it acts before the PIN was right, nor without the right to.
void fill_in(Step& step, const Intent& intent);

/// Lets the app open the form, signed by who is at the desk; asks for a name first where there is none yet.
void open_form(Step& step, const OpenForm& form);

}  // namespace chalkpoint::desk
