// The thread that owns the store. Requests hand their work over and go on when it has been done; deliveries that wait
// together share one transaction, and so one sync of the disk. A batch that overtook the one before it is held back for
// a moment, since a terminal has several on their way (PROTOCOL.md, Gap).
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

class StoreThread {
 public:
  using Answered = std::move_only_function<void(Result<Taken>)>;
  using Work = std::move_only_function<void(Store&)>;

  explicit StoreThread(std::unique_ptr<Store> store);
  /// Does what was handed over before, then ends.
  ~StoreThread();
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  /// From any thread, without waiting. `answered` is called on the store's thread once the delivery is durable.
  void deliver(Delivery delivery, Answered answered);
  /// From any thread, without waiting. `work` runs on the store's thread, in turns with deliveries.
  void ask(Work work);

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Delivery delivery;
    Answered answered;
    Clock::time_point patience_ends;
  };
  void run();
  std::vector<Waiting> next_group();
  void take(std::vector<Waiting> group);
  void conclude(Waiting waiting, Result<Taken> answer);

  std::unique_ptr<Store> store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> deliveries_;
  std::vector<Waiting> early_;  ///< what they wait for has not come yet; the thread's own, at most kEarlyMax
  std::deque<Work> questions_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace chalkpoint::hub
