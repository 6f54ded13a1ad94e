// What is tried with a finger and a ruler: whether touches arrive where they are made, and how large the display is.
#include <algorithm>
#include <array>

#include "kiosk/admin/view_device.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin {

using ui::Align;
using ui::Icon;
using ui::Look;
using ui::Point;
using ui::Rect;

namespace {

constexpr std::size_t kStrokesKept = 12;
constexpr unsigned kAllCorners = 15;
constexpr float kCornerMm = 14;

// Of the place that is drawn on.
std::array<Rect, 4> corners_of(const Rect& area, float side) {
  return {{{area.x, area.y, side, side},
           {area.right() - side, area.y, side, side},
           {area.x, area.bottom() - side, side, side},
           {area.right() - side, area.bottom() - side, side, side}}};
}

void take(DeviceDraft& draft, const ui::Ui::Path& path, const std::array<Rect, 4>& corners) {
  for (const ui::PointerEvent& step : path.steps) {
    if (step.kind == ui::PointerEvent::Kind::press || draft.strokes.empty()) {
      if (draft.strokes.size() == kStrokesKept) draft.strokes.erase(draft.strokes.begin());
      draft.strokes.emplace_back();
    }
    draft.strokes.back().push_back(step.at);
    for (std::size_t i = 0; i < corners.size(); ++i)
      if (corners[i].contains(step.at)) draft.corners |= 1U << i;
  }
}

}  // namespace

void draw_device_touch(DeviceScene& scene) {
  ui::Ui& ui = scene.ui;
  const Rect area = draw_device_bar(scene, ui.tr("device.touch"));
  const Rect board{0, area.y, ui.area().w, ui.area().bottom() - area.y};
  const auto corners = corners_of(board, ui.mm(kCornerMm));
  take(scene.draft, ui.draw_area("device.board", ui.tr("device.touch"), board), corners);
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const bool reached = (scene.draft.corners >> i & 1U) != 0;
    const Rect mark = corners[i].inset(ui.mm(2), ui.mm(2));
    if (reached) ui.fill(mark, ui.theme().mint, ui.mm(2));
    ui.outline(mark, reached ? ui.theme().mint : ui.theme().outline, ui.mm(0.6F), ui.mm(2));
  }
  Rect words = board.inset(ui.mm(kCornerMm + 6), ui.mm(kCornerMm + 2));
  const bool all = scene.draft.corners == kAllCorners;
  const std::string& say = ui.tr(all ? "device.touch.all" : "device.touch.how");
  ui.text(words.cut_top(ui.height(say, ui::kBody, words.w, true), ui.mm(4)), say, ui::kBody,
          all ? ui.theme().mint : ui.theme().chalk, Align::centre, true);
  const std::string& off = ui.tr("device.touch.off");
  ui.text(words.cut_bottom(ui.height(off, ui::kSmall, words.w)), off, ui::kSmall, ui.theme().muted, Align::centre);
  for (const auto& stroke : scene.draft.strokes) {
    if (stroke.empty()) continue;
    if (stroke.size() > 1) ui.chalk(stroke, ui.theme().yellow, ui.mm(1.2F));
    const float cross = ui.mm(4), thick = ui.mm(0.5F);
    const Point at = stroke.back();
    ui.fill({at.x - cross, at.y - thick / 2, 2 * cross, thick}, ui.theme().chalk);
    ui.fill({at.x - thick / 2, at.y - cross, thick, 2 * cross}, ui.theme().chalk);
  }
}

void draw_device_size(DeviceScene& scene) {
  ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  Rect area = draw_device_bar(scene, ui.tr("device.size"));
  const bool fits = ui.mm(kRulerMm) <= area.w;  // else what is measured would be the end of the screen
  std::vector<DeviceOffer> offers = {{{"device.size.keep",
                                       ui.tr("device.size.keep"),
                                       {.look = Look::primary, .icon = Icon::check, .again = true, .enabled = fits}},
                                      DeviceKeepSize{true}}};
  if (scene.now.measured)
    offers.push_back({{"device.size.forget", ui.tr("device.size.forget"), {.look = Look::outline, .again = true}},
                      DeviceKeepSize{false}});
  draw_device_offers(scene, area, offers);
  const std::vector<DeviceOffer> steps = {
      {{"device.size.down10", ui.tr("device.size.down10"), {.again = true}}, DeviceMeasure{-100}},
      {{"device.size.down", ui.tr("device.size.down"), {.again = true}}, DeviceMeasure{-5}},
      {{"device.size.up", ui.tr("device.size.up"), {.again = true}}, DeviceMeasure{5}},
      {{"device.size.up10", ui.tr("device.size.up10"), {.again = true}}, DeviceMeasure{100}}};
  draw_device_offers(scene, area, steps);
  const std::string measured = ui.text_lookup().get("device.size.line", "length", tenths(state.measured_tenths, ui));
  ui.text(area.cut_bottom(ui.line_height(ui::kButton), ui.mm(5)), measured, ui::kButton, ui.theme().yellow);
  draw_device_words(scene, area, ui.tr("device.size.how"));
  const float length = std::min(ui.mm(kRulerMm), area.w), thick = ui.mm(1), tick = ui.mm(7);
  const float y = area.y + std::max(tick, area.h / 2);
  ui.fill({area.x, y - thick / 2, length, thick}, ui.theme().chalk);
  for (const float x : {area.x, area.x + length - thick}) ui.fill({x, y - tick, thick, 2 * tick}, ui.theme().chalk);
}

}  // namespace chalkpoint::admin
