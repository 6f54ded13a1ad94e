// The first start with something on it.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// wizard.PAGE, but for the preview, which is a survey's screen.
AdminScenes wizard_scenes();

}  // namespace chalkpoint::app
