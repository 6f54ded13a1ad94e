// The chalk board of a site as the hub holds it.
#pragma once

#include <string>

#include "sync/event/board.h"
#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// Everything of the site's stream, whichever terminal it came from, put together by the rules of a terminal: what one
/// that has read all of it would show. Fails with the store.
Result<event::Board> read_site_board(Store& store, const std::string& site);

}  // namespace chalkpoint::hub
