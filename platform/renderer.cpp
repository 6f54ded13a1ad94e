#include "platform/renderer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

namespace chalkpoint::platform {

namespace {

// The vertex position comes in pixels from the top left; to_clip = (2/w, -2/h, -1 - x*2/w, 1 + y*2/h).
constexpr const char* kVertexShader = R"(#version 330
layout(location=0) in vec2 position; layout(location=1) in vec2 texel; layout(location=2) in vec4 colour;
uniform vec4 to_clip; out vec2 t; out vec4 c;
void main() { t = texel; c = colour; gl_Position = vec4(position * to_clip.xy + to_clip.zw, 0.0, 1.0); })";
constexpr const char* kFragmentShader = R"(#version 330
in vec2 t; in vec4 c; uniform sampler2D picture; out vec4 pixel;
void main() { pixel = c * texture(picture, t); })";

std::expected<unsigned, Failure> compile(unsigned kind, const char* source) {
  const unsigned shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  int fine = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &fine);
  if (fine) return shader;
  std::array<char, 512> log{};
  glGetShaderInfoLog(shader, log.size(), nullptr, log.data());
  glDeleteShader(shader);
  return std::unexpected(
      Failure{std::string("The graphics driver does not understand our shader: ") + log.data(),
              "Update the graphics driver (Mesa), or set LIBGL_ALWAYS_SOFTWARE=1 to draw without it."});
}

PixelRect common(const PixelRect& a, const PixelRect& b) {
  const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  const int right = std::min(a.x + a.width, b.x + b.width), bottom = std::min(a.y + a.height, b.y + b.height);
  return {left, top, right - left, bottom - top};
}

}  // namespace

PixelRect PixelRect::joined(const PixelRect& other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  const int left = std::min(x, other.x), top = std::min(y, other.y);
  return {left, top, std::max(x + width, other.x + other.width) - left,
          std::max(y + height, other.y + other.height) - top};
}

std::expected<Renderer, Failure> Renderer::make() {
  Renderer made;
  const auto vertex = compile(GL_VERTEX_SHADER, kVertexShader);
  if (!vertex) return std::unexpected(vertex.error());
  const auto fragment = compile(GL_FRAGMENT_SHADER, kFragmentShader);
  if (!fragment) return std::unexpected(fragment.error());
  made.program_ = glCreateProgram();
  glAttachShader(made.program_, *vertex);
  glAttachShader(made.program_, *fragment);
  glLinkProgram(made.program_);
  glDeleteShader(*vertex);
  glDeleteShader(*fragment);
  made.to_clip_ = glGetUniformLocation(made.program_, "to_clip");

  glGenVertexArrays(1, &made.vertex_array_);
  glGenBuffers(1, &made.vertex_buffer_);
  glGenBuffers(1, &made.index_buffer_);
  glBindVertexArray(made.vertex_array_);
  glBindBuffer(GL_ARRAY_BUFFER, made.vertex_buffer_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, made.index_buffer_);
  const auto attribute = [](unsigned place, int count, unsigned type, bool normal, std::size_t offset) {
    glEnableVertexAttribArray(place);
    glVertexAttribPointer(place, count, type, normal, sizeof(ImDrawVert), reinterpret_cast<const void*>(offset));
  };
  attribute(0, 2, GL_FLOAT, false, offsetof(ImDrawVert, pos));
  attribute(1, 2, GL_FLOAT, false, offsetof(ImDrawVert, uv));
  attribute(2, 4, GL_UNSIGNED_BYTE, true, offsetof(ImDrawVert, col));
  return made;
}

Renderer::Renderer(Renderer&& other) noexcept
    : program_(std::exchange(other.program_, 0)),
      vertex_array_(other.vertex_array_),
      vertex_buffer_(other.vertex_buffer_),
      index_buffer_(other.index_buffer_),
      to_clip_(other.to_clip_),
      pictures_(std::move(other.pictures_)) {}

Renderer::~Renderer() {
  if (!program_) return;  // moved from
  for (const Picture& one : pictures_) glDeleteTextures(1, &one.texture);
  glDeleteBuffers(1, &vertex_buffer_);
  glDeleteBuffers(1, &index_buffer_);
  glDeleteVertexArrays(1, &vertex_array_);
  glDeleteProgram(program_);
}

Renderer::Picture& Renderer::picture(std::uintptr_t id) {
  const auto found = std::ranges::find(pictures_, id, &Picture::id);
  if (found != pictures_.end()) return *found;
  return pictures_.emplace_back(Picture{.id = id, .texture = 0, .size = {}});
}

void Renderer::keep_only(std::span<const std::uintptr_t> ids) {
  std::erase_if(pictures_, [ids](const Picture& one) {
    const bool goes = std::ranges::find(ids, one.id) == ids.end();
    if (goes) glDeleteTextures(1, &one.texture);
    return goes;
  });
}

void Renderer::set_picture(std::uintptr_t id, int channels, Size size, const std::uint8_t* pixels, Rows rows,
                           bool exact) {
  Picture& changed = picture(id);
  const unsigned layout = channels == 1 ? GL_RED : GL_RGBA;
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (changed.texture && changed.size == size) {
    if (rows.count <= 0) return;
    glBindTexture(GL_TEXTURE_2D, changed.texture);
    const auto skipped = static_cast<std::size_t>(rows.from) * static_cast<std::size_t>(size.width * channels);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rows.from, size.width, rows.count, layout, GL_UNSIGNED_BYTE, pixels + skipped);
    return;
  }
  if (!changed.texture) glGenTextures(1, &changed.texture);
  changed.size = size;
  glBindTexture(GL_TEXTURE_2D, changed.texture);
  const int filter = exact ? GL_NEAREST : GL_LINEAR;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  if (channels == 1) {
    constexpr std::array<int, 4> kWhite = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kWhite.data());
  }
  glTexImage2D(GL_TEXTURE_2D, 0, channels == 1 ? GL_R8 : GL_RGBA8, size.width, size.height, 0, layout, GL_UNSIGNED_BYTE,
               pixels);
}

// One quad of the part alone, without blending: the cheapest way to fill a software renderer's framebuffer.
void Renderer::draw_ground(const Picture& ground, const PixelRect& part) {
  const auto corner = [&](int x, int y) {
    return ImDrawVert{.pos = {static_cast<float>(x), static_cast<float>(y)},
                      .uv = {static_cast<float>(x) / static_cast<float>(ground.size.width),
                             static_cast<float>(y) / static_cast<float>(ground.size.height)},
                      .col = 0xFFFFFFFF};
  };
  const int right = part.x + part.width, bottom = part.y + part.height;
  const std::array<ImDrawVert, 4> corners = {corner(part.x, part.y), corner(right, part.y), corner(part.x, bottom),
                                             corner(right, bottom)};
  glDisable(GL_BLEND);
  glBindTexture(GL_TEXTURE_2D, ground.texture);
  glBufferData(GL_ARRAY_BUFFER, sizeof(corners), corners.data(), GL_STREAM_DRAW);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, static_cast<int>(corners.size()));
}

void Renderer::draw(const ImDrawData& data, std::uintptr_t ground, Size size, const PixelRect& part) {
  glViewport(0, 0, size.width, size.height);
  glEnable(GL_SCISSOR_TEST);
  glScissor(part.x, size.height - part.y - part.height, part.width, part.height);
  glUseProgram(program_);
  const float across = 2.0F / static_cast<float>(size.width), down = 2.0F / static_cast<float>(size.height);
  glUniform4f(to_clip_, across, -down, -1 - data.DisplayPos.x * across, 1 + data.DisplayPos.y * down);
  draw_ground(picture(ground), part);
  glEnable(GL_BLEND);
  glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
  for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount))) {
    glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data, GL_STREAM_DRAW);
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback) continue;  // none of our views uses one
      const int left = static_cast<int>(std::floor(command.ClipRect.x - data.DisplayPos.x));
      const int top = static_cast<int>(std::floor(command.ClipRect.y - data.DisplayPos.y));
      const PixelRect clip = common({left, top, static_cast<int>(std::ceil(command.ClipRect.z)) - left,
                                     static_cast<int>(std::ceil(command.ClipRect.w)) - top},
                                    part);
      if (clip.empty()) continue;
      glScissor(clip.x, size.height - clip.y - clip.height, clip.width, clip.height);
      glBindTexture(GL_TEXTURE_2D, picture(reinterpret_cast<std::uintptr_t>(command.GetTexID())).texture);
      glDrawElementsBaseVertex(
          GL_TRIANGLES, static_cast<int>(command.ElemCount),
          sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
          reinterpret_cast<const void*>(static_cast<std::uintptr_t>(command.IdxOffset) * sizeof(ImDrawIdx)),
          static_cast<int>(command.VtxOffset));
    }
  }
}

}  // namespace chalkpoint::platform
