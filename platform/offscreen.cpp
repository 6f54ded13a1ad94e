#include "platform/offscreen.h"

#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>
#include <array>

namespace chalkpoint::platform {

namespace {

Failure no_context(const char* step) {
  return {std::string("Nothing can be drawn without a display here: ") + step + " failed.",
          "Install the software renderer (libegl1 and libgl1-mesa-dri)."};
}

}  // namespace

std::expected<std::unique_ptr<Offscreen>, Failure> Offscreen::open(Size size) {
  std::unique_ptr<Offscreen> made(new Offscreen);
  made->size_ = size;
  made->display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (made->display_ == EGL_NO_DISPLAY || !eglInitialize(made->display_, nullptr, nullptr))
    return std::unexpected(no_context("the surfaceless platform of EGL"));
  if (!eglBindAPI(EGL_OPENGL_API)) return std::unexpected(no_context("OpenGL through EGL"));
  constexpr std::array<EGLint, 7> kAttributes = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  made->context_ = eglCreateContext(made->display_, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, kAttributes.data());
  if (made->context_ == EGL_NO_CONTEXT ||
      !eglMakeCurrent(made->display_, EGL_NO_SURFACE, EGL_NO_SURFACE, made->context_))
    return std::unexpected(no_context("an OpenGL 3.3 context"));
  glGenRenderbuffers(1, &made->colour_);
  glBindRenderbuffer(GL_RENDERBUFFER, made->colour_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
  glGenFramebuffers(1, &made->framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, made->framebuffer_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, made->colour_);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    return std::unexpected(no_context("a framebuffer of that size"));
  return made;
}

Offscreen::~Offscreen() {
  if (!display_) return;
  if (context_) {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
  }
  // The display stays open: there is one for the process, and a driver that is unloaded leaves its memory behind.
}

void Offscreen::finish() {
  glFinish();
}

std::vector<std::uint8_t> Offscreen::pixels() {
  const auto row = static_cast<std::size_t>(size_.width) * 3;
  std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(size_.height)), out(upside_down.size());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size_.width, size_.height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  for (std::size_t y = 0; y < static_cast<std::size_t>(size_.height); ++y)
    std::copy_n(upside_down.end() - static_cast<std::ptrdiff_t>((y + 1) * row), row,
                out.begin() + static_cast<std::ptrdiff_t>(y * row));
  return out;
}

}  // namespace chalkpoint::platform
