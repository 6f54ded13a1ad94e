// Draws the settings.
#pragma once

#include <functional>

#include "kiosk/admin/settings_page.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::admin {

/// What the pages tell besides the values.
struct SettingsWorld {
  const Values& values;  ///< as they hold now
  /// Who said it last and when, in words; empty: nobody did.
  std::function<std::string(const ConfigKey&)> said;
  /// A screen of the members as with these values, in that place: what the
  /// setting changes.
  std::function<void(ui::Ui&, const ui::Rect&, const Values&, const ConfigKey&)> preview;
};

/// One frame. Changes nothing but the draft.
SettingsIntent draw_settings(const SettingsPage& page, const SettingsWorld& world, SettingsDraft& draft, ui::Ui& ui);

/// The value as people read it.
std::string in_words(const ui::Ui& ui, const ConfigKey& setting, const std::string& value);

}  // namespace chalkpoint::admin
