// Finding events in the raw octets of a damaged file, without SQLite. An event's row holds its body, the hash before it
// and its own hash side by side, so whatever fits its hash is proven to be what was stored.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sync/event/event.h"

namespace chalkpoint::journal {

inline constexpr std::size_t kPageBytes = 4096;  ///< of every store: SQLite's own choice

struct StoredEvent {
  event::Bytes body;
  event::Hash previous{};
  event::Hash hash{};
};

/// True when the parts belong together.
bool fits(const StoredEvent& stored);
/// Calls `found` for every event whose row lies within one page; those with longer bodies only SQLite can put together.
void carve_events(std::string_view raw, const std::function<void(StoredEvent)>& found);
/// The sealed box of an event, recognised by its digest; larger ones than lie within one page only SQLite can put
/// together.
std::optional<event::Bytes> carve_sealed(std::string_view raw, const event::Uuid& id, std::string_view digest);
/// The part of `raw` that is such a box, where the id of its event ends at `behind_id`; nothing when there is none.
std::optional<std::string_view> sealed_behind(std::string_view raw, std::size_t behind_id, std::string_view digest);

}  // namespace chalkpoint::journal
