#include "kiosk/app/status.h"

namespace chalkpoint::app {

namespace {

desk::Status::Sync how(device::SyncState state) {
  switch (state) {
    case device::SyncState::not_enrolled:
      return desk::Status::Sync::not_enrolled;
    case device::SyncState::in_step:
      return desk::Status::Sync::idle;
    case device::SyncState::sending:
      return desk::Status::Sync::sending;
    case device::SyncState::retrying:
      return desk::Status::Sync::waiting;
    case device::SyncState::refused:
      return desk::Status::Sync::stopped;
  }
  return desk::Status::Sync::not_enrolled;
}

}  // namespace

desk::Status staff_status(const device::SyncStatus& sync, const journal::Health& health, const event::Moment& now) {
  desk::Status status;
  status.device = sync.device_name;
  status.site = sync.site;
  status.hub_url = sync.hub_url;
  status.sync = how(sync.state);
  status.waiting_count = health.waiting;
  status.waiting_since_unix_ms = sync.waiting_since_unix_ms;
  status.last_success_unix_ms = sync.last_success_unix_ms;
  status.read_unix_ms = sync.read_unix_ms;
  status.next_try_unix_ms = sync.next_try_unix_ms;
  if (sync.fault != device::SyncFault::none) status.sync_fault = device::name(sync.fault);
  status.quarantined_count = sync.quarantined;
  status.sync_problem = sync.problem;
  status.journal_problem = health.problem;
  status.disk_free_bytes = health.free_bytes;
  status.now_unix_ms = now.unix_ms;
  status.utc_offset_min = now.utc_offset_min;
  return status;
}

}  // namespace chalkpoint::app
