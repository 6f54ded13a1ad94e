// Chalk on the screen: the slate that is drawn on, and finished drawings among other things.
#pragma once

#include "kiosk/chalk/drawing.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::chalk {

/// The colour a stroke's number 0–4 has on this theme.
ui::Color colour_of(const ui::Theme& theme, int colour);

/// The slate `chalk.canvas` in `rect`: shows the pad and gives it everything the finger does there. What stands is
/// kept as pixels, so that a frame costs what has changed in it.
void draw_canvas(ui::Ui& ui, Pad& pad, const ui::Rect& rect);

/// The size, in pixels, of a drawing with this frame fitted into `most`. A small drawing is not blown up: a third of
/// the slate's longer side is the least that fills the width.
ui::Size fitted(const event::DrawingFrame& frame, ui::Size most);

/// A drawing fitted into the middle of `rect`. `key` names the note it belongs to: the picture is made once for a key
/// and size and only placed after that. `opacity` 0–1.
void draw_drawing(ui::Ui& ui, const event::Drawing& drawing, const ui::Rect& rect, std::string_view key,
                  float opacity = 1);
/// The same of an encoded drawing, which is decoded only when the picture is made. Octets that are no drawing show
/// nothing.
void draw_drawing(ui::Ui& ui, std::string_view encoded, const ui::Rect& rect, std::string_view key, float opacity = 1);

}  // namespace chalkpoint::chalk
