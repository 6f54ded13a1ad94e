// The cards of the results: a chart each, with its title and what it is made of.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/admin/view_results.h"
#include "kiosk/ui/charts.h"

namespace chalkpoint::admin::results {

struct ResultsCard {
  std::string id;  ///< of its chart: results.NAME
  std::string title, legend;
  float high = 0;                                       ///< of the chart, pixels
  std::function<ui::Meant(const ui::Rect&)> draw = {};  ///< empty: there is nothing to draw
};
/// Those that the read counts have something for, in the order in which they are read.
std::vector<ResultsCard> results_cards(const ResultsState& state, const ResultsAround& around, ui::Ui& ui);

}  // namespace chalkpoint::admin::results
