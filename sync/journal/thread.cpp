#include "sync/journal/thread.h"

#include <chrono>

namespace chalkpoint::journal {
namespace {

/// While no new survey may begin, how often to look whether somebody has made room.
constexpr auto kTendInterval = std::chrono::seconds(10);

/// One page of the board: small enough that an answer handed over meanwhile waits a few milliseconds.
constexpr std::size_t kBoardEventsMax = 500;
constexpr std::size_t kBoardBytesMax = 1024 * 1024;
/// Pages read ahead of the window, which may be asleep.
constexpr std::size_t kBoardPagesAhead = 4;

}  // namespace

JournalThread::JournalThread(Journal journal, Hooks hooks)
    : journal_(std::move(journal)), hooks_(std::move(hooks)), health_(journal_.health()), thread_([this] { run(); }) {}

JournalThread::~JournalThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Ticket JournalThread::append(std::vector<event::Fact> facts) {
  Ticket ticket = 0;
  {
    const std::lock_guard lock(mutex_);
    ticket = ++last_ticket_;
    handovers_.push_back({ticket, std::move(facts), {}});
  }
  wake_.notify_one();
  return ticket;
}

void JournalThread::set_settings(Settings settings) {
  {
    const std::lock_guard lock(mutex_);
    handovers_.push_back({0, {}, std::move(settings)});
  }
  wake_.notify_one();
}

std::vector<Finished> JournalThread::poll() {
  const std::lock_guard lock(mutex_);
  return std::exchange(finished_, {});
}

void JournalThread::follow_board() {
  {
    const std::lock_guard lock(mutex_);
    board_row_ = 0;
    board_behind_ = true;
  }
  wake_.notify_one();
}

std::vector<BoardPage> JournalThread::poll_board() {
  std::vector<BoardPage> pages;
  {
    const std::lock_guard lock(mutex_);
    pages = std::exchange(board_pages_, {});
  }
  if (!pages.empty()) wake_.notify_one();  // there is room for more
  return pages;
}

BoardRead JournalThread::board_read() const {
  const std::lock_guard lock(mutex_);
  return board_read_;
}

std::int64_t JournalThread::newest_row() const {
  const std::lock_guard lock(mutex_);
  return newest_row_;
}

Health JournalThread::health() const {
  const std::lock_guard lock(mutex_);
  return health_;
}

bool JournalThread::code_taken(std::string_view code) const {
  return journal_.code_taken(code);
}

void JournalThread::on_stored(std::function<void()> stored) {
  const std::lock_guard no_call(hook_mutex_);
  hooks_.stored = std::move(stored);
}

void JournalThread::enqueue_question(Job job) {
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back(std::move(job));
  }
  wake_.notify_one();
}

// Until there is something to do, or it is time to try again what failed.
void JournalThread::rest(std::unique_lock<std::mutex>& lock) {
  const auto called = [this] { return stopping_ || !handovers_.empty() || !questions_.empty() || board_is_due(); };
  if (health_.accepting && !board_failed_) return wake_.wait(lock, called);
  const std::chrono::milliseconds nap = board_failed_ ? kBoardRetry : kTendInterval;
  if (wake_.wait_for(lock, nap, called)) return;
  board_behind_ = board_failed_ || board_behind_;
  if (health_.accepting) return;
  lock.unlock();
  journal_.tend();
  refresh();
  lock.lock();
}

void JournalThread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    rest(lock);
    if (!handovers_.empty()) {
      Handover next = std::move(handovers_.front());
      handovers_.pop_front();
      lock.unlock();
      store(std::move(next));
      lock.lock();
    } else if (!questions_.empty()) {
      const Job job = std::move(questions_.front());
      questions_.pop_front();
      lock.unlock();
      job(journal_);
      lock.lock();
      board_behind_ = true;  // the sync worker may have stored what came from the hub
    } else if (stopping_) {
      return;  // all that was handed over is stored
    } else if (board_is_due()) {
      lock.unlock();
      read_board();
      lock.lock();
    }
  }
}

void JournalThread::store(Handover handover) {
  if (handover.ticket == 0) {
    static_cast<void>(journal_.set_settings(handover.settings));  // a failure stands in the journal's health
    refresh();
    return;
  }
  auto placed = journal_.append(handover.facts);
  refresh();  // who polls finds the health that goes with the answer
  const bool news = placed.has_value();
  {
    const std::lock_guard lock(mutex_);
    finished_.push_back({handover.ticket, std::move(placed)});
    board_behind_ = true;
  }
  if (hooks_.answered) hooks_.answered();
  if (news) {
    const std::lock_guard lock(hook_mutex_);
    if (hooks_.stored) hooks_.stored();
  }
  journal_.tend();
  refresh();
}

bool JournalThread::board_is_due() const {
  return board_row_ && board_behind_ && board_pages_.size() < kBoardPagesAhead;
}

void JournalThread::read_board() {
  auto page = journal_.read_board(*board_row_, kBoardEventsMax, kBoardBytesMax);
  bool news = false;
  {
    const std::lock_guard lock(mutex_);
    board_behind_ = page && page->more;
    board_failed_ = !page;
    if (page) {
      board_row_ = page->through;
      news = std::exchange(newest_row_, page->newest) != page->newest;
    }
    const BoardRead before = board_read_;
    if (before != BoardRead::read && !board_behind_) board_read_ = page ? BoardRead::read : BoardRead::failed;
    news |= board_read_ != before;
    if (page && !(page->own.empty() && page->foreign.empty())) {
      board_pages_.push_back(std::move(*page));
      news = true;
    }
  }
  if (!page) refresh();
  if (news && hooks_.answered) hooks_.answered();
}

/// Takes a new snapshot of the health; the window is told when it may or may not begin surveys.
void JournalThread::refresh() {
  Health now = journal_.health();
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    changed = now.accepting != health_.accepting;
    health_ = std::move(now);
  }
  if (changed && hooks_.answered) hooks_.answered();
}

}  // namespace chalkpoint::journal
