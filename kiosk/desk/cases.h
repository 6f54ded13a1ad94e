// The cases at the desk: the list of them, one with its history, and the questions by which somebody works on it. What
// is under way stands in Casework (care.h).
#pragma once

#include <optional>
#include <string>

#include "kiosk/desk/care.h"

namespace chalkpoint::desk {

struct OpenCases {
  bool solved = false;
};  ///< cases.open; cases.solved: those that are resolved
struct OpenCase {
  bool begins = false;  ///< there is none yet: it is opened
};  ///< case.open; of the opened item
struct OpenItem {};  ///< case.item: the page of what the case is about
struct AskCase {
  Screen what;
};  ///< case.department, case.cause, case.assignee, case.due, case.day, case.comment, case.resolve, case.follow,
    ///< case.reopen: the screen on which it is answered
struct Describe {
  std::optional<std::string> department{};
  std::optional<event::Cause> cause{};
  std::optional<event::Uuid> assignee{};  ///< all zero: nobody
  std::optional<std::string> due{};       ///< empty: none
};  ///< department.VALUE, cause.NAME, assignee.XXXXXXXX, assignee.nobody, due.DAYS, due.none, day.YYYY-MM-DD
/// How far the calendar reaches: a control date further off is none.
inline constexpr int kMonthsAheadMax = 11;
struct TurnMonth {
  int by;
};  ///< month.back, month.on
struct Resolve {
  event::Resolution how;
};  ///< how.NAME
struct AskAgainOn {
  std::string day;
};  ///< ask.DAYS, ask.none: when to ask whether all is right, after a resolution or once more
struct Asked {
  event::Outcome outcome;
};  ///< outcome.NAME
struct AskPublish {
  std::string did;
};  ///< case.publish; `did`: what the resolution says was done, to begin with
struct OpenFilter {};  ///< filter.open

/// Whether something of a case is asked or typed there.
bool asks_of_case(Screen screen);

}  // namespace chalkpoint::desk
