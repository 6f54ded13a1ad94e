#include "kiosk/desk/report_page.h"

#include <cairo/cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "kiosk/ui/paper.h"
#include "kiosk/ui/type.h"

namespace chalkpoint::desk {
namespace {

// Points, 72 to an inch; the page is A4.
constexpr double kWide = 595.276, kHigh = 841.89, kMargin = 44, kInside = kWide - 2 * kMargin;
constexpr double kColumnGap = 26, kColumn = (kInside - kColumnGap) / 2;
constexpr double kRow = 20, kBlockGap = 15;
constexpr double kPixelsPerPoint = 2.5;  // of a PNG: 180 dots to an inch, sharp on a screen and on paper

struct Ink {
  double r = 0, g = 0, b = 0;
};
constexpr Ink kBlack{.r = 0.07, .g = 0.09, .b = 0.08}, kGrey{.r = 0.36, .g = 0.39, .b = 0.37},
    kLine{.r = 0.78, .g = 0.8, .b = 0.79};
/// Of 9–10, 7–8 and 0–6: told apart on a printer without colours.
constexpr std::array<Ink, 3> kGroups = {kBlack, {.r = 0.84, .g = 0.86, .b = 0.85}, {.r = 0.55, .g = 0.58, .b = 0.56}};

using ui::Owned;

enum class Weight { medium, semibold, bold };
enum class At { left, right };
struct Faces {
  std::array<Owned<cairo_font_face_t>, 3> by_weight;
};

/// What the page is drawn with.
class Pen {
 public:
  Pen(cairo_t* to, const Faces& faces) : to_(to), faces_(faces) {}

  void use(Weight weight, double size) const {
    cairo_set_font_face(to_, faces_.by_weight[static_cast<std::size_t>(weight)].get());
    cairo_set_font_size(to_, size);
  }
  double width(const std::string& text, Weight weight, double size) const {
    use(weight, size);
    cairo_text_extents_t extents;
    cairo_text_extents(to_, text.c_str(), &extents);
    return extents.x_advance;
  }
  /// `y`: the line that letters stand on.
  void write(double x, double y, const std::string& text, Weight weight, double size, Ink ink, At at = At::left) const {
    const double wide = width(text, weight, size);
    cairo_set_source_rgb(to_, ink.r, ink.g, ink.b);
    cairo_move_to(to_, at == At::right ? x - wide : x, y);
    cairo_show_text(to_, text.c_str());
  }
  /// The same, with an ellipsis where it is wider than the place; returns the width used.
  double write_within(double x, double y, std::string text, double wide, Weight weight, double size, Ink ink) const {
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
  void fill(double x, double y, double wide, double high, Ink ink) const {
    cairo_set_source_rgb(to_, ink.r, ink.g, ink.b);
    cairo_rectangle(to_, x, y, wide, high);
    cairo_fill(to_);
  }

 private:
  cairo_t* to_;
  const Faces& faces_;
};

/// The parts of the page, from its top down.
class Page {
 public:
  Page(const PrintSheet& sheet, const Pen& pen, const ui::Text& text) : sheet_(sheet), pen_(pen), text_(text) {}

  void draw() {
    head();
    score();
    counts();
    columns();
  }

 private:
  void head() {
    y_ += 20;
    pen_.write(kMargin, y_, sheet_.title, Weight::bold, 22, kBlack);
    pen_.write(kMargin + kInside, y_, sheet_.when, Weight::semibold, 15, kBlack, At::right);
    y_ += 17;
    pen_.write_within(kMargin, y_, sheet_.scope, kInside, Weight::medium, 10, kGrey);
    y_ += 12;
    pen_.fill(kMargin, y_, kInside, 1, kBlack);
  }

  void score() {
    constexpr double big = 58, small = 22, line = 14.5;
    const double top = y_ + 16, base = top + 44;
    pen_.write(kMargin, base, sheet_.big, Weight::bold, big, kBlack);
    const double after = kMargin + pen_.width(sheet_.big, Weight::bold, big) + 10;
    pen_.write(after, base, sheet_.small, Weight::medium, small, kGrey);
    const double x = std::max(after + pen_.width(sheet_.small, Weight::medium, small) + 24, kMargin + 215);
    const double wide = kMargin + kInside - x;
    double y = top + 10;
    for (const std::string& sentence : sheet_.words) {
      const auto measure = [this](std::string_view said) {
        return static_cast<float>(pen_.width(std::string(said), Weight::medium, 10.5));
      };
      for (const std::string& one : ui::set_lines(sentence, static_cast<float>(wide), measure, ui::Setting::ragged)) {
        pen_.write(x, y, one, Weight::medium, 10.5, kBlack);
        y += line;
      }
      y += 2;
    }
    y_ = std::max(base + 12, y);
  }

  void counts() {
    y_ += 24;
    const double wide = kInside / static_cast<double>(std::max<std::size_t>(1, sheet_.counts.size()));
    double x = kMargin;
    for (const SheetRow& row : sheet_.counts) {
      pen_.write(x, y_, row.value, Weight::bold, 17, kBlack);
      pen_.write_within(x, y_ + 13, row.label, wide - 8, Weight::medium, 9.5, kGrey);
      x += wide;
    }
    y_ += 22;
  }

  // Blocks stand left and right in turn; each column shares what room there is among its own.
  void columns() {
    for (const std::size_t side : {0U, 1U}) {
      std::vector<const SheetBlock*> blocks;
      for (std::size_t i = side; i < sheet_.blocks.size(); i += 2) blocks.push_back(&sheet_.blocks[i]);
      double y = y_;
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        double later = 0;  // what those below need at least
        for (std::size_t j = i + 1; j < blocks.size(); ++j)
          later += height(*blocks[j], std::min<std::size_t>(blocks[j]->rows.size(), kRowsKept));
        const double room = kHigh - kMargin - y - later - height(*blocks[i], 0);
        const auto rows = static_cast<std::size_t>(std::max(0.0, std::floor(room / kRow)));
        y = block(*blocks[i], kMargin + static_cast<double>(side) * (kColumn + kColumnGap), y, rows);
      }
    }
  }

  static double height(const SheetBlock& block, std::size_t rows) {
    return kBlockGap + 20 + (block.legend.empty() ? 0 : 13) + static_cast<double>(rows) * kRow;
  }

  double block(const SheetBlock& block, double x, double y, std::size_t rows_max) const {
    y += kBlockGap;
    pen_.fill(x, y, kColumn, 0.7, kLine);
    y += 16;
    pen_.write_within(x, y, block.title, kColumn, Weight::bold, 12, kBlack);
    if (!block.legend.empty()) pen_.write_within(x, y += 13, block.legend, kColumn, Weight::medium, 8.5, kGrey);
    y += 4;
    const bool all = block.rows.size() <= rows_max;
    const std::size_t shown = all ? block.rows.size() : rows_max - std::min<std::size_t>(rows_max, 1);
    for (std::size_t i = 0; i < shown; ++i) row(block.rows[i], x, y += kRow);
    if (!all)
      pen_.write(x, y += kRow, text_.get("report.more", "n", std::to_string(block.rows.size() - shown)), Weight::medium,
                 10, kGrey);
    return y;
  }

  // Label; under it, thin, its bar; what it comes to on the right.
  void row(const SheetRow& row, double x, double y) const {
    constexpr double size = 10, bar_high = 2.4;
    pen_.write(x + kColumn, y - 6.5, row.value, Weight::bold, size, kBlack, At::right);
    double right = kColumn - pen_.width(row.value, Weight::bold, size) - 8;
    if (!row.detail.empty()) {
      pen_.write(x + right, y - 6.5, row.detail, Weight::medium, 8.5, kGrey, At::right);
      right -= pen_.width(row.detail, Weight::medium, 8.5) + 8;
    }
    pen_.write_within(x, y - 6.5, row.label, right, Weight::medium, size, kBlack);
    const std::int64_t scored = row.groups[0] + row.groups[1] + row.groups[2];
    double at = x;
    for (std::size_t i = 0; i < row.groups.size() && scored > 0; ++i) {
      const double wide = kColumn * static_cast<double>(row.groups[i]) / static_cast<double>(scored);
      pen_.fill(at, y - 2.6, wide, bar_high, kGroups[i]);
      at += wide;
    }
    if (row.whole <= 0) return;
    pen_.fill(x, y - 2.6, kColumn, bar_high, kGroups[1]);
    pen_.fill(x, y - 2.6, kColumn * static_cast<double>(row.part) / static_cast<double>(row.whole), bar_high, kBlack);
  }

  static constexpr std::size_t kRowsKept = 6;  // of a block below, however long those above are

  const PrintSheet& sheet_;
  const Pen& pen_;
  const ui::Text& text_;
  double y_ = kMargin;
};

Owned<cairo_surface_t> pdf_surface(const PrintSheet& sheet, std::int64_t made_unix_ms, event::Bytes& out) {
  Owned<cairo_surface_t> made(cairo_pdf_surface_create_for_stream(ui::append_to_string, &out, kWide, kHigh));
  const std::string when =
      event::rfc3339({.unix_ms = made_unix_ms, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}).substr(0, 19) + "Z";
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_CREATE_DATE, when.c_str());
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_TITLE, (sheet.title + " — " + sheet.when).c_str());
  cairo_pdf_surface_set_metadata(made.get(), CAIRO_PDF_METADATA_CREATOR, "Chalkpoint");
  return made;
}

Owned<cairo_surface_t> png_surface() {
  return Owned<cairo_surface_t>(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                           static_cast<int>(std::lround(kWide * kPixelsPerPoint)),
                                                           static_cast<int>(std::lround(kHigh * kPixelsPerPoint))));
}

event::Problem not_drawn(cairo_status_t why) {
  return {std::string("The page of the report cannot be drawn: ") + cairo_status_to_string(why),
          "Free some memory and try again."};
}

}  // namespace

std::expected<event::Bytes, event::Problem> page_of(const PrintSheet& sheet, PageFormat format,
                                                    const std::filesystem::path& fonts, std::int64_t made_unix_ms,
                                                    const ui::Text& text) {
  static std::mutex one_at_a_time;  // faces are made by one library
  const std::scoped_lock lock(one_at_a_time);
  Faces faces;
  constexpr std::array names = {"Manrope-Medium.ttf", "Manrope-SemiBold.ttf", "Manrope-Bold.ttf"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    faces.by_weight[i] = ui::face_of(fonts / names[i]);
    if (!faces.by_weight[i])
      return std::unexpected(event::Problem{"The font " + (fonts / names[i]).string() + " cannot be read.",
                                            "Build or install the terminal again."});
  }
  event::Bytes out;
  const auto surface = format == PageFormat::pdf ? pdf_surface(sheet, made_unix_ms, out) : png_surface();
  const Owned<cairo_t> to(cairo_create(surface.get()));
  if (format == PageFormat::png) cairo_scale(to.get(), kPixelsPerPoint, kPixelsPerPoint);
  ui::draw_unhinted(to.get());
  cairo_set_source_rgb(to.get(), 1, 1, 1);
  cairo_paint(to.get());
  Page(sheet, Pen(to.get(), faces), text).draw();
  cairo_show_page(to.get());
  auto status = cairo_status(to.get());
  if (status == CAIRO_STATUS_SUCCESS && format == PageFormat::png)
    status = cairo_surface_write_to_png_stream(surface.get(), ui::append_to_string, &out);
  cairo_surface_finish(surface.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return std::unexpected(not_drawn(status));
  return out;
}

}  // namespace chalkpoint::desk
