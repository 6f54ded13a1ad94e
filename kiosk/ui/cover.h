// Words that a passer-by shall not read: chalk dust of the same width lies on them until a finger does.
#pragma once

#include <string_view>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// Dust in the place of each word of `text`, as Ui::text would set it.
void draw_dust(Ui& ui, const Rect& box, std::string_view text, Type type, Color color);

/// A text that shows only while a finger lies on `rect`; whether it shows now. `label` is what the register of targets
/// knows of it, so never the text itself.
bool draw_covered(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, std::string_view text,
                  Type type, Color color);

/// One line with words in its middle that are under dust unless `shown`: where a larger target lies over it. What does
/// not fit ends in an ellipsis.
void draw_line_covered(Ui& ui, const Rect& box, std::string_view before, std::string_view covered,
                       std::string_view after, bool shown, Type type, Color color);

}  // namespace chalkpoint::ui
