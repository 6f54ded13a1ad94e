// A drawing from the board as a file, and what the commands that read notes share.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "sync/hub/commands.h"

namespace chalkpoint::hub {

/// Which note: by its id or by its code, at one site or at any.
struct NoteOptions {
  std::string store;
  std::optional<std::string> id, code, site;
  std::filesystem::path svg;  ///< where its drawing goes
  bool any = false;           ///< for the owner: also one that is not on the board
};

/// Writes the drawing of a public note and prints the note's id and the file. A code that several notes bear is refused
/// with their ids named; so is a note that is text, and, unless any of them was asked for, one that members do not see:
/// it waits for a look, was hidden or removed.
Done write_note(const NoteOptions& options, const World& world, std::ostream& out);

/// The encoded drawing as an SVG file, over one that is there.
Done write_svg(const std::filesystem::path& file, std::string_view encoded);

}  // namespace chalkpoint::hub
