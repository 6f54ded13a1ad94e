// Secrets: the key pair of a site, contacts sealed to it, the recovery phrase that guards its secret half, the staff's
// PIN. A device holds only the public half, so a stolen device reveals no contact. All of it is libsodium.
#pragma once

#include "sync/event/event.h"

namespace chalkpoint::event {

using PublicKey = std::array<std::uint8_t, 32>;
using SecretKey = std::array<std::uint8_t, 32>;
/// X25519.
struct SiteKey {
  PublicKey open{};
  SecretKey secret{};
};
SiteKey make_site_key(const Random& random);
/// 16 hex digits that name a public key: the start of its BLAKE2b-256.
std::string key_id(const PublicKey& key);
/// Whether a text could be a key_id.
bool is_key_id(std::string_view text);
/// A key_id in groups of four capital digits, as people compare it: "8C2E 6D32 7DFA A6FF". Anything else as it is.
std::string for_people(std::string_view key_id);
std::string base64(std::string_view octets);
/// Standard alphabet with padding; nothing for anything else.
std::optional<Bytes> from_base64(std::string_view text);
std::optional<PublicKey> public_key_from_base64(std::string_view text);
std::string base64(const PublicKey& key);

/// Thirty characters in groups of five: 150 random bits, without letters that look alike.
std::string make_recovery_phrase(const Random& random);
/// The secret half under a phrase: argon2id + secretbox, text without white space. Case, spaces and hyphens of a phrase
/// do not matter. Fails only when the machine lacks the memory (64 MiB) for the derivation.
std::expected<std::string, Problem> wrap_secret(const SiteKey& key, std::string_view phrase, const Random& random);
std::expected<SiteKey, Problem> unwrap_secret(std::string_view wrapped, std::string_view phrase);

/// Whether contacts can be sealed to this key: keys of low order, all zeros among them, would yield boxes that nobody
/// can open.
bool can_seal_to(const PublicKey& key);
/// A contact, or the writing of a private note, sealed to the site (crypto_box_seal), padded to a multiple of 256
/// octets so that its length says nothing.
Bytes seal_contact(std::string_view contact, const PublicKey& key);
std::expected<Bytes, Problem> open_contact(std::string_view sealed, const SiteKey& key);
/// Hex BLAKE2b-256 of a sealed box: what the event keeps of a contact.
std::string seal_digest(std::string_view sealed);

/// Eight random decimal digits.
std::string make_pin(const Random& random);
/// argon2id, as text; slow on purpose (about a tenth of a second).
std::expected<std::string, Problem> hash_pin(std::string_view pin);
bool pin_matches(std::string_view pin, const std::string& hashed);

}  // namespace chalkpoint::event
