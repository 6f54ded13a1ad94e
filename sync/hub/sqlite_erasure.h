// How a box goes for good.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/event/event.h"

namespace chalkpoint::hub {

/// Within a transaction: the box of this event goes, also out of what was set aside, and is_erased() from then on. The
/// octets are gone once the log was taken into the file, too. Throws SQLite::Exception.
void erase_box(SQLite::Database& db, std::int64_t site, const event::Uuid& of);
bool is_erased(SQLite::Database& db, std::int64_t site, const event::Uuid& id);

}  // namespace chalkpoint::hub
