// Facts on their way to the disk. What could not be written stays here and is tried again, by whoever waits for it on a
// screen or, when nobody does, by the clock: nothing a member was thanked for hangs on their staying. What can never be
// written, whatever the disk does, is given back to the screen once and not tried again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "kiosk/app/host.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

class Keeper {
 public:
  /// The journal must outlive it.
  Keeper(journal::JournalThread& journal, Host host);

  /// Hands the fact over; answered by poll().
  void keep(event::Fact fact);
  /// Hands over once more what could not be written before. A retry must be the same fact, not the same words sealed
  /// anew: the journal knows it by its content. False when nothing of this id waits for another try.
  bool keep_again(const event::Uuid& id);

  struct Answer {
    event::Uuid id;
    std::optional<event::Problem> problem;  ///< nothing: it is on the disk
    bool refused = false;  ///< with a problem: trying the same again is of no use, it is forgotten here
  };
  std::vector<Answer> poll();

  /// Tries again what failed and is due, but for what a person is asked about on a screen.
  void try_again(std::int64_t now_mono_ms, const std::function<bool(const event::Uuid&)>& is_asked_about);
  /// When try_again() is next needed; monotonic milliseconds.
  std::optional<std::int64_t> wake_at_ms() const;
  /// The process ends: everything is tried a last time. Waits for the journal; how many facts are lost.
  std::size_t finish();

 private:
  journal::JournalThread& journal_;
  Host host_;
  std::map<journal::Ticket, event::Fact> pending_;  // handed over, not answered
  std::vector<event::Fact> unsaved_;                // could not be written
  std::int64_t try_again_ms_ = 0;
};

}  // namespace chalkpoint::app
