// What the screens of the device's part share.
#pragma once

#include "kiosk/admin/device.h"

namespace chalkpoint::admin {

/// A frame of one of them, and what was intended in it.
struct DeviceScene {
  const DeviceState& state;
  const DeviceNow& now;
  DeviceDraft& draft;
  ui::Ui& ui;
  DeviceIntent intent = {};
};

/// The bar with the title of this screen; the rest of the page.
ui::Rect draw_device_bar(DeviceScene& scene, const std::string& title, bool back = true);
/// A choice and what is intended by it.
struct DeviceOffer {
  ui::Choice choice;
  DeviceIntent intent;
};
/// Buttons at the foot of `area`, which they are cut off.
void draw_device_offers(DeviceScene& scene, ui::Rect& area, const std::vector<DeviceOffer>& offers);
/// Words over the rest of `area`, cut off it.
void draw_device_words(DeviceScene& scene, ui::Rect& area, const std::string& words, bool worries = false);
/// What was told, in the words of the language.
std::string told_words(const DeviceTold& told, const ui::Ui& ui);
/// 12,3 or 12.3, by the language.
std::string tenths(std::int64_t tenths, const ui::Ui& ui);
/// "3,4 MB".
std::string size_words(std::uint64_t bytes, const ui::Ui& ui);

// Each draws the screen of its name.
void draw_device_enrol(DeviceScene& scene);  ///< address, code, token
void draw_device_test(DeviceScene& scene);
void draw_device_work(DeviceScene& scene);
void draw_device_places(DeviceScene& scene);  ///< target, copies
void draw_device_restore(DeviceScene& scene);
void draw_device_touch(DeviceScene& scene);
void draw_device_size(DeviceScene& scene);

}  // namespace chalkpoint::admin
