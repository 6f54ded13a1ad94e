#include "kiosk/ui/sheet.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/grain.h"
#include "kiosk/ui/house.h"

namespace chalkpoint::ui {
namespace {

constexpr int kTile = 256;

// The slate's roughness again and again: thinking it up for every pixel would be most of the work.
const std::array<Roughness, kTile * kTile>& rough_tile() {
  static const auto tile = [] {
    std::array<Roughness, kTile * kTile> made{};
    for (int y = 0; y < kTile; ++y)
      for (int x = 0; x < kTile; ++x) made[static_cast<std::size_t>(y * kTile + x)] = roughness(x, y);
    return made;
  }();
  return tile;
}

std::uint8_t byte(float value) {
  return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.F, 255.F));
}

}  // namespace

void Sheet::Box::add(const Box& other) {
  if (other.empty()) return;
  *this = empty() ? other
                  : Box{std::min(left, other.left), std::min(top, other.top), std::max(right, other.right),
                        std::max(bottom, other.bottom)};
}

Sheet::Sheet(int width, int height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4),
      part_{0, 0, width, height},
      changed_{part_} {}

void Sheet::within(const Rect& part) {
  part_ = {std::clamp(static_cast<int>(std::floor(part.x)), 0, width_),
           std::clamp(static_cast<int>(std::floor(part.y)), 0, height_),
           std::clamp(static_cast<int>(std::ceil(part.right())), 0, width_),
           std::clamp(static_cast<int>(std::ceil(part.bottom())), 0, height_)};
}

void Sheet::within_all() {
  part_ = {0, 0, width_, height_};
}

void Sheet::wipe() {
  if (part_.empty()) return;
  const auto across = static_cast<std::size_t>(part_.right - part_.left);
  for (int y = part_.top; y < part_.bottom; ++y) {
    const auto at =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(part_.left);
    std::fill_n(pixels_.begin() + static_cast<std::ptrdiff_t>(at * 4), across * 4, std::uint8_t{0});
    if (!cover_.empty()) std::fill_n(cover_.begin() + static_cast<std::ptrdiff_t>(at), across, std::uint8_t{0});
  }
  changed_.add(part_);
}

void Sheet::stroke(std::span<const Dab> dabs, Color color) {
  if (cover_.empty()) cover_.resize(pixels_.size() / 4);
  if (dabs.size() == 1) capsule(dabs[0], dabs[0], color);
  for (std::size_t i = 1; i < dabs.size(); ++i) capsule(dabs[i - 1], dabs[i], color);
}

// What lies around the way from one dab to the next, pixel by pixel.
void Sheet::capsule(const Dab& from, const Dab& to, Color color) {
  constexpr float kCrumbs = 1.08F, kEdge = 2.6F;  // as the strips of the screens' own drawings fall off
  const float widest = std::max(from.radius, to.radius) * kCrumbs;
  const Box box{std::max(part_.left, static_cast<int>(std::floor(std::min(from.at.x, to.at.x) - widest))),
                std::max(part_.top, static_cast<int>(std::floor(std::min(from.at.y, to.at.y) - widest))),
                std::min(part_.right, static_cast<int>(std::ceil(std::max(from.at.x, to.at.x) + widest)) + 1),
                std::min(part_.bottom, static_cast<int>(std::ceil(std::max(from.at.y, to.at.y) + widest)) + 1)};
  if (box.empty()) return;
  const float dx = to.at.x - from.at.x, dy = to.at.y - from.at.y;
  const float per_length = 1 / std::max(1e-6F, dx * dx + dy * dy);
  // Of a row only what lies within reach of the straight line through both.
  const float reach = std::abs(dy) < 1e-3F ? 1e9F : widest * std::sqrt(dx * dx + dy * dy) / std::abs(dy) + 1;
  const float lean = std::abs(dy) < 1e-3F ? 0 : dx / dy;
  for (int y = box.top; y < box.bottom; ++y) {
    const float py = static_cast<float>(y) + 0.5F - from.at.y;
    const float middle = from.at.x + py * lean;
    const int left = std::max(box.left, static_cast<int>(std::max(middle - reach, -1.F)));
    const int right = std::min(box.right, static_cast<int>(std::min(middle + reach, 1e6F)) + 1);
    auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(left);
    for (int x = left; x < right; ++x, ++pixel) {
      if (cover_[pixel] == 255) continue;  // nothing is denser: most of what one spot covers, the next covers too
      const float px = static_cast<float>(x) + 0.5F - from.at.x;
      const float t = std::clamp((px * dx + py * dy) * per_length, 0.F, 1.F);
      const float ex = px - t * dx, ey = py - t * dy;
      const float radius = from.radius + t * (to.radius - from.radius);
      const float off = ex * ex + ey * ey;
      if (off >= radius * radius * kCrumbs * kCrumbs) continue;
      constexpr float kWhole = kCrumbs - 1 / kEdge;  // of the radius: nearer than this all is covered
      const float cover = off <= radius * radius * kWhole * kWhole ? 1.F : (kCrumbs - std::sqrt(off) / radius) * kEdge;
      if (cover * 255 >= static_cast<float>(cover_[pixel]) + 1) put(pixel, cover, x, y, color);
    }
  }
  touched_.add(box);
  changed_.add(box);
}

// The stroke under way covers a pixel more densely than it did: as much chalk comes over what is there as makes it look
// as though it had been so dense at once.
void Sheet::put(std::size_t pixel, float denser, int x, int y, Color color) {
  const Roughness& rough = rough_tile()[static_cast<std::size_t>((y % kTile) * kTile + x % kTile)];
  const float before = chalk_cover(static_cast<float>(cover_[pixel]) / 255, rough);
  cover_[pixel] = static_cast<std::uint8_t>(denser * 255);
  const float now = chalk_cover(static_cast<float>(cover_[pixel]) / 255, rough);
  if (now <= before) return;
  const float over = (now - before) / (1 - before) * static_cast<float>(color.a) / 255;
  std::uint8_t* at = &pixels_[pixel * 4];
  const float under = static_cast<float>(at[3]) / 255 * (1 - over), sum = over + under;
  const auto mixed = [&](std::uint8_t below, std::uint8_t above) {
    return byte((static_cast<float>(above) * over + static_cast<float>(below) * under) / sum);
  };
  at[0] = mixed(at[0], color.r);
  at[1] = mixed(at[1], color.g);
  at[2] = mixed(at[2], color.b);
  at[3] = byte(sum * 255);
}

// Each pixel is the mean of those that fall on it: colours weighed by their opacity.
void Sheet::show(const Image& image) {
  for (int y = 0; y < height_; ++y)
    for (int x = 0; x < width_; ++x) {
      const int left = x * image.width / width_, right = std::max(left + 1, (x + 1) * image.width / width_);
      const int top = y * image.height / height_, bottom = std::max(top + 1, (y + 1) * image.height / height_);
      std::array<std::uint64_t, 4> sum{};
      for (int from_y = top; from_y < bottom; ++from_y)
        for (int from_x = left; from_x < right; ++from_x) {
          const auto* pixel = image.rgba.data() + (static_cast<std::ptrdiff_t>(from_y) * image.width + from_x) * 4;
          for (std::size_t i = 0; i < 3; ++i) sum[i] += std::uint64_t{pixel[i]} * pixel[3];
          sum[3] += pixel[3];
        }
      auto* at = pixels_.data() + (static_cast<std::ptrdiff_t>(y) * width_ + x) * 4;
      for (std::size_t i = 0; i < 3; ++i) at[i] = static_cast<std::uint8_t>(sum[3] == 0 ? 0 : sum[i] / sum[3]);
      at[3] = static_cast<std::uint8_t>(sum[3] / static_cast<std::uint64_t>((right - left) * (bottom - top)));
    }
  changed_.add({0, 0, width_, height_});
}

void Sheet::lift() {
  for (int y = touched_.top; y < touched_.bottom; ++y)
    std::fill_n(cover_.begin() + static_cast<std::ptrdiff_t>(y) * width_ + touched_.left,
                static_cast<std::size_t>(touched_.right - touched_.left), std::uint8_t{0});
  touched_ = {};
}

void Sheet::dry() {
  lift();
  cover_ = {};
}

Rect Sheet::take_changed() {
  const Box box = changed_;
  changed_ = {};
  return {static_cast<float>(box.left), static_cast<float>(box.top), static_cast<float>(box.right - box.left),
          static_cast<float>(box.bottom - box.top)};
}

}  // namespace chalkpoint::ui
