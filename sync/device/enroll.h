// Binding a terminal to its hub.
#pragma once

#include "sync/device/ledger.h"
#include "sync/device/transport.h"

namespace chalkpoint::device {

/// Asks the hub whose token this is. A problem says whether the address, the line, the certificate or the token is
/// wrong. `now_unix_ms` is the terminal's clock.
std::expected<Binding, event::Problem> ask_binding(Transport& transport, std::string_view hub_url,
                                                   std::string_view token, std::int64_t now_unix_ms);

/// Whether a store that belongs to the site `site_now`, if to any, may be bound to `next`: a store belongs to its first
/// site for good, since what it holds was said in that club.
std::expected<void, event::Problem> check_rebinding(const std::optional<std::string>& site_now, const Binding& next);

}  // namespace chalkpoint::device
