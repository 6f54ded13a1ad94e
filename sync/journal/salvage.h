// What can be read of a damaged store, in a new one.
#pragma once

#include "sync/journal/schema.h"

namespace chalkpoint::journal {

/// "journal.db" and "-wal" to "journal.db-wal".
std::filesystem::path with_suffix(const std::filesystem::path& file, std::string_view suffix);

struct Salvaged {
  std::uint64_t events = 0;    ///< own events taken over
  std::uint64_t missing = 0;   ///< places in the own epochs for which nothing was found
  bool settings_lost = false;  ///< not all of them could be read: the enrolment, the site's key or the PIN may be gone
};

/// Reads `damaged` (and its log) without changing it, through a copy that takes as much room again for a while, and
/// writes the new store `fresh`, complete and synced. Own events
/// up to the first hole of their epoch stay there; those behind a hole are recorded again, with their ids, in the fresh
/// epoch that new events go on in, since the hub takes no epoch with a hole. Events of other devices are left out: they
/// are read down again. Throws SQLite::Exception or filesystem_error
/// when `fresh` or the copy cannot be written.
Salvaged salvage(const std::filesystem::path& damaged, const std::filesystem::path& fresh, const World& world);

}  // namespace chalkpoint::journal
