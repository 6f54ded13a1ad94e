// The club's work on what it was told: a projection in memory, pure, of every signed act about a note, a private note
// or a response. The acts about an item are a set that only grows; its history is that set in the order of (hlc, id),
// and its case is what the history says from beginning to end: of every single value the last word counts. So any
// order, any repetition and any split of the same events gives the same cases and histories, and of two who acted at
// the same time on two terminals both stay to be seen.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "sync/event/people.h"

namespace chalkpoint::event {

/// What somebody did about an item.
struct Step {
  Hlc hlc;
  Uuid id;                   ///< of the event
  std::int64_t unix_ms = 0;  ///< when, UTC
  Deed what;
  const Signature& by() const;
};

struct Case {
  Uuid about;  ///< the event of the note or the response
  std::string department;
  Cause cause = Cause::none;
  std::optional<Uuid> assignee;  ///< a person, perhaps dismissed since
  std::string due;               ///< control date, YYYY-MM-DD; may be empty
  std::int64_t opened_unix_ms = 0;
  Signature opened_by;
  Resolution resolution = Resolution::none;  ///< none: it is open
  std::string did;                           ///< of the resolution
  std::int64_t resolved_unix_ms = 0;         ///< 0: it is open
  Signature resolved_by;
  std::string follow_up;            ///< when to ask again, YYYY-MM-DD; empty: nobody is to be asked, or everybody was
  Outcome outcome = Outcome::none;  ///< of the last asking after this resolution
  std::string outcome_words;
  bool published = false;  ///< "you said — we did" stands, or stood, on the board for it
  bool open() const { return resolution == Resolution::none; }
  bool operator==(const Case&) const = default;
};

/// By how many days the control date of an open case is over; 0: it is not, or there is none. `today`: YYYY-MM-DD.
int days_overdue(const Case& one, std::string_view today);
/// Whether it is time to ask "is everything all right now?".
bool follow_up_is_due(const Case& one, std::string_view today);

/// For one thread. Pointers and spans hold until the next apply().
class Cases {
 public:
  /// Events of other kinds, malformed ones, and ones known already are passed by.
  void apply(std::span<const Event> events);

  /// Not resolved, longest open first.
  std::vector<const Case*> open() const;
  /// All that were ever opened, longest open first.
  std::vector<const Case*> all() const;
  /// Null for an item nobody opened a case about.
  const Case* find(const Uuid& about) const;
  /// Everything that was done about an item, oldest first, whether it has a case or not.
  std::span<const Step> history(const Uuid& about) const;
  /// Changes whenever they do.
  std::uint64_t version() const { return version_; }

 private:
  struct Entry {
    std::vector<Step> steps;  ///< by (hlc, id)
    std::optional<Case> dossier;
  };
  std::map<Uuid, Entry> entries_;
  std::uint64_t version_ = 1;
};

/// What a deed is about: a note or a response; nothing when it is about neither.
std::optional<Uuid> item_of(const Deed& what);

}  // namespace chalkpoint::event
