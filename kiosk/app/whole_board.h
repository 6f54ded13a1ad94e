// Everything that the site's terminals share, page by page.
#pragma once

#include <functional>

#include "kiosk/app/export.h"

namespace chalkpoint::app {

/// Of a store that no terminal is running on: gives every page of what Journal::read_board tells, in order; fails with
/// the journal.
journal::Result<void> read_whole_board(journal::Journal& journal,
                                       const std::function<void(const journal::BoardPage&)>& take);

/// Gives every page of what Journal::read_board tells, in order; fails with the journal, and with given_up() when
/// `take` returns false.
journal::Result<void> read_whole_board(const OnStore& store,
                                       const std::function<bool(const journal::BoardPage&)>& take);

}  // namespace chalkpoint::app
