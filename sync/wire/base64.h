// Base64 (RFC 4648, with padding), the form of CloudEvents' Binary. Private to this layer.
#pragma once

#include <optional>

#include "sync/event/event.h"

namespace chalkpoint::wire {

std::string to_base64(std::string_view octets);
/// Nothing for anything but well-formed base64 with its padding.
std::optional<event::Bytes> from_base64(std::string_view text);

}  // namespace chalkpoint::wire
