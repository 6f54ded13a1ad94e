// The screens of the device's part with something on them.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// admin.device and admin.device.MORE.
AdminScenes device_scenes();

}  // namespace chalkpoint::app
