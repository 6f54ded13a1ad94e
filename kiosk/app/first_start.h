// What a terminal needs before the first member: a key that contacts are sealed to, and a PIN for the staff.
#pragma once

#include <expected>
#include <functional>
#include <optional>

#include "sync/event/seal.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// Makes what is missing, keeps it in the journal's settings, and only then says it through `notice`: a line each,
/// shown this once because nothing here can show it again. A terminal enrolled before has the site's key already and
/// makes none. With an empty `notice` nobody would see the secrets, so nothing is made: the terminal asks for no
/// contacts and opens to no PIN until make_own_key (or enrolling) and renew_staff_pin.
std::expected<void, event::Problem> prepare_first_start(journal::Journal& journal, const event::Random& random,
                                                        const std::function<void(std::string)>& notice);

/// The key of a terminal without a hub; its recovery phrase goes to `notice`. Refused where there is a key already.
std::expected<void, event::Problem> make_own_key(journal::Journal& journal, const event::Random& random,
                                                 const std::function<void(std::string)>& notice);

/// Replaces the terminal's PIN, which opens the desk as the owner's while nobody is enlisted, by a new one and tells it
/// the same way; the slow-down of wrong tries is forgotten.
std::expected<void, event::Problem> renew_staff_pin(journal::Journal& journal, const event::Random& random,
                                                    const std::function<void(std::string)>& notice);

/// The first start on the screen, as app::setup_place has it. Marked in a store to which nothing was said yet, neither
/// by commands nor by members: only such a terminal asks to be set up. A store that cannot be marked is not asked
/// about.
inline constexpr std::string_view kSetup = "setup";
void offer_setup(journal::Journal& journal);

/// A key that was made on the screen, whose phrase somebody has on paper, and how far the first start is: both or none.
/// Keys that were there before stay beside it. Refused where the terminal is enrolled: its hub gives the key.
std::expected<void, event::Problem> keep_own_key(journal::Journal& journal, const event::PublicKey& open,
                                                 const std::string& wrapped, const std::string& setup);

/// Wrong tries so far, as a setting; see app::to_text(Lockouts).
inline constexpr std::string_view kStaffLockout = "staff_lockout";

/// The key that contacts are sealed to; nothing when there is none yet.
std::expected<std::optional<event::PublicKey>, event::Problem> site_key(const journal::Journal& journal);

}  // namespace chalkpoint::app
