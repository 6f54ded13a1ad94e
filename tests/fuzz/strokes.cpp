// A drawing from anywhere: refused with words, or within all bounds, the only encoding of what it says, and possible to
// draw.
#include "sync/event/strokes.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace chalkpoint;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  const std::string_view given(reinterpret_cast<const char*>(octets), count);
  const auto drawing = event::decode_drawing(given);
  if (!drawing) {
    require(!drawing.error().what.empty() && !drawing.error().remedy.empty());
    return 0;
  }
  require(event::encode_drawing(*drawing) == given);
  const auto frame = event::drawing_frame(given);
  require(frame && frame->width == drawing->width && frame->height == drawing->height);
  for (const event::Stroke& stroke : drawing->strokes) {
    for (const event::InkPoint& ink : event::trace(stroke))
      require(std::isfinite(ink.x) && std::isfinite(ink.y) && ink.radius > 0 &&
              ink.radius <= static_cast<float>(event::kInkMarginUnits));
    const auto fewer = event::simplified(stroke.points, 2);
    require(!fewer.empty() && fewer.size() <= stroke.points.size() && fewer.front() == stroke.points.front() &&
            fewer.back() == stroke.points.back());
  }
  require(event::to_svg(*drawing).ends_with("</svg>\n"));
  return 0;
}
