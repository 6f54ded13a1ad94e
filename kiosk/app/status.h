// What the staff's screen tells, gathered from those who know.
#pragma once

#include "kiosk/desk/desk.h"
#include "sync/device/status.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// What the staff are told: the state of delivery and of the store, each with its remedy.
desk::Status staff_status(const device::SyncStatus& sync, const journal::Health& health, const event::Moment& now);

}  // namespace chalkpoint::app
