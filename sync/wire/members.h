// Strict reading of small JSON answers: every member present and of its type. Private to this layer.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "sync/event/event.h"

namespace chalkpoint::wire {

/// The object that `text` is; nothing when it is none or nested without need.
std::optional<event::Json> object_of(std::string_view text, std::size_t bytes_max);
/// A text member of 1 to `chars_max` octets.
std::optional<std::string> text_member(const event::Json& object, const char* name, std::size_t chars_max);
std::optional<std::uint64_t> count_member(const event::Json& object, const char* name);
/// An epoch of a hub.
std::optional<std::string> epoch_member(const event::Json& object, const char* name);

}  // namespace chalkpoint::wire
