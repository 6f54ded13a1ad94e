// The proof that a SQLite store is whole.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// See Store::verify. Reads everything once; throws SQLite::Exception where the file cannot be read at all.
Findings verify_sqlite(SQLite::Database& db);

}  // namespace chalkpoint::hub
