// Which parts the administration has: one line each.
#pragma once

#include "kiosk/app/administration.h"
#include "kiosk/app/part_device.h"
#include "kiosk/app/part_results.h"

namespace chalkpoint::app {

/// What the parts need of the terminal besides AdminWorld.
struct AdminNeeds {
  DevicePorts device;
  std::shared_ptr<const admin::WordLists> words;  ///< that results leave out or bring together
};
AdminParts admin_parts(AdminNeeds needs);

}  // namespace chalkpoint::app
