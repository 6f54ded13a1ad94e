// The staff's side of the model: opening and closing their screens, comparing PINs away from the window's thread,
// gathering what the status screen tells.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/aside.h"
#include "kiosk/app/host.h"
#include "kiosk/app/vault.h"
#include "kiosk/desk/desk.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

class Staff {
 public:
  struct Ports {
    std::function<desk::Status()> status;  ///< never waits
    /// Whether a PIN is the one that was hashed. Slow; called aside from the window's thread.
    std::function<bool(const std::string& pin, const std::string& hashed)> pin_matches;
    std::string pin;  ///< the terminal's own, hashed; empty: none was set yet
    /// Those of PINs and those of phrases; written down without waiting.
    std::function<void(const desk::Lockouts& pins, const desk::Lockouts& phrases)> keep_lockouts;
    /// Whether the phrase opens one of this terminal's keys; nothing is opened. Slow; called aside likewise.
    std::function<bool(const std::string& phrase)> phrase_opens;
    std::function<bool()> key_here;  ///< whether this terminal holds a wrapped key; never waits
    /// The private notes that the key under this phrase opens; not `right` for a wrong one. Slow, as all of the
    /// following: called aside from the window's thread.
    std::function<desk::JournalRead(const std::string& phrase)> read_journal;
    std::string site;  ///< as its hub calls it; empty: not enrolled
    std::function<desk::Shown(const event::Uuid&)> reveal;
    std::function<desk::Found(const desk::Wanted&)> look_for;
    std::function<desk::Erased(const std::vector<desk::Left>&, const event::Signature&)> erase;
    std::function<bool()> setup_waits = {};  ///< whether the first start is not finished; never waits
    std::shared_ptr<Vault> vault;            ///< closed by this as soon as the desk needs its key no longer
  };
  struct Lockouts {
    desk::Lockouts pins, phrases;
  };
  Staff(Ports ports, Lockouts lockouts, Host host);

  const desk::State* state() const { return state_ ? &*state_ : nullptr; }
  /// Also asked by other threads: is it worth waking the window for news of the sync?
  bool is_open() const { return open_; }

  desk::Draft& draft() { return draft_; }
  /// What opens boxes while contacts are open at the desk, and nothing any more once they are closed; null while they
  /// are not.
  std::shared_ptr<const Vault> opened() const {
    return state_ && state_->care.contacts.opening ? ports_.vault : nullptr;
  }

  /// Shows whose PIN is asked for, or the pad at once.
  void open(const event::Moment& now, const std::string& language);
  /// Takes in what the journal has read of the people and of what was erased, and how far; true when the picture may
  /// have changed. Before it was read to its end once, no PIN is taken: who is enlisted, and by which PIN they come in,
  /// is not known.
  bool feed(std::span<const journal::BoardPage> pages, journal::BoardRead read, const event::Moment& now,
            std::int64_t touched_ms);
  /// Acts on a touch; what is to be stored of it.
  std::optional<desk::Act> intend(const desk::Intent& intent, const event::Moment& now, std::int64_t touched_ms);
  /// The form that was asked for since this was last asked; to be opened over the desk.
  std::optional<desk::OpenForm> take_form() { return std::exchange(wanted_form_, std::nullopt); }
  /// Whether the first start was to be gone on with since this was last asked.
  bool take_setup() { return std::exchange(wanted_setup_, false); }
  /// Who is enlisted as far as is known, and whether that is all.
  std::vector<event::Person> enlisted() const { return people_.enlisted(); }
  bool knows_people() const { return read_; }
  /// The part of the administration that was asked for since this was last asked; null for none.
  const desk::Part* take_part() { return std::exchange(wanted_part_, nullptr); }
  /// What the desk wants to be done with lists since this was last asked.
  std::vector<desk::ListWork> take_list_work() { return std::exchange(list_work_, {}); }
  struct Ticked {
    bool changed = false;          ///< the picture may have
    std::optional<desk::Act> act;  ///< to be stored
  };
  /// The answers of other threads, fresh status, time passing.
  Ticked tick(const event::Moment& now, std::int64_t touched_ms);
  std::optional<std::int64_t> wake_at_ms(std::int64_t now_mono_ms) const;

 private:
  /// Works out an answer aside, for whoever is at the desk now.
  void find_out(std::function<desk::Intent()> work);
  void start(const desk::Step& step);
  void close();
  /// Slow; called aside from the window's thread.
  desk::PinMade make_pin() const;

  Ports ports_;
  Lockouts lockouts_;
  Host host_;
  event::People people_;
  std::set<event::Uuid> erased_of_site_;
  bool read_ = false;  // all of them, once
  std::optional<desk::State> state_;
  std::atomic<bool> open_ = false;
  desk::Draft draft_;
  std::optional<desk::OpenForm> wanted_form_;
  const desk::Part* wanted_part_ = nullptr;
  bool wanted_setup_ = false;
  std::vector<desk::ListWork> list_work_;
  desk::Drafts begun_;       // kept over the closing of the desk
  std::uint64_t asked_ = 0;  // the last question; what is answered to an earlier one came too late
  struct Answer {
    std::uint64_t to = 0;
    desk::Intent intent;
  };
  std::mutex mutex_;  // guards the answers
  std::optional<Answer> answer_;
  std::optional<desk::Erased> erased_;
  Aside erasing_;  // what was begun is done, whatever is asked meanwhile
  Aside aside_;    // last: they use the above
};

/// Lockouts as a setting, and back: a line for each, TRIES UNTIL [PERSON], that of the terminal's PIN without a person.
/// What is unreadable counts as none.
std::string to_text(const desk::Lockouts& lockouts);
desk::Lockouts lockouts_from_text(const std::string& text);

}  // namespace chalkpoint::app
