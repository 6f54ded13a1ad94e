#include "kiosk/app/samples_settings.h"

#include <memory>

#include "kiosk/app/part_settings.h"
#include "kiosk/app/samples.h"
#include "kiosk/app/terminal.h"
#include "platform/paths.h"

namespace chalkpoint::app {

namespace {

using Shows = admin::SettingsPage::Shows;

constexpr std::string_view kName = "admin.settings";

// What a club could have set.
admin::Values sample_values(const SampleWords& words) {
  admin::Values out;
  out.set("club.name", words.club);
  out.set("club.hours", "mon-fri 7-23, sat-sun 9-21");
  out.set("look.accent", "#8ADBD0");
  out.set("times.idle_s", "60");
  return out;
}

admin::SettingsPage page_of(const std::string& name, const std::string& language, const admin::Values& values) {
  admin::SettingsPage page;
  page.language = language;
  if (name == kName) return page;
  std::string rest = name.substr(kName.size() + 1);
  const auto take = [&](const admin::SettingsIntent& intent) {
    page = admin::update(std::move(page), intent, values).page;
  };
  for (std::size_t i = 0; i < admin::kGroups.size(); ++i)
    if (rest == admin::kGroups[i]) {
      take(admin::intent::OpenGroup{static_cast<admin::Group>(i)});
      return page;
    }
  const bool typing = rest.ends_with(".typing"), refused = rest.ends_with(".refused");
  if (typing || refused) rest = rest.substr(0, rest.rfind('.'));
  const admin::ConfigKey* setting = admin::find_setting(rest);
  if (!setting) return page;
  take(admin::intent::OpenSetting{setting});
  if (refused) take(admin::intent::Draft{"#3A3AC8"});
  if (typing) take(admin::intent::Type{setting->kind == admin::Kind::local_text ? language : ""});
  return page;
}

// The definition that the program ships, read once.
const survey::Definition* shipped() {
  static const auto definition = [] {
    const auto assets = platform::assets_dir(platform::program_dir());
    auto read = assets ? load_survey(*assets / "surveys" / "nps.json")
                       : std::expected<std::unique_ptr<survey::Definition>, event::Problem>(nullptr);
    return read ? std::move(*read) : nullptr;
  }();
  return definition.get();
}

}  // namespace

AdminScenes settings_scenes() {
  AdminScenes out;
  out.names.emplace_back(kName);
  const auto add = [&out](std::string_view rest) { out.names.push_back(std::string(kName) + '.' + std::string(rest)); };
  for (const std::string_view group : admin::kGroups) add(group);
  for (const admin::ConfigKey& setting : admin::all_settings()) add(setting.key);
  add("look.accent.refused");
  add("club.name.typing");
  add("consent.full.typing");
  out.make = [](const std::string& name, const std::string& language, const SampleWords& words) -> DrawAdmin {
    const auto values = std::make_shared<const admin::Values>(sample_values(words));
    const auto page = std::make_shared<const admin::SettingsPage>(page_of(name, language, *values));
    const std::vector<survey::Voice> voices = {{words.comment, ""}};
    return [=](ui::Ui& ui) {
      admin::SettingsDraft draft{.entry = {.caret = page->typed.size(), .layout = {}, .shift = false}};
      const event::Config::Entry entry{
          .value = "x", .by = {.name = words.people[0], .role = "owner"}, .time = "2026-11-21T10:00:00.000+03:00"};
      admin::draw_settings(
          *page,
          {.values = *values,
           .said =
               [&](const admin::ConfigKey& setting) {
                 return values->is_said(setting.key) ? said_in_words(ui, entry) : std::string();
               },
           .preview =
               [&](ui::Ui& on, const ui::Rect& place, const admin::Values& with, const admin::ConfigKey& setting) {
                 if (shipped())
                   draw_preview(on, place, {*shipped(), voices, with.text("board.screening") == "before"},
                                behaviour_of(with, {}), preview_of(setting), language);
               }},
          draft, ui);
    };
  };
  return out;
}

}  // namespace chalkpoint::app
