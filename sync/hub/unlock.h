// The site's key, opened with its recovery phrase by whoever keeps the hub.
#pragma once

#include <functional>

#include "sync/event/locked_key.h"
#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// Where the phrase comes from; ask_secret of console.h in the program.
using AskSecret = std::function<Result<std::string>(const std::string& prompt)>;

/// Asks for the phrase, naming site and key. Refuses an unknown site and a wrong phrase.
Result<event::LockedKey> unlock(Store& store, const std::string& site, const AskSecret& ask);

}  // namespace chalkpoint::hub
