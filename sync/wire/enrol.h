// Enrolling by a short code: twelve digits that somebody reads off the hub's console, sent once for a token.
#pragma once

#include "sync/wire/site.h"

namespace chalkpoint::wire {

/// Octets of the request: a code and the name of its member take 24.
inline constexpr std::size_t kEnrolBytesMax = 1024;
/// Decimal digits of a code: forty bits, so that the few tries a hub allows in the day a code lives find nothing.
inline constexpr std::size_t kCodeDigits = 12;

/// What a code is exchanged for: the token, and what `GET /v1/site` says to it.
struct Enrolled {
  std::string token;
  Site site;
};

/// The digits of a code as somebody types it, spaces and hyphens passed by; nothing for anything else.
std::optional<std::string> typed_code(std::string_view text);
/// In groups of four, as it is read out: "1234 5678 9012".
std::string code_for_people(std::string_view digits);

event::Bytes code_request(std::string_view digits);  ///< JSON, as PROTOCOL.md has it
/// The digits of the code; nothing for anything else.
std::optional<std::string> parse_code_request(std::string_view text);
event::Bytes to_text(const Enrolled& enrolled);  ///< JSON, as PROTOCOL.md has it
/// Strict, as for an ack.
std::expected<Enrolled, event::Problem> parse_enrolled(std::string_view text);

}  // namespace chalkpoint::wire
