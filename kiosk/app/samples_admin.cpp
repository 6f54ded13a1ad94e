#include "kiosk/app/samples_admin.h"

#include <algorithm>
#include <iterator>

#include "kiosk/app/samples_device.h"
#include "kiosk/app/samples_export.h"
#include "kiosk/app/samples_questions.h"
#include "kiosk/app/samples_results.h"
#include "kiosk/app/samples_settings.h"
#include "kiosk/app/samples_wizard.h"

namespace chalkpoint::app {

namespace {

// One line for each part.
const std::vector<AdminScenes>& all_scenes() {
  static const std::vector<AdminScenes> all = {device_scenes(),  export_scenes(),   questions_scenes(),
                                               results_scenes(), settings_scenes(), wizard_scenes()};
  return all;
}

}  // namespace

std::vector<std::string> admin_scene_names() {
  std::vector<std::string> names;
  for (const AdminScenes& part : all_scenes()) std::ranges::copy(part.names, std::back_inserter(names));
  return names;
}

DrawAdmin admin_scene(const std::string& name, const std::string& language, const SampleWords& words) {
  for (const AdminScenes& part : all_scenes())
    if (std::ranges::find(part.names, name) != part.names.end()) return part.make(name, language, words);
  return {};
}

}  // namespace chalkpoint::app
