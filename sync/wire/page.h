// A page of a site's stream, from the hub down to a device.
#pragma once

#include <vector>

#include "sync/wire/batch.h"

namespace chalkpoint::wire {

/// An event with its place in the site's stream. `event.sealed` never travels down: contacts are for the club's office
/// alone.
struct Placed {
  std::uint64_t hub_seq = 0;
  Source source;
  event::Event event;
};

/// `GET /v1/events?after=N` gives what follows N, in order, without what the reader says it holds (reading.h).
struct Page {
  std::string hub_epoch;
  std::uint64_t through = 0;  ///< read on after this; at least `after`, and beyond the last event where such follow it
  bool more = false;          ///< whether the stream held more when this was read
  std::vector<Placed> events;
  std::uint64_t after = 0;  ///< what was asked for, and by whom: a page for another question, from some cache, is none
  std::string reader{};     ///< reader_text() of the asking device
};

/// `/sites/SITE/devices/DEVICE`
std::string reader_text(std::string_view site, std::string_view device);

event::Bytes to_text(const Page& page);  ///< JSON, as PROTOCOL.md has it
/// Strict, as for an ack: events in rising order, none beyond `through`, each with a canonical body.
std::expected<Page, event::Problem> parse_page(std::string_view text);

}  // namespace chalkpoint::wire
