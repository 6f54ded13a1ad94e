// One step of sync: send what the hub lacks, believe only its ack, read the site's stream down, say when to come again.
//
// The truth is the ledger's: what is held here (batches under way, retry count) may be lost at any moment and is
// forgotten on any failure. Batches travel side by side; one that overtook another is answered 409 and sent again when
// its turn has come. Sending and reading fail and rest each for itself (lane.h), and take turns when both have much to
// do.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "sync/device/judge.h"
#include "sync/device/lane.h"
#include "sync/device/ledger.h"
#include "sync/device/status.h"
#include "sync/device/transport.h"
#include "sync/device/tuning.h"
#include "sync/wire/reading.h"

namespace chalkpoint::device {

/// What a step needs of the world besides the ledger and the transport.
struct World {
  std::function<std::int64_t()> unix_ms;                     ///< UTC
  std::function<std::int64_t()> mono_ms;                     ///< never set back
  std::function<std::uint64_t(std::uint64_t)> random_below;  ///< uniform in [0, n)
  std::function<void(const SyncStatus&)> report;             ///< told whenever the status changes; may be empty
};

/// Why a step is taken: something may be due, or a person asked for it and nothing is waited out.
enum class Call { due, person };

class Sync {
 public:
  Sync(Ledger& ledger, Transport& transport, World world, Tuning tuning = {});
  /// Does what is due now. Returns how long to rest when nothing new is stored meanwhile; nothing: until woken. May be
  /// called earlier without harm.
  std::optional<std::chrono::milliseconds> step(Call call = Call::due);
  const SyncStatus& status() const { return status_; }

 private:
  using Delay = std::optional<std::chrono::milliseconds>;
  enum class Round { done, again, hub_forgot };
  void exchange(Binding binding);
  Round send(const Binding& binding);
  Round read(const Binding& binding);
  std::expected<Round, Failure> push(const Binding& binding);
  std::expected<Round, Failure> pull(const Binding& binding);
  std::expected<void, Failure> keep(wire::Page page, std::uint64_t after, const Binding& binding);
  void note_held(std::span<const EpochState> epochs);
  void complete_binding(const Binding& binding);
  void note_clock(const Answer& answer, std::int64_t sent_unix_ms);
  std::expected<void, Failure> recall_reading();
  std::expected<void, Failure> note_reading();
  void sending_failed(Failure failure);
  void reading_failed(Failure failure);
  void both_failed(const Failure& failure);
  Delay not_enrolled();
  Delay conclude();
  void show_success();
  void show_failure(const Lane& lane);
  void count_waiting(const std::vector<EpochState>& epochs);
  void note_oldest(const std::vector<EpochState>& epochs);
  void report() const;

  Ledger& ledger_;
  Transport& transport_;
  World world_;
  Tuning tuning_;
  SyncStatus status_;
  std::size_t batch_max_;  ///< events; smaller once a hub asked for smaller batches
  /// What the hub need not send down. May name less than there is, never more.
  std::vector<wire::Held> held_;
  Lane sending_, reading_;                  ///< reading rests between two readings as well
  std::optional<std::int64_t> read_noted_;  ///< the time of reading that the ledger has
  bool read_recalled_ = false;              ///< whether the ledger was asked for it
  bool site_asked_ = false;                 ///< whether the hub told all it tells of the site
  std::string heard_epoch_;                 ///< what the hub last called its epoch
};

}  // namespace chalkpoint::device
