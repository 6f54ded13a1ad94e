// The chalk board (sync/event/board.h) under the names of this feature, and how long a terminal trusts what it knows.
#pragma once

#include <cstdint>

#include "sync/event/board.h"

namespace chalkpoint::chalk {

using event::Board;
using event::Note;
using event::Origin;
using event::Reply;
using event::Signature;
using event::Verdict;
using event::Work;

/// A terminal that has not heard its hub for longer shows only notes that somebody has looked at: a note that was
/// hidden elsewhere may still stand here. A day: one night without a network is no reason to empty the board.
inline constexpr std::int64_t kOfflineTrustMs = 24 * 3'600'000;

}  // namespace chalkpoint::chalk
