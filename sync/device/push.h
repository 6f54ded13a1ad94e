// Sending one epoch: a window of batches side by side, moved on by acks alone. Lives for one step; holds no truth.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "sync/device/judge.h"
#include "sync/device/ledger.h"
#include "sync/device/step.h"

namespace chalkpoint::device {

/// How a push ended without a failure.
struct Pushed {
  std::string hub_epoch;                ///< as the hub last said; empty when it was not asked
  bool hub_forgot = false;              ///< it lacks what it once acknowledged, or is another hub: start over
  bool gave_way = false;                ///< there is more to send
  std::optional<std::uint64_t> common;  ///< it heard another life of this epoch, that agrees through this sequence
};

class Push {
 public:
  /// `batch_max` is the size a batch may have; it is halved here when the hub wants smaller ones, and grows again
  /// with what the hub takes; it outlives the push. `progress` is told after every ack with the highest sequence
  /// confirmed. After its first batches it launches no more once `gives_way` says so, and ends when those under way
  /// have landed: a long backlog must not keep anything else waiting.
  Push(Ledger& ledger, Transport& transport, const World& world, const Tuning& tuning, const Binding& binding,
       std::size_t& batch_max, std::function<void(std::uint64_t confirmed)> progress, std::function<bool()> gives_way);
  /// Sends what the epoch holds beyond its acknowledged position. What was confirmed is in the ledger when it returns,
  /// also when it returns a failure.
  std::expected<Pushed, Failure> run(const EpochState& epoch);

 private:
  struct Flight {
    Transport::Ticket ticket = 0;
    std::string digest;
    std::uint64_t first = 0;
    std::size_t count = 0;
    std::uint64_t confirmed_before = 0;  ///< what was confirmed when it left
    std::uint64_t last() const { return first + count - 1; }
  };

  std::expected<Pushed, Failure> send_all(const EpochState& epoch);
  std::expected<void, Failure> fill_window(const EpochState& epoch);
  std::expected<void, Failure> launch(const std::string& epoch, std::uint64_t first);
  std::expected<void, Failure> land(const EpochState& epoch);
  std::expected<void, Failure> take(const Flight& flight, const wire::Ack& ack);
  void confirm(std::uint64_t through);
  void note_gap(const Flight& flight, const wire::Ack& ack);
  std::expected<void, Failure> shrink(const Flight& flight, const event::Problem& problem);
  void grow();
  std::expected<void, Failure> save(const std::string& epoch);

  Ledger& ledger_;
  Transport& transport_;
  const World& world_;
  const Tuning& tuning_;
  const Binding& binding_;
  std::size_t& batch_max_;
  std::function<void(std::uint64_t)> progress_;
  std::function<bool()> gives_way_;

  std::deque<Flight> flights_;
  std::uint64_t confirmed_ = 0;             ///< the hub said so
  std::uint64_t saved_ = 0;                 ///< and the ledger knows
  std::vector<std::uint64_t> quarantined_;  ///< among those confirmed and not yet saved
  std::uint64_t next_ = 0;                  ///< sequence to send next
  std::size_t window_ = 1;  ///< one until the hub has shown itself, so that a portal learns of one batch only
  bool launched_ = false;   ///< anything yet
  bool draining_ = false;   ///< let what is under way land, then go on from what is confirmed
  bool ahead_ = false;      ///< the hub holds more of this epoch than there is here
  int batches_taken_ = 0;   ///< since the hub last wanted smaller ones
  int idle_rounds_ = 0;     ///< drained in a row without anything newly confirmed
  std::int64_t saved_mono_ms_ = 0;
  Pushed end_;
};

}  // namespace chalkpoint::device
