// The report on the staff's screen: which days are looked at, and the page that is saved of them. The figures
// themselves (report.h) lie beside the state, in Around.
#pragma once

#include <optional>
#include <string>

#include "kiosk/desk/report_sheet.h"

namespace chalkpoint::desk {

/// What the app has for the screen.
struct Reported {
  std::optional<Report> report;  ///< nothing: it is being read
  bool failed = false;           ///< the answers could not be read
  Scope scope;
};

/// What came of saving the page.
struct PageSaved {
  std::string file;   ///< where it lies on this terminal; empty: it could not be written
  std::string stick;  ///< and on a USB stick; empty: none was there, or it could not be written
  bool operator==(const PageSaved&) const = default;
};

/// What somebody at the desk has chosen of it.
struct Reporting {
  Period period = Period::yesterday;
  bool saving = false;             ///< the page is being written
  std::optional<PageSaved> saved;  ///< of the page saved last, until something else is looked at
};

// Intents.
struct OpenReport {};  ///< report.open
struct SetPeriod {
  Period period;
};  ///< report.yesterday, report.week, report.last-week
struct SavePage {};  ///< report.save; answered by PageSaved from the app

}  // namespace chalkpoint::desk
