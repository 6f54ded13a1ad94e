// What a hub says about a batch. Only this moves a device's cursor.
#pragma once

#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::wire {

/// Reasons by which a hub tells a sender that it heard another life of its epoch: the sender goes on in a fresh one.
inline constexpr std::string_view kPlaceTaken = "another event has this place already";
inline constexpr std::string_view kChainBroken = "the hash does not follow from the event before";

enum class Status { accepted, duplicate, quarantined };

/// The same outcome for `count` events in a row, in the batch's order.
struct Outcome {
  Status status = Status::accepted;
  std::size_t count = 1;
  std::string reason;  ///< one line, for quarantined ones
  bool operator==(const Outcome&) const = default;
};

/// The answer to a batch: 200 with outcomes for every event, or 409 without any when events before it are missing: then
/// the hub expects `held_through + 1`.
struct Ack {
  std::string batch;      ///< digest of the batch this answers
  std::string hub_epoch;  ///< changes when a hub is restored: 16 lower-case hex digits
  std::uint64_t held_through =
      0;  ///< highest contiguous sequence of the batch's epoch that the hub has dealt with; 0 for none
  std::vector<Outcome> outcomes;
  bool operator==(const Ack&) const = default;
  /// Events the outcomes speak of.
  std::size_t count() const;
};

/// Adds an outcome, joining it to the last when both say the same.
void add_outcome(Ack& ack, Status status, std::string reason = {});

event::Bytes to_text(const Ack& ack);  ///< JSON, as PROTOCOL.md has it
/// Strict: every member present, of its type, within limits, and no unknown status.
std::expected<Ack, event::Problem> parse_ack(std::string_view text);

/// The text of a problem answer (RFC 9457): `title` is what is wrong, `detail` the remedy.
event::Bytes problem_text(int status, const event::Problem& problem);
/// The same read back; nothing when it is none.
std::optional<event::Problem> parse_problem(std::string_view text);

}  // namespace chalkpoint::wire
