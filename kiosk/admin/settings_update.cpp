#include "kiosk/admin/settings_page.h"
#include "sync/event/seal.h"

namespace chalkpoint::admin {

namespace {

using Shows = SettingsPage::Shows;
using Saving = SettingsPage::Saving;

std::string said(const Values& values, const ConfigKey& setting) {
  return values.is_said(setting.key) || setting.scope == Scope::board ? values.text(setting.key) : std::string();
}

class SettingsUpdate {
 public:
  SettingsUpdate(SettingsPage page, const Values& values)
      : values_(values), step_{.page = std::move(page), .save = {}, .reads = {}}, page_(step_.page) {}

  SettingsStep take(const SettingsIntent& intent) {
    std::visit([this](const auto& one) { on(one); }, intent);
    return std::move(step_);
  }

 private:
  void on(const intent::Nothing&) {}

  void on(const intent::OpenGroup& open) {
    page_.shows = Shows::group;
    page_.group = open.group;
    page_.saving = Saving::no;
  }

  void on(const intent::OpenSetting& open) {
    page_.shows = Shows::setting;
    page_.setting = open.setting;
    page_.before = said(values_, *open.setting);
    page_.days.clear();
    page_.files.reset();
    page_.unreadable = false;
    page_.saving = Saving::no;
    put(page_.before);
  }

  void on(const intent::Draft& draft) { put(draft.value); }

  void on(const intent::Type& type) {
    page_.shows = Shows::typing;
    page_.typed_language = type.language;
    page_.typed = type.language.empty() ? page_.draft : local_texts(page_.draft)[type.language];
    if (page_.typed.empty() && type.language.empty() && page_.setting->kind != Kind::text)
      page_.typed = page_.setting->standard;
  }

  void on(const intent::Typed& typed) { page_.typed = typed.text; }

  void on(const intent::Took&) {
    if (page_.shows != Shows::typing) return;
    page_.shows = Shows::setting;
    if (page_.typed_language.empty()) return put(page_.typed);
    LocalTexts texts = local_texts(page_.draft);
    texts[page_.typed_language] = page_.typed;
    put(to_value(texts));
  }

  void on(const intent::PickDay& pick) {
    if (page_.days.erase(pick.day) == 0) page_.days.insert(pick.day);
  }

  void on(const intent::Undo&) { put(page_.before); }

  void on(const intent::Save&) {
    if (page_.shows != Shows::setting || page_.refused || page_.saving == Saving::waits) return;
    const auto good = checked(*page_.setting, page_.draft);
    if (!good) return;
    page_.before = said(values_, *page_.setting);
    page_.saving = Saving::waits;
    step_.save = {{std::string(page_.setting->key), *good}};
  }

  void on(const intent::ResetGroup&) {
    if (page_.shows != Shows::group || page_.saving == Saving::waits) return;
    for (const ConfigKey& one : all_settings())
      if (one.group == page_.group && values_.is_said(one.key)) step_.save.emplace_back(one.key, "");
    if (!step_.save.empty()) page_.saving = Saving::waits;
  }

  void on(const intent::FindFiles&) { step_.finds_files = true; }
  void on(const intent::PickFile& pick) { step_.reads = pick.path; }
  void on(const intent::Found& found) { page_.files = found.files; }

  void on(const intent::Read& read) {
    page_.unreadable = !read.octets;
    if (read.octets && page_.setting && page_.setting->kind == Kind::picture) put(event::base64(*read.octets));
  }

  void on(const intent::Saved& saved) {
    if (page_.saving == Saving::waits || page_.saving == Saving::failed)
      page_.saving = saved.good ? Saving::done : Saving::failed;
  }

  void on(const intent::Back&) {
    switch (page_.shows) {
      case Shows::groups:
        step_.out = SettingsStep::Out::desk;
        break;
      case Shows::group:
        page_.shows = Shows::groups;
        break;
      case Shows::setting:
        page_.shows = Shows::group;
        page_.saving = Saving::no;
        break;
      case Shows::typing:
        page_.shows = Shows::setting;
        break;
    }
  }

  void on(const intent::Close&) { step_.out = SettingsStep::Out::members; }
  void on(const intent::Speak& speak) { page_.language = speak.language; }

  // What is no value stays as it was written, with the reason.
  void put(std::string value) {
    page_.draft = std::move(value);
    page_.refused.reset();
    if (page_.saving != Saving::waits) page_.saving = Saving::no;
    auto good = checked(*page_.setting, page_.draft);
    if (good)
      page_.draft = std::move(*good);
    else
      page_.refused = std::move(good.error());
  }

  const Values& values_;
  SettingsStep step_;
  SettingsPage& page_;
};

}  // namespace

SettingsStep update(SettingsPage page, const SettingsIntent& intent, const Values& values) {
  return SettingsUpdate(std::move(page), values).take(intent);
}

std::string screen_name(const SettingsPage& page) {
  const std::string name = "admin.settings";
  switch (page.shows) {
    case Shows::groups:
      break;
    case Shows::group:
      return name + '.' + std::string(kGroups[static_cast<std::size_t>(page.group)]);
    case Shows::setting:
      return name + '.' + std::string(page.setting->key);
    case Shows::typing:
      return name + '.' + std::string(page.setting->key) + ".typing";
  }
  return name;
}

Values previewed(const SettingsPage& page, const Values& values) {
  Values out = values;
  const bool one = page.shows == Shows::setting || page.shows == Shows::typing;
  if (one && !page.refused) out.set(page.setting->key, page.draft);
  return out;
}

std::size_t typed_max(const SettingsPage& page) {
  constexpr std::size_t kHoursMax = 400, kColourMax = 7;
  if (page.setting->length_max > 0) return page.setting->length_max;
  return page.setting->kind == Kind::colour ? kColourMax : kHoursMax;
}

}  // namespace chalkpoint::admin
