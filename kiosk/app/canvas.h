// Between the toolkit's picture and the renderer: keeps the textures up to date and draws only what has changed.
#pragma once

#include <map>

#include "kiosk/ui/ui.h"
#include "platform/damage.h"
#include "platform/renderer.h"

namespace chalkpoint::app {

class Canvas {
 public:
  /// `keeps_frames`: the framebuffer still holds what was painted last, so a part may be painted alone.
  Canvas(platform::Renderer renderer, bool keeps_frames);

  /// Draws the picture into the current framebuffer, all of it with `whole`; returns what is new, empty for nothing.
  platform::PixelRect paint(const ui::Picture& picture, platform::Size size, bool whole);

 private:
  void keep_up(std::uintptr_t id, const ui::Texture& texture, std::uint64_t& version, bool exact);
  platform::PixelRect keep_up(std::span<const ui::SheetPicture> sheets, platform::Size size);

  platform::Renderer renderer_;
  platform::Damage damage_;
  bool keeps_frames_;
  platform::Size size_;
  std::uint64_t atlas_version_ = 0, slate_version_ = 0;  // 0: never shown
  std::map<std::uintptr_t, std::uint64_t> sheet_versions_;
};

}  // namespace chalkpoint::app
