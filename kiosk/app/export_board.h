// The chalk board as pictures: all that hangs there, and each note by itself. Only what a member sees on the board now:
// nothing that waits, was hidden or removed, and nothing private.
#pragma once

#include <filesystem>

#include "kiosk/app/export.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::app {

struct BoardOrder {
  std::filesystem::path fonts;
  const ui::Text& text;  ///< of the language
  event::Moment now;
};
/// Takes a picture away under its name within the folder.
using PutPicture = std::function<journal::Result<void>(const std::string& name, const std::string& content)>;
/// board.png (and board-2.png … where one is too small), notes/DAY-CODE-ID.svg and .png. How many notes there are.
journal::Result<std::size_t> export_board(const OnStore& store, const BoardOrder& order, const PutPicture& put,
                                          const ExportWatch& watch);

}  // namespace chalkpoint::app
