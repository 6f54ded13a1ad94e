#include "kiosk/app/aside.h"

#include <utility>

namespace chalkpoint::app {

Aside::Aside() : thread_([this](const std::stop_token& ending) { run(ending); }) {}

void Aside::start(Work work) {
  {
    const std::scoped_lock lock(mutex_);
    next_ = std::move(work);
  }
  wake_.notify_one();
}

void Aside::run(const std::stop_token& ending) {
  std::unique_lock lock(mutex_);
  while (wake_.wait(lock, ending, [this] { return next_.has_value(); }) && !ending.stop_requested()) {
    const Work work = *std::exchange(next_, std::nullopt);
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace chalkpoint::app
