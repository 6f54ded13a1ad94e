// The chalk board as its events make it: a projection in memory, pure, of every note.* and board.* event of the site.
//
// Notes, replies and supports are sets that only grow, known by the ids of their events, and so is that somebody has
// read one; verdict, any other work, pin and the rule of screening are the newest by (hlc, id). So any order, any
// repetition and any split of the same events gives the same board. An event that speaks of a note that has not arrived
// is kept and counts as soon as it comes.
//
// Terminals draw it and the hub answers for it, so what may be seen of a note is said here once, by standing().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/notes.h"

namespace chalkpoint::event {

/// The club's answer under a note.
struct Reply {
  Uuid id;
  std::string text;
  Signature by;
  std::int64_t unix_ms = 0;  ///< when, UTC
  Hlc hlc;
  bool operator==(const Reply&) const = default;
};

struct Note {
  Uuid id;
  std::string code, language, name, text;  ///< name and text may be empty; both are for a private note
  Bytes strokes;                           ///< encoded drawing; empty for a text
  int colour = 0;                          ///< 0 to 4
  std::vector<std::string> held;           ///< why it waits for a look; empty: shown at once
  bool of_club = false;                    ///< "you said — we did": no member wrote it, and it has no code
  bool own_device = false;                 ///< written on this terminal
  std::string key;                         ///< of a private note: event::key_id it is sealed to; may be empty
  bool confided = false;                   ///< private: its writing is not here; never drawn on the board
  std::int64_t unix_ms = 0;                ///< when it was written, UTC
  std::int32_t utc_offset_min = 0;         ///< and the local offset there, minutes east
  Hlc hlc;
  Verdict verdict = Verdict::none;
  std::string reason;   ///< of the verdict
  Signature judged_by;  ///< whose verdict it is; empty without one
  Work work = Work::none;
  std::string until, did;         ///< YYYY-MM-DD while working; what was done; may be empty
  std::int64_t done_unix_ms = 0;  ///< when it was done, UTC; 0 while it is not
  bool pinned = false;
  std::uint32_t supports = 0;  ///< how many said "me too"
  std::vector<Reply> replies;  ///< oldest first
  bool operator==(const Note&) const = default;
};

/// What may be seen of a note, and by whom.
enum class Standing {
  visible,   ///< on every board: somebody has looked at it
  unseen,    ///< on the board although nobody has; left out where the hub was not heard for long
  waiting,   ///< held and without a verdict: its writer and the staff
  hidden,    ///< its writer reads a warning under the code, the staff the note
  removed,   ///< drawn nowhere any more
  confided,  ///< private: the owner and the director, by the recovery phrase
};
Standing standing(const Note& note);

/// Whether the events of one apply() were made on this terminal.
enum class Origin { own, foreign };

/// For one thread. Pointers and spans hold until the next apply(); the lists are made once for each version().
class Board {
 public:
  Board();
  Board(Board&&) noexcept;
  Board& operator=(Board&&) noexcept;
  ~Board();

  /// Events of other kinds, malformed ones, and ones known already are passed by.
  void apply(std::span<const Event> events, Origin origin);

  /// What may be drawn on the board: pinned first, then newest first. Not `trusted` (the hub was not
  /// heard for long): only what has the verdict shown.
  std::span<const Note* const> visible(bool trusted) const;
  /// Of visible(): those that are done and say what was done, newest first: "you said, we did".
  std::span<const Note* const> done(bool trusted) const;
  /// Held and without a verdict, longest waiting first.
  std::span<const Note* const> waiting() const;
  /// Private notes, newest first.
  std::span<const Note* const> confided() const;
  /// All of them, public and private, newest first.
  std::span<const Note* const> all() const;
  /// The newest note of this code, public or private; null for none. What of it may be shown is for the verdict to say.
  const Note* by_code(std::string_view code) const;
  const Note* find(const Uuid& id) const;

  /// Whether drawings and first texts wait for a look; true until the owner says otherwise.
  bool screening_before() const;
  /// Changes whenever the board does.
  std::uint64_t version() const;
  /// Notes, public and private, and those of the club's own.
  std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chalkpoint::event
