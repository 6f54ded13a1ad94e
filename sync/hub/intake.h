// From the octets of a request to a delivery the store can take: pure.
#pragma once

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// The parts of a POST that matter; empty where a header is absent.
struct Post {
  std::string_view content_type;
  std::string_view content_encoding;
  std::string_view clock;
  std::string_view body;
};

/// Unpacks, decodes and examines a batch. A single event that cannot be taken becomes Refused in its place; unreadable
/// is only what is no batch (400, 413, 415) or speaks for another device than the sender's token (403).
std::expected<Delivery, wire::Unreadable> read_delivery(const Post& post, const Principal& sender,
                                                        std::int64_t received_ms);

}  // namespace chalkpoint::hub
