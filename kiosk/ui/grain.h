// The unevenness of chalk and slate: noise that is the same everywhere and always.
#pragma once

#include <cstdint>

namespace chalkpoint::ui {

/// 0–1, without pattern, for a pixel.
inline float grain(int x, int y) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x8DA6B343U ^ static_cast<std::uint32_t>(y) * 0xD8163841U;
  h = (h ^ (h >> 15)) * 0x2C1B3C6DU;
  h = (h ^ (h >> 12)) * 0x297A2D39U;
  return static_cast<float>((h ^ (h >> 15)) & 0xFFFF) / 65535.F;
}

/// The slate at a pixel.
struct Roughness {
  float rough = 0;  ///< 0–1: how badly chalk takes at the edges of a stroke
  float worn = 1;   ///< what is left of it where it was pressed on wholly
};
inline Roughness roughness(int x, int y) {
  const float rough = 0.62F * grain(x, y) + 0.38F * grain(x / 2 + 911, y / 2 + 77);
  return {rough, rough > 0.66F ? 0.34F + 0.4F * grain(y, x) : 1.F};
}

/// Opacity of chalk on rough slate where `cover` (0–1) of it was pressed on: speckled, more so at the edges.
inline float chalk_cover(float cover, const Roughness& slate) {
  const float edge = cover + 0.55F * (cover - 1) * slate.rough;  // edges crumble
  return edge <= 0 ? 0 : (edge > 1 ? 1.F : edge) * slate.worn;
}
inline float chalk_cover(float cover, int x, int y) {
  return chalk_cover(cover, roughness(x, y));
}

}  // namespace chalkpoint::ui
