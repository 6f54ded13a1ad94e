// What waits for the club: a pure projection over the board and what detractors said. Nothing is kept of its own, so
// the same events give the same queue, whatever their order, repetition or split.
//
// An item waits until the club has done its part:
//   look       a note held for a look                       until a verdict: shown, hidden, removed
//   answer     a note on the board                          until a reply, or done; hidden and removed ones wait for
//                                                           nothing: their writer reads the reason
//   confided   a note of the journal of truth               until a reply, or done
//   detractor  a low score with words or a contact          until done
//   told       what a member told the staff, or said over   until done
//              any channel
// "Read" and "in work" acknowledge; they are no answer, and the clock goes on.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sync/event/board.h"
#include "sync/event/voices.h"

namespace chalkpoint::desk {

enum class Kind { look, answer, confided, detractor, told };
inline constexpr std::size_t kKinds = 5;
/// Whether it is a response rather than a note.
constexpr bool is_response(Kind kind) {
  return kind == Kind::detractor || kind == Kind::told;
}

struct Waiting {
  Kind kind = Kind::look;
  event::Uuid id;                  ///< of the note or the response
  std::int64_t since_unix_ms = 0;  ///< when it was written
  std::string code, name, words;   ///< words: empty for a drawing and for what is covered
  bool drawing = false;
  std::optional<int> score;              ///< of a response
  std::string touchpoint;                ///< of a response: where it was heard
  std::vector<std::string> departments;  ///< of a response: what was tapped, as values
  bool has_contact = false;              ///< of a response; never what it is
  std::uint32_t supports = 0;
  event::Work work = event::Work::none;  ///< acknowledged: read or in work
  std::string until;                     ///< YYYY-MM-DD, in work
  bool operator==(const Waiting&) const = default;
};

/// Longest waiting first, by (since, id). `with_confided`: private notes among them, for those who may know of them.
std::vector<Waiting> queue_of(const event::Board& board, const std::vector<event::Voice>& voices, bool with_confided);

/// What of the queue is looked at.
struct Filter {
  std::optional<Kind> kind;
  std::string department;  ///< a value; empty: all
  std::string search;      ///< in words, name and code, whatever the case; ё is е; empty: all
  bool operator==(const Filter&) const = default;
};
bool matches(const Waiting& item, const Filter& filter);

/// How many of each kind, in the order of Kind.
std::array<std::size_t, kKinds> counts_of(const std::vector<Waiting>& queue);

}  // namespace chalkpoint::desk
