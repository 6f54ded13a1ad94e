// Draws Dear ImGui's draw lists with OpenGL 3.3: one small shader, straight alpha, clip rectangles, textures of one or
// four channels. Our own, because it starts faster than the stock backend and can redraw only the part of the window
// that has changed.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <vector>

#include "platform/display.h"
#include "platform/failure.h"

struct ImDrawData;

namespace chalkpoint::platform {

struct PixelRect {
  int x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
  bool operator==(const PixelRect&) const = default;
  /// The smallest that holds both.
  PixelRect joined(const PixelRect& other) const;
};

/// Needs a current OpenGL context for its whole life.
class Renderer {
 public:
  static std::expected<Renderer, Failure> make();  ///< in the current context
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) = delete;
  ~Renderer();

  /// Makes or changes the picture that draw lists call `id` (ImTextureID). Rows from the top, without padding;
  /// `channels` 1 is white with that coverage, 4 is red, green, blue, alpha. `exact`: shown pixel by pixel, never
  /// stretched. Only the rows named are read when the picture exists already in that size.
  struct Rows {
    int from = 0, count = 0;
  };
  void set_picture(std::uintptr_t id, int channels, Size size, const std::uint8_t* pixels, Rows rows, bool exact);

  /// Gives back the pictures that are not among `ids`.
  void keep_only(std::span<const std::uintptr_t> ids);

  /// Draws into the current framebuffer of `size`, only inside `part` (window pixels, from the top left): the picture
  /// `ground`, opaque and 1:1, then the lists over it.
  void draw(const ImDrawData& data, std::uintptr_t ground, Size size, const PixelRect& part);

 private:
  Renderer() = default;
  unsigned program_ = 0, vertex_array_ = 0, vertex_buffer_ = 0, index_buffer_ = 0;
  int to_clip_ = -1;
  struct Picture {
    std::uintptr_t id = 0;
    unsigned texture = 0;
    Size size;
  };
  Picture& picture(std::uintptr_t id);
  void draw_ground(const Picture& ground, const PixelRect& part);
  std::vector<Picture> pictures_;  // a few, at most some dozens
};

}  // namespace chalkpoint::platform
