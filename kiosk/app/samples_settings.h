// The screens of the settings with something on them.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// All groups, every group, every setting, one that is refused, one that is
/// typed.
AdminScenes settings_scenes();

}  // namespace chalkpoint::app
