// What the hub itself has to say in a site's stream.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// Facts as the next events of the hub's own epoch at a site, as if a device had brought them; that device is made when
/// it is missing. Within a transaction. Refuses an unknown site and facts that do not validate. Throws
/// SQLite::Exception.
Result<Delivery> own_delivery(SQLite::Database& db, const std::string& epoch, const std::string& site,
                              std::span<const event::Fact> facts, std::int64_t now_ms);

}  // namespace chalkpoint::hub
