// The thread that steps and sleeps. It owns no truth: it may be stopped or killed at any moment.
#pragma once

#include <memory>

#include "sync/device/step.h"

namespace chalkpoint::device {

class Worker {
 public:
  /// Starts at once. `on_news` is called from the worker's thread whenever `status()` would answer something new: it
  /// must not block.
  Worker(Ledger& ledger, std::unique_ptr<Transport> transport, World world, Tuning tuning,
         std::function<void()> on_news);
  /// Stops within a fraction of a second, also while a request hangs.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Something new was stored, or the binding changed: step now; a failure of the hub is waited out all the same. Never
  /// blocks on the step.
  void wake();
  /// Step now whatever the wait: staff asked for it.
  void retry_now();
  /// A copy of how it stands.
  SyncStatus status() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chalkpoint::device
