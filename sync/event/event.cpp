#include "sync/event/event.h"

#include <sodium.h>

#include <chrono>
#include <cstdlib>

namespace chalkpoint::event {
namespace {

/// Lets libsodium choose the fast implementations and open its source of randomness, before any thread runs.
[[maybe_unused]] const int kSodiumReady = sodium_init();

constexpr std::string_view kHexDigits = "0123456789abcdef";

/// What each octet is worth as a hex digit; -1 for what is none.
constexpr auto kHexValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kHexDigits.size(); ++i)
    values[static_cast<unsigned char>(kHexDigits[i])] = static_cast<std::int8_t>(i);
  return values;
}();

int hex_value(char c) {
  return kHexValues[static_cast<unsigned char>(c)];
}

bool octets_from_hex(std::string_view text, std::span<std::uint8_t> out) {
  if (text.size() != out.size() * 2) return false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

constexpr bool hyphen_follows(std::size_t octet) {
  return octet == 3 || octet == 5 || octet == 7 || octet == 9;
}

}  // namespace

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 15U];
  }
  return out;
}

std::optional<Hash> hash_from_hex(std::string_view text) {
  Hash hash{};
  if (!octets_from_hex(text, hash)) return std::nullopt;
  return hash;
}

std::string Uuid::text() const {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += kHexDigits[bytes[i] >> 4U];
    out += kHexDigits[bytes[i] & 15U];
    if (hyphen_follows(i)) out += '-';
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (!octets_from_hex(text.substr(at, 2), std::span(uuid.bytes).subspan(i, 1))) return std::nullopt;
    at += 2;
    if (hyphen_follows(i) && text[at++] != '-') return std::nullopt;
  }
  return uuid;
}

Uuid make_uuid_v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random) {
  Uuid uuid;
  const auto ms = static_cast<std::uint64_t>(unix_ms);
  for (unsigned i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(ms >> (40U - 8U * i));
  for (unsigned i = 0; i < 10; ++i) uuid.bytes[6 + i] = random[i];
  uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0FU) | 0x70U);
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3FU) | 0x80U);
  return uuid;
}

Uuid make_uuid_v7(std::int64_t unix_ms, const Random& random) {
  std::array<std::uint8_t, 10> octets{};
  random(octets);
  return make_uuid_v7(unix_ms, octets);
}

std::int64_t unix_ms_of(const Uuid& id) {
  std::int64_t out = 0;
  for (unsigned i = 0; i < 6; ++i) out = out << 8U | id.bytes[i];
  return out;
}

std::string rfc3339(const Moment& at) {
  using namespace std::chrono;
  const sys_time<milliseconds> local{milliseconds(at.unix_ms) + minutes(at.utc_offset_min)};
  const auto day = floor<days>(local);
  const year_month_day date(day);
  const hh_mm_ss clock(local - day);
  const int offset = std::abs(at.utc_offset_min);
  std::string out = "yyyy-mm-ddThh:mm:ss.mmm+hh:mm";
  const auto put = [&](std::size_t from, std::size_t digits, std::int64_t value) {
    for (std::size_t i = digits; i-- > 0; value /= 10) out[from + i] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<int>(date.year()));
  put(5, 2, static_cast<unsigned>(date.month()));
  put(8, 2, static_cast<unsigned>(date.day()));
  put(11, 2, clock.hours().count());
  put(14, 2, clock.minutes().count());
  put(17, 2, clock.seconds().count());
  put(20, 3, clock.subseconds().count());
  if (at.utc_offset_min < 0) out[23] = '-';
  put(24, 2, offset / 60);
  put(27, 2, offset % 60);
  return out;
}

std::optional<Moment> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.ddd+dd:dd";
  if (text.size() != shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[i];
    const bool fits = shape[i] == 'd'   ? (c >= '0' && c <= '9')
                      : shape[i] == '+' ? (c == '+' || c == '-')
                                        : c == shape[i];
    if (!fits) return std::nullopt;
  }
  const auto number = [&](std::size_t from, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(from, length)) value = value * 10 + (c - '0');
    return value;
  };
  const year_month_day date{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                            day(static_cast<unsigned>(number(8, 2)))};
  const int offset_min = number(24, 2) * 60 + number(27, 2);
  if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) return std::nullopt;
  if (number(24, 2) > 23 || number(27, 2) > 59) return std::nullopt;
  Moment at;
  at.utc_offset_min = text[23] == '-' ? -offset_min : offset_min;
  const auto local = sys_days(date) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2)) +
                     milliseconds(number(20, 3));
  at.unix_ms = (local.time_since_epoch() - minutes(at.utc_offset_min)).count();
  return at;
}

Hash blake2b(std::initializer_list<std::string_view> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, std::tuple_size_v<Hash>);
  for (const auto part : parts) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  Hash hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

Hash chain_hash(const Hash& previous, std::string_view body) {
  return blake2b({{reinterpret_cast<const char*>(previous.data()), previous.size()}, body});
}

}  // namespace chalkpoint::event
