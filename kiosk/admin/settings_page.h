// The settings on the screen: groups, the settings of one, one being changed
// beside a preview. The state, what may be intended, and the pure function that
// turns one into the next. A value is a draft until it is saved, and saved when
// the journal has said so.
#pragma once

#include <optional>
#include <set>
#include <variant>

#include "kiosk/admin/values.h"
#include "kiosk/ui/page.h"

namespace chalkpoint::admin {

/// A picture that could be the logo.
struct LogoFile {
  std::string path, name;
};

struct SettingsPage {
  enum class Shows { groups, group, setting, typing } shows = Shows::groups;
  std::string language = "ru";
  Group group = Group::club;
  const ConfigKey* setting = nullptr;          ///< on `setting` and `typing`
  std::string draft;                           ///< of it; may be no value yet
  std::string before;                          ///< what "undo" gives back
  std::optional<Refusal> refused;              ///< why the draft is none
  std::string typed_language;                  ///< of a localized text, while it is typed; else empty
  std::string typed;                           ///< as it stands now
  std::set<std::size_t> days;                  ///< chosen in the week of hours, Monday 0
  std::optional<std::vector<LogoFile>> files;  ///< found on sticks; nothing: not looked for
  bool unreadable = false;                     ///< the file that was chosen
  enum class Saving { no, waits, done, failed } saving = Saving::no;
};

/// Where the fingers are: what the view may change while drawing.
struct SettingsDraft {
  ui::EntryDraft entry;
};

/// A setting that is to become another: the value, empty for the default.
using Wanted = std::vector<std::pair<std::string, std::string>>;

namespace intent {
struct Nothing {};
struct OpenGroup {
  Group group;
};
struct OpenSetting {
  const ConfigKey* setting;
};
struct Draft {
  std::string value;
};  ///< the draft becomes this
struct Type {
  std::string language;
};  ///< begins to type the text, that of a language where there are several
struct Typed {
  std::string text;
};
struct Took {};  ///< what is typed becomes the draft
struct PickDay {
  std::size_t day;
};
struct Undo {};
struct Save {};
struct ResetGroup {};
struct FindFiles {};
struct PickFile {
  std::string path;
};
struct Back {};
struct Close {};
struct Speak {
  std::string language;
};
// From the app.
struct Found {
  std::vector<LogoFile> files;
};
struct Read {
  std::optional<std::string> octets;
};  ///< of the file that was picked; nothing: it cannot be read
struct Saved {
  bool good;
};
}  // namespace intent
using SettingsIntent = std::variant<intent::Nothing, intent::OpenGroup, intent::OpenSetting, intent::Draft,
                                    intent::Type, intent::Typed, intent::Took, intent::PickDay, intent::Undo,
                                    intent::Save, intent::ResetGroup, intent::FindFiles, intent::PickFile, intent::Back,
                                    intent::Close, intent::Speak, intent::Found, intent::Read, intent::Saved>;

struct SettingsStep {
  SettingsPage page;
  Wanted save;  ///< to be kept; answered by Saved
  bool finds_files = false;
  std::string reads;  ///< the file to read; answered by Read
  enum class Out { stay, desk, members } out = Out::stay;
};
/// `values`: as they hold now.
SettingsStep update(SettingsPage page, const SettingsIntent& intent, const Values& values);

/// admin.settings, admin.settings.GROUP, admin.settings.KEY or
/// admin.settings.KEY.typing.
std::string screen_name(const SettingsPage& page);
/// With the draft in the place of what holds, where it is a value.
Values previewed(const SettingsPage& page, const Values& values);
/// Of the text that is typed now, in UTF-16 units.
std::size_t typed_max(const SettingsPage& page);

}  // namespace chalkpoint::admin
