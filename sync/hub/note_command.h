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
};

/// Writes the drawing of a public note and prints the note's id and the file. A code that several notes bear is refused
/// with their ids named; so is a note that is text.
Done write_note(const NoteOptions& options, const World& world, std::ostream& out);

/// Every event of the site, in the order of its stream, whichever device it came from. Ends with the first failure.
Done each_event(Store& store, const std::string& site, const std::function<Done(const event::Event&)>& look);
/// The encoded drawing as an SVG file, over one that is there.
Done write_svg(const std::filesystem::path& file, std::string_view encoded);

}  // namespace chalkpoint::hub
