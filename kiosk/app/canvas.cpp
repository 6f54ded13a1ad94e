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

platform::PixelRect Canvas::paint(const ui::Picture& picture, platform::Size size, bool whole) {
  if (whole || size != size_ || slate_version_ != picture.slate.version) damage_.forget();
  size_ = size;
  keep_up(ui::kAtlasTexture, picture.atlas, atlas_version_, false);
  keep_up(kGround, picture.slate, slate_version_, true);
  platform::PixelRect part = damage_.next(*picture.draw, size);
  if (part.empty()) return part;
  if (!keeps_frames_) part = {0, 0, size.width, size.height};
  renderer_.draw(*picture.draw, kGround, size, part);
  return part;
}

}  // namespace chalkpoint::app
