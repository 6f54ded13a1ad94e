// Reasons to doubt a response. Pure; a doubtful response is flagged and counted apart, never dropped: a flag may be
// wrong, and what people said is not ours to throw away.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/survey/run.h"

namespace chalkpoint::survey {

/// A completed response, as far as hammering is concerned. Time of the monotonic clock.
struct Recent {
  std::int64_t at_ms = 0;
  std::optional<int> score;
};

/// Nobody reads a page, decides and moves a finger in less: reading five words takes about 1.2 s (250 words a minute),
/// aiming at a known target about 0.5 s. Well below both, so that quick and honest people are not flagged.
inline constexpr std::int64_t kPageMsMin = 800;
/// The same score this many times in a row (the present one counted) ...
inline constexpr std::size_t kHammeredMin = 4;
/// ... each within this time of the one before is one finger, not a queue: a run, its thanks and the next person
/// walking up take longer.
inline constexpr std::int64_t kHammerGapMsMax = 20'000;
/// All rating questions answered alike, when there are at least this many.
inline constexpr std::size_t kStraightLineMin = 3;

/// Any of "too-fast", "hammered", "straight-line". `duration_ms` from the first tap to the end, `pages_seen` the pages
/// shown in that time, the first one not counted: its answer is the first tap. `recent` oldest first, without the
/// present response.
std::vector<std::string> suspect_reasons(const Definition& definition, const Run& run, std::int64_t duration_ms,
                                         std::size_t pages_seen, std::int64_t now_ms, std::span<const Recent> recent);

}  // namespace chalkpoint::survey
