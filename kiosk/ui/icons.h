// The icons: vectors of one weight.
#pragma once

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// Draws the icon into `box`, pixels; `color` as ImGui packs it.
void draw_icon(ImDrawList& list, Icon icon, const Rect& box, std::uint32_t color);

}  // namespace chalkpoint::ui
