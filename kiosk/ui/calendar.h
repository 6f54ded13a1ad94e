// The page of a month on which a day is chosen.
#pragma once

#include <optional>
#include <string>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

struct Calendar {
  int year = 0, month = 0;  ///< 1 to 12
  std::string first;        ///< its first day, YYYY-MM-DD
  int days = 0, lead = 0;   ///< how many, and of the week, from Monday, before the first one
  std::string from, to;     ///< which may be chosen, both with; empty: no bound
  std::string chosen;
  bool back = true, on = true;  ///< whether the month before and the next one can be turned to
};
struct CalendarTap {
  int turn = 0;                    ///< month.back, month.on: −1, 1
  std::optional<std::string> day;  ///< day.YYYY-MM-DD
};
/// Draws it into `area`, no wider than is good for a hand.
CalendarTap draw_calendar(Ui& ui, Rect area, const Calendar& calendar);

}  // namespace chalkpoint::ui
