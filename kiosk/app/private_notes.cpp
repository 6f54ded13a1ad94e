#include "kiosk/app/private_notes.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace chalkpoint::app {

namespace {

constexpr std::size_t kPageEvents = 1'000, kPageBytes = 4'000'000;

std::optional<desk::Reading> open_one(journal::Journal& journal, const event::Uuid& id, const event::SiteKey& key) {
  const auto box = journal.sealed_box(id);
  if (!box || !*box) return std::nullopt;  // erased, or the store cannot be read: it stays covered
  const auto text = event::open_contact(**box, key);
  if (!text) return std::nullopt;  // sealed to the key of a hub
  auto writing = event::writing_from_text(*text);
  if (!writing) return std::nullopt;
  return desk::Reading{.id = id, .writing = std::move(*writing)};
}

}  // namespace

std::vector<desk::Reading> open_private_notes(journal::Journal& journal, const event::SiteKey& key) {
  std::vector<desk::Reading> out;
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_board(after, kPageEvents, kPageBytes);
    if (!page) break;  // what was read so far is shown; the store's trouble stands on the status screen
    for (const event::Event& one : page->own)
      if (one.type == event::kNoteConfided)
        if (auto reading = open_one(journal, one.id, key)) out.push_back(std::move(*reading));
    if (!page->more) break;
    after = page->through;
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace chalkpoint::app
