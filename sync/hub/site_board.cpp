#include "sync/hub/site_board.h"

#include "sync/wire/limits.h"

namespace chalkpoint::hub {

Result<event::Board> read_site_board(Store& store, const std::string& site) {
  const Principal everybody{site, ""};  // no device is called this, so no events are its own and left out
  event::Board board;
  for (std::uint64_t after = 0;;) {
    const auto page = store.read(everybody, {after}, wire::kPageEventsMax, wire::kPageBytesMax);
    if (!page) return std::unexpected(page.error());
    for (const wire::Placed& placed : page->events) board.apply({&placed.event, 1}, event::Origin::foreign);
    if (!page->more) return board;
    after = page->through;
  }
}

}  // namespace chalkpoint::hub
