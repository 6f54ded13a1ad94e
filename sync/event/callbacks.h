// What came of asking people anew: staff forms about a row of a list or about an earlier response, and the promoters
// who left a contact to be called back by. Responses are sets that only grow; of several about the same the newest by
// (hlc, id) counts. So any order, any repetition and any split of the same events tells the same.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/event/kinds.h"

namespace chalkpoint::event {

/// The questions of the forms (assets/surveys: call, renewal, promoter) whose answers the desk goes on by.
inline constexpr std::string_view kAskedOutcome = "outcome";      ///< one of a few words
inline constexpr std::string_view kAskedAgain = "again";          ///< after so many days, in digits: ask anew then
inline constexpr std::string_view kAskedBirthday = "birthday";    ///< day and month, as people write it
inline constexpr std::string_view kAskedNoCalls = "do_not_call";  ///< true: never again

inline constexpr int kAskedAgainDaysMax = 366;

/// A completed staff form about something.
struct Interview {
  Uuid id;                 ///< of the form's own event
  Hlc hlc;                 ///< and its place in time
  Uuid about;              ///< the row of a list, or the response
  std::string day;         ///< the local day YYYY-MM-DD where it was taken down
  std::string touchpoint;  ///< call, renewal, promoter, …
  std::optional<int> score;
  std::string outcome, birthday;  ///< as answered; empty when not
  std::optional<int> again_days;  ///< 1 to kAskedAgainDaysMax
  bool no_calls = false;          ///< "never again" was answered, now or in any talk before
  Signature by;
  bool operator==(const Interview&) const = default;
};

/// A response with a score of 9 or 10 whose member left a contact.
struct Promoter {
  Uuid id;
  std::int64_t unix_ms = 0;  ///< when it was given, UTC
  std::string day;           ///< the local day of that
  std::string code;
  int score = 0;
  std::string words;  ///< what was written, a line for each question; may be empty
  bool operator==(const Promoter&) const = default;
};

/// For one thread.
class Callbacks {
 public:
  /// Events of other kinds, other responses, malformed ones, and ones known already are passed by. `own`: of this
  /// terminal; only here is the contact of a promoter at hand.
  void apply(std::span<const Event> events, bool own);
  /// The newest about this; null for none. Its birthday is the newest that was told, and "never again" is for good.
  const Interview* about(const Uuid& id) const;
  /// Own ones, oldest first by (time, id).
  std::vector<Promoter> promoters() const;
  /// Changes whenever any of it does.
  std::uint64_t version() const { return version_; }

 private:
  struct Entry {
    Interview newest;
    std::pair<Hlc, Uuid> said, birthday_said;
  };
  void take(const BodyParts& parts, const Response& response);

  std::map<Uuid, Entry> entries_;
  std::map<Uuid, Promoter> promoters_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::event
