#include "kiosk/app/router.h"

#include <tuple>

#include "kiosk/chalk/view.h"
#include "kiosk/chalk/view_canvas.h"
#include "kiosk/desk/view.h"
#include "kiosk/survey/view.h"

namespace chalkpoint::app {

namespace {

// Whatever a view may change while it draws (a field gets the caret) makes old what was drawn above that place.
// `trace` gives what to compare of the draft.
template <class Trace, class Draw>
Pass draw_with(Model& model, ui::Ui& ui, Trace trace, Draw draw) {
  const std::uint64_t before = model.version();
  const auto traced = trace();
  const auto intent = draw();
  const ui::Picture* picture = &ui.end();
  const bool moved = trace() != traced;
  model.intend(intent);
  return {.picture = picture, .stale = moved || model.version() != before};
}

// Nothing to see and all of it to touch. The touch that wakes is over with it: it began on another screen.
void draw_sleep(ui::Ui& ui) {
  ui.screen("sleep");
  const ui::Rect whole{0, 0, ui.frame().size.w, ui.frame().size.h};
  ui.fill(whole, ui::rgb(0x000000));
  ui.touch_area("wake", "", whole);
}

}  // namespace

const desk::Hand& chalk_hand() {
  static const desk::Hand hand{.colour = chalk::colour_of,
                               .drawing = [](ui::Ui& ui, std::string_view strokes, const ui::Rect& rect,
                                             std::string_view key) { chalk::draw_drawing(ui, strokes, rect, key); }};
  return hand;
}

Pass draw(Model& model, ui::Ui& ui, const ui::Frame& as_given) {
  ui::Frame frame = as_given;
  frame.house = &model.behaviour().house;
  ui.begin(frame);
  if (model.is_asleep()) {
    draw_sleep(ui);
    return {.picture = &ui.end(), .stale = false};
  }
  if (AdminPart* part = model.front()) {
    const std::uint64_t before = model.version();
    part->draw(ui);
    const ui::Picture* picture = &ui.end();
    model.act_in_front();
    return {.picture = picture, .stale = model.version() != before};
  }
  Forms& forms = model.forms();
  if (const survey::Flow* flow = forms.flow())
    return draw_with(
        model, ui, [&] { return forms.draft(); },
        [&] {
          const std::string& whom = forms.whom().empty() ? forms.by().name : forms.whom();
          return FormIntent{survey::draw_form(forms.definition(), *flow, forms.draft(), forms.name(), whom, ui)};
        });
  if (const desk::State* staff = model.staff())
    return draw_with(
        model, ui, [&] { return model.staff_draft(); },
        [&] {
          return desk::draw(*staff, {model.staff_notes(), chalk_hand(), model.wait_clock(), &model.reported()},
                            model.staff_draft(), ui);
        });
  Chalkboard& board = model.chalkboard();
  if (const chalk::Flow* flow = board.flow())
    return draw_with(
        model, ui,
        [&] {  // the canvas shows in the same frame what a finger draws on it
          const chalk::Draft& d = board.draft();
          return std::tuple(d.serial, d.focus, d.caret, d.layout, d.shift, d.pages);
        },
        [&] { return chalk::draw(board.board(), *flow, board.draft(), board.surroundings(), ui); });
  return draw_with(
      model, ui, [&] { return model.draft(); },
      [&] { return survey::draw(model.definition(), model.flow(), model.draft(), model.brand(), ui, model.voices()); });
}

ui::Options options(const Model& model) {
  const bool calm = model.behaviour().calm;
  if (model.staff() || model.front()) return {.calm = calm};
  const chalk::Flow* board = model.chalkboard().flow();
  const ui::Comfort& comfort = board ? board->comfort : model.flow().comfort;
  return {.high_contrast = comfort.high_contrast,
          .large_text = comfort.large_text,
          .low_reach = comfort.low_reach,
          .calm = calm};
}

std::string_view language(const Model& model) {
  if (const AdminPart* part = model.front()) return part->frame_language(model.administration().visit());
  if (const survey::Flow* form = model.forms().flow()) return form->language();
  if (const desk::State* staff = model.staff()) return staff->language;
  if (const chalk::Flow* board = model.chalkboard().flow()) return board->language;
  return model.flow().language();
}

}  // namespace chalkpoint::app
