// Everything the store knows, in one encrypted file (kiosk/admin/ARCHIVE.md): responses, notes, cases and events as
// JSON Lines, the settings, the surveys, the board in pictures. What members left sealed is not in it.
#pragma once

#include <filesystem>

#include "kiosk/app/export_board.h"
#include "sync/event/event.h"

namespace chalkpoint::app {

struct ArchiveOrder {
  std::string passphrase;
  event::Moment made;
  std::vector<std::filesystem::path> surveys;  ///< definitions that are in use
  event::Random random;
  /// Draws the board; empty: no pictures.
  std::function<journal::Result<std::size_t>(const PutPicture& put)> pictures = {};
};
/// Writes the archive to `out`; how many events it holds.
journal::Result<std::size_t> export_archive(const OnStore& store, const ArchiveOrder& order, const Octets& out,
                                            const ExportWatch& watch);

/// Puts what the archive holds into `folder`, which must not exist yet and appears only when all of it has proved
/// itself; how many files.
journal::Result<std::size_t> open_archive(const std::filesystem::path& archive, const std::string& passphrase,
                                          const std::filesystem::path& folder);

}  // namespace chalkpoint::app
