// Telephone numbers as people write them, brought to one form, and the mark by which the terminals of a site know one
// again without telling it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/event/seal.h"

namespace chalkpoint::event {

/// "+" and 8 to 15 digits (ITU-T E.164): spaces, hyphens, dots and brackets are left out; 8 and ten digits, 7 and ten
/// digits, and ten digits that begin with 9 are Russian. Nothing for what is no such number.
std::optional<std::string> normal_phone(std::string_view text);

/// 32 hex digits: argon2id of a number as normal_phone gives it, salted with the site's public key, so the same for
/// every terminal of a site and another one at another site. Slow on purpose (a few hundredths of a second): there are
/// only some billions of numbers, and whoever steals a store would try them all. Fails when the machine lacks the
/// memory (16 MiB).
std::expected<std::string, Problem> phone_mark(std::string_view phone, const PublicKey& site);
/// Whether a text could be a phone_mark.
bool is_phone_mark(std::string_view text);

}  // namespace chalkpoint::event
