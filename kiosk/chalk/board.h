// The chalk board as its events make it: a projection in memory, pure, of every note.* and board.* event of the site.
//
// Notes, replies and supports are sets that only grow, known by the ids of their events; verdict, work, pin and the
// rule of screening are the newest by (hlc, id). So any order, any repetition and any split of the same events gives
// the same board. An event that speaks of a note that has not arrived is kept and counts as soon as it comes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/notes.h"

namespace chalkpoint::chalk {

using event::Signature;
using event::Verdict;
using event::Work;

/// A terminal that has not heard its hub for longer shows only notes that somebody has looked at: a note that was
/// hidden elsewhere may still stand here. A day: one night without a network is no reason to empty the board.
inline constexpr std::int64_t kOfflineTrustMs = 24 * 3'600'000;

/// The club's answer under a note.
struct Reply {
  event::Uuid id;
  std::string text;
  Signature by;
  std::int64_t unix_ms = 0;  ///< when, UTC
  event::Hlc hlc;
  bool operator==(const Reply&) const = default;
};

struct Note {
  event::Uuid id;
  std::string code, language, name, text;  ///< name and text may be empty; both are for a private note
  event::Bytes strokes;                    ///< encoded drawing; empty for a text
  int colour = 0;                          ///< 0 to 4
  std::vector<std::string> held;           ///< why it waits for a look; empty: shown at once
  bool own_device = false;                 ///< written on this terminal
  bool confided = false;                   ///< private: its writing is not here; never drawn on the board
  std::int64_t unix_ms = 0;                ///< when it was written, UTC
  std::int32_t utc_offset_min = 0;         ///< and the local offset there, minutes east
  event::Hlc hlc;
  Verdict verdict = Verdict::none;
  std::string reason;  ///< of the verdict
  Work work = Work::none;
  std::string until, did;  ///< YYYY-MM-DD while working; what was done; may be empty
  bool pinned = false;
  std::uint32_t supports = 0;  ///< how many said "me too"
  std::vector<Reply> replies;  ///< oldest first
  bool operator==(const Note&) const = default;
};

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
  void apply(std::span<const event::Event> events, Origin origin);

  /// What may be drawn on the board: pinned first, then newest first. Not `trusted` (offline longer than
  /// kOfflineTrustMs): only what has the verdict shown.
  std::span<const Note* const> visible(bool trusted) const;
  /// Of visible(): those that are done and say what was done, newest first: "you said, we did".
  std::span<const Note* const> done(bool trusted) const;
  /// Held and without a verdict, longest waiting first.
  std::span<const Note* const> waiting() const;
  /// Private notes, newest first.
  std::span<const Note* const> confided() const;
  /// The newest note of this code, public or private; null for none. What of it may be shown is for the verdict to say.
  const Note* by_code(std::string_view code) const;
  const Note* find(const event::Uuid& id) const;

  /// Whether drawings and first texts wait for a look; true until the owner says otherwise.
  bool screening_before() const;
  /// Changes whenever the board does.
  std::uint64_t version() const;
  /// Notes, public and private.
  std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chalkpoint::chalk
