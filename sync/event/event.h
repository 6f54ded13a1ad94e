// An event is an immutable, past-tense fact. This header is its whole data model; what the kinds of events carry stands
// in kinds.h.
//
// A fact becomes an event when a journal gives it a place: epoch, sequence, time, and the hash that chains it to the
// one before. The canonical body is the RFC 8785 form (keys sorted, no white space, UTF-8) of
//   {"boot","data","epoch","hlc","id","mono_ms","sequence","time","type"}
// and hash = BLAKE2b-256(hash of the event before in the same epoch, or 32 zero bytes, followed by the canonical body).
// The site and the device are not in the body: who sends is shown by the token, so what was gathered before enrolment
// can be sent after it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <expected>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chalkpoint::event {

using Json = nlohmann::json;  // std::map based: dump() yields sorted keys
using Bytes = std::string;    // raw octets
/// Fills a span with unpredictable octets; the platform's in a program, a seed's in a test.
using Random = std::function<void(std::span<std::uint8_t>)>;

/// What is wrong and what can be done about it: one line for a person, never a code.
struct Problem {
  std::string what;
  std::string remedy;
};

/// A UUID; ours are version 7 (RFC 9562): time-ordered, so inserts stay at the end of an index.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  /// 36 characters, lower case.
  std::string text() const;
  static std::optional<Uuid> parse(std::string_view text);
};
/// `unix_ms` since 1970 UTC in 48 bits; `random` supplies the 74 random bits.
Uuid make_uuid_v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random);
Uuid make_uuid_v7(std::int64_t unix_ms, const Random& random);
/// When it was made, milliseconds UTC, as it says.
std::int64_t unix_ms_of(const Uuid& id);

using Hash = std::array<std::uint8_t, 32>;
std::string hex(std::span<const std::uint8_t> bytes);      ///< lower case, two digits an octet
std::optional<Hash> hash_from_hex(std::string_view text);  ///< nothing but 64 lower-case digits

/// Hybrid logical clock: wall milliseconds, then a counter for facts of the same millisecond or of a clock set back.
struct Hlc {
  std::int64_t wall_ms = 0;
  std::uint32_t counter = 0;
  auto operator<=>(const Hlc&) const = default;
};
/// The last millisecond that the time of an event can name, 9999-12-31T23:59:59.999Z: what claims to be later is
/// malformed.
inline constexpr std::int64_t kHlcWallMsMax = 253'402'300'799'999;
/// What an act is stamped with at `now_ms` (UTC) where `last` is the highest stamp made or seen: later than both, so
/// that it overrules whatever its author could know of, however wrong the clock of anybody. A full counter carries into
/// the milliseconds; at the very end of time it stays at the last stamp there is.
Hlc next(const Hlc& last, std::int64_t now_ms);

/// When a fact happened, as the device knew it; given by the platform, since this layer reads no clock.
struct Moment {
  std::int64_t unix_ms = 0;         ///< UTC
  std::int32_t utc_offset_min = 0;  ///< local offset, minutes east
  std::int64_t mono_ms = 0;         ///< since boot
  std::string boot_id;              ///< changes with every boot
};
/// RFC 3339 with milliseconds and the local offset: 2026-11-21T20:30:55.123+03:00
std::string rfc3339(const Moment& at);
/// Milliseconds UTC and offset of an RFC 3339 time; nothing for anything else.
std::optional<Moment> parse_rfc3339(std::string_view text);

/// A fact before it has a place in a journal. `id` was made at the first tap, so storing the same fact twice is
/// noticed. `sealed` is a contact, or the writing of a private note, already encrypted to the site's key; it travels
/// beside the event, never inside, and can be erased.
struct Fact {
  Uuid id;
  std::string type;
  Json data;
  Moment at;
  std::optional<Bytes> sealed;
};

/// An event as a journal or a hub holds it.
struct Event {
  Uuid id;
  std::string epoch;           ///< 16 lower-case hex digits: one life of one store
  std::uint64_t sequence = 0;  ///< place in its epoch, from 1, without gaps
  std::string type;
  std::string time;  ///< RFC 3339
  Bytes body;        ///< canonical
  Hash hash{};
  std::optional<Bytes> sealed;
};

/// "WALL.COUNTER" in decimals, e.g. 1795379455123.0: the form inside a body.
std::string text(const Hlc& hlc);
std::optional<Hlc> parse_hlc(std::string_view text);

/// 16 lower-case hex digits, as epochs of stores and of hubs are written.
bool is_epoch(std::string_view text);

/// The parts of a canonical body as slices of it: cheap, since the order of its keys is fixed.
/// `boot`, `time` and `type` are free of escapes; `data` is canonical JSON.
struct BodyParts {
  std::string_view boot;
  std::string_view data;
  std::string_view epoch;
  Hlc hlc;
  Uuid id;
  std::int64_t mono_ms = 0;
  std::uint64_t sequence = 0;
  std::string_view time;
  std::string_view type;
};
/// The outer frame of a body is checked to the letter; `data` is taken as it stands (parse_body looks into it).
std::optional<BodyParts> split_body(std::string_view body);
/// The inverse: the body of parts whose `data` is canonical already.
Bytes join_body(const BodyParts& parts);

/// Deeper JSON is refused: an answer nests three levels, and a reader's stack has an end.
inline constexpr int kJsonDepthMax = 32;
/// RFC 8785 form of any JSON value: keys in UTF-16 order, shortest strings, numbers as ECMAScript writes them. Octets
/// that are not UTF-8 become U+FFFD, so that a keyboard's slip cannot make an answer impossible to store; what is
/// nested deeper than kJsonDepthMax becomes null (validate refuses it before).
Bytes canonical_json(const Json& value);

/// The canonical body of a fact given its place.
Bytes canonical_body(const Fact& fact, std::string_view epoch, std::uint64_t sequence, const Hlc& hlc);
/// The event read back from a canonical body; `hash` and `sealed` are left empty. Refuses a body that is not canonical,
/// with the place named.
std::expected<Event, Problem> parse_body(std::string_view body);
/// The `data` of a body that parse_body accepts; null for anything else.
Json body_data(std::string_view body);
Hash chain_hash(const Hash& previous, std::string_view body);
/// BLAKE2b-256 of the concatenated parts.
Hash blake2b(std::initializer_list<std::string_view> parts);

}  // namespace chalkpoint::event
