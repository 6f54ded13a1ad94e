// The part of the desk's update that opens contacts and erases them.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of contacts.h to the step, and closes what may be open no longer: its time is over, or whoever has
/// it open may not any more. Nothing of it acts before the PIN was right, nor without the right to. What is erased by
/// then, here or elsewhere, is forgotten by everything that shows it.
void keep_contacts(Step& step, const Intent& intent, const Inputs& in);

/// Whether a phrase may be tried now: wrong ones slow down as wrong PINs do, each person by themselves. Counted as
/// wrong before it is known to be: pulling the plug must not give a free try.
bool begin_phrase(Step& step, const Inputs& in);
/// The phrase was right: none counts as wrong any more.
void forgive_phrases(Step& step);

}  // namespace chalkpoint::desk
