// What must not be found in memory afterwards.
#pragma once

#include <string>

namespace chalkpoint::event {

/// Overwrites the octets of a secret, and empties it.
void wipe(std::string& secret);

}  // namespace chalkpoint::event
