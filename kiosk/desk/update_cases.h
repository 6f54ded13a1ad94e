// The part of the desk's update that works on cases, and what it shares with the part that cares for the board.
#pragma once

#include <optional>

#include "kiosk/desk/desk.h"

namespace chalkpoint::desk {

/// Applies an intent of cases.h to the step. Nothing of it acts without the right to.
void work_on_case(Step& step, const Intent& intent, const Inputs& in);

/// The page of what was opened: of a note, or of a response or private note.
Screen page_of(const Care& care);
/// Where a step back leads to from a screen of a case; nothing for other screens.
std::optional<Screen> before_case(const State& state);
/// Where one is after a step of a case; nothing for other deeds.
std::optional<Screen> after_step(const Care& care, const event::Deed& what);

}  // namespace chalkpoint::desk
