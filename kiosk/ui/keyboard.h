// The on-screen keyboards. They draw themselves from the layouts in assets/keyboards, edit a text, and open a popup of
// the pressed letter; a key held longer offers its alternates, a held backspace takes whole words.
#pragma once

#include <string>

#include "kiosk/ui/edit.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// Which letters are shown; kept by the view between frames.
struct KeyboardState {
  std::string layout;  ///< ru, en, digits; empty: by the frame's language
  bool shift = false;
};

/// How a keyboard behaves where it is not a member's answer that is typed.
struct Manner {
  bool secret = false;  ///< no letter is shown larger over its key, none begins as a capital; the digits stand on top
  bool quiet = false;   ///< "done" is a key like the others: the screen's own button is what comes next
};

struct Typed {
  bool changed = false;  ///< the text or the caret
  bool done = false;     ///< "done" was tapped
};

/// Pixels the keyboard wants of the screen's height.
float keyboard_height(const Ui& ui, float height_free, const Manner& manner = {});

/// `length_max`: of the text, in UTF-16 units.
Typed keyboard(Ui& ui, const Rect& place, KeyboardState& state, Writing& writing, std::size_t length_max,
               const Manner& manner = {});

/// The size of the pad of twelve keys, for a telephone number or a PIN.
Size pad_size(const Ui& ui, Size free);
/// How a pad names its targets (`prefix` + digit, and `erase_id`), and whether it has a + key.
struct Pad {
  std::string_view prefix, erase_id;
  bool plus = false;
};
inline constexpr Pad kPhonePad{"key.", "key.backspace", true};
inline constexpr Pad kPinPad{"pin.", "pin.erase", false};
/// Returns the keys tapped in this frame: digits, '+', '\b'.
std::string draw_pad(Ui& ui, const Rect& place, const Pad& pad);

}  // namespace chalkpoint::ui
