// The part of the administration that takes the data away. What runs belongs to the exporter, so it goes on when the
// part is left and is found again by whoever comes back.
#pragma once

#include "kiosk/app/administration.h"
#include "kiosk/app/exporter.h"
#include "kiosk/app/part_device.h"

namespace chalkpoint::app {

class ExportPart : public AdminPart {
 public:
  /// `back`: what happens when its first screen is left by the way back.
  ExportPart(std::shared_ptr<Exporter> exporter, Host host, Visit& visit, std::function<void()> back);

  std::string screen_name() const override;
  void draw(ui::Ui& ui) override;
  bool act() override;
  void type(std::string_view letters) override;
  bool tick(const event::Moment& now) override;
  std::optional<std::int64_t> wake_at_ms() const override { return look_at_ms_; }

 private:
  std::shared_ptr<Exporter> exporter_;
  Host host_;
  Visit& visit_;
  std::function<void()> back_;
  admin::TakeState state_;
  admin::TakeDraft draft_;
  admin::TakeNow now_;
  admin::TakeIntent intent_;
  std::string when_;  // the chosen span in words
  std::int64_t look_at_ms_ = 0;
};

/// What it writes and from where, as Exporter::Ports has them.
struct ExportPlaces {
  std::filesystem::path assets, folder;
  std::vector<std::filesystem::path> surveys;
};
/// All that it makes share one exporter, which begins with the first of them.
MakeInnerPart make_export_part(ExportPlaces places);

}  // namespace chalkpoint::app
