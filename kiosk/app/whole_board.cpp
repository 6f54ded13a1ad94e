#include "kiosk/app/whole_board.h"

namespace chalkpoint::app {

journal::Result<void> read_whole_board(const OnStore& store,
                                       const std::function<bool(const journal::BoardPage&)>& take) {
  constexpr std::size_t kPageEvents = 1'000, kPageBytes = 4'000'000;
  for (std::int64_t after = 0;;) {
    const auto page = ask_for(
        store, [after](journal::Journal& journal) { return journal.read_board(after, kPageEvents, kPageBytes); });
    if (!page) return std::unexpected(page.error());
    if (!take(*page)) return std::unexpected(given_up());
    if (!page->more) return {};
    after = page->through;
  }
}

journal::Result<void> read_whole_board(journal::Journal& journal,
                                       const std::function<void(const journal::BoardPage&)>& take) {
  return read_whole_board(directly_on(journal), [&take](const journal::BoardPage& page) {
    take(page);
    return true;
  });
}

}  // namespace chalkpoint::app
