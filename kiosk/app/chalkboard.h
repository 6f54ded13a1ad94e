// The chalk board's side of the model: the board as the journal's events make it, the member who reads it or writes on
// it, and the way of a note to the disk: limits, filter, seal.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/app/keeper.h"
#include "kiosk/chalk/board.h"
#include "kiosk/chalk/filter.h"
#include "kiosk/chalk/flow.h"
#include "kiosk/chalk/limits.h"
#include "kiosk/chalk/view.h"
#include "kiosk/desk/care.h"
#include "kiosk/survey/view.h"
#include "sync/event/cases.h"
#include "sync/event/prepared.h"
#include "sync/event/seal.h"
#include "sync/event/voices.h"

namespace chalkpoint::app {

class Chalkboard {
 public:
  struct Ports {
    chalk::Filter filter;
    chalk::Timing timing;
    std::optional<event::PublicKey> site_key;  ///< private notes are sealed to it; nothing: none are taken
    std::function<std::string()> free_code;
    /// Milliseconds until the board is no longer trusted, 0 when it is not; nothing: no other terminal writes on it.
    std::function<std::optional<std::int64_t>()> trusted_for_ms;
    event::PreparedAnswers prepared;  ///< the shipped ones
  };
  /// Follows the board of the journal, which must outlive it.
  Chalkboard(Ports ports, journal::JournalThread& journal, Keeper& keeper, Host host);

  /// As far as it may be shown: nothing at all until the journal was read to its end, since a later page may take down
  /// what an earlier one put up.
  const chalk::Board& board() const;
  /// False: the hub was not heard for so long that only what somebody looked at may be shown.
  bool is_trusted() const;
  /// As of now.
  chalk::Surroundings surroundings() const;

  // The member at the board; none while flow() is null.
  const chalk::Flow* flow() const { return flow_ ? &*flow_ : nullptr; }
  chalk::Draft& draft() { return draft_; }
  /// How long its screens wait, from now on.
  void wait_for(const chalk::Timing& timing) { ports_.timing = timing; }
  void open(const std::string& language, const std::string& home_language, ui::Comfort comfort);
  /// Where the member goes then.
  chalk::Route intend(const chalk::Intent& intent, std::int64_t touched_ms);
  /// The journal answered about this fact.
  void hear(const Keeper::Answer& answer, std::int64_t touched_ms);
  bool asks_about(const event::Uuid& fact) const;

  /// Takes in what the journal has read; true when something of the board changed.
  /// `read`: how far with these pages it was read.
  bool feed(std::span<const journal::BoardPage> pages, journal::BoardRead read);
  /// When the member's screen, or what may be shown, changes by time alone; monotonic milliseconds.
  std::optional<std::int64_t> wake_at_ms(std::int64_t touched_ms) const;
  /// Time passes; true when the picture may have changed.
  bool tick(std::int64_t touched_ms);

  /// Who is at the desk, and what they speak.
  struct Viewer {
    std::string language;
    event::Signature by;
    std::optional<event::Uuid> who;
    std::string today;  ///< YYYY-MM-DD, here: what is due changes with it
    bool operator==(const Viewer&) const = default;
  };
  /// What the staff care for: what waits first, then all others, the newest first.
  desk::Notes for_staff(const Viewer& viewer) const;
  /// What was done about an item, but for the news.
  desk::Notes::Opened opened(const event::Uuid& item) const;
  /// YYYY-MM-DD, here.
  std::string today() const;
  /// Changes whenever for_staff() does.
  std::uint64_t staff_version() const {
    return board_.version() + voices_.version() + cases_.version() + prepared_.version() + openings_.size();
  }
  /// What the club works on.
  const event::Cases& cases() const { return cases_; }
  const event::Openings& openings() const { return openings_; }
  /// What it owes an answer of what was said in surveys.
  const event::Voices& owed() const { return voices_; }
  /// How many voices the club owes an answer.
  std::size_t unanswered() const { return desk::queue_of(told(), true).size(); }
  /// What drifts over the attract screen: "you said, we did", then the last notes. Texts only.
  std::vector<survey::Voice> voices() const;

 private:
  desk::Told told() const;
  chalk::Inputs inputs(std::int64_t touched_ms) const;
  chalk::Route take(chalk::Step step, std::int64_t touched_ms);
  void write(const chalk::Written& written, std::int64_t touched_ms);
  event::Fact public_note(const chalk::Written& written);
  std::vector<chalk::Recent> recent() const;
  std::size_t texts_shown() const;
  void remember(std::span<const event::Event> events, bool own);

  Ports ports_;
  journal::JournalThread& journal_;
  Keeper& keeper_;
  Host host_;
  chalk::Board board_;
  event::Voices voices_;
  event::Cases cases_;
  event::PreparedAnswers prepared_;
  event::Openings openings_;
  std::vector<event::Uuid> written_;  // all public notes, the club's own among them, as they arrived
  std::vector<event::Uuid> own_;      // this terminal's notes, public and private
  std::optional<chalk::Flow> flow_;
  chalk::Draft draft_;
  bool held_ = false;  // of the note being stored
  // Sent before the board was read from the journal: what the limits go by is not known yet.
  std::optional<chalk::Written> early_;
  void answer_early(journal::BoardRead read);
  bool read_ = false;  // the board, once, to its end
  bool trusted_ = true;
};

}  // namespace chalkpoint::app
