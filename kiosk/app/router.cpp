#include "kiosk/app/router.h"

#include "kiosk/desk/view.h"
#include "kiosk/survey/view.h"

namespace chalkpoint::app {

Pass draw(Model& model, ui::Ui& ui, const ui::Frame& frame) {
  const std::uint64_t before = model.version();
  const survey::Draft draft_before = model.draft();
  ui.begin(frame);
  const ui::Picture* picture = nullptr;
  if (const desk::State* staff = model.staff()) {
    const desk::Intent intent = desk::draw(*staff, ui);
    picture = &ui.end();
    model.intend(intent);
  } else {
    const survey::Intent intent = survey::draw(model.definition(), model.flow(), model.draft(), model.brand(), ui);
    picture = &ui.end();
    model.intend(intent);
  }
  // A view may change the draft while it draws (a field gets the caret): what was drawn above that place is old then.
  return {.picture = picture, .stale = model.version() != before || model.draft() != draft_before};
}

ui::Options options(const Model& model) {
  if (model.staff()) return {};
  const survey::Comfort& comfort = model.flow().comfort;
  return {.high_contrast = comfort.high_contrast, .large_text = comfort.large_text, .low_reach = comfort.low_reach};
}

std::string_view language(const Model& model) {
  const desk::State* staff = model.staff();
  return staff ? std::string_view(staff->language) : std::string_view(model.flow().language());
}

}  // namespace chalkpoint::app
