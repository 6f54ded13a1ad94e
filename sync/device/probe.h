// A connection to the hub tried step by step, for somebody who stands before a terminal that does not send.
#pragma once

#include <vector>

#include "sync/device/ledger.h"
#include "sync/device/status.h"
#include "sync/device/transport.h"

namespace chalkpoint::device {

/// In the order in which they are tried.
enum class ProbeStep {
  name,        ///< the hub's address is found
  connection,  ///< something takes a connection there
  tls,         ///< and proves to be who it says it is; not tried on this machine itself
  hub,         ///< it answers as a hub
  token,       ///< which knows this terminal, as the one it is bound as
  clock        ///< the clocks agree within kClockOffMs
};
enum class ProbeOutcome { good, bad, skipped };

/// What one step came to; `fault` and `problem` of one that is bad.
struct ProbeFinding {
  ProbeStep step = ProbeStep::name;
  ProbeOutcome outcome = ProbeOutcome::skipped;
  SyncFault fault = SyncFault::none;
  std::optional<event::Problem> problem;
};
struct Probed {
  std::vector<ProbeFinding> steps;              ///< all of them
  std::optional<std::int64_t> clock_offset_ms;  ///< hub's clock minus this terminal's
  bool cancelled = false;
  bool good() const;  ///< nothing is bad
};

/// Further apart than this, days and hours in the report are wrong, and certificates soon.
inline constexpr std::int64_t kClockOffMs = 60'000;

/// One real request, on the caller's thread, as long as Tuning lets it take; Transport::cancel ends it.
Probed probe(Transport& transport, const Binding& binding, const std::function<std::int64_t()>& unix_ms);

}  // namespace chalkpoint::device
