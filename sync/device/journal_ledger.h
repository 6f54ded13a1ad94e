// The ledger that a journal keeps.
#pragma once

#include <functional>

#include "sync/device/ledger.h"
#include "sync/journal/journal.h"

namespace chalkpoint::device {

/// Runs work on the journal and returns when it is done: on the journal's own thread in the terminal, directly in a
/// command.
using OnJournal = std::function<void(const std::function<void(journal::Journal&)>&)>;

/// Nobody else may change what it has read of the journal while it lives.
class JournalLedger final : public Ledger {
 public:
  explicit JournalLedger(OnJournal on_journal);

  Result<std::optional<Binding>> binding() override;
  Result<void> keep_wrapped(const wire::Site& site) override;
  Result<std::vector<EpochState>> epochs() override;
  Result<std::vector<event::Event>> read(std::string_view epoch, std::uint64_t after, std::size_t count_max) override;
  Result<void> acknowledge(std::string_view epoch, std::uint64_t through, std::span<const std::uint64_t> bad) override;
  Result<bool> fork(std::string_view epoch, std::uint64_t common) override;
  Result<std::uint64_t> quarantined() override;
  Result<std::uint64_t> down_cursor() override;
  Result<void> append_foreign(std::span<const wire::Placed> events, std::uint64_t through) override;
  Result<std::optional<std::int64_t>> read_unix_ms() override;
  Result<void> note_read(std::int64_t unix_ms) override;
  Result<void> start_over(std::string_view hub_epoch) override;

  /// Stores a binding, whole or not at all; see check_rebinding.
  Result<void> bind(const Binding& binding);
  /// Forgets hub and token, and nothing else: what is stored stays, for this site, and is offered to the next hub.
  Result<void> unbind();

 private:
  void forget();

  OnJournal on_journal_;
  // Asked for at every reading of the stream, changed by this ledger alone: another thread is woken for them once.
  std::optional<std::optional<Binding>> binding_;
  std::optional<std::uint64_t> down_cursor_, quarantined_;
};

}  // namespace chalkpoint::device
