// What a device learns when it enrols: whose it is, to which key contacts are sealed, and that key under its phrase.
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
  /// The secret half of the key under the site's recovery phrase, as event::wrap_secret gives it: who has the phrase
  /// opens contacts at a terminal. Empty: an earlier hub, which does not give it.
  std::string wrapped{};
  bool operator==(const Site&) const = default;
};

event::Bytes to_text(const Site& site);  ///< JSON, as PROTOCOL.md has it
/// Strict, as for an ack.
std::expected<Site, event::Problem> parse_site(std::string_view text);

}  // namespace chalkpoint::wire
