// Any bytes as a typed note: read without a crash, and what is found lies inside the text, in order.
#include <cstdlib>
#include <string>

#include "kiosk/chalk/limits.h"

using namespace chalkpoint::chalk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  static const Filter filter = [] {
    auto loaded = Filter::load(FILTER_LISTS);
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  const std::string text(reinterpret_cast<const char*>(octets), count);
  std::size_t begin = 0;
  for (const Finding& finding : filter.check(text)) {
    if (finding.begin < begin || finding.begin >= finding.end || finding.end > text.size()) std::abort();
    begin = finding.begin;
  }
  if (const double alike = similarity(text, text); alike != 1) std::abort();
  return 0;
}
