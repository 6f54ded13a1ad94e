// Whatever comes out of an opened box: it is refused, or it is a writing that a note may hold and reads back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/event/notes.h"
#include "sync/event/strokes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  using namespace chalkpoint;
  const auto writing = event::writing_from_text({reinterpret_cast<const char*>(octets), count});
  if (!writing) return 0;
  if (writing->text.empty() == writing->strokes.empty()) std::abort();  // exactly one of them
  if (!writing->strokes.empty() && !event::decode_drawing(writing->strokes)) std::abort();
  const auto again = event::writing_from_text(event::to_text(*writing));
  if (!again || *again != *writing) std::abort();
  return 0;
}
