// The screens of taking the data away, with something on them.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// admin.device.export and those behind it.
AdminScenes export_scenes();

}  // namespace chalkpoint::app
