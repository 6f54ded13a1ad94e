#include "kiosk/ui/paper.h"

#include <cairo/cairo-ft.h>

namespace chalkpoint::ui {
namespace {

// Cairo keeps faces for as long as it likes, so the library that made them stays until the program ends.
FT_Library library() {
  static const FT_Library made = [] {
    FT_Library it = nullptr;
    return FT_Init_FreeType(&it) == 0 ? it : nullptr;
  }();
  return made;
}

}  // namespace

Owned<cairo_font_face_t> face_of(const std::filesystem::path& file) {
  FT_Face face = nullptr;
  if (library() == nullptr || FT_New_Face(library(), file.c_str(), 0, &face) != 0) return nullptr;
  static const cairo_user_data_key_t key{};
  Owned<cairo_font_face_t> made(cairo_ft_font_face_create_for_ft_face(face, 0));
  const auto done = [](void* it) { FT_Done_Face(static_cast<FT_Face>(it)); };
  if (cairo_font_face_set_user_data(made.get(), &key, face, done) == CAIRO_STATUS_SUCCESS) return made;
  made.reset();
  FT_Done_Face(face);
  return nullptr;
}

void draw_unhinted(cairo_t* to) {
  const Owned<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(to, options.get());
}

cairo_status_t append_to_string(void* to, const unsigned char* octets, unsigned count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(octets), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace chalkpoint::ui
