// The part of the desk's update that cares for the board, and what it shares with the part that keeps people.
#pragma once

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of care.h to the step. Nothing of it acts before the PIN was right, nor without the right to.
void care_for(Step& step, const Intent& intent, const Inputs& in);

/// Signs the deed with who is at the desk, hands it over to be stored and goes on to `then`. False when nothing was
/// handed over: another is on its way, the role has no right to it, or nobody has told their name yet, in which case
/// that is asked for first.
bool hand_over(Step& step, event::Deed what, Screen then, const Inputs& in);
/// Another screen, if their role may see it; what was begun there before goes on.
void go_on(State& state, Screen screen);
/// Who is at the desk, for what needs no name of its own: "terminal" with the terminal's PIN.
event::Signature signature_of(const State& state);
/// Another screen: what was typed or shown on the one before is forgotten.
void go_to(State& state, Screen screen);

}  // namespace chalkpoint::desk
