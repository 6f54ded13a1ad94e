// The journal of truth on a terminal that holds its own key: opened with the recovery phrase, in memory alone.
#pragma once

#include <vector>

#include "kiosk/desk/care.h"
#include "sync/event/seal.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// The private notes of this terminal that are sealed to this key, newest first.
std::vector<desk::Reading> open_private_notes(journal::Journal& journal, const event::SiteKey& key);

}  // namespace chalkpoint::app
