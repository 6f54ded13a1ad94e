#include "kiosk/app/vault.h"

#include <utility>

namespace chalkpoint::app {

std::optional<event::SiteKey> unwrap_any(const std::vector<std::string>& wrapped, const std::string& phrase) {
  for (const std::string& one : wrapped)
    if (const auto key = event::unwrap_secret(one, phrase)) return *key;
  return std::nullopt;
}

std::optional<std::string> Vault::unlock(const std::string& phrase, std::uint64_t life) {
  auto key = unwrap_any(wrapped_keys_(), phrase);
  if (!key) return std::nullopt;
  auto locked = event::LockedKey::take(*key);
  if (!locked) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  if (life != life_) return std::nullopt;  // whoever typed it has gone
  key_ = std::move(*locked);
  return event::key_id(key_->key().open);
}

void Vault::close() {
  const std::scoped_lock lock(mutex_);
  ++life_;
  key_.reset();
}

bool Vault::is_open() const {
  const std::scoped_lock lock(mutex_);
  return key_.has_value();
}

std::string Vault::key_id() const {
  const std::scoped_lock lock(mutex_);
  return key_ ? event::key_id(key_->key().open) : std::string();
}

std::optional<std::string> Vault::open(std::string_view box) const {
  const std::scoped_lock lock(mutex_);
  if (!key_) return std::nullopt;
  auto text = event::open_contact(box, key_->key());
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace chalkpoint::app
