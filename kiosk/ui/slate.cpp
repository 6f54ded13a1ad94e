#include "kiosk/ui/slate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/grain.h"

namespace chalkpoint::ui {
namespace {

constexpr int kCell = 16;  // smears are soft: computed for every 16th pixel, interpolated between
constexpr int kGrainTile = 128;

// A sponge went over the board here: centre, reach and direction in parts of the shorter side.
struct Smear {
  float x, y, length, breadth, angle, strength;
};
constexpr std::array<Smear, 7> kSmears = {{{0.18F, 0.16F, 0.75F, 0.16F, -0.42F, 0.9F},
                                           {0.80F, 0.72F, 0.95F, 0.22F, -0.60F, 1.0F},
                                           {0.52F, 0.42F, 0.60F, 0.10F, -0.50F, 0.5F},
                                           {0.30F, 0.88F, 0.55F, 0.14F, -0.30F, 0.55F},
                                           {0.92F, 0.22F, 0.50F, 0.18F, -0.75F, 0.5F},
                                           {0.62F, 0.96F, 0.80F, 0.09F, -0.38F, 0.5F},
                                           {0.06F, 0.55F, 0.40F, 0.20F, -1.1F, 0.35F}}};

// 0–1: how much chalk dust was left at a place.
float dust(float x, float y, float width, float height) {
  const float unit = std::min(width, height);
  float sum = 0;
  for (const Smear& s : kSmears) {
    const float dx = (x - s.x * width) / unit, dy = (y - s.y * height) / unit;
    const float along = (dx * std::cos(s.angle) + dy * std::sin(s.angle)) / s.length;
    const float across = (dy * std::cos(s.angle) - dx * std::sin(s.angle)) / s.breadth;
    sum += s.strength * std::exp(-(along * along + across * across));
  }
  return std::min(1.F, 0.08F + 0.62F * sum);
}

std::uint8_t clamp_byte(float value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.F, 255.F));
}

void put(std::uint8_t* pixel, float r, float g, float b) {
  pixel[0] = clamp_byte(r);
  pixel[1] = clamp_byte(g);
  pixel[2] = clamp_byte(b);
  pixel[3] = 255;
}

const std::array<float, kGrainTile * kGrainTile>& grain_tile() {
  static const auto tile = [] {
    std::array<float, kGrainTile * kGrainTile> made{};
    for (int y = 0; y < kGrainTile; ++y)
      for (int x = 0; x < kGrainTile; ++x)
        made[static_cast<std::size_t>(y * kGrainTile + x)] =
            (grain(x, y) - 0.5F) * 3.2F + (grain(x / 3 + 40, y / 2 + 9) - 0.5F) * 1.6F;
    return made;
  }();
  return tile;
}

void draw_board(std::uint8_t* pixels, int width, int height, const Theme& theme) {
  const int columns = width / kCell + 2;
  std::vector<float> upper(static_cast<std::size_t>(columns)), lower = upper;
  const auto fill_row = [&](std::vector<float>& row, int y) {
    for (int i = 0; i < columns; ++i)
      row[static_cast<std::size_t>(i)] = dust(static_cast<float>(i * kCell), static_cast<float>(y),
                                              static_cast<float>(width), static_cast<float>(height));
  };
  const auto& tile = grain_tile();
  const Color dark = theme.slate, light = theme.slate_light;
  const float rough = dark == light ? 0.F : 1.F;
  fill_row(lower, 0);
  for (int y = 0; y < height; ++y) {
    if (y % kCell == 0) {
      std::swap(upper, lower);
      fill_row(lower, y + kCell);
    }
    const float down = static_cast<float>(y % kCell) / kCell;
    std::uint8_t* row = pixels + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 4;
    const float* noise = &tile[static_cast<std::size_t>((y % kGrainTile) * kGrainTile)];
    for (int x = 0; x < width; ++x) {
      const auto cell = static_cast<std::size_t>(x / kCell);
      const float across = static_cast<float>(x % kCell) / kCell;
      const float above = upper[cell] + (upper[cell + 1] - upper[cell]) * across;
      const float below = lower[cell] + (lower[cell + 1] - lower[cell]) * across;
      const float part = above + (below - above) * down;
      const float n = noise[x % kGrainTile] * rough;
      put(row + static_cast<std::size_t>(x) * 4, dark.r + (light.r - dark.r) * part + n,
          dark.g + (light.g - dark.g) * part + n, dark.b + (light.b - dark.b) * part + n);
    }
  }
}

void draw_ledge(std::uint8_t* pixels, int width, int height, int ledge, const Theme& theme) {
  const Color light = theme.wood_light, dark = theme.wood_dark;
  for (int y = height - ledge; y < height; ++y) {
    const int depth = y - (height - ledge);
    const float part = static_cast<float>(depth) / static_cast<float>(ledge);
    for (int x = 0; x < width; ++x) {
      // Fibres run along the ledge: noise stretched to long streaks.
      const float fibre = (grain(x / 97 + y * 31, y) - 0.5F) * 7 + (grain((x + y * 40) / 29, y / 2) - 0.5F) * 5;
      const float edge = depth < 2 ? 22.F : 0.F;
      put(pixels + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4,
          light.r + (dark.r - light.r) * part + fibre + edge, light.g + (dark.g - light.g) * part + fibre + edge,
          light.b + (dark.b - light.b) * part + fibre * 0.7F + edge);
    }
  }
  // The ledge throws a soft shadow up the board.
  const int reach = std::min(height - ledge, ledge / 2);
  for (int i = 0; i < reach; ++i) {
    const float shade = 1 - 0.38F * (1 - static_cast<float>(i) / static_cast<float>(reach));
    std::uint8_t* row = pixels + static_cast<std::size_t>(height - ledge - 1 - i) * static_cast<std::size_t>(width) * 4;
    for (int x = 0; x < width * 4; ++x)
      if (x % 4 != 3) row[x] = clamp_byte(row[x] * shade);
  }
}

}  // namespace

void Slate::prepare(int width, int height, int ledge_px, const Theme& theme) {
  if (width == width_ && height == height_ && ledge_px == ledge_px_ && &theme == theme_) return;
  width_ = width;
  height_ = height;
  ledge_px_ = ledge_px;
  theme_ = &theme;
  pixels_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  draw_board(pixels_.data(), width, height - ledge_px, theme);
  draw_ledge(pixels_.data(), width, height, ledge_px, theme);
  ++version_;
}

Texture Slate::texture() const {
  return {width_, height_, 4, pixels_.data(), version_, 0, height_};
}

}  // namespace chalkpoint::ui
