// How sync stands, for the staff's screen and the log. Members never see it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/event/event.h"

namespace chalkpoint::device {

enum class SyncState {
  not_enrolled,  ///< collecting only
  in_step,       ///< the hub has everything
  sending,       ///< a request is under way
  retrying,      ///< failed; tries again at `next_try_unix_ms`
  refused,       ///< the token is not accepted: only people can mend it; collecting goes on
};

/// Why the last try failed. A screen looks the sentence up by name; `SyncStatus::problem` is the log's.
enum class SyncFault {
  none,
  unreachable,  ///< no connection, or it broke
  timed_out,
  certificate,      ///< the hub's certificate does not check out
  not_the_hub,      ///< something else answered: a captive portal, a proxy's page
  token_unknown,    ///< 401
  token_forbidden,  ///< 403
  hub_busy,         ///< 429, 503
  hub_failed,       ///< another 5xx, or a request the hub could not read
  events_missing,   ///< the hub lacks events that this store no longer has
  store_failed,     ///< the journal could not be read or written
};
/// `unreachable`, `not_the_hub` … as in the enum.
std::string_view name(SyncFault fault);

struct SyncStatus {
  SyncState state = SyncState::not_enrolled;
  std::string hub_url;
  std::string site;
  std::string device_name;
  std::uint64_t waiting = 0;                          ///< events the hub has not dealt with
  std::optional<std::int64_t> waiting_since_unix_ms;  ///< when the oldest of them happened
  std::optional<std::int64_t>
      last_success_unix_ms;  ///< the hub last answered as a hub; nothing since the start of the program
  /// When the site's stream was last read to its end: how old at most is what is known of other terminals. Survives a
  /// restart, up to Tuning::note_read_interval older than it was; nothing before the first time.
  std::optional<std::int64_t> read_unix_ms;
  std::optional<std::int64_t> next_try_unix_ms;
  std::uint64_t quarantined = 0;  ///< events this hub set aside
  /// Hub's clock minus this terminal's, at the last answer that told it; within half of what the request took.
  std::optional<std::int64_t> clock_offset_ms;
  SyncFault fault = SyncFault::none;
  std::optional<event::Problem> problem;  ///< English, one line each
};

}  // namespace chalkpoint::device
