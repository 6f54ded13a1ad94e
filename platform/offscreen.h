// Drawing without a display: a surfaceless OpenGL context with a framebuffer of its own, and pictures written as PNG.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "platform/display.h"
#include "platform/failure.h"

namespace chalkpoint::platform {

/// Makes its context current on the thread that made it, for its whole life.
class Offscreen {
 public:
  static std::expected<std::unique_ptr<Offscreen>, Failure> open(Size size);  ///< `size` in pixels
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  Size size() const { return size_; }
  /// Waits until everything drawn is in the framebuffer: for benches.
  void finish();
  /// The framebuffer as RGB rows from the top.
  std::vector<std::uint8_t> pixels();

 private:
  Offscreen() = default;
  Size size_;
  void* display_ = nullptr;
  void* context_ = nullptr;
  unsigned framebuffer_ = 0, colour_ = 0;
};

/// Writes RGB rows from the top.
std::expected<void, Failure> write_png(const std::filesystem::path& file, Size size, std::span<const std::uint8_t> rgb);

}  // namespace chalkpoint::platform
