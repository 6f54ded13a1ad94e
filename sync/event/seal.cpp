#include "sync/event/seal.h"

#include <sodium.h>

#include <algorithm>

namespace chalkpoint::event {
namespace {

constexpr std::size_t kPadBytes = 256;         // longer than any phone number or usual e-mail address
constexpr std::size_t kPhraseCharacters = 30;  // 150 bits
constexpr std::size_t kPhraseGroup = 5;
constexpr std::size_t kPinDigits = 8;
constexpr std::string_view kPhraseAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // 32 signs: no 0 O 1 I

static_assert(std::tuple_size_v<PublicKey> == crypto_box_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<SecretKey> == crypto_box_SECRETKEYBYTES);
static_assert(kPhraseAlphabet.size() == 32);

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* octets(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

Bytes random_octets(std::size_t count, const Random& random) {
  Bytes out(count, '\0');
  random({octets(out), out.size()});
  return out;
}

/// What a person typed, reduced to the letters of the alphabet.
std::string normalised(std::string_view phrase) {
  std::string out;
  for (char c : phrase) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (kPhraseAlphabet.find(c) != std::string_view::npos) out += c;
  }
  return out;
}

std::expected<Bytes, Problem> derived_key(std::string_view phrase, std::string_view salt) {
  const std::string password = normalised(phrase);
  Bytes key(crypto_secretbox_KEYBYTES, '\0');
  if (crypto_pwhash(octets(key), key.size(), password.data(), password.size(), octets(salt),
                    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return std::unexpected(
        Problem{"There is not enough memory to derive a key", "Free 64 MiB of memory and try again."});
  }
  return key;
}

}  // namespace

SiteKey make_site_key(const Random& random) {
  const Bytes seed = random_octets(crypto_box_SEEDBYTES, random);
  SiteKey key;
  crypto_box_seed_keypair(key.open.data(), key.secret.data(), octets(seed));
  return key;
}

std::string key_id(const PublicKey& key) {
  const Hash hash = blake2b({{reinterpret_cast<const char*>(key.data()), key.size()}});
  return hex(std::span(hash).first(8));
}

bool is_key_id(std::string_view text) {
  return is_epoch(text);  // the same sixteen digits
}

std::string for_people(std::string_view key_id) {
  if (!is_key_id(key_id)) return std::string(key_id);
  constexpr std::size_t kGroup = 4;
  std::string out;
  for (std::size_t i = 0; i < key_id.size(); ++i) {
    if (i > 0 && i % kGroup == 0) out += ' ';
    out += key_id[i] >= 'a' ? static_cast<char>(key_id[i] - 'a' + 'A') : key_id[i];
  }
  return out;
}

std::string base64(std::string_view data) {
  std::string out(sodium_base64_ENCODED_LEN(data.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), octets(data), data.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating zero
  return out;
}

std::string base64(const PublicKey& key) {
  return base64(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()));
}

std::optional<Bytes> from_base64(std::string_view text) {
  Bytes out(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(octets(out), out.size(), text.data(), text.size(), nullptr, &length, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  out.resize(length);
  return out;
}

std::optional<PublicKey> public_key_from_base64(std::string_view text) {
  const auto raw = from_base64(text);
  PublicKey key{};
  if (!raw || raw->size() != key.size()) return std::nullopt;
  std::ranges::copy(*raw, key.begin());
  return key;
}

std::string make_recovery_phrase(const Random& random) {
  std::string out;
  const Bytes source = random_octets(kPhraseCharacters, random);
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (i > 0 && i % kPhraseGroup == 0) out += '-';
    out += kPhraseAlphabet[static_cast<unsigned char>(source[i]) % kPhraseAlphabet.size()];
  }
  return out;
}

std::expected<std::string, Problem> wrap_secret(const SiteKey& key, std::string_view phrase, const Random& random) {
  const Bytes salt = random_octets(crypto_pwhash_SALTBYTES, random);
  const Bytes nonce = random_octets(crypto_secretbox_NONCEBYTES, random);
  const auto derived = derived_key(phrase, salt);
  if (!derived) return std::unexpected(derived.error());
  Bytes box(key.secret.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(octets(box), key.secret.data(), key.secret.size(), octets(nonce), octets(*derived));
  return base64(salt + nonce + box);
}

std::expected<SiteKey, Problem> unwrap_secret(std::string_view wrapped, std::string_view phrase) {
  constexpr std::size_t box_bytes = crypto_box_SECRETKEYBYTES + crypto_secretbox_MACBYTES;
  const auto raw = from_base64(wrapped);
  if (!raw || raw->size() != crypto_pwhash_SALTBYTES + crypto_secretbox_NONCEBYTES + box_bytes) {
    return std::unexpected(Problem{"The wrapped site key is damaged", "Take it from a backup of the hub's store."});
  }
  const std::string_view all(*raw);
  const auto derived = derived_key(phrase, all.substr(0, crypto_pwhash_SALTBYTES));
  if (!derived) return std::unexpected(derived.error());
  SiteKey key;
  if (crypto_secretbox_open_easy(key.secret.data(), octets(all.substr(all.size() - box_bytes)), box_bytes,
                                 octets(all.substr(crypto_pwhash_SALTBYTES)), octets(*derived)) != 0) {
    return std::unexpected(
        Problem{"The recovery phrase does not fit this site", "Type the thirty characters as they were printed."});
  }
  crypto_scalarmult_base(key.open.data(), key.secret.data());
  return key;
}

bool can_seal_to(const PublicKey& key) {
  std::array<unsigned char, crypto_box_SEALBYTES + 1> sealed{};
  const unsigned char nothing = 0;
  return crypto_box_seal(sealed.data(), &nothing, 1, key.data()) == 0;
}

Bytes seal_contact(std::string_view contact, const PublicKey& key) {
  Bytes padded(contact);
  const std::size_t full = (padded.size() / kPadBytes + 1) * kPadBytes;
  padded.resize(full);
  std::size_t length = 0;
  sodium_pad(&length, octets(padded), contact.size(), kPadBytes, full);
  Bytes sealed(full + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(octets(sealed), octets(padded), full, key.data());
  sodium_memzero(padded.data(), padded.size());
  return sealed;
}

std::expected<Bytes, Problem> open_contact(std::string_view sealed, const SiteKey& key) {
  const Problem unfit{"A sealed contact does not open with this key",
                      "Use the recovery phrase of the site it was left at."};
  if (sealed.size() < crypto_box_SEALBYTES + kPadBytes) return std::unexpected(unfit);
  Bytes padded(sealed.size() - crypto_box_SEALBYTES, '\0');
  std::size_t length = 0;
  if (crypto_box_seal_open(octets(padded), octets(sealed), sealed.size(), key.open.data(), key.secret.data()) != 0 ||
      sodium_unpad(&length, octets(padded), padded.size(), kPadBytes) != 0) {
    return std::unexpected(unfit);
  }
  padded.resize(length);
  return padded;
}

std::string seal_digest(std::string_view sealed) {
  return hex(blake2b({sealed}));
}

std::string make_pin(const Random& random) {
  std::string pin;
  while (pin.size() < kPinDigits) {
    const auto octet = static_cast<unsigned char>(random_octets(1, random).front());
    if (octet < 250) pin += static_cast<char>('0' + octet % 10);  // 250 = 25·10: every digit equally likely
  }
  return pin;
}

std::expected<std::string, Problem> hash_pin(std::string_view pin) {
  std::string out(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(out.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return std::unexpected(
        Problem{"There is not enough memory to store a PIN", "Free 64 MiB of memory and try again."});
  }
  out.resize(out.find('\0'));
  return out;
}

bool pin_matches(std::string_view pin, const std::string& hashed) {
  return crypto_pwhash_str_verify(hashed.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace chalkpoint::event
