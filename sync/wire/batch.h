// A batch: consecutive events of one epoch as a CloudEvents 1.0 JSON batch. PROTOCOL.md gives the form of every
// attribute.
#pragma once

#include <span>
#include <vector>

#include "sync/wire/gzip.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::wire {

/// A batch ready to be sent.
struct Outgoing {
  event::Bytes body;        ///< the JSON, before compression
  std::string digest;       ///< hex BLAKE2b-256 of `body`; the hub echoes it
  std::uint64_t first = 0;  ///< sequence of the first event
  std::size_t count = 0;    ///< events in it
  std::uint64_t last() const { return first + count - 1; }
};

/// The first events of `events`, as many as the limits (and `count_max`) allow; at least one. They must be consecutive
/// events of `source.epoch` as a journal gives them; a body that is not canonical is a problem naming its sequence.
std::expected<Outgoing, event::Problem> encode(const Source& source, std::span<const event::Event> events,
                                               std::size_t count_max = kBatchEventsMax);

/// An element of a batch that is no event of ours. It still has a place, so it can be set aside and acknowledged.
struct Refused {
  std::uint64_t sequence = 0;       ///< from its position: events of a batch are consecutive
  std::optional<event::Uuid> id;    ///< where readable
  std::optional<event::Hash> hash;  ///< as claimed, where readable: the next event's chain hangs on it
  std::string reason;               ///< one line, at most kReasonBytesMax
  event::Bytes raw;                 ///< the element as it came
};

/// A received batch. Bodies are rebuilt exactly; whether `hash` follows from the event before is the receiver's to
/// check
/// (`event::chain_hash`), since only it knows that event.
struct Incoming {
  Source source;
  std::string digest;       ///< hex BLAKE2b-256 of the body as received, decompressed
  std::uint64_t first = 0;  ///< sequence of the first element; the i-th has first + i
  std::vector<std::expected<event::Event, Refused>> events;
};

/// Reads a decompressed body. Unreadable when it is no batch at all: no JSON array, empty, too many events, sources or
/// sequences that do not belong together. A single bad element is Refused in its place and spoils nothing else.
std::expected<Incoming, Unreadable> decode(std::string_view body);

/// Hex BLAKE2b-256 of a body before compression.
std::string digest_of(std::string_view body);

}  // namespace chalkpoint::wire
