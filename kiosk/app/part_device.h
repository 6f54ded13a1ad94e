// The part of the administration that looks after the terminal itself. What takes long is done on one thread aside,
// which goes on when the desk closes: whoever opens the part again finds it there.
#pragma once

#include "kiosk/app/administration.h"
#include "kiosk/desk/desk.h"
#include "sync/device/ledger.h"

namespace chalkpoint::app {

/// Why a terminal was not bound to another hub.
struct NotBound {
  bool other_site = false;  ///< it holds what was said elsewhere
  event::Problem said;
};

/// Makes screens that lie over those of a part; `back` is called when their first one is left by the way back.
using MakeInnerPart =
    std::function<std::unique_ptr<AdminPart>(const AdminWorld& world, Visit& visit, std::function<void()> back)>;

/// What the part needs of a running terminal.
struct DevicePorts {
  std::filesystem::path data;
  std::function<desk::Status()> status;                          ///< never waits
  std::function<std::optional<std::int64_t>()> clock_offset_ms;  ///< hub's clock minus ours; never waits
  std::function<void()> send_now;                                ///< never waits
  std::function<std::optional<device::Binding>()> binding;       ///< waits for the journal
  /// Binds the terminal to this hub, or to none; what is stored stays. Waits for the journal and for a request under
  /// way to be given up.
  std::function<std::expected<void, NotBound>(const std::optional<device::Binding>&)> rebind;
  std::function<bool()> measured;                ///< whether somebody measured the display
  std::function<void(float px_per_mm)> measure;  ///< 0: forgets it; never waits
  MakeInnerPart exports = {};                    ///< the screens by which data is taken away; empty: there are none
};

/// Its own worker lives as long as what is returned, and ends before the journal must.
MakeAdminPart device_part(DevicePorts ports);

/// Where copies of the store and the terminal's log lie in its data folder.
inline constexpr const char* kBackupsFolder = "backups";
inline constexpr const char* kLogsFolder = "logs";

}  // namespace chalkpoint::app
