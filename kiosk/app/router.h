// Which view fills the screen.
#pragma once

#include "kiosk/app/model.h"
#include "kiosk/desk/view.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::app {

struct Pass {
  const ui::Picture* picture;  ///< holds until the next pass
  bool stale;                  ///< the model or the draft has changed: what was drawn is already old
};
/// Draws what the model shows and tells it what was intended.
Pass draw(Model& model, ui::Ui& ui, const ui::Frame& frame);

/// How the board writes, for the staff's screens.
const desk::Hand& chalk_hand();

/// What the frame needs to know of the member's wishes.
ui::Options options(const Model& model);
std::string_view language(const Model& model);

}  // namespace chalkpoint::app
