// How much may be written on one terminal, and what waits for a look before it is shown. Pure: the caller knows the
// clock and the notes. Refused: the writer is told when to come back and keeps the draft. Held: thanked as always, the
// note appears after a look.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/chalk/filter.h"

namespace chalkpoint::chalk {

/// Between two notes of a device: less than a person needs to write one, so only a prank or a jammed finger notices.
inline constexpr std::int64_t kNoteGapMs = 20'000;
/// A family with children writes this many in a row; more is somebody papering the board over.
inline constexpr std::size_t kNotesPerWindow = 5;
inline constexpr std::int64_t kNoteWindowMs = 10 * 60'000;
/// As many as the staff can be expected to look through in one go.
inline constexpr std::size_t kNotesWaitingMax = 30;
/// A device's texts wait, screening being `before`, until the staff have shown this many of them: enough to see that
/// the terminal stands where decent people pass.
inline constexpr std::size_t kTrustAfterShown = 3;
/// From this similarity on two texts count as the same: a changed word or ending in a sentence stays above it.
inline constexpr double kDuplicateSimilarity = 0.8;
/// How long a text is remembered for that. "Thank you!" is welcome again the next day.
inline constexpr std::int64_t kDuplicateWindowMs = 24 * 3'600'000;

/// A note of this device, public or private.
struct Recent {
  std::int64_t unix_ms = 0;  ///< when it was written, UTC
  std::string text;          ///< empty for a drawing and for a private note
  bool waiting = false;      ///< held and not looked at yet
};

enum class Refusal { none, too_soon, too_many, too_many_waiting };

/// Whether one more note may be written now.
struct Permit {
  Refusal refusal = Refusal::none;
  /// When the next note is welcome, UTC. Nothing for none, and for too_many_waiting: that depends on the staff.
  std::int64_t free_at_unix_ms = 0;
  bool operator==(const Permit&) const = default;
};

/// `recent` in any order; at least the notes of the last kNoteWindowMs and all that wait. Notes from the future (the
/// clock was set back) do not count, so that a wrong clock locks nobody out.
Permit may_write(std::span<const Recent> recent, std::int64_t now_unix_ms);

/// What is about to be written on the board.
struct NewNote {
  std::string_view text;  ///< empty for a drawing
  std::string_view name;  ///< of the writer, shown with the note; may be empty
  bool drawing = false;
};

/// Why the note waits for a look, as members of event::kHeldReasons, each once, in that order; empty: it is shown at
/// once. `recent` as above, reaching back kDuplicateWindowMs. `texts_shown`: texts of this device that have the
/// verdict shown. `screening_before`: the board's rule; without it only what the filter finds and duplicates wait.
std::vector<std::string> hold_reasons(const NewNote& note, const Filter& filter, std::span<const Recent> recent,
                                      std::int64_t now_unix_ms, bool screening_before, std::size_t texts_shown);

/// How alike two texts read, 0 to 1: Dice's coefficient of their sets of letter trigrams, case, marks, spacing and
/// punctuation aside. (L. R. Dice, Measures of the Amount of Ecologic Association Between Species, 1945.)
double similarity(std::string_view a, std::string_view b);

}  // namespace chalkpoint::chalk
