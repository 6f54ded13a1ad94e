// What waits for the club: a pure projection over the board, what detractors said and the cases. Nothing is kept of its
// own, so the same events give the same queue, whatever their order, repetition or split.
//
// An item waits until the club has done its part:
//   look       a note held for a look                       until a verdict: shown, hidden, removed
//   answer     a note on the board                          until a reply, or done; hidden and removed ones wait for
//                                                           nothing: their writer reads the reason
//   confided   a note of the journal of truth               until a reply, done, or its case is resolved
//   detractor  a low score with words or a contact          until done, or its case is resolved
//   told       what a member told the staff, or said over   until done, or its case is resolved
//              any channel
//   said       words with a good score or none, of           until read; with a contact until done, or its case is
//              members                                      resolved; a promoter's contact is called from a list
//   follow_up  somebody is to be asked whether all is right until they were asked, or the case is open again
//   overdue    a case whose control date is over            until it is resolved or has another date
//   call, renewal, promoter                                 one line each while some are due (lists.h)
// "Read" and "in work" acknowledge; they are no answer, and the clock goes on. An item stands in the queue once: what
// waits for an answer and is overdue, too, is of both kinds.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sync/event/board.h"
#include "sync/event/cases.h"
#include "sync/event/voices.h"

namespace chalkpoint::desk {

enum class Kind { look, answer, confided, detractor, told, follow_up, overdue, call, renewal, promoter, said };
inline constexpr std::size_t kKinds = 11;

/// What an item is: a note of the board, a private note, a response of a survey.
enum class Source { note, confided, voice };

/// What a list tells of an item's case.
struct CaseMark {
  bool open = true;
  std::string department;  ///< a value; may be empty
  std::optional<event::Uuid> assignee;
  std::string due, follow_up;  ///< days; may be empty
  int days_over = 0;           ///< of the control date, while it is open
  bool ask_today = false;      ///< or should have been before: whether all is right
  std::int64_t resolved_unix_ms = 0;
  bool operator==(const CaseMark&) const = default;
};
struct Waiting {
  Kind kind = Kind::look;
  Source source = Source::note;
  event::Uuid id;  ///< of the note or the response
  std::int64_t written_unix_ms = 0;
  std::int64_t since_unix_ms = 0;  ///< when it began to wait: as it was written; by its case alone: when that was due
  std::string code, name, words;   ///< words: empty for a drawing and for what is covered
  bool drawing = false;
  std::optional<int> score;              ///< of a response
  std::string touchpoint;                ///< of a response: where it was heard
  std::vector<std::string> departments;  ///< of a response: what was tapped, as values
  bool has_contact = false;              ///< of a response; never what it is
  std::uint32_t supports = 0;
  std::uint32_t count = 0;               ///< of calls, renewals, promoters: how many are due
  event::Work work = event::Work::none;  ///< acknowledged: read or in work
  std::string until;                     ///< YYYY-MM-DD, in work
  std::int64_t done_unix_ms = 0;         ///< when it was done, UTC; 0 while it is not
  std::optional<CaseMark> dossier;       ///< nothing: no case
  bool operator==(const Waiting&) const = default;
};

/// What all lists are made of.
struct Told {
  const event::Board& board;
  const event::Voices& voices;
  const event::Cases& cases;
  std::string today;  ///< YYYY-MM-DD, of the terminal
  std::int32_t utc_offset_min = 0;
};

/// Longest waiting first, by (since, id). `with_confided`: private notes among them, for those who may know of them.
std::vector<Waiting> queue_of(const Told& told, bool with_confided);
/// Open cases: those of `who` first, then by control date, those without one last.
std::vector<Waiting> cases_of(const Told& told, const std::optional<event::Uuid>& who, bool with_confided);
/// Resolved cases, the newest first.
std::vector<Waiting> solved_of(const Told& told, bool with_confided);

/// What was done without a case, at most kDoneShown, the last one first: there a mark set by mistake is taken back.
std::vector<Waiting> done_of(const Told& told, bool with_confided);
inline constexpr std::size_t kDoneShown = 200;

/// What of the queue is looked at.
struct Filter {
  std::optional<Kind> kind;
  std::string department;               ///< a value; empty: all
  std::optional<event::Uuid> person{};  ///< who sees to its case; nothing: all
  std::string search;                   ///< in words, name and code, whatever the case; ё is е; empty: all
  bool done = false;                    ///< of what was done, instead of what waits
  bool operator==(const Filter&) const = default;
};
bool matches(const Waiting& item, const Filter& filter);
/// What of the survey it is about: as its case says, else as was tapped.
std::vector<std::string> departments_of(const Waiting& item);
/// Whether it is of that kind, perhaps besides another; the lines of calls, renewals and promoters are all of calls.
bool is_of(const Waiting& item, Kind kind);

/// How many of each kind, in the order of Kind; of calls, renewals and promoters all that are due.
std::array<std::size_t, kKinds> counts_of(const std::vector<Waiting>& queue);

}  // namespace chalkpoint::desk
