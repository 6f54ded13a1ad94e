#include "sync/event/wipe.h"

#include <sodium.h>

namespace chalkpoint::event {

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.capacity());
  secret.clear();
}

}  // namespace chalkpoint::event
