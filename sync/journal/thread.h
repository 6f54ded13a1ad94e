// The thread that owns the journal. The window hands facts over and goes on drawing; the sync worker asks and waits on
// its own thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// Names one hand-over; from 1.
using Ticket = std::uint64_t;

/// The answer to a hand-over.
struct Finished {
  Ticket ticket = 0;
  Result<std::vector<Placed>> placed;  ///< on the disk, or why not (nothing of it is stored then)
};

/// How far the board was read since follow_board().
enum class BoardRead {
  reading,  ///< not to its end yet
  read,     ///< to its end once, and then whatever was added
  failed    ///< not to its end yet, and the last try failed; it is tried again every kBoardRetry
};
inline constexpr std::chrono::milliseconds kBoardRetry{2'000};

class JournalThread {  ///< safe to call from any thread
 public:
  struct Hooks {                     ///< either may be empty
    std::function<void()> answered;  ///< called on the journal's thread when poll() or poll_board() has something new;
                                     ///< wakes the window
    std::function<void()> stored;    ///< called there when own events were stored; wakes the sync worker
  };
  /// Takes over an open journal.
  JournalThread(Journal journal, Hooks hooks);
  /// Stores everything handed over before, then ends.
  ~JournalThread();
  JournalThread(const JournalThread&) = delete;
  JournalThread& operator=(const JournalThread&) = delete;

  /// Never waits. Answers come from poll() in the order of the tickets.
  Ticket append(std::vector<event::Fact> facts);
  /// Never waits for a disk. What has been answered since the last call.
  std::vector<Finished> poll();
  /// From now on poll_board() brings the board: from its beginning, and then whatever is added, by this terminal or by
  /// others. To be called once, before the first poll_board().
  void follow_board();
  /// Never waits for a disk. What was read of the board since the last call; Hooks::answered tells that there is some.
  std::vector<BoardPage> poll_board();
  /// Once it is `read`, all that was stored before follow_board() is in the pages of poll_board(). Hooks::answered
  /// tells of a change.
  BoardRead board_read() const;
  /// Changes whenever an event was stored, by this terminal or from the hub, also one that is not of the board; as of
  /// the last look at the board. Hooks::answered tells.
  std::int64_t newest_row() const;
  /// Never waits for a disk. As of the last write or tending.
  Health health() const;
  bool code_taken(std::string_view code) const;
  /// Settings are stored in the order of the calls; never waits. A failure shows in health().
  void set_settings(Settings settings);

  /// For the sync worker's and other threads but the window's: runs `work` on the journal and waits for its value.
  /// Facts of the window go first.
  template <class Work>
  auto ask(Work work) -> std::invoke_result_t<Work, Journal&> {
    std::packaged_task<std::invoke_result_t<Work, Journal&>(Journal&)> task([this, &work](Journal& journal) {
      const Refreshed after(*this);  // so that who asked finds the health as it left it
      return work(journal);
    });
    auto answer = task.get_future();
    enqueue_question([&task](Journal& journal) { task(journal); });
    return answer.get();
  }
  /// Replaces Hooks::stored; for a worker that starts later. When it returns, the one before is not being called and
  /// never will be. Not to be called from within the hook.
  void on_stored(std::function<void()> stored);

 private:
  using Job = std::function<void(Journal&)>;
  struct Handover {
    Ticket ticket = 0;
    std::vector<event::Fact> facts;
    Settings settings;
  };
  struct Refreshed {
    explicit Refreshed(JournalThread& owner) : thread(owner) {}
    ~Refreshed() { thread.refresh(); }
    Refreshed(const Refreshed&) = delete;
    Refreshed& operator=(const Refreshed&) = delete;
    JournalThread& thread;
  };
  void enqueue_question(Job job);
  void run();
  void rest(std::unique_lock<std::mutex>& lock);
  void store(Handover handover);
  void refresh();
  bool board_is_due() const;
  void read_board();

  Journal journal_;
  Hooks hooks_;
  std::mutex hook_mutex_;  ///< held while Hooks::stored is called or replaced; taken before mutex_, never after
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Handover> handovers_;
  std::deque<Job> questions_;
  std::vector<Finished> finished_;
  std::vector<BoardPage> board_pages_;     ///< read and not polled yet
  std::optional<std::int64_t> board_row_;  ///< read up to here; nothing: nobody follows the board
  bool board_behind_ = false;              ///< whether something may have been stored beyond
  bool board_failed_ = false;              ///< the last look at it did
  BoardRead board_read_ = BoardRead::reading;
  std::int64_t newest_row_ = 0;
  Health health_;
  Ticket last_ticket_ = 0;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace chalkpoint::journal
