// Canonical JSON read where it lies: a hub looks into every event it takes in, and a tree of values for each would cost
// it more than the disk does.
#pragma once

#include "sync/event/kinds.h"

namespace chalkpoint::event {

/// A member of an object, or an element of an array, which has no name: slices of canonical JSON. A name stands without
/// its quotes, with its escapes if it has any.
struct JsonPart {
  std::string_view name;
  std::string_view value;
};
/// The members or elements of `text`, in order; none for a value of another kind. Nothing when it is not canonical JSON
/// or holds objects and arrays nested deeper than kJsonDepthMax.
std::optional<std::vector<JsonPart>> canonical_parts(std::string_view text);
/// The text that a value of canonical JSON is; nothing when it is no text.
std::optional<std::string> json_text(std::string_view value);

/// As parse_body, of parts that were never a body: every one is checked, and the body is joined from them.
std::expected<Event, Problem> make_event(const BodyParts& parts);
/// What `data` tells, as far as a hub asks.
struct Data {
  std::optional<Response> response;  ///< but for its answers; nothing for an event that is no response
  std::string digest;                ///< of the sealed box that belongs beside the event; empty for none
};
/// As validate, of `data` as it stands in a body.
std::expected<Data, Problem> read_data(std::string_view type, std::string_view data);

}  // namespace chalkpoint::event
