#include "kiosk/chalk/view_ledge.h"

#include <algorithm>
#include <cmath>

namespace chalkpoint::chalk {

void draw_wood(ui::Ui& ui, const ui::Rect& at) {
  const ui::Color light = ui.theme().wood_light, dark = ui.theme().wood_dark;
  constexpr int kSteps = 24;
  for (int i = 0; i < kSteps; ++i) {
    const float part = static_cast<float>(i) / (kSteps - 1);
    ui::Color over = dark;
    over.a = static_cast<std::uint8_t>(255 * part);
    const float y0 = std::round(at.y + at.h * static_cast<float>(i) / kSteps),
                y1 = std::round(at.y + at.h * static_cast<float>(i + 1) / kSteps);
    ui.fill({at.x, y0, at.w, y1 - y0}, ui::blend(light, over));
  }
  ui.fill({at.x, at.y, at.w, std::max(1.F, ui.mm(0.4F))}, ui::blend(light, ui::Color{255, 255, 255, 40}));
  ui.fill({at.x, at.y - ui.mm(1), at.w, ui.mm(1)}, ui::Color{0, 0, 0, 70});
}

bool wood_button(ui::Ui& ui, const std::string& id, const std::string& label, const ui::Rect& at,
                 const ui::Button& look) {
  ui.fill(at, ui.theme().key_bed.faded(0.82F), ui.mm(3.4F));
  return ui.button(id, label, at, look);
}

}  // namespace chalkpoint::chalk
