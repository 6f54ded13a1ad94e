// The screens of the results. They draw a constant state and say what was intended.
#pragma once

#include <map>
#include <string>

#include "kiosk/admin/results.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::admin::results {

/// What the screens need besides the state.
struct ResultsAround {
  const std::map<std::string, std::string>& labels;     ///< of what can be tapped in surveys, by value
  const std::map<std::string, std::string>& questions;  ///< titles of questions, by name
  std::string_view language;
  std::string_view today;
};

/// admin.results, and admin.results.MORE of the other pages.
std::string results_screen_name(const ResultsState& state);
/// One frame.
ResultsIntent draw_results(const ResultsState& state, const ResultsAround& around, ui::Ui& ui);

}  // namespace chalkpoint::admin::results
