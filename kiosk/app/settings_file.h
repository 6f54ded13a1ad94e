// A file of settings: a JSON object of key and value, exactly what the screens write onto a stick and what a fleet is
// set by. A key that is not in it stays as it is; null is the default.
#pragma once

#include "kiosk/app/configuration.h"

namespace chalkpoint::app {

/// Larger than all settings together may be.
inline constexpr std::size_t kSettingsFileBytesMax = 512 * 1024;

/// Every key with its value, null where it is what it is by default; of the site's alone with `site_only`.
std::string write_settings(const admin::Values& values, bool site_only);

/// All that the file says, checked; else every fault, each naming its key.
std::expected<std::vector<SettingChange>, std::vector<event::Problem>> read_settings(std::string_view json);

}  // namespace chalkpoint::app
