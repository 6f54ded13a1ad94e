// From a directory to a sound store file: a newer one is refused, a damaged one set aside and salvaged.
#pragma once

#include "sync/journal/schema.h"

namespace chalkpoint::journal {

/// A backup on its way back: copied under the first name, and once it is looked through under the second. The next
/// opening of the store puts it into its place.
inline constexpr const char* kRestoredPart = "journal.db.restored.part";
inline constexpr const char* kRestored = "journal.db.restored";

struct OpenedStore {
  SQLite::Database db;
  std::optional<Problem> damage;  ///< what was found damaged and set aside, for the staff
};

/// The directory is locked by the caller. Throws SQLite::Exception for what is wrong with the disk rather than with the
/// file.
Result<OpenedStore> open_store(const std::filesystem::path& dir, const World& world, OnDamage on_damage);

}  // namespace chalkpoint::journal
