// The codes by which terminals enrol, in a SQLite store.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// As Store::offer_code, within a transaction; false: there is no such device in use. Throws SQLite::Exception.
bool offer_code(SQLite::Database& db, const Principal& who, const event::Hash& code_hash, std::int64_t until_ms);
/// As Store::redeem_code, within a transaction; the number of the device. Throws SQLite::Exception.
std::optional<std::int64_t> redeem_code(SQLite::Database& db, const event::Hash& code_hash,
                                        const event::Hash& token_hash, std::int64_t now_ms);

}  // namespace chalkpoint::hub
