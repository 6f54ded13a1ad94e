// Any octets as typed prose: what is left of them can be stored and is stored unchanged, and nothing more is left out
// the second time.
#include "sync/event/prose.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/event/kinds.h"
#include "sync/event/notes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  using namespace chalkpoint;
  const std::string_view typed(reinterpret_cast<const char*>(octets), count);
  const std::string kept = event::trimmed(event::writable(typed));
  if (event::writable(kept) != kept || event::trimmed(kept) != kept) std::abort();
  if (kept.empty() || kept.size() > event::kReplyTextMax) return 0;  // in octets: shorter than in characters
  const event::NoteReplied reply{.note = {}, .text = kept, .by = {.name = "Anna", .role = "staff"}};
  const auto data = event::canonical_json(event::to_json(event::BoardEvent(reply)));
  const auto read = event::read_board(event::kNoteReplied, data);
  if (!read || !*read || std::get<event::NoteReplied>(**read).text != kept) std::abort();
  return 0;
}
