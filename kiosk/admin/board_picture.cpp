#include "kiosk/admin/board_picture.h"

#include <cairo/cairo-svg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include "kiosk/ui/grain.h"
#include "kiosk/ui/paper.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/type.h"
#include "sync/event/strokes.h"

namespace chalkpoint::admin {
namespace {

using event::Note;
using ui::Color;
using ui::Owned;

// Pixels.
constexpr double kColumn = 560, kGap = 64, kNoteGap = 56, kMargin = 72, kHand = 46, kReply = 40, kMeta = 21;
constexpr double kTitle = 84, kSheetHigh = 6'000;
constexpr std::size_t kColumns = 4;

std::mutex& one_at_a_time() {  // faces are made by one library
  static std::mutex it;
  return it;
}

event::Problem not_drawn(cairo_status_t why) {
  return {std::string("The board cannot be drawn: ") + cairo_status_to_string(why), "Free some memory and try again."};
}

Color colour_of(int colour) {
  const std::array all{ui::kBoard.chalk, ui::kBoard.yellow, ui::kBoard.coral, ui::kBoard.mint, ui::kBoard.blue};
  return all[static_cast<std::size_t>(std::clamp(colour, 0, event::kColours - 1))];
}

// Opacity of chalk on the slate, to be laid over what was drawn.
Owned<cairo_surface_t> rough_slate() {
  constexpr int kSide = 512;
  Owned<cairo_surface_t> made(cairo_image_surface_create(CAIRO_FORMAT_A8, kSide, kSide));
  cairo_surface_flush(made.get());
  unsigned char* const rows = cairo_image_surface_get_data(made.get());
  const int stride = cairo_image_surface_get_stride(made.get());
  for (int y = 0; rows != nullptr && y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) {
      const ui::Roughness slate = ui::roughness(x, y);
      rows[y * stride + x] = static_cast<unsigned char>(255 * std::max(0.45F, 0.45F + 0.55F * slate.worn));
    }
  cairo_surface_mark_dirty(made.get());
  return made;
}

}  // namespace

struct BoardPainter::Open {
  Look look;
  Owned<cairo_font_face_t> hand, plain;
  Owned<cairo_surface_t> slate;
};

namespace {

// Goes over a note from top to bottom, drawing or only measuring.
class Pen {
 public:
  Pen(cairo_t* to, cairo_font_face_t* hand, cairo_font_face_t* plain) : to_(to), hand_(hand), plain_(plain) {}

  double words(double x, double y, double wide, const std::string& text, bool in_chalk, double size, Color ink,
               bool draws) {
    cairo_set_font_face(to_, in_chalk ? hand_ : plain_);
    cairo_set_font_size(to_, size);
    const auto measure = [this](std::string_view said) {
      cairo_text_extents_t extents;
      cairo_text_extents(to_, std::string(said).c_str(), &extents);
      return static_cast<float>(extents.x_advance);
    };
    const double line = size * (in_chalk ? 1.08 : 1.35);
    double high = 0;
    for (const std::string& one : ui::set_lines(text, static_cast<float>(wide), measure, ui::Setting::ragged)) {
      if (draws) {
        colour(ink);
        cairo_move_to(to_, x, y + high + size * 0.86);
        cairo_show_text(to_, one.c_str());
      }
      high += line;
    }
    return high;
  }

  double drawing(double x, double y, double wide, const event::Drawing& what, bool draws) {
    const double scale = std::min(wide / std::max(1, what.width), wide * 0.66 / std::max(1, what.height));
    if (draws) {
      cairo_save(to_);
      cairo_translate(to_, x + (wide - what.width * scale) / 2, y);
      cairo_scale(to_, scale, scale);
      for (const event::Stroke& stroke : what.strokes) line(stroke);
      cairo_restore(to_);
    }
    return std::max(kHand, what.height * scale);
  }

  void bar(double x, double y, double high, Color ink) {
    colour(ink);
    cairo_set_line_width(to_, 5);
    cairo_set_line_cap(to_, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(to_, x, y + 5);
    cairo_line_to(to_, x + 2, y + high - 5);
    cairo_stroke(to_);
  }

 private:
  void colour(Color ink) { cairo_set_source_rgb(to_, ink.r / 255.0, ink.g / 255.0, ink.b / 255.0); }

  // Between two spots the chalk is as wide as they are.
  void line(const event::Stroke& stroke) {
    const auto ink = event::trace(stroke);
    colour(colour_of(stroke.colour));
    cairo_set_line_cap(to_, CAIRO_LINE_CAP_ROUND);
    for (std::size_t i = 0; i < ink.size(); ++i) {
      const event::InkPoint& from = ink[i];
      const event::InkPoint& next = ink[std::min(i + 1, ink.size() - 1)];
      cairo_set_line_width(to_, static_cast<double>(from.radius + next.radius));
      cairo_move_to(to_, static_cast<double>(from.x), static_cast<double>(from.y));
      cairo_line_to(to_, static_cast<double>(next.x), static_cast<double>(next.y));
      cairo_stroke(to_);
    }
  }

  cairo_t* to_;
  cairo_font_face_t *hand_, *plain_;
};

std::string meta_of(const Note& note, const BoardPainter::Look& look) {
  const ui::Text& text = look.text;
  std::string out = note.pinned ? text.get("note.pinned") + " · " : "";
  if (!note.name.empty()) out += note.name + ", ";
  out += text.when(note.unix_ms, look.now_unix_ms, look.utc_offset_min);
  if (note.work == event::Work::done)
    out += " · " + text.get("note.done");
  else if (note.work == event::Work::working)
    out += " · " + (note.until.empty() ? text.get("note.working")
                                       : text.get("note.working.until", "day", text.day(note.until)));
  if (note.supports > 0) out += " · " + text.get("note.me_too") + " " + std::to_string(note.supports);
  return out;
}

// The height used.
double draw_note(Pen& pen, const Note& note, const BoardPainter::Look& look, double x, double y, double wide,
                 bool draws) {
  const double top = y;
  const auto drawing = note.strokes.empty() ? std::nullopt : std::optional(event::decode_drawing(note.strokes));
  if (drawing && *drawing)
    y += pen.drawing(x, y, wide, **drawing, draws) + 12;
  else
    y += pen.words(x, y, wide, note.text, true, kHand, colour_of(note.colour), draws) + 6;
  y += pen.words(x, y, wide, meta_of(note, look), false, kMeta, ui::kBoard.muted, draws) + 4;
  const auto said = [&](const std::string& words, Color ink) {
    constexpr double kBar = 26;
    y += 8;
    const double high = pen.words(x + kBar, y, wide - kBar, words, true, kReply, ink, draws);
    if (draws) pen.bar(x + 6, y, high, ink);
    y += high;
  };
  for (const event::Reply& reply : note.replies)
    said(reply.text + " — " + reply.by.name + ", " + look.text.get("note.role." + reply.by.role), ui::kBoard.yellow);
  if (note.work == event::Work::done && !note.did.empty())
    said(look.text.get("note.did", "did", note.did), ui::kBoard.mint);
  return y - top;
}

void paint_slate(cairo_t* to) {
  const Color slate = ui::kBoard.slate;
  cairo_set_source_rgb(to, slate.r / 255.0, slate.g / 255.0, slate.b / 255.0);
  cairo_paint(to);
}

/// A PNG of that size; what is drawn lies on the slate as chalk does.
std::expected<event::Bytes, event::Problem> chalked(double wide, double high, cairo_surface_t* slate,
                                                    const std::function<void(cairo_t*)>& draw) {
  const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(wide)),
                                                                  static_cast<int>(std::ceil(high))));
  const Owned<cairo_t> to(cairo_create(surface.get()));
  ui::draw_unhinted(to.get());
  paint_slate(to.get());
  cairo_push_group(to.get());
  draw(to.get());
  cairo_pop_group_to_source(to.get());
  const Owned<cairo_pattern_t> rough(cairo_pattern_create_for_surface(slate));
  cairo_pattern_set_extend(rough.get(), CAIRO_EXTEND_REPEAT);
  cairo_mask(to.get(), rough.get());
  event::Bytes out;
  cairo_status_t status = cairo_status(to.get());
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream(surface.get(), ui::append_to_string, &out);
  if (status != CAIRO_STATUS_SUCCESS) return std::unexpected(not_drawn(status));
  return out;
}

}  // namespace

BoardPainter::BoardPainter(std::unique_ptr<Open> open) : open_(std::move(open)) {}
BoardPainter::~BoardPainter() = default;

BoardPainter::Drawn<std::unique_ptr<BoardPainter>> BoardPainter::open(const Look& look) {
  const std::scoped_lock lock(one_at_a_time());
  auto made = std::make_unique<Open>(look);
  made->hand = ui::face_of(look.fonts / "Caveat-Bold.ttf");
  made->plain = ui::face_of(look.fonts / "Manrope-Medium.ttf");
  made->slate = rough_slate();
  if (made->hand && made->plain) return std::unique_ptr<BoardPainter>(new BoardPainter(std::move(made)));
  return std::unexpected(event::Problem{"The fonts in " + look.fonts.string() + " cannot be read.",
                                        "Build or install the terminal again."});
}

BoardPainter::Drawn<event::Bytes> BoardPainter::png(const Note& note) const {
  const std::scoped_lock lock(one_at_a_time());
  const Owned<cairo_surface_t> scratch(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const Owned<cairo_t> measure(cairo_create(scratch.get()));
  ui::draw_unhinted(measure.get());
  Pen measuring(measure.get(), open_->hand.get(), open_->plain.get());
  const double high = draw_note(measuring, note, open_->look, 0, 0, kColumn, false);
  return chalked(kColumn + kMargin, high + kMargin, open_->slate.get(), [&](cairo_t* to) {
    Pen pen(to, open_->hand.get(), open_->plain.get());
    draw_note(pen, note, open_->look, kMargin / 2, kMargin / 2, kColumn, true);
  });
}

BoardPainter::Drawn<event::Bytes> BoardPainter::svg(const Note& note) const {
  if (!note.strokes.empty()) {
    const auto drawing = event::decode_drawing(note.strokes);
    if (!drawing) return std::unexpected(drawing.error());
    return event::to_svg(*drawing);
  }
  const std::scoped_lock lock(one_at_a_time());
  const Owned<cairo_surface_t> scratch(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const Owned<cairo_t> measure(cairo_create(scratch.get()));
  ui::draw_unhinted(measure.get());
  Pen measuring(measure.get(), open_->hand.get(), open_->plain.get());
  const double high = draw_note(measuring, note, open_->look, 0, 0, kColumn, false);
  event::Bytes out;
  const Owned<cairo_surface_t> surface(
      cairo_svg_surface_create_for_stream(ui::append_to_string, &out, kColumn + kMargin, high + kMargin));
  const Owned<cairo_t> to(cairo_create(surface.get()));
  ui::draw_unhinted(to.get());
  paint_slate(to.get());
  Pen pen(to.get(), open_->hand.get(), open_->plain.get());
  draw_note(pen, note, open_->look, kMargin / 2, kMargin / 2, kColumn, true);
  cairo_show_page(to.get());
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return std::unexpected(not_drawn(status));
  return out;
}

BoardPainter::Drawn<void> BoardPainter::board(
    std::span<const Note* const> notes,
    const std::function<Drawn<void>(int sheet, const event::Bytes& png)>& take) const {
  struct Place {
    const Note* note;
    double x, y;
  };
  const Owned<cairo_surface_t> scratch(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const Owned<cairo_t> measure(cairo_create(scratch.get()));
  ui::draw_unhinted(measure.get());
  Pen measuring(measure.get(), open_->hand.get(), open_->plain.get());
  const std::string& title = open_->look.title;
  std::size_t at = 0;
  for (int sheet = 1; at < notes.size() || sheet == 1; ++sheet) {
    std::vector<Place> places;
    std::array<double, kColumns> ends{};
    const double above = sheet == 1 && !title.empty() ? kTitle + kNoteGap : 0;
    const std::unique_lock lock(one_at_a_time());
    for (; at < notes.size(); ++at) {
      const auto column = static_cast<std::size_t>(std::ranges::min_element(ends) - ends.begin());
      const double high = draw_note(measuring, *notes[at], open_->look, 0, 0, kColumn, false);
      if (!places.empty() && ends[column] + high > kSheetHigh) break;
      places.push_back(
          {notes[at], kMargin + static_cast<double>(column) * (kColumn + kGap), kMargin + above + ends[column]});
      ends[column] += high + kNoteGap;
    }
    const double wide = 2 * kMargin + kColumns * kColumn + (kColumns - 1) * kGap;
    const double high = 2 * kMargin + above + std::max(kHand, *std::ranges::max_element(ends) - kNoteGap);
    const auto png = chalked(wide, high, open_->slate.get(), [&](cairo_t* to) {
      Pen pen(to, open_->hand.get(), open_->plain.get());
      if (above > 0) pen.words(kMargin, kMargin, wide - 2 * kMargin, title, true, kTitle, ui::kBoard.yellow, true);
      for (const Place& place : places) draw_note(pen, *place.note, open_->look, place.x, place.y, kColumn, true);
    });
    if (!png) return std::unexpected(png.error());
    if (auto taken = take(sheet, *png); !taken) return taken;
  }
  return {};
}

}  // namespace chalkpoint::admin
