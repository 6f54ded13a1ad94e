// Lines on which words are written: a touch opens the keyboard for them, another one moves the caret.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

struct Field {
  std::string_view id;
  const std::string& text;
  std::string_view hint;  ///< shown while nothing is written
  Type hand = kHand;
  bool focused = false;           ///< the keyboard writes here
  std::size_t caret = 0;          ///< byte offset into `text`, drawn while focused
  std::optional<Color> ink = {};  ///< nothing: the theme's chalk
};

/// Draws it; where the caret belongs when it was touched in this frame: at the end when it was not focused before, else
/// between the two letters nearest to the finger.
std::optional<std::size_t> draw_field(Ui& ui, const Rect& at, const Field& field);

}  // namespace chalkpoint::ui
