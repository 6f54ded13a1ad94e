// A response as a store tells of it: what was said, when, and on whose terminal.
#pragma once

#include "sync/event/kinds.h"

namespace chalkpoint::event {

struct StoredResponse {
  Uuid id;
  std::int64_t unix_ms = 0;         ///< when it ended, UTC
  std::int32_t utc_offset_min = 0;  ///< local offset there and then, minutes east
  bool own = false;                 ///< given on this terminal, also in an earlier life of it
  bool completed = false;           ///< false: abandoned
  Response response;
};

}  // namespace chalkpoint::event
