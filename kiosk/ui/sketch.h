// Small drawings in chalk, made of strokes as a hand makes them.
#pragma once

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

enum class Sketch {
  barbell,    ///< it smiles: the welcome
  smile,      ///< thank you, gladly
  stairs,     ///< thank you: there is a step still to take
  checklist,  ///< thank you: we shall see to it
  heart,
  cup,  ///< a pause
};

/// Draws into the middle of `box`. `part` 0–1: how much of the strokes is there already.
void draw_sketch(Ui& ui, Sketch sketch, const Rect& box, float part = 1);

}  // namespace chalkpoint::ui
