// gzip of whole buffers, bounded in both directions.
#pragma once

#include <expected>

#include "sync/event/event.h"

namespace chalkpoint::wire {

/// Why a received body cannot be used, with the HTTP status that says so: 400 malformed, 413 too large.
struct Unreadable {
  int status = 400;
  event::Problem problem;
};

/// One gzip member (RFC 1952) holding `plain`.
event::Bytes gzip(std::string_view plain);
/// The plain octets of one gzip member; never allocates more than `bytes_max` for them, so a small bomb stays small.
std::expected<event::Bytes, Unreadable> gunzip(std::string_view packed, std::size_t bytes_max);

}  // namespace chalkpoint::wire
