// Cards that tell how something stands, each with what can be done about it.
#pragma once

#include <span>
#include <string>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// What is told, how it stands, and what can be done; that last one in yellow where it worries.
struct Fact {
  Icon icon = Icon::none;
  std::string label, value, remedy = {};
  bool worries = false;
  bool open = false;  ///< nothing is known of it: neither well nor a worry
};

/// The cards in one column or two, as the shape has room, in letters as large as there is room for; scrolled where even
/// small ones need more. Returns the height used.
float draw_facts(Ui& ui, const Rect& area, std::span<const Fact> facts);

}  // namespace chalkpoint::ui
