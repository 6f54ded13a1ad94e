#include "kiosk/app/whole_board.h"

namespace chalkpoint::app {

journal::Result<void> read_whole_board(journal::Journal& journal,
                                       const std::function<void(const journal::BoardPage&)>& take) {
  constexpr std::size_t kPageEvents = 1'000, kPageBytes = 4'000'000;
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_board(after, kPageEvents, kPageBytes);
    if (!page) return std::unexpected(page.error());
    take(*page);
    if (!page->more) return {};
    after = page->through;
  }
}

}  // namespace chalkpoint::app
