// The staff's own forms to choose from: what a member said, check-lists.
#include "kiosk/desk/view_parts.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::desk {
namespace {

using ui::Rect;

constexpr std::size_t kPurposeLinesMax = 3;

ui::Icon icon_of(const std::string& form) {
  if (form == kToldForm) return ui::Icon::speech;
  return form == "first-days" ? ui::Icon::person : ui::Icon::list;
}

float card_height(const ui::Ui& ui) {
  return ui.line_height(ui::kButton) + static_cast<float>(kPurposeLinesMax) * ui.line_height(ui::kSmall) + ui.mm(12);
}

void draw_card(Scene& scene, const Form& form, const Rect& card) {
  ui::Ui& ui = scene.ui;
  if (ui.touch_area("form." + form.name, form.title, card)) scene.intent = open_intent(form.name);
  ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  Rect inside = card.inset(ui.mm(6), ui.mm(4));
  const float side = ui.mm(11);
  const Rect picture = inside.cut_left(side, ui.mm(6));
  ui.icon(icon_of(form.name), {picture.x, picture.centre().y - side / 2, side, side}, ui.theme().yellow);
  draw_lines(ui, form.title, inside.cut_top(ui.line_height(ui::kButton), ui.mm(1)), ui::kButton, 1, ui.theme().chalk);
  const bool begun = form.begun;
  draw_lines(ui, begun ? ui.tr("forms.begun") : form.purpose, inside, ui::kSmall, kPurposeLinesMax,
             begun ? ui.theme().yellow : ui.theme().muted);
}

}  // namespace

OpenForm open_intent(const std::string& form) {
  return {.form = form, .touchpoint = event::is_touchpoint(form) ? form : std::string(kToldForm), .about = {}};
}

std::string touchpoint_label(const std::string& touchpoint, const ui::Ui& ui) {
  return event::is_touchpoint(touchpoint) ? ui.tr("touchpoint." + touchpoint) : touchpoint;
}

void draw_recorded(Scene& scene, Rect& area) {
  if (scene.state.care.recorded.empty()) return;
  ui::Ui& ui = scene.ui;
  const float side = ui.mm(5), high = ui.line_height(ui::kSmallStrong);
  Rect row = area.cut_top(high, ui.mm(3));
  const Rect mark = row.cut_left(side, ui.mm(2));
  ui.icon(ui::Icon::check, {mark.x, mark.centre().y - side / 2, side, side}, ui.theme().mint);
  const bool told = scene.state.care.recorded == kToldForm;
  draw_lines(ui, ui.tr(told ? "forms.recorded.told" : "forms.recorded"), row, ui::kSmallStrong, 1, ui.theme().mint);
}

void draw_forms(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const auto& forms = scene.around.notes.forms;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("forms.title"), BarLeft::back);
  draw_failure(scene, area);
  draw_recorded(scene, area);
  ui::draw_list(scene.ui, area, forms.size(), card_height(ui),
                [&](std::size_t i, const Rect& card) { draw_card(scene, forms[i], card); });
}

}  // namespace chalkpoint::desk
