// One step of sync: send what the hub lacks, believe only its ack, read the site's stream down, say when to come again.
//
// The truth is the ledger's: what is held here (batches under way, retry count) may be lost at any moment and is
// forgotten on any failure. Batches travel side by side; one that overtook another is answered 409 and sent again when
// its turn has come.
#pragma once

#include <chrono>
#include <functional>

#include "sync/device/ledger.h"
#include "sync/device/status.h"
#include "sync/device/transport.h"
#include "sync/device/tuning.h"

namespace chalkpoint::device {

/// What a step needs of the world besides the ledger and the transport.
struct World {
  std::function<std::int64_t()> unix_ms;                     ///< UTC
  std::function<std::int64_t()> mono_ms;                     ///< never set back
  std::function<std::uint64_t(std::uint64_t)> random_below;  ///< uniform in [0, n)
  std::function<void(const SyncStatus&)> report;             ///< told whenever the status changes; may be empty
};

class Sync {
 public:
  Sync(Ledger& ledger, Transport& transport, World world, Tuning tuning = {});
  /// Does what can be done now. Returns how long to rest when nothing new is stored meanwhile; nothing: until woken.
  std::optional<std::chrono::milliseconds> step();
  const SyncStatus& status() const;
};

}  // namespace chalkpoint::device
