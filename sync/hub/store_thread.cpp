#include "sync/hub/store_thread.h"

#include <algorithm>

#include "sync/hub/limits.h"

namespace chalkpoint::hub {

StoreThread::StoreThread(std::unique_ptr<Store> store) : store_(std::move(store)), thread_([this] { run(); }) {}

StoreThread::~StoreThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void StoreThread::deliver(Delivery delivery, Answered answered) {
  {
    const std::lock_guard lock(mutex_);
    deliveries_.push_back({std::move(delivery), std::move(answered)});
  }
  wake_.notify_one();
}

void StoreThread::ask(Work work) {
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back(std::move(work));
  }
  wake_.notify_one();
}

void StoreThread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !deliveries_.empty() || !questions_.empty(); });
    if (!questions_.empty()) {
      Work work = std::move(questions_.front());
      questions_.pop_front();
      lock.unlock();
      work(*store_);
    } else if (!deliveries_.empty()) {
      const auto end =
          deliveries_.begin() + static_cast<std::ptrdiff_t>(std::min(deliveries_.size(), kGroupBatchesMax));
      std::vector<Waiting> group(std::move_iterator(deliveries_.begin()), std::move_iterator(end));
      deliveries_.erase(deliveries_.begin(), end);
      lock.unlock();
      take(std::move(group));
    } else {
      return;
    }
    lock.lock();
  }
}

void StoreThread::take(std::vector<Waiting> group) {
  // A terminal sends batches side by side; those that overtook one another here are put right.
  std::ranges::stable_sort(group, {}, [](const Waiting& waiting) { return waiting.delivery.batch.first; });
  std::vector<Delivery> deliveries;
  deliveries.reserve(group.size());
  for (Waiting& waiting : group) deliveries.push_back(std::move(waiting.delivery));
  if (auto acks = store_->append(deliveries)) {
    for (std::size_t i = 0; i < group.size(); ++i) group[i].answered(std::move((*acks)[i]));
    return;
  }
  // One of them cannot be taken: alone, each gets its own answer.
  for (std::size_t i = 0; i < group.size(); ++i) {
    auto ack = store_->append(std::span(&deliveries[i], 1));
    group[i].answered(ack ? Result<wire::Ack>(std::move(ack->front())) : std::unexpected(ack.error()));
  }
}

}  // namespace chalkpoint::hub
