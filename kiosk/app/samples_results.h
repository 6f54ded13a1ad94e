// The screens of the results with a club's month and year on them.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// Of the part "results".
AdminScenes results_scenes();

}  // namespace chalkpoint::app
