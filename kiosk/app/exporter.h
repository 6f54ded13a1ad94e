// What is taken away from a running terminal: one job at a time, aside from the window's thread, the store asked a page
// at a time. It goes on when the screen is left, and is given up when the process ends.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>

#include "kiosk/admin/takeout.h"
#include "kiosk/app/aside.h"
#include "kiosk/app/export_job.h"
#include "kiosk/app/host.h"

namespace chalkpoint::app {

class Exporter {
 public:
  struct Ports {
    OnStore store;                               ///< called on the thread of the job
    std::filesystem::path assets;                ///< as platform::assets_dir gives it
    std::filesystem::path folder;                ///< the terminal's own place for exports; made when it is needed
    std::vector<std::filesystem::path> surveys;  ///< definitions in use besides those shipped
  };
  Exporter(Ports ports, Host host);
  ~Exporter();
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  /// Never waits. Nothing when one is under way.
  void begin(const admin::TakeOrder& order, const std::string& language, const std::string& when);
  void stop() { stop_ = true; }
  /// Somebody has read how it ended.
  void seen();
  /// Looks for sticks, aside: one that hangs must not hold up the window.
  void look();
  admin::TakeNow now() const;

 private:
  void run(const ExportJob& job, const admin::TakePlace& place);
  bool tell(std::uint64_t done, std::uint64_t whole);
  void change(const std::function<void(admin::TakeNow&)>& how);

  Ports ports_;
  Host host_;
  std::atomic<bool> stop_ = false;
  std::atomic<std::int64_t> told_ms_ = 0;
  mutable std::mutex mutex_;
  admin::TakeNow now_;
  Aside looking_, working_;  // last: they use the above
};

/// The span in instants, back from `now`: a week, a month and a year are 7, 31 and 366 days, today among them.
ExportSpan span_of(admin::TakeSpan span, const event::Moment& now);
/// What a file is called: chalk-2026-11-30-2125 and what it is.
std::string export_name(admin::TakeKind kind, const event::Moment& now);

}  // namespace chalkpoint::app
