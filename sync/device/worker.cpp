#include "sync/device/worker.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace chalkpoint::device {

struct Worker::Impl {
  Impl(Ledger& ledger, std::unique_ptr<Transport> given, World world, Tuning tuning, std::function<void()> on_news)
      : transport(std::move(given)),
        news(std::move(on_news)),
        sync(ledger, *transport, listening(std::move(world)), tuning),
        thread([this] { run(); }) {}

  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    transport->cancel();
    wake.notify_all();
    thread.join();
  }

  /// The world as given, with the status copied out on its way.
  World listening(World world) {
    world.report = [this, outer = std::move(world.report)](const SyncStatus& status) {
      {
        const std::lock_guard lock(mutex);
        shown = status;
      }
      if (outer) outer(status);
      if (news) news();
    };
    return world;
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!stopping) {
      stored = false;
      const Call call = std::exchange(pressed, false) ? Call::person : Call::due;
      lock.unlock();
      const auto rest = sync.step(call);
      lock.lock();
      const auto called = [&] { return stopping || pressed || stored; };
      if (rest)
        wake.wait_for(lock, *rest, called);
      else
        wake.wait(lock, called);
    }
  }

  std::unique_ptr<Transport> transport;
  std::function<void()> news;
  mutable std::mutex mutex;
  std::condition_variable wake;
  SyncStatus shown;
  bool stopping = false;
  bool stored = false;
  bool pressed = false;
  Sync sync;
  std::thread thread;  // last: it uses all of the above
};

Worker::Worker(Ledger& ledger, std::unique_ptr<Transport> transport, World world, Tuning tuning,
               std::function<void()> on_news)
    : impl_(std::make_unique<Impl>(ledger, std::move(transport), std::move(world), tuning, std::move(on_news))) {}
Worker::~Worker() = default;

void Worker::wake() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stored = true;
  }
  impl_->wake.notify_all();
}

void Worker::retry_now() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->pressed = true;
  }
  impl_->wake.notify_all();
}

SyncStatus Worker::status() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->shown;
}

}  // namespace chalkpoint::device
