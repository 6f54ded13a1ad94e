// What a reader of a site's stream asks for: the query of `GET /v1/events`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::wire {

/// A part of an epoch that the reader holds already: its sequences from 1 through `through`, which may be 0.
struct Held {
  std::string epoch;  ///< 16 lower-case hex digits
  std::uint64_t through = 0;
  bool operator==(const Held&) const = default;
};

struct Reading {
  std::uint64_t after = 0;  ///< hub_seq; 0 to begin
  /// What is left out of the stream, at most kHeldEpochsMax. None: everything of the reader's own device is left out,
  /// as somebody wants it who keeps no epochs.
  std::vector<Held> own{};
  bool operator==(const Reading&) const = default;
};

/// `after=1700&own=0123456789abcdef:12`
std::string to_query(const Reading& reading);
/// Strict: no other parameters, none twice but `own`, no epoch twice, not more epochs than kHeldEpochsMax. An empty
/// query reads everything from the start.
std::expected<Reading, event::Problem> parse_query(std::string_view query);

}  // namespace chalkpoint::wire
