// Days and birthdays as people write them, and the days on which something comes round: days as YYYY-MM-DD, birthdays
// as MM-DD. Pure. The rest of counting with days is in sync/event/day.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chalkpoint::desk {

/// A day as people write it, 2026-11-21 or 21.11.2026 (also with / between, and one digit for the day or month);
/// nothing for one that no calendar has.
std::optional<std::string> read_day(std::string_view text);
/// A birthday as people write it, 29.02 or 29.02.1988 or 1988-02-29, as MM-DD; nothing for one that no year has.
std::optional<std::string> read_birthday(std::string_view text);

/// The same day so many months later, or the last of that month where it is shorter. `from` must be one.
std::string months_later(std::string_view from, int count);
/// The next time that this birthday is kept, on `today` or after; 02-29 on the 28th in years without it. Both must be
/// valid.
std::string next_birthday(std::string_view birthday, std::string_view today);

}  // namespace chalkpoint::desk
