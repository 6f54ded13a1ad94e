// The sheets that the toolkit keeps, and how they come onto the screen.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/impl.h"

namespace chalkpoint::ui {
namespace {

// As many pixels as this many screens have are kept beyond one frame: scrolling back finds its drawings ready.
constexpr float kScreensKept = 2;

std::size_t pixels_of(const Ui::Impl::SheetKept& kept) {
  return static_cast<std::size_t>(kept.sheet->width()) * static_cast<std::size_t>(kept.sheet->height());
}

}  // namespace

Ui::Kept Ui::sheet(std::string_view key, int width, int height) {
  Impl& in = *impl_;
  Impl::SheetKept& kept = in.sheets[std::string(key)];
  const bool fresh =
      !kept.sheet || kept.sheet->width() != width || kept.sheet->height() != height || kept.theme != &theme();
  if (fresh) {
    kept = {
        .sheet = std::make_unique<Sheet>(width, height), .theme = &theme(), .drawn = in.frame_serial, .picture = {}};
    kept.picture.id = in.sheet_id++;
  }
  return {*kept.sheet, fresh};
}

void Ui::draw_sheet(std::string_view key, Point at, float opacity) {
  const auto found = impl_->sheets.find(key);
  if (found == impl_->sheets.end()) return;
  Impl::SheetKept& kept = found->second;
  kept.drawn = impl_->frame_serial;
  const Rect place{std::round(at.x), std::round(at.y), static_cast<float>(kept.sheet->width()),
                   static_cast<float>(kept.sheet->height())};
  kept.picture.place = place;
  ImDrawList& list = impl_->list;
  list.PushTextureID(reinterpret_cast<ImTextureID>(kept.picture.id));
  list.PrimReserve(6, 4);
  list.PrimRectUV({place.x, place.y}, {place.right(), place.bottom()}, {0, 0}, {1, 1},
                  packed(Color{255, 255, 255, 255}.faded(opacity)));
  list.PopTextureID();
}

void Ui::Impl::forget_sheets() {
  const auto most = static_cast<std::size_t>(kScreensKept * frame.size.w * frame.size.h);
  std::size_t sum = 0;
  for (auto& [key, one] : sheets) {
    sum += pixels_of(one);
    one.picture.place.reset();
  }
  while (sum > most) {
    const auto oldest = std::ranges::min_element(sheets, {}, [](const auto& one) { return one.second.drawn; });
    if (oldest->second.drawn + 1 >= frame_serial) return;  // the frame before showed it
    sum -= pixels_of(oldest->second);
    sheets.erase(oldest);
  }
}

void Ui::Impl::picture_sheets() {
  sheet_pictures.clear();
  for (auto& [key, one] : sheets) {
    if (const Rect changed = one.sheet->take_changed(); changed.w > 0 && changed.h > 0) {
      one.picture.changed = changed;
      ++one.picture.texture.version;
    }
    one.picture.texture = {one.sheet->width(),
                           one.sheet->height(),
                           4,
                           one.sheet->pixels(),
                           one.picture.texture.version,
                           static_cast<int>(one.picture.changed.y),
                           static_cast<int>(one.picture.changed.h)};
    sheet_pictures.push_back(one.picture);
  }
}

}  // namespace chalkpoint::ui
