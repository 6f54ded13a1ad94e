// Stores that were set aside, damaged or replaced by a backup, hold the boxes of everybody who left one. What is erased
// goes out of them, too.
//
// They are files that SQLite may be unable to open, so they are gone through octet by octet: a box is known by the id
// of its event before it, in a row as SQLite writes it or by its digest. Where a row is too long for its page and goes
// on in others, its beginning is wiped: a sealed box begins with the only copy of the key it can be opened with.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::journal {

/// Why a store is not used any more.
enum class SetAside {
  damaged,
  replaced  ///< by a backup
};
/// What a store is called when it is set aside, by the moment of it.
std::filesystem::path set_aside_name(const std::filesystem::path& dir, std::int64_t unix_ms, SetAside why);
/// All of them that lie in a directory, with their logs, by name; nothing when it cannot be read.
std::optional<std::vector<std::filesystem::path>> set_aside_stores(const std::filesystem::path& dir);

/// Overwrites with zeros, and syncs, whatever of these boxes lies in the file: each by the id of its event, with its
/// digest where it is known. Nothing else of the file changes. False when not all of it could be read or written.
bool wipe_boxes(const std::filesystem::path& file, const std::map<event::Uuid, std::string>& erased);

}  // namespace chalkpoint::journal
