// How a problem is told to a person at a command line or in a log.
#pragma once

#include <string>

#include "sync/event/event.h"

namespace chalkpoint::event {

/// "What. Remedy.": exactly one line, whoever wrote the two texts: each gets a full stop where it has no end of its
/// own, and line breaks and other control characters (a file's name, a server's words) become blanks.
std::string one_line(const Problem& problem);

}  // namespace chalkpoint::event
