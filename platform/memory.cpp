#include "platform/memory.h"

#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <span>

namespace chalkpoint::platform {

namespace {

// Of one loaded object, the segments that nobody may write to: only these are the same in memory as in the file. A
// segment that the loader wrote to and then closed (relocated constants) counts as writable here.
int give_back_segments(dl_phdr_info* object, std::size_t, void* page_bytes) {
  const std::uintptr_t page = *static_cast<const std::uintptr_t*>(page_bytes);
  if (*object->dlpi_name == '\0') return 0;  // the program itself: small, and in use
  for (const ElfW(Phdr) & segment : std::span(object->dlpi_phdr, object->dlpi_phnum)) {
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
    // Whole pages inside the segment: those at its ends may belong to its neighbours too.
    const std::uintptr_t begin = (object->dlpi_addr + segment.p_vaddr + page - 1) / page * page;
    const std::uintptr_t end = (object->dlpi_addr + segment.p_vaddr + segment.p_filesz) / page * page;
    if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);  // an offer; may be refused
  }
  return 0;
}

// Libraries with relocations in their code have written there; none of a distribution's has.
bool relocates_code(const dl_phdr_info& object) {
  for (const ElfW(Phdr) & segment : std::span(object.dlpi_phdr, object.dlpi_phnum)) {
    if (segment.p_type != PT_DYNAMIC) continue;
    for (const auto* entry = reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + segment.p_vaddr);
         entry->d_tag != DT_NULL; ++entry)
      if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
        return true;
  }
  return false;
}

}  // namespace

void give_back_memory() {
  auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  dl_iterate_phdr(
      [](dl_phdr_info* object, std::size_t size, void* page_bytes) {
        return relocates_code(*object) ? 0 : give_back_segments(object, size, page_bytes);
      },
      &page);
}

}  // namespace chalkpoint::platform
