// The secret half of a site's key while somebody may read what is sealed to it: in memory of its own that is locked
// (never swapped out), fenced, and wiped when it goes. libsodium's.
#pragma once

#include <memory>

#include "sync/event/seal.h"

namespace chalkpoint::event {

class LockedKey {
 public:
  /// Moves a key into locked memory: `key` is wiped. Fails when the machine gives no such memory.
  static std::expected<LockedKey, Problem> take(SiteKey& key);
  /// For as long as this lives.
  const SiteKey& key() const { return *key_; }

 private:
  struct Wipe {
    void operator()(SiteKey* key) const;
  };
  explicit LockedKey(SiteKey* key) : key_(key) {}
  std::unique_ptr<SiteKey, Wipe> key_;
};

}  // namespace chalkpoint::event
