// Any bytes as a definition: refused or read, never a crash; and what was read can be run, answered and completed.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/survey/run.h"

using namespace chalkpoint::survey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto definition = parse_definition({reinterpret_cast<const char*>(bytes), size});
  if (!definition) return 0;
  Run run(*definition, "ru");
  for (const Page& page : definition->pages) {
    for (const Element& element : page.elements) {
      run.title(element);
      run.set(element.data_name, element.choices.empty() ? Value("a1") : element.choices.front().value);
      for (const Choice& choice : element.choices) run.toggle(element, choice.value);
      run.write(element, "words 5");
    }
  }
  run.errors();
  run.complete();
  return 0;
}
