// What a device learns when it enrols: whose it is and to which key contacts are sealed.
#pragma once

#include <string>

#include "sync/event/event.h"

namespace chalkpoint::wire {

/// The answer of `GET /v1/site` to a device's token.
struct Site {
  std::string site;    ///< identifier, see is_name
  std::string device;  ///< identifier, see is_name
  std::string name;    ///< what people call the device
  event::Bytes key;    ///< X25519 public key, 32 octets (base64 in the text)
  std::string key_id;
  std::string hub_epoch;  ///< 16 lower-case hex digits
  bool operator==(const Site&) const = default;
};

event::Bytes to_text(const Site& site);  ///< JSON, as PROTOCOL.md has it
/// Strict, as for an ack.
std::expected<Site, event::Problem> parse_site(std::string_view text);

}  // namespace chalkpoint::wire
