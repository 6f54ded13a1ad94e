// What sync needs of a journal, and no more: so that one step can be tried against a simulated one.
#pragma once

#include <span>
#include <vector>

#include "sync/wire/page.h"
#include "sync/wire/site.h"

namespace chalkpoint::device {

/// The hub this terminal belongs to.
struct Binding {
  std::string hub_url;  ///< as check_hub_url gives it
  std::string token;
  wire::Site site;
  bool operator==(const Binding&) const = default;
};

/// One life of the store, and how much of it the hub has dealt with.
struct EpochState {
  std::string epoch;
  std::uint64_t last = 0;          ///< highest sequence stored; 0 for none
  std::uint64_t acknowledged = 0;  ///< dealt with by the hub, through this sequence
};

/// Calls may wait for the disk; they are made by the thread that steps. A Problem means that nothing was changed.
class Ledger {
 public:
  template <typename T>
  using Result = std::expected<T, event::Problem>;
  virtual ~Ledger() = default;

  /// Nothing for a terminal that was never enrolled.
  virtual Result<std::optional<Binding>> binding() = 0;
  /// Keeps the secret half of the site's key, wrapped, beside its public half: what a terminal enrolled before does not
  /// have yet. Shows in binding() from then on.
  virtual Result<void> keep_wrapped(const wire::Site& site) = 0;
  /// Epochs in the order in which they began.
  virtual Result<std::vector<EpochState>> epochs() = 0;
  /// Events of an epoch after a sequence, in order, with their sealed contacts.
  virtual Result<std::vector<event::Event>> read(std::string_view epoch, std::uint64_t after,
                                                 std::size_t count_max) = 0;
  /// Notes what the hub said: dealt with through this sequence, of it newly quarantined these. Durable when it
  /// returns; never moves back.
  virtual Result<void> acknowledge(std::string_view epoch, std::uint64_t through,
                                   std::span<const std::uint64_t> quarantined) = 0;
  /// The hub heard another life of this epoch: it ends with `common`, which counts as acknowledged, and the rest goes
  /// on in a fresh epoch; the stream is to be read from its start, since more of it is unknown here than was thought.
  /// False when it ended there before.
  virtual Result<bool> fork(std::string_view epoch, std::uint64_t common) = 0;
  /// How many of our events this hub has set aside.
  virtual Result<std::uint64_t> quarantined() = 0;
  /// hub_seq through which the site's stream has been read; 0 before the first page.
  virtual Result<std::uint64_t> down_cursor() = 0;
  /// Stores what was read down and the cursor in one transaction; events already held are passed by.
  virtual Result<void> append_foreign(std::span<const wire::Placed> events, std::uint64_t through) = 0;
  /// When the stream was last read to its end, UTC, as far as it was noted.
  virtual Result<std::optional<std::int64_t>> read_unix_ms() = 0;
  virtual Result<void> note_read(std::int64_t unix_ms) = 0;
  /// The hub is another one, or has lost what it acknowledged: everything counts as unsent, the stream is read from its
  /// start. One transaction.
  virtual Result<void> start_over(std::string_view hub_epoch) = 0;
};

}  // namespace chalkpoint::device
