// Simulated terminals: plausible answers from one seed, sent through a real hub. For sample data, tests and benches.
#pragma once

#include <random>

#include "sync/event/seal.h"
#include "sync/wire/batch.h"

namespace chalkpoint::hub {

/// One life of one simulated terminal: the events it would have stored, in order.
class SimulatedTerminal {
 public:
  /// Answers are spread evenly from `begin_ms` to `end_ms` (UTC), `answers` of them. Contacts are sealed to `key`;
  /// without one nobody leaves any.
  struct Plan {
    std::uint64_t seed = 0;
    std::int64_t begin_ms = 0;
    std::int64_t end_ms = 0;
    std::uint64_t answers = 0;
    std::optional<event::PublicKey> key;
  };
  explicit SimulatedTerminal(const Plan& plan);

  /// 16 hex digits, following from the seed.
  const std::string& epoch() const { return epoch_; }
  /// The next events, at most `count`; fewer at the end of the plan.
  std::vector<event::Event> next(std::size_t count);

 private:
  event::Event make_event();
  event::Response make_response();
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  Plan plan_;
  std::mt19937_64 random_;
  std::string epoch_;
  std::uint64_t made_ = 0;
  event::Hash chain_{};
};

}  // namespace chalkpoint::hub
