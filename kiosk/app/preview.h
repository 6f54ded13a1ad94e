// Screens of the members with something on them, drawn small: what a setting
// changes is seen before it is saved.
#pragma once

#include <span>

#include "kiosk/app/behaviour.h"
#include "kiosk/survey/definition.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::app {

enum class PreviewOf { attract, thanks, consent, rules, typing };

struct PreviewSource {
  const survey::Definition& definition;
  std::span<const survey::Voice> voices;  ///< of the board
  bool screening_before = true;
};

/// One frame of that screen in `place`, as with this behaviour; nothing that is
/// tapped leads anywhere.
void draw_preview(ui::Ui& ui, const ui::Rect& place, const PreviewSource& what, const Behaviour& behaviour,
                  PreviewOf screen, const std::string& language);

}  // namespace chalkpoint::app
