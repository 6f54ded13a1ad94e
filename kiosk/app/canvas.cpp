#include "kiosk/app/canvas.h"

#include <utility>

namespace chalkpoint::app {

namespace {
constexpr std::uintptr_t kGround = 2;  // the slate's texture; no draw command names it
}

Canvas::Canvas(platform::Renderer renderer, bool keeps_frames)
    : renderer_(std::move(renderer)), keeps_frames_(keeps_frames) {}

void Canvas::keep_up(std::uintptr_t id, const ui::Texture& texture, std::uint64_t& version, bool exact) {
  if (version == texture.version) return;
  // `dirty` speaks of the picture before; whoever missed one takes everything.
  const bool next = version + 1 == texture.version;
  const platform::Renderer::Rows rows{next ? texture.dirty_y : 0, next ? texture.dirty_height : texture.height};
  renderer_.set_picture(id, texture.channels, {texture.width, texture.height}, texture.pixels, rows, exact);
  version = texture.version;
}

// Brings the sheets up to date; where the screen shows other pixels for it, though nothing that is drawn has moved.
platform::PixelRect Canvas::keep_up(std::span<const ui::SheetPicture> sheets, platform::Size size) {
  platform::PixelRect part;
  std::map<std::uintptr_t, std::uint64_t> versions;
  std::vector<std::uintptr_t> ids{ui::kAtlasTexture, kGround};
  for (const ui::SheetPicture& sheet : sheets) {
    const auto known = sheet_versions_.find(sheet.id);
    std::uint64_t& version = versions[sheet.id];
    version = known == sheet_versions_.end() ? 0 : known->second;
    ids.push_back(sheet.id);
    if (version == sheet.texture.version || !sheet.place) continue;  // what is not shown can wait
    const bool next = version + 1 == sheet.texture.version;
    const ui::Rect changed = (next ? sheet.changed.moved(sheet.place->x, sheet.place->y) : *sheet.place)
                                 .common({0, 0, static_cast<float>(size.width), static_cast<float>(size.height)});
    part = part.joined({static_cast<int>(changed.x), static_cast<int>(changed.y), static_cast<int>(changed.w),
                        static_cast<int>(changed.h)});
    keep_up(sheet.id, sheet.texture, version, true);
  }
  sheet_versions_ = std::move(versions);
  renderer_.keep_only(ids);
  return part;
}

platform::PixelRect Canvas::paint(const ui::Picture& picture, platform::Size size, bool whole) {
  if (whole || size != size_ || slate_version_ != picture.slate.version) damage_.forget();
  size_ = size;
  keep_up(ui::kAtlasTexture, picture.atlas, atlas_version_, false);
  keep_up(kGround, picture.slate, slate_version_, true);
  const platform::PixelRect redrawn = keep_up(picture.sheets, size);
  platform::PixelRect part = damage_.next(*picture.draw, size).joined(redrawn);
  if (part.empty()) return part;
  if (!keeps_frames_) part = {0, 0, size.width, size.height};
  renderer_.draw(*picture.draw, kGround, size, part);
  return part;
}

}  // namespace chalkpoint::app
