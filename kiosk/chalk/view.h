// Draws what a member sees of the chalk board. Changes nothing but the draft; says what the member wants.
#pragma once

#include <string>

#include "kiosk/chalk/board.h"
#include "kiosk/chalk/flow.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::chalk {

/// What the screens show of the world besides the notes.
struct Surroundings {
  std::int64_t now_unix_ms = 0;     ///< for "yesterday, 18:40"
  std::int32_t utc_offset_min = 0;  ///< of the terminal, minutes east
  bool trusted = true;              ///< false: offline longer than kOfflineTrustMs
  bool known = true;     ///< false: not read yet, so that nothing may be said of the board, nor that it is empty
  bool confides = true;  ///< private notes can be sealed here
};

/// One frame of the screen that `flow` is on.
Intent draw(const Board& board, const Flow& flow, Draft& draft, const Surroundings& around, ui::Ui& ui);

/// The name of the screen that draw() shows: board, board.find, board.found, board.warned, board.rules, write.chalk,
/// write.letters, write.preview, write.saving, write.sent, write.refused, write.failed, still_here.
std::string screen_name(const Board& board, const Flow& flow);

}  // namespace chalkpoint::chalk
