// What pages and pictures outside the screen are drawn with: cairo's handles, and our fonts for it.
#pragma once

#include <cairo/cairo.h>

#include <filesystem>
#include <memory>
#include <string>

namespace chalkpoint::ui {

struct Freed {
  void operator()(cairo_t* it) const { cairo_destroy(it); }
  void operator()(cairo_surface_t* it) const { cairo_surface_destroy(it); }
  void operator()(cairo_font_face_t* it) const { cairo_font_face_destroy(it); }
  void operator()(cairo_font_options_t* it) const { cairo_font_options_destroy(it); }
  void operator()(cairo_pattern_t* it) const { cairo_pattern_destroy(it); }
};
template <class Handle>
using Owned = std::unique_ptr<Handle, Freed>;

/// A font file as a face; null when it cannot be read. One thread at a time.
Owned<cairo_font_face_t> face_of(const std::filesystem::path& file);
/// For one look at every resolution: no hinting.
void draw_unhinted(cairo_t* to);
/// A cairo_write_func_t that appends to a std::string.
cairo_status_t append_to_string(void* to, const unsigned char* octets, unsigned count);

}  // namespace chalkpoint::ui
