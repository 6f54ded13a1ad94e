#include "kiosk/ui/atlas.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace chalkpoint::ui {

Atlas::Atlas() : pixels_(static_cast<std::uint8_t*>(std::calloc(kWidth, kHeight))) {
  if (!pixels_) throw std::bad_alloc();
  clear();
}

std::optional<Atlas::Place> Atlas::reserve(int width, int height) {
  constexpr int kBorder = 1;
  if (shelf_x_ + width + kBorder > kWidth) {
    shelf_y_ += shelf_height_ + kBorder;
    shelf_x_ = shelf_height_ = 0;
  }
  if (width + kBorder > kWidth || shelf_y_ + height + kBorder > kHeight) return std::nullopt;
  const Place place{shelf_x_, shelf_y_};
  shelf_x_ += width + kBorder;
  shelf_height_ = std::max(shelf_height_, height);
  return place;
}

void Atlas::set(int x, int y, std::uint8_t opacity) {
  pixels_[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] = opacity;
  if (taken_) {
    taken_ = false;
    dirty_top_ = y;
    dirty_bottom_ = y + 1;
    ++version_;
  } else {
    dirty_top_ = std::min(dirty_top_, y);
    dirty_bottom_ = std::max(dirty_bottom_, y + 1);
  }
}

void Atlas::clear() {
  std::memset(pixels_.get(), 0, static_cast<std::size_t>(std::min(kHeight, shelf_y_ + shelf_height_ + 1)) * kWidth);
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
  const auto spot = reserve(3, 3);
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x) set(spot->x + x, spot->y + y, 255);
}

Texture Atlas::take() {
  taken_ = true;
  return {kWidth, kHeight, 1, pixels_.get(), version_, dirty_top_, dirty_bottom_ - dirty_top_};
}

}  // namespace chalkpoint::ui
