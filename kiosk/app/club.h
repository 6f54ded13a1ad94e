// What a terminal remembers of its club: its name and when it is open.
#pragma once

#include <string>

#include "kiosk/desk/hours.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// The name at the top of the screens; empty when none was given.
std::string club_name(const journal::Journal& journal);
/// From now on; nothing is written when the store knows it already, or when it is empty.
journal::Result<void> name_club(journal::Journal& journal, const std::string& club);

/// When the club is open: as `said` now, which is remembered, else as remembered, else as parse_hours has it for
/// nothing said. Refuses hours that cannot be read.
journal::Result<desk::OpeningHours> opening_hours(journal::Journal& journal, const std::string& said);

}  // namespace chalkpoint::app
