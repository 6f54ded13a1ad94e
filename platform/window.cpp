#include "platform/window.h"

#include <GL/glx.h>
#include <GLFW/glfw3.h>
#include <X11/extensions/dpms.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "platform/clock.h"

namespace chalkpoint::platform {

namespace {

std::string last_glfw_error() {
  const char* why = nullptr;
  glfwGetError(&why);
  return why ? why : "no reason given";
}

// After how long without input the X server darkens the display; 0: never.
std::int64_t sleeps_after_ms(Display* display) {
  int timeout_s = 0, interval = 0, blanking = 0, exposures = 0;
  XGetScreenSaver(display, &timeout_s, &interval, &blanking, &exposures);
  std::int64_t shortest_s = std::max(timeout_s, 0);
  int event_base = 0, error_base = 0;
  CARD16 level = 0, standby = 0, suspend = 0, off = 0;
  BOOL enabled = False;
  if (DPMSQueryExtension(display, &event_base, &error_base) && DPMSInfo(display, &level, &enabled) && enabled &&
      DPMSGetTimeouts(display, &standby, &suspend, &off))
    for (const CARD16 seconds : {standby, suspend, off})
      if (seconds > 0 && (shortest_s == 0 || seconds < shortest_s)) shortest_s = seconds;
  return shortest_s * 1'000;
}

// The texts of a locale's UTF-8 form, from one code point.
void append_utf8(std::string& out, unsigned point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

bool draws_in_software() {
  const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  if (!name) return false;
  return std::ranges::any_of(std::array{"llvmpipe", "softpipe", "swrast"},
                             [name](const char* known) { return std::strstr(name, known) != nullptr; });
}

}  // namespace

std::expected<std::unique_ptr<Window>, Failure> Window::open(const std::string& title, std::optional<Size> windowed) {
  if (!glfwInit())
    return std::unexpected(Failure{"There is no display to draw on (" + last_glfw_error() + ").",
                                   "Start it under an X server, or set DISPLAY to a running one."});
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);  // flat pictures: every buffer saved is memory at rest
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_ALPHA_BITS, 0);
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  Size size = windowed.value_or(Size{1280, 800});
  if (windowed || !monitor) {
    monitor = nullptr;
  } else {
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    size = {mode->width, mode->height};
    glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
  }
  std::unique_ptr<Window> made(new Window);
  made->window_ = glfwCreateWindow(size.width, size.height, title.c_str(), monitor, nullptr);
  if (!made->window_) {
    const std::string why = last_glfw_error();
    glfwTerminate();
    return std::unexpected(Failure{"The window cannot be opened (" + why + ").",
                                   "OpenGL 3.3 is needed: install the graphics driver (libgl1-mesa-dri)."});
  }
  made->connect();
  return made;
}

void Window::connect() {
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwSetInputMode(window_, GLFW_CURSOR, glfwGetWindowMonitor(window_) ? GLFW_CURSOR_HIDDEN : GLFW_CURSOR_NORMAL);
  glfwSetWindowUserPointer(window_, this);
  glfwGetFramebufferSize(window_, &size_.width, &size_.height);
  sleeps_after_ms_ = sleeps_after_ms(glXGetCurrentDisplay());
  touched_ms_ = now().mono_ms;

  const auto self = [](GLFWwindow* window) { return static_cast<Window*>(glfwGetWindowUserPointer(window)); };
  static constexpr auto kSelf = self;
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* window, int width, int height) {
    kSelf(window)->size_ = {width, height};
    kSelf(window)->damaged_ = true;
  });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) { kSelf(window)->damaged_ = true; });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
    kSelf(window)->x_ = static_cast<float>(x);
    kSelf(window)->y_ = static_cast<float>(y);
    if (kSelf(window)->down_) kSelf(window)->pressed(PointerEvent::Kind::move);
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    kSelf(window)->down_ = action == GLFW_PRESS;
    kSelf(window)->pressed(action == GLFW_PRESS ? PointerEvent::Kind::press : PointerEvent::Kind::release);
  });
  glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned point) { append_utf8(kSelf(window)->typed_, point); });
  glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int, int action, int) {
    if (key == GLFW_KEY_BACKSPACE && action != GLFW_RELEASE) kSelf(window)->typed_ += '\b';
  });
  // Showing a part of the window alone, so that a pressed button costs a button and not a screen. A graphics chip
  // swaps instead: whole frames cost it nothing, and swapping is what it keeps in step with the display.
  if (!draws_in_software()) return;
  if (const char* extensions = glXQueryExtensionsString(glXGetCurrentDisplay(), DefaultScreen(glXGetCurrentDisplay()));
      extensions && std::strstr(extensions, "GLX_MESA_copy_sub_buffer"))
    copy_part_ = reinterpret_cast<CopyPart>(glfwGetProcAddress("glXCopySubBufferMESA"));
}

Window::~Window() {
  if (window_) glfwDestroyWindow(window_);
  glfwTerminate();
}

// Records a touch, unless it is the one that only woke the display.
void Window::pressed(PointerEvent::Kind kind) {
  const std::int64_t at_ms = now().mono_ms;
  if (kind == PointerEvent::Kind::press) swallowing_ = wakes_display(at_ms, touched_ms_, sleeps_after_ms_);
  touched_ms_ = at_ms;
  if (!swallowing_) pointer_.push_back({kind, x_, y_, at_ms});
}

std::optional<float> Window::display_px_per_mm() const {
  GLFWmonitor* monitor = glfwGetWindowMonitor(window_);
  if (!monitor) monitor = glfwGetPrimaryMonitor();
  if (!monitor) return std::nullopt;
  Size mm;
  glfwGetMonitorPhysicalSize(monitor, &mm.width, &mm.height);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  return mode ? believable_px_per_mm({mode->width, mode->height}, mm) : std::nullopt;
}

void Window::wait(std::optional<std::int64_t> timeout_ms) {
  if (!timeout_ms) {
    glfwWaitEvents();
  } else if (*timeout_ms <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(static_cast<double>(*timeout_ms) / 1'000);
  }
}

void Window::wake() {
  glfwPostEmptyEvent();
}

std::vector<PointerEvent> Window::take_pointer() {
  return std::exchange(pointer_, {});
}
std::string Window::take_typed() {
  return std::exchange(typed_, {});
}
bool Window::take_damaged() {
  return std::exchange(damaged_, false);
}
bool Window::closing() const {
  return glfwWindowShouldClose(window_);
}

void Window::show(const PixelRect& part) {
  if (copy_part_ && !part.empty() && part.width * part.height < size_.width * size_.height) {
    copy_part_(glXGetCurrentDisplay(), glXGetCurrentDrawable(), part.x, size_.height - part.y - part.height, part.width,
               part.height);
  } else {
    glfwSwapBuffers(window_);
  }
}

}  // namespace chalkpoint::platform
