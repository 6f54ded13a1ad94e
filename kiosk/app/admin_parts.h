// Which parts the administration has: one line each.
#pragma once

#include "kiosk/app/administration.h"
#include "kiosk/app/part_device.h"
#include "kiosk/app/part_results.h"

namespace chalkpoint::app {

/// What the parts need of the terminal besides AdminWorld.
struct AdminNeeds {
  DevicePorts device;
  ResultsPorts results;
};
AdminParts admin_parts(AdminNeeds needs);

}  // namespace chalkpoint::app
