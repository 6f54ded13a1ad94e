// What the views of the settings share.
#pragma once

#include "kiosk/admin/view_settings.h"

namespace chalkpoint::admin {

/// What is on the screen, and where the intent goes.
struct SettingsScene {
  const SettingsPage& page;
  const SettingsWorld& world;
  SettingsDraft& draft;
  ui::Ui& ui;
  SettingsIntent intent;
};

/// A bar with the way back.
void draw_settings_bar(SettingsScene& scene, ui::Rect& area, const std::string& title);
/// What changes the draft of the setting, by its kind; cut off `area`.
void draw_editor(SettingsScene& scene, ui::Rect& area);
/// The week of a setting of hours.
void draw_hours(SettingsScene& scene, ui::Rect& area);

}  // namespace chalkpoint::admin
