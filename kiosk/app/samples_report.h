// Reports as a week in a club leaves them, for pictures of the screen and of the page.
#pragma once

#include <string>

#include "kiosk/desk/reporting.h"

namespace chalkpoint::app {

/// What lies on the scene of that name: staff.report and its variants; nothing for any other.
desk::Reported sample_report(const std::string& name, std::int64_t now_unix_ms);

}  // namespace chalkpoint::app
