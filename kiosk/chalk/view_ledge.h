// The wooden ledge at the foot of the board, and what lies on it.
#pragma once

#include <string>

#include "kiosk/ui/ui.h"

namespace chalkpoint::chalk {

/// Wood, darker towards its foot, with the shadow it throws on the slate above.
void draw_wood(ui::Ui& ui, const ui::Rect& at);
/// A button on a dark ground of its own: on wood alone words cannot be read.
bool wood_button(ui::Ui& ui, const std::string& id, const std::string& label, const ui::Rect& at,
                 const ui::Button& look);

}  // namespace chalkpoint::chalk
