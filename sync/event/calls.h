// Whom the club has called: events that name a number by its mark alone (phone.h), and what follows of all of them:
// whom nobody may call again, and whom not yet. Calls are a set that only grows, and "never again" with it; so any
// order, any repetition and any split of the same events says the same.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kCallNoted = "chalkpoint.call.noted.v1";

/// talked: they were reached; unreached: nobody answered; refused: they wish never to be called again.
enum class CallOutcome { talked, unreached, refused };

/// Somebody was called.
struct CallNoted {
  std::string mark;  ///< phone_mark of the number
  CallOutcome outcome = CallOutcome::talked;
  std::optional<Uuid> about;  ///< the row of a list, or the response, for which; nothing: for none
  Signature by;               ///< of a role that may call
  bool operator==(const CallNoted&) const = default;
};

/// The type and the `data` of a fact.
std::string_view type_of(const CallNoted& what);
Json to_json(const CallNoted& what);
/// `data` as it stands in a body, read strictly; what is wrong is a Problem that names the member, also an act of
/// somebody whose role may not do it. Nothing for another type.
std::expected<std::optional<CallNoted>, Problem> read_call(std::string_view type, std::string_view data);

/// A projection in memory, pure. For one thread.
class Calls {
 public:
  /// Events of other kinds, malformed ones and those known already are passed by.
  void apply(std::span<const Event> events);

  /// Whether they wish never to be called again.
  bool is_refused(const std::string& mark) const;
  /// When they were last talked to, by the clock of whoever did, UTC; nothing: never.
  std::optional<std::int64_t> talked_unix_ms(const std::string& mark) const;
  /// What came of the calls for one row of a list.
  struct Tried {
    std::uint32_t unreached_count = 0;
    std::int64_t last_unix_ms = 0;  ///< of those, UTC
    Hlc talked;                     ///< when somebody last noted a talk; 0: nobody did
    bool refused = false;
    bool operator==(const Tried&) const = default;
  };
  Tried tried(const Uuid& about) const;
  /// Changes whenever any of it does.
  std::uint64_t version() const { return version_; }

 private:
  struct Known {
    std::optional<std::int64_t> talked_unix_ms;
    bool refused = false;
  };
  std::set<Uuid> seen_;
  std::map<std::string, Known> marks_;
  std::map<Uuid, Tried> tried_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::event
