// What the lists of a terminal need of its assets, its options and its settings.
#pragma once

#include "kiosk/app/lists.h"

namespace chalkpoint::app {

inline constexpr int kCallEveryDaysMax = 3'650;

/// How columns and statuses may be called, from the assets.
std::expected<desk::ListWords, event::Problem> list_words(const std::filesystem::path& assets);

/// Makes DIR/import, to which tables may be brought, and remembers `call_every_days` from now on when it is said.
std::expected<Lists::Ports, event::Problem> list_ports(journal::Journal& journal, const std::filesystem::path& data,
                                                       const std::filesystem::path& assets,
                                                       std::optional<int> call_every_days);

}  // namespace chalkpoint::app
