// The store of a hub in one SQLite file: nothing to set up, and enough for many clubs.
#pragma once

#include <string>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// Opens or makes the store at `path` and its folder. A Problem when it is in use, of a newer version, no hub's store,
/// or cannot be written; the file is then as it was.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, event::Random random);

/// What to do when there is no store yet.
enum class Missing { make, refuse };

/// Opens what `--store` names: `sqlite:FILE`.
Result<std::unique_ptr<Store>> open_store(const std::string& spec, event::Random random, Missing missing);

}  // namespace chalkpoint::hub
