// The staff's cases with something on them.
#pragma once

#include <map>
#include <string>

#include "kiosk/desk/desk.h"

namespace chalkpoint::app {

struct SampleWords;

/// staff.cases, staff.case and what is asked about one, staff.filter; item's pages with a case.
const std::map<std::string, desk::Screen>& case_screens();
void begin_case(desk::State& state, const std::string& name, const SampleWords& words);
/// Cases of the samples' notes and responses: open, overdue, resolved; none for the scenes that are empty.
void fill_cases(desk::Notes& notes, const std::string& name, const SampleWords& words);

}  // namespace chalkpoint::app
