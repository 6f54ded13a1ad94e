#include "sync/hub/store_thread.h"

#include <algorithm>
#include <iterator>

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
    deliveries_.push_back({std::move(delivery), std::move(answered), Clock::now() + kGapPatience});
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
  bool questions_turn = true;  // in turns, so that a flood of one kind never starves the other
  while (true) {
    const auto news = [this] { return stopping_ || !deliveries_.empty() || !questions_.empty(); };
    if (early_.empty()) {
      wake_.wait(lock, news);
    } else {
      wake_.wait_until(lock, std::ranges::min_element(early_, {}, &Waiting::patience_ends)->patience_ends, news);
    }
    if (!questions_.empty() && (questions_turn || (deliveries_.empty() && early_.empty()))) {
      questions_turn = false;
      Work work = std::move(questions_.front());
      questions_.pop_front();
      lock.unlock();
      work(*store_);
    } else if (!deliveries_.empty() || !early_.empty()) {
      questions_turn = true;
      if (stopping_) std::ranges::for_each(early_, [](Waiting& waiting) { waiting.patience_ends = {}; });
      auto group = next_group();
      lock.unlock();
      take(std::move(group));
    } else {
      return;
    }
    lock.lock();
  }
}

/// The deliveries that came, and those that came too early before.
std::vector<StoreThread::Waiting> StoreThread::next_group() {
  const auto end = deliveries_.begin() + static_cast<std::ptrdiff_t>(std::min(deliveries_.size(), kGroupBatchesMax));
  std::vector<Waiting> group(std::move_iterator(deliveries_.begin()), std::move_iterator(end));
  deliveries_.erase(deliveries_.begin(), end);
  std::ranges::move(early_, std::back_inserter(group));
  early_.clear();
  return group;
}

/// Answers, unless what is missing before the batch may still arrive.
void StoreThread::conclude(Waiting waiting, Result<Taken> answer) {
  const bool gap = answer && *answer && (*answer)->outcomes.empty();
  if (gap && early_.size() < kEarlyMax && Clock::now() < waiting.patience_ends) {
    early_.push_back(std::move(waiting));
    return;
  }
  waiting.answered(std::move(answer));
}

void StoreThread::take(std::vector<Waiting> group) {
  // A terminal sends batches side by side; those that overtook one another here are put right.
  std::ranges::stable_sort(group, {}, [](const Waiting& waiting) { return waiting.delivery.batch.first; });
  std::vector<Delivery> deliveries;
  deliveries.reserve(group.size());
  for (Waiting& waiting : group) deliveries.push_back(std::move(waiting.delivery));
  auto answers = store_->append(deliveries);
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].delivery = std::move(deliveries[i]);
    if (answers) {
      conclude(std::move(group[i]), std::move((*answers)[i]));
      continue;
    }
    // One of them cannot be taken: alone, each gets its own answer.
    auto alone = store_->append(std::span(&group[i].delivery, 1));
    conclude(std::move(group[i]), alone ? Result<Taken>(std::move(alone->front())) : std::unexpected(alone.error()));
  }
}

}  // namespace chalkpoint::hub
