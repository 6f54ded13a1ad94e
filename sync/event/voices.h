// What the club owes an answer of what was said in surveys and staff forms, and what it did about it: a projection in
// memory, pure, of completed responses and of the voice.* events. Owed are a member's words or contact, whatever the
// score, since every member is promised that they are read; words that the staff took down from a channel of kChannels,
// whatever the score; a low score of their other forms. Responses are a set that only grows; marks count as notes.h
// says. So any order, any repetition and any split of the same events gives the same voices; a mark of a response that
// has not arrived is kept and counts as soon as it comes.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sync/event/kinds.h"
#include "sync/event/notes.h"

namespace chalkpoint::event {

/// A response to which the club owes something: words, or a contact left to be called.
struct Voice {
  Uuid id;
  std::int64_t unix_ms = 0;  ///< when it was given, UTC
  std::optional<int> score;  ///< as Response has it
  std::string touchpoint;    ///< where it was heard
  Signature taken_by;        ///< who of the staff took it down; empty: nobody, the member tapped
  std::string code;
  std::string words;  ///< what was written, a line for each question; may be empty
  /// What was tapped among several, by question name.
  std::vector<std::pair<std::string, std::string>> choices;
  /// Of a staff form: what was tapped as the one of a few, by question name; but for the touchpoint.
  std::vector<std::pair<std::string, std::string>> details;
  bool has_contact = false;       ///< sealed beside the response and not erased; nothing of it is here
  Work work = Work::none;         ///< none, read or done
  std::string did;                ///< what was done; may be empty
  Signature by;                   ///< whose mark it is; empty without one
  std::int64_t done_unix_ms = 0;  ///< when it was done, UTC; 0 while it is not
  bool operator==(const Voice&) const = default;
};

/// Whether words of a member are enough answered when somebody has read them: those of good scores and of none, where
/// nobody waits to be called. A promoter's contact waits in the list of promoters.
bool is_answered_by_reading(const Voice& voice);

/// Whether a member wrote something among these answers, as Voice::words has it.
bool has_words(const Json& answers);
/// What was written among these answers, a line for each question: Voice::words. Of staff forms those alone that are
/// kept as words.
std::string words_in(const Json& answers, bool by_staff);

/// For one thread.
class Voices {
 public:
  /// Events of other kinds, other responses, malformed ones, and ones known already are passed by.
  void apply(std::span<const Event> events);
  /// Those not done, oldest first by (time, id).
  std::vector<Voice> open() const;
  /// Those done, at most so many of the last ones, the newest first by (when it was done, id).
  std::vector<Voice> done(std::size_t most) const;
  /// Null for none.
  const Voice* find(const Uuid& id) const;
  /// Changes whenever they do.
  std::uint64_t version() const { return version_; }

 private:
  struct Entry {
    Voice voice;
    bool arrived = false;
    /// The newest mark, of those that are "read", and of the others.
    struct Mark {
      std::pair<Hlc, Uuid> said;
      Work state = Work::none;
      std::string did;
      Signature by;
      std::int64_t unix_ms = 0;
    } read{}, settled{};
    void stand();  // makes of the marks what the voice tells of them
  };
  void take(const BodyParts& parts, Response&& response);
  void take(const BodyParts& parts, VoiceMarked&& mark);

  std::map<Uuid, Entry> entries_;
  std::set<Uuid> erased_;  ///< whose contact is gone, whether they have arrived or not
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::event
