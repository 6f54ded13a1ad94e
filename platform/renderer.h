// Draws Dear ImGui's draw lists with OpenGL 3.3: one small shader, straight alpha, clip rectangles, textures of one or
// four channels. Our own, because it starts faster than the stock backend and can redraw only the part of the window
// that has changed.
#pragma once

#include <cstdint>
#include <expected>
#include <span>

#include "platform/display.h"
#include "platform/failure.h"

struct ImDrawData;

namespace chalkpoint::platform {

struct PixelRect {
  int x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
  bool operator==(const PixelRect&) const = default;
};

/// Needs a current OpenGL context for its whole life.
class Renderer {
 public:
  static std::expected<Renderer, Failure> make();
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) = delete;
  ~Renderer();

  enum class Format { alpha, rgba };  ///< alpha: white with that coverage, one byte a pixel; rgba: four
  /// A picture for draw lists, as ImTextureID. Rows from the top, without padding.
  std::uintptr_t upload(Format format, Size size, std::span<const std::uint8_t> pixels);

  /// Draws into the current framebuffer of `size`, only inside `part` (window pixels, from the top left).
  void draw(const ImDrawData& data, Size size, const PixelRect& part);

 private:
  Renderer() = default;
  unsigned program_ = 0, vertex_array_ = 0, vertex_buffer_ = 0, index_buffer_ = 0;
  int to_clip_ = -1;
};

}  // namespace chalkpoint::platform
