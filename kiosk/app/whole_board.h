// The board's events from a store that no terminal is running on.
#pragma once

#include <functional>

#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// Gives every page of what Journal::read_board tells, in order; fails with the journal.
journal::Result<void> read_whole_board(journal::Journal& journal,
                                       const std::function<void(const journal::BoardPage&)>& take);

}  // namespace chalkpoint::app
