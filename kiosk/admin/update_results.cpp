#include <algorithm>

#include "kiosk/admin/results.h"

namespace chalkpoint::admin::results {
namespace {

constexpr int kMonthsBackMax = 240;

/// What every intent does to the state.
struct Update {
  ResultsState& state;

  void operator()(std::monostate) {}
  void operator()(const SetSpan& what) {
    if (what.span == Span::chosen) {
      state.page = ResultsPage::first_day;
      state.months_back = 0;
      return;
    }
    state.span = what.span;
    state.chosen.clear();
  }
  void operator()(AskTouchpoint) { state.page = ResultsPage::touchpoints; }
  void operator()(const SetTouchpoint& what) {
    state.touchpoint = what.touchpoint;
    state.page = ResultsPage::charts;
    state.chosen.clear();
  }
  void operator()(const ChooseDay& what) {
    if (state.page == ResultsPage::first_day) {
      state.first_day = what.day;
      state.page = ResultsPage::last_day;
      return;
    }
    if (state.page != ResultsPage::last_day) return;
    state.chosen_days = {std::min(state.first_day, what.day), std::max(state.first_day, what.day)};
    state.span = Span::chosen;
    state.page = ResultsPage::charts;
    state.chosen.clear();
  }
  void operator()(const TurnMonth& what) {
    state.months_back = std::clamp(state.months_back - what.by, 0, kMonthsBackMax);
  }
  void operator()(const ChooseDatum& what) {
    const auto found = state.chosen.find(what.chart);
    const bool same = found != state.chosen.end() && found->second == what.place;
    state.chosen.clear();  // one callout at a time
    if (!same) state.chosen[what.chart] = what.place;
  }
  void operator()(StepBack) {
    state.page = state.page == ResultsPage::last_day ? ResultsPage::first_day : ResultsPage::charts;
  }
  void operator()(Leave) {}
  void operator()(const Speak&) {}
};

}  // namespace

ResultsState update(ResultsState state, const ResultsIntent& intent) {
  std::visit(Update{state}, intent);
  return state;
}

}  // namespace chalkpoint::admin::results
