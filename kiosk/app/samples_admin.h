// The screens of the administration with something on them: each part brings its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/ui.h"

namespace chalkpoint::app {

struct SampleWords;

/// Draws the screen; nothing that is tapped leads anywhere.
using DrawAdmin = std::function<void(ui::Ui&)>;
/// Those of one part: admin.NAME and admin.NAME.MORE.
struct AdminScenes {
  std::vector<std::string> names;
  std::function<DrawAdmin(const std::string& name, const std::string& language, const SampleWords& words)> make;
};

/// Of all parts.
std::vector<std::string> admin_scene_names();
/// Nothing for a name that is none of them.
DrawAdmin admin_scene(const std::string& name, const std::string& language, const SampleWords& words);

}  // namespace chalkpoint::app
