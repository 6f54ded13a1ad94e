#include "sync/device/status.h"

#include <array>

namespace chalkpoint::device {

std::string_view name(SyncFault fault) {
  constexpr std::array<std::string_view, 11> names = {"none",        "unreachable",    "timed_out",       "certificate",
                                                      "not_the_hub", "token_unknown",  "token_forbidden", "hub_busy",
                                                      "hub_failed",  "events_missing", "store_failed"};
  return names.at(static_cast<std::size_t>(fault));
}

}  // namespace chalkpoint::device
