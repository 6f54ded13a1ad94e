#include "kiosk/ui/print.h"

#include <cairo/cairo-pdf.h>

#include <array>
#include <cmath>
#include <mutex>
#include <utility>

#include "kiosk/ui/paper.h"

namespace chalkpoint::ui {

namespace {

constexpr double kPixelsPerPoint = 2.5;  // of a PNG: 180 dots to an inch, sharp on a screen and on paper

std::mutex& one_at_a_time() {  // faces are made by one library
  static std::mutex it;
  return it;
}

Owned<cairo_surface_t> pdf_surface(const Paper::About& about, std::string& out) {
  Owned<cairo_surface_t> made(cairo_pdf_surface_create_for_stream(append_to_string, &out, Paper::kWide, Paper::kHigh));
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_CREATE_DATE, about.made.c_str());
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_TITLE, about.title.c_str());
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_CREATOR, "Chalkpoint");
  return made;
}

Owned<cairo_surface_t> png_surface() {
  return Owned<cairo_surface_t>(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(Paper::kWide * kPixelsPerPoint)),
                                 static_cast<int>(std::lround(Paper::kHigh * kPixelsPerPoint))));
}

}  // namespace

struct Paper::Sheet {
  std::unique_lock<std::mutex> turn{one_at_a_time()};
  Format format = Format::pdf;
  std::string out;
  std::array<Owned<cairo_font_face_t>, 3> by_weight;
  Owned<cairo_surface_t> surface;
  Owned<cairo_t> to;

  void use(Weight weight, double size) const {
    cairo_set_font_face(to.get(), by_weight[static_cast<std::size_t>(weight)].get());
    cairo_set_font_size(to.get(), size);
  }
};

Paper::Paper(std::unique_ptr<Sheet> sheet) : sheet_(std::move(sheet)) {}
Paper::Paper(Paper&&) noexcept = default;
Paper::~Paper() = default;

std::expected<Paper, std::string> Paper::open(const std::filesystem::path& fonts, Format format, const About& about) {
  auto sheet = std::make_unique<Sheet>();
  sheet->format = format;
  constexpr std::array names = {"Manrope-Medium.ttf", "Manrope-SemiBold.ttf", "Manrope-Bold.ttf"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    sheet->by_weight[i] = face_of(fonts / names[i]);
    if (!sheet->by_weight[i]) return std::unexpected("The font " + (fonts / names[i]).string() + " cannot be read.");
  }
  sheet->surface = format == Format::pdf ? pdf_surface(about, sheet->out) : png_surface();
  sheet->to.reset(cairo_create(sheet->surface.get()));
  cairo_t* to = sheet->to.get();
  if (format == Format::png) cairo_scale(to, kPixelsPerPoint, kPixelsPerPoint);
  draw_unhinted(to);
  cairo_set_source_rgb(to, 1, 1, 1);
  cairo_paint(to);
  return Paper(std::move(sheet));
}

double Paper::width(const std::string& text, Weight weight, double size) const {
  sheet_->use(weight, size);
  cairo_text_extents_t extents;
  cairo_text_extents(sheet_->to.get(), text.c_str(), &extents);
  return extents.x_advance;
}

void Paper::write(double x, double y, const std::string& text, Weight weight, double size, Ink ink, At at) const {
  const double wide = width(text, weight, size);
  cairo_t* to = sheet_->to.get();
  cairo_set_source_rgb(to, ink.r, ink.g, ink.b);
  cairo_move_to(to, at == At::right ? x - wide : x, y);
  cairo_show_text(to, text.c_str());
}

double Paper::write_within(double x, double y, std::string text, double wide, Weight weight, double size,
                           Ink ink) const {
  const std::string more = "…";
  if (width(text, weight, size) > wide) {
    while (!text.empty() && width(text + more, weight, size) > wide) {
      do text.pop_back();
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U);
      // what remains may end in the first octet of a letter whose others are gone
      while (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) text.pop_back();
    }
    text += more;
  }
  write(x, y, text, weight, size, ink);
  return width(text, weight, size);
}

void Paper::fill(double x, double y, double wide, double high, Ink ink) const {
  cairo_t* to = sheet_->to.get();
  cairo_set_source_rgb(to, ink.r, ink.g, ink.b);
  cairo_rectangle(to, x, y, wide, high);
  cairo_fill(to);
}

std::expected<std::string, std::string> Paper::finish() {
  cairo_show_page(sheet_->to.get());
  auto status = cairo_status(sheet_->to.get());
  if (status == CAIRO_STATUS_SUCCESS && sheet_->format == Format::png)
    status = cairo_surface_write_to_png_stream(sheet_->surface.get(), append_to_string, &sheet_->out);
  cairo_surface_finish(sheet_->surface.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(sheet_->surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return std::unexpected(std::string(cairo_status_to_string(status)));
  return std::move(sheet_->out);
}

}  // namespace chalkpoint::ui
