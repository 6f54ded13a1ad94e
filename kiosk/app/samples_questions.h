// The editor of the questions with something in it.
#pragma once

#include "kiosk/app/samples_admin.h"

namespace chalkpoint::app {

/// Of the part "questions".
AdminScenes questions_scenes();

}  // namespace chalkpoint::app
