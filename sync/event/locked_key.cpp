#include "sync/event/locked_key.h"

#include <sodium.h>

namespace chalkpoint::event {

void LockedKey::Wipe::operator()(SiteKey* key) const {
  sodium_free(key);  // wipes it first
}

std::expected<LockedKey, Problem> LockedKey::take(SiteKey& key) {
  static_assert(std::is_trivially_copyable_v<SiteKey>);
  // Before the first allocation: only then the fences are made of random octets. Harmless when done again.
  void* place = sodium_init() < 0 ? nullptr : sodium_malloc(sizeof(SiteKey));
  if (place == nullptr) {
    sodium_memzero(&key, sizeof key);
    return std::unexpected(Problem{"There is no locked memory to hold a key.",
                                   "Let this user lock 64 KiB of memory (ulimit -l) and try again."});
  }
  LockedKey out(new (place) SiteKey(key));
  sodium_memzero(&key, sizeof key);
  return out;
}

}  // namespace chalkpoint::event
