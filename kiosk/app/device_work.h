// What the device's part has done aside from the window's thread, one thing at a time, and how it tells.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

#include "kiosk/admin/device.h"
#include "kiosk/app/aside.h"
#include "kiosk/app/backups.h"
#include "kiosk/app/part_device.h"
#include "sync/device/transport.h"

namespace chalkpoint::app {

class DeviceWorker {
 public:
  DeviceWorker(DevicePorts ports, journal::JournalThread& journal, Host host);
  /// Gives up what is under way and waits for its end.
  ~DeviceWorker();

  /// Begins state.work with what the state says of it. Never waits, as none of the others do.
  void start(const admin::DeviceState& state);
  /// Looks which sticks and copies there are.
  void look();
  void give_up();
  /// What has come since the last call; Host::wake tells of it.
  std::vector<admin::DeviceNews> poll();

  /// As the part was left while something was under way or not read yet: it is opened again there.
  std::optional<admin::DeviceState> left;

 private:
  void tell(admin::DeviceNews news);
  bool goes_on(double done);
  admin::DeviceEnded run(const admin::DeviceState& state);
  admin::DeviceEnded enrol(const admin::DeviceState& state);
  admin::DeviceEnded unbind();
  admin::DeviceEnded probe();
  admin::DeviceEnded verify();
  admin::DeviceEnded back_up(const admin::DeviceState& state);
  admin::DeviceEnded look_at(const admin::DeviceState& state);
  admin::DeviceEnded restore(const admin::DeviceState& state);
  admin::DeviceEnded write_logs();
  admin::DevicePlaces look_around();
  std::shared_ptr<device::Transport> open_line();
  WithJournal on_journal();

  DevicePorts ports_;
  journal::JournalThread& journal_;
  Host host_;
  std::mutex mutex_;  // guards the four below
  std::deque<admin::DeviceNews> news_;
  std::shared_ptr<device::Transport> line_;             // of the request under way
  std::vector<std::filesystem::path> places_, copies_;  // as they were last told, by their places in the state
  std::atomic<bool> given_up_ = false;
  std::optional<Aside> aside_;  // last: it uses the above
};

}  // namespace chalkpoint::app
