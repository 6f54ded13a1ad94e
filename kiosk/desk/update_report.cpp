#include "kiosk/desk/update_report.h"

#include "kiosk/desk/intent.h"

namespace chalkpoint::desk {
namespace {

struct ReportVisitor {
  State& state;

  template <class Other>
  void operator()(const Other&) const {}
  void operator()(const OpenReport&) const {
    state.reporting.saved.reset();
    state.screen = Screen::report;
  }
  void operator()(const SetPeriod& set) const {
    if (state.reporting.saving) return;  // the page that is being written is of these days
    state.reporting.period = set.period;
    state.reporting.saved.reset();
  }
  void operator()(const SavePage&) const {
    if (state.screen != Screen::report) return;
    state.reporting.saving = true;
    state.reporting.saved.reset();
  }
  void operator()(const PageSaved& saved) const {
    if (!state.reporting.saving) return;
    state.reporting.saving = false;
    state.reporting.saved = saved;
  }
};

}  // namespace

void report_on(Step& step, const Intent& intent) {
  if (!event::may(step.state.care.by.role, event::Right::reports)) return;
  visit(ReportVisitor{step.state}, intent);
}

}  // namespace chalkpoint::desk
