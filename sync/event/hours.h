// When something is so in the week: the club is open, the display is lit. Pure; the zone is the caller's.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>

#include "sync/event/event.h"

namespace chalkpoint::event {

/// Of one day, in minutes from its midnight; closed when both are equal. Up to two days: a club may close after
/// midnight.
struct Hours {
  int from_min = 7 * 60, to_min = 23 * 60;
  bool operator==(const Hours&) const = default;
};

struct OpeningHours {
  bool always = false;                ///< closed hours count, too
  std::array<Hours, 7> week{};        ///< Monday first
  std::map<std::string, Hours> days;  ///< exceptions, by local day YYYY-MM-DD
  bool operator==(const OpeningHours&) const = default;
};

/// "7-23", "mon-fri 7-23, sat 9:30-21, sun closed, 2026-12-31 7-18, 2027-01-01 closed", or "always": closed hours
/// count. What stands later overrules; days not named keep 7-23; 22-2 closes after midnight. Refuses anything else, a
/// week without an open hour among it.
std::expected<OpeningHours, Problem> parse_hours(std::string_view text);
/// As parse_hours reads it again.
std::string to_text(const OpeningHours& hours);

/// Those of a local day.
Hours hours_on(const OpeningHours& hours, std::chrono::sys_days day);
/// Whether that instant lies within them, where local time lies so many minutes east; also after the midnight of a day
/// that goes on. Always when closed hours count, too.
bool is_open(const OpeningHours& hours, std::int64_t unix_ms, std::int32_t utc_offset_min);

}  // namespace chalkpoint::event
