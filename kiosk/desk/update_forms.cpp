#include "kiosk/desk/update_forms.h"

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"

namespace chalkpoint::desk {

namespace {

struct FormVisitor {
  Step& step;
  State& state = step.state;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenForms&) const {
    if (event::may(state.care.by.role, event::Right::record)) go_to(state, Screen::forms);
  }
  void operator()(const OpenForm& form) const { open_form(step, form); }
  // A form ends where it was begun; but from the list of forms one goes on to where a told voice stands now.
  void operator()(const FormDone& done) const {
    ++state.care.acts;
    if (done.form == kToldForm && state.screen == Screen::forms) go_to(state, Screen::queue);
    state.care.recorded = done.form;
  }
};

}  // namespace

void open_form(Step& step, const OpenForm& form) {
  Care& care = step.state.care;
  if (!event::may(care.by.role, event::Right::record)) return;
  care.recorded.clear();
  if (!care.by.name.empty()) {
    step.form = form;
    return;
  }
  const Screen from = step.state.screen;
  go_to(step.state, Screen::sign);
  care.unsigned_form = {form, from};
}

void fill_in(Step& step, const Intent& intent) {
  if (is_signing_in(step.state)) return;
  visit(FormVisitor{step}, intent);
}

}  // namespace chalkpoint::desk
