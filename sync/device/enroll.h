// Binding a terminal to its hub.
#pragma once

#include "sync/device/judge.h"
#include "sync/device/ledger.h"
#include "sync/device/transport.h"

namespace chalkpoint::device {

/// Asks the hub whose token this is. A problem says whether the address, the line, the certificate or the token is
/// wrong. `now_unix_ms` is the terminal's clock.
std::expected<Binding, event::Problem> ask_binding(Transport& transport, std::string_view hub_url,
                                                   std::string_view token, std::int64_t now_unix_ms);

/// The same for one who has a code as `chalkpoint-hub device add --code` prints it, spaces and all: the hub takes it
/// for a token, once. Where its answer is lost on the way, the code is used all the same and a new one is needed.
std::expected<Binding, event::Problem> redeem_code(Transport& transport, std::string_view hub_url,
                                                   std::string_view code, std::int64_t now_unix_ms);

/// The same two, with what kind of fault it was; for whoever says it in the words of a language.
std::expected<Binding, Failure> enrol_by_token(Transport& transport, const std::string& checked_url,
                                               std::string_view token, std::int64_t now_unix_ms);
std::expected<Binding, Failure> enrol_by_code(Transport& transport, const std::string& checked_url,
                                              std::string_view digits, std::int64_t now_unix_ms);

/// Whether anybody may be asked with this: the token holds only what a token can.
std::expected<void, event::Problem> check_token(std::string_view token);

/// Whether a store that belongs to the site `site_now`, if to any, may be bound to `next`: a store belongs to its first
/// site for good, since what it holds was said in that club.
std::expected<void, event::Problem> check_rebinding(const std::optional<std::string>& site_now, const Binding& next);

}  // namespace chalkpoint::device
