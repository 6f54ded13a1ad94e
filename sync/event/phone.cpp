#include "sync/event/phone.h"

#include <sodium.h>

#include <algorithm>

namespace chalkpoint::event {
namespace {

constexpr std::size_t kDigitsMin = 8, kDigitsMax = 15;  // E.164 knows no longer ones, and nobody shorter ones abroad
constexpr std::size_t kMarkOctets = 16;
// 16 MiB for three passes: some 30 ms of one core. A list of three hundred is marked in ten seconds; the 9·10⁹ mobile
// numbers of one country take eight core years, and the memory keeps a graphics card from helping much.
constexpr std::size_t kMarkMemoryBytes = std::size_t{16} << 20U;
constexpr unsigned long long kMarkPasses = 3;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits of it; nothing when anything stands there that is written in no number.
std::optional<std::string> digits_of(std::string_view text) {
  constexpr std::string_view kHardSpace = "\u00A0", kHyphens[] = {"\u2010", "\u2011", "\u2013", "\u2014", "\u2212"};
  std::string digits;
  while (!text.empty()) {
    std::size_t taken = 1;
    if (is_digit(text.front())) {
      digits += text.front();
    } else if (text.starts_with(kHardSpace)) {
      taken = kHardSpace.size();
    } else if (const auto* hyphen = std::ranges::find_if(kHyphens, [&](auto one) { return text.starts_with(one); });
               hyphen != std::end(kHyphens)) {
      taken = hyphen->size();
    } else if (std::string_view(" \t-.()").find(text.front()) == std::string_view::npos) {
      return std::nullopt;
    }
    text.remove_prefix(taken);
  }
  return digits;
}

}  // namespace

std::optional<std::string> normal_phone(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  const bool international = text.starts_with('+');
  if (international) text.remove_prefix(1);
  auto digits = digits_of(text);
  if (!digits) return std::nullopt;
  constexpr std::size_t kRussian = 11;  // with the country's 7
  if (!international) {
    if (digits->size() == kRussian - 1 && digits->front() == '9') digits->insert(0, "7");
    if (digits->size() != kRussian || (digits->front() != '8' && digits->front() != '7')) return std::nullopt;
    digits->front() = '7';
  }
  const bool good = digits->size() >= kDigitsMin && digits->size() <= kDigitsMax && digits->front() != '0' &&
                    (digits->front() != '7' || digits->size() == kRussian);
  return good ? std::optional("+" + *digits) : std::nullopt;
}

std::expected<std::string, Problem> phone_mark(std::string_view phone, const PublicKey& site) {
  const Hash salt = blake2b({"chalkpoint.call", {reinterpret_cast<const char*>(site.data()), site.size()}});
  static_assert(std::tuple_size_v<Hash> >= crypto_pwhash_SALTBYTES);
  std::array<std::uint8_t, kMarkOctets> mark{};
  if (crypto_pwhash(mark.data(), mark.size(), phone.data(), phone.size(), salt.data(), kMarkPasses, kMarkMemoryBytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return std::unexpected(
        Problem{"There is not enough memory to mark a telephone number", "Free 16 MiB of memory and try again."});
  return hex(mark);
}

bool is_phone_mark(std::string_view text) {
  return text.size() == 2 * kMarkOctets &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

}  // namespace chalkpoint::event
