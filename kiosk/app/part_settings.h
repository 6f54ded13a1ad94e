// The settings as a part of the administration: what was wanted goes to the
// journal, and is told as saved when that has answered.
#pragma once

#include <memory>

#include "kiosk/admin/settings_page.h"
#include "kiosk/admin/view_settings.h"
#include "kiosk/app/administration.h"
#include "kiosk/app/aside.h"
#include "kiosk/app/preview.h"

namespace chalkpoint::app {

/// Which screen shows what the setting changes.
PreviewOf preview_of(const admin::ConfigKey& setting);
/// Who said it and when, as people read it.
std::string said_in_words(const ui::Ui& ui, const event::Config::Entry& entry);

/// The part of the administration named "settings".
MakeAdminPart settings_part();

class SettingsPart : public AdminPart {
 public:
  SettingsPart(const AdminWorld& world, Visit& visit);
  ~SettingsPart() override;

  std::string screen_name() const override { return admin::screen_name(page_); }
  void draw(ui::Ui& ui) override;
  bool act() override;
  void type(std::string_view letters) override;
  bool tick(const event::Moment& now) override;
  void hear(const Keeper::Answer& answer) override;
  /// Those it saves: "save" tries them again.
  bool asks_about(const event::Uuid& fact) const override { return waiting_.contains(fact); }

 private:
  struct News;
  void take(const admin::SettingsIntent& intent);
  void keep(const admin::Wanted& wanted);
  void keep_here(journal::Settings settings, std::vector<std::pair<std::string, event::Config::Entry>> entries);
  void answer(bool good);

  AdminWorld world_;
  Visit& visit_;
  admin::SettingsPage page_;
  admin::SettingsDraft draft_;
  admin::SettingsIntent intent_;
  std::set<event::Uuid> waiting_;  // facts that the journal has not answered
                                   // for, or could not store
  std::size_t here_waiting_ = 0;   // settings of this terminal on their way
  bool failed_ = false;
  std::shared_ptr<News> news_;  // of the thread aside
  Aside aside_;                 // last: it uses the above
};

}  // namespace chalkpoint::app
