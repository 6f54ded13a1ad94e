#include "kiosk/chalk/view_canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chalkpoint::chalk {
namespace {

constexpr std::string_view kCanvas = "chalk.canvas";
constexpr float kThinnestPx = 1.1F;   // radius: chalk thinner than this is nothing but crumbs
constexpr float kTouchedDot = 0.66F;  // of a stroke that has only just begun: a soft end

/// From units to pixels of a sheet.
struct Scale {
  float x = 0, y = 0;  // where 0, 0 lies
  float px = 1;        // of a unit

  std::vector<ui::Dab> dabs(std::span<const event::InkPoint> ink) const {
    std::vector<ui::Dab> out;
    out.reserve(ink.size());
    for (const event::InkPoint& p : ink)
      out.push_back({{x + p.x * px, y + p.y * px}, std::max(kThinnestPx, p.radius * px)});
    return out;
  }
  ui::Rect rect(const Box& box) const {
    const float edge = 2;  // of the thinnest, and of crumbs
    return {x + box.left * px - edge, y + box.top * px - edge, (box.right - box.left) * px + 2 * edge,
            (box.bottom - box.top) * px + 2 * edge};
  }
};

/// The picture of a pad, kept up with what the finger does.
struct Painter {
  Pad& pad;
  ui::Sheet& sheet;
  const ui::Theme& theme;
  Scale scale;

  void stroke(const event::Stroke& one, std::span<const event::InkPoint> ink) {
    sheet.stroke(scale.dabs(ink), colour_of(theme, one.colour));
  }

  void live(std::optional<std::size_t> from) {
    const event::Stroke& one = pad.live();
    if (!from || one.points.empty()) return;
    auto ink = event::trace(one, *from);
    if (one.points.size() == 1) ink.front().radius *= kTouchedDot;
    stroke(one, ink);
  }

  // Draws anew what lies there.
  void repaint(Box changed) {
    if (changed.empty()) return;
    changed.add(pad.live_box());
    sheet.lift();
    sheet.within(scale.rect(changed));
    sheet.wipe();
    for (const auto& one : pad.strokes()) {
      if (!one->box.meets(changed)) continue;
      stroke(one->stroke, one->ink);
      sheet.lift();
    }
    sheet.within_all();
    live(0);
  }

  void finish() {
    live(pad.take_live());
    const bool as_drawn = pad.end();
    const Box changed = pad.take_changed();
    sheet.lift();
    if (!as_drawn || pad.strokes().back()->stroke.points.size() == 1) repaint(changed);
  }

  void follow(const ui::PointerEvent& step, const ui::Rect& rect) {
    const float x = (step.at.x - rect.x - scale.x) / scale.px, y = (step.at.y - rect.y - scale.y) / scale.px;
    if (step.kind == ui::PointerEvent::Kind::press) {
      if (pad.is_busy()) finish();
      pad.begin(x, y, step.at_ms);
    } else if (pad.is_busy()) {
      pad.extend(x, y, step.at_ms);
      if (step.kind == ui::PointerEvent::Kind::release) finish();
    }
  }
};

}  // namespace

ui::Color colour_of(const ui::Theme& theme, int colour) {
  const std::array<ui::Color, event::kColours> all{theme.chalk, theme.yellow, theme.coral, theme.mint, theme.blue};
  return all.at(static_cast<std::size_t>(std::clamp(colour, 0, event::kColours - 1)));
}

void draw_canvas(ui::Ui& ui, Pad& pad, const ui::Rect& rect) {
  const ui::Rect at{std::round(rect.x), std::round(rect.y), std::max(1.F, std::round(rect.w)),
                    std::max(1.F, std::round(rect.h))};
  pad.shape(at.w, at.h);
  const float wide = static_cast<float>(pad.width()), high = static_cast<float>(pad.height());
  const float px = std::min(at.w / wide, at.h / high);
  const auto [sheet, fresh] = ui.sheet(kCanvas, static_cast<int>(at.w), static_cast<int>(at.h));
  Painter painter{pad, sheet, ui.theme(), {(at.w - wide * px) / 2, (at.h - high * px) / 2, px}};
  Box changed = pad.take_changed();
  if (fresh) changed = pad.everything();
  painter.repaint(changed);

  const ui::Ui::Path path = ui.draw_area(kCanvas, ui.tr("write.canvas"), at);
  for (const ui::PointerEvent& step : path.steps) painter.follow(step, at);
  if (!path.down && pad.is_busy()) painter.finish();
  painter.repaint(pad.take_changed());
  painter.live(pad.take_live());
  ui.draw_sheet(kCanvas, {at.x, at.y});
}

ui::Size fitted(const event::DrawingFrame& frame, ui::Size most) {
  constexpr float kLeastAcross = static_cast<float>(event::kGridUnits) / 3;
  const float wide = static_cast<float>(frame.width + 2 * event::kInkMarginUnits);
  const float high = static_cast<float>(frame.height + 2 * event::kInkMarginUnits);
  const float px = std::min(most.w / std::max(wide, kLeastAcross), most.h / high);
  return {std::max(1.F, std::floor(wide * px)), std::max(1.F, std::floor(high * px))};
}

namespace {

void paint(ui::Sheet& sheet, const event::Drawing& drawing, const ui::Theme& theme) {
  const float px = static_cast<float>(sheet.width()) / static_cast<float>(drawing.width + 2 * event::kInkMarginUnits);
  const Scale scale{event::kInkMarginUnits * px, event::kInkMarginUnits * px, px};
  for (const event::Stroke& stroke : drawing.strokes) {
    sheet.stroke(scale.dabs(event::trace(stroke)), colour_of(theme, stroke.colour));
    sheet.lift();
  }
  sheet.dry();
}

// Shows the sheet of `key`; `make` paints it when it is not there yet.
template <class Make>
void draw_kept(ui::Ui& ui, const event::DrawingFrame& frame, const ui::Rect& rect, std::string_view key, float opacity,
               Make make) {
  const ui::Size size = fitted(frame, {rect.w, rect.h});
  const std::string name = "drawing." + std::string(key);
  const auto [sheet, fresh] = ui.sheet(name, static_cast<int>(size.w), static_cast<int>(size.h));
  if (fresh) make(sheet);
  ui.draw_sheet(name, {rect.centre().x - size.w / 2, rect.centre().y - size.h / 2}, opacity);
}

}  // namespace

void draw_drawing(ui::Ui& ui, const event::Drawing& drawing, const ui::Rect& rect, std::string_view key,
                  float opacity) {
  draw_kept(ui, {drawing.width, drawing.height}, rect, key, opacity,
            [&](ui::Sheet& sheet) { paint(sheet, drawing, ui.theme()); });
}

void draw_drawing(ui::Ui& ui, std::string_view encoded, const ui::Rect& rect, std::string_view key, float opacity) {
  const auto frame = event::drawing_frame(encoded);
  if (!frame) return;
  draw_kept(ui, *frame, rect, key, opacity, [&](ui::Sheet& sheet) {
    if (const auto drawing = event::decode_drawing(encoded)) paint(sheet, *drawing, ui.theme());
  });
}

}  // namespace chalkpoint::chalk
