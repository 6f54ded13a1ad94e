// Being asked to stop, as an ordinary call on an ordinary thread.
#pragma once

#include <functional>
#include <thread>

namespace chalkpoint::platform {

/// Must be made before any other thread: it blocks SIGTERM, SIGINT and SIGHUP for all of them and waits for these
/// signals itself, on a thread that sleeps until one comes. `on_stop` runs on that thread, once for each signal.
class StopSignals {
 public:
  explicit StopSignals(std::function<void()> on_stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  std::jthread waiter_;
};

}  // namespace chalkpoint::platform
