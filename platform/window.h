// The one window: OpenGL on X11 through GLFW. It sleeps until something happens, and shows what the renderer drew.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/display.h"
#include "platform/failure.h"
#include "platform/pointer.h"
#include "platform/renderer.h"

struct GLFWwindow;

namespace chalkpoint::platform {

/// One at a time; made and used on one thread, whose OpenGL context it is. Only wake() may be called from elsewhere.
class Window {
 public:
  /// Over the whole display without `windowed`.
  static std::expected<std::unique_ptr<Window>, Failure> open(const std::string& title, std::optional<Size> windowed);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  Size size() const { return size_; }
  /// What the display says of its pixels, if it can be believed.
  std::optional<float> display_px_per_mm() const;

  /// Sleeps until input, wake(), a resize or exposure, at most `timeout_ms` (nothing: for ever).
  void wait(std::optional<std::int64_t> timeout_ms);
  static void wake();

  /// Touches since the last call, in order, none merged: a press and its release may come in one go. The touch that
  /// woke a dark display is not among them.
  std::vector<PointerEvent> take_pointer();
  /// Letters and digits typed on a real keyboard, UTF-8; backspace is "\b".
  std::string take_typed();
  /// The window was resized or uncovered since the last call: all of it must be drawn.
  bool take_damaged();
  bool closing() const;

  /// Does the back buffer hold the last frame, so that a part may be drawn and shown alone?
  bool keeps_frames() const { return copy_part_ != nullptr; }
  /// Shows what was drawn: `part` alone where the system can do it, else everything.
  void show(const PixelRect& part);

 private:
  Window() = default;
  void connect();
  void pressed(PointerEvent::Kind kind);

  GLFWwindow* window_ = nullptr;
  Size size_;
  float x_ = 0, y_ = 0;
  bool down_ = false, swallowing_ = false, damaged_ = true;
  std::int64_t sleeps_after_ms_ = 0, touched_ms_ = 0;
  std::vector<PointerEvent> pointer_;
  std::string typed_;
  using CopyPart = void (*)(void* display, unsigned long drawable, int x, int y, int width, int height);
  CopyPart copy_part_ = nullptr;
};

}  // namespace chalkpoint::platform
