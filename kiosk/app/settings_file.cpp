#include "kiosk/app/settings_file.h"

namespace chalkpoint::app {

using event::Json;
using event::Problem;

std::string write_settings(const admin::Values& values, bool site_only) {
  Json out = Json::object();
  for (const admin::ConfigKey& one : admin::all_settings()) {
    if (site_only && one.scope == admin::Scope::terminal) continue;
    out[std::string(one.key)] = values.is_said(one.key) ? admin::to_json(one, values.text(one.key)) : Json(nullptr);
  }
  return out.dump(2) + '\n';
}

std::expected<std::vector<SettingChange>, std::vector<Problem>> read_settings(std::string_view json) {
  const auto whole = [](const std::string& what) {
    return std::unexpected(std::vector{Problem{what, "Write one with chalkpoint config export."}});
  };
  if (json.size() > kSettingsFileBytesMax) return whole("The file is too large for settings.");
  const Json read = Json::parse(json, nullptr, false);
  if (!read.is_object()) return whole("The file is no JSON object of settings.");
  std::vector<SettingChange> changes;
  std::vector<Problem> faults;
  for (const auto& [key, value] : read.items()) {
    const admin::ConfigKey* setting = admin::find_setting(key);
    if (!setting) {
      faults.push_back({"\"" + key.substr(0, 60) + "\" is no setting.", "See chalkpoint config list."});
      continue;
    }
    const auto text = admin::text_of(*setting, value);
    auto good = text ? admin::checked(*setting, *text) : text;
    if (good)
      changes.push_back({key, std::move(*good)});
    else
      faults.push_back(good.error().problem);
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return changes;
}

}  // namespace chalkpoint::app
