// The site's secret key while somebody who may has it open, and nothing longer: what the desk says closes it. What is
// opened with it is for whoever is signed in there.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/locked_key.h"

namespace chalkpoint::app {

class Vault {  ///< safe to call from any thread
 public:
  /// The wrapped keys of this store, the one that members' contacts are sealed to first. Waits for the journal.
  using WrappedKeys = std::function<std::vector<std::string>()>;
  explicit Vault(WrappedKeys wrapped_keys) : wrapped_keys_(std::move(wrapped_keys)) {}

  /// Names the life of the vault from now until close(): what unlock() finds out for an earlier one comes too late.
  std::uint64_t life() const { return life_; }
  /// Takes the key that this phrase opens; its event::key_id, nothing when it opens none. Slow: call it aside from the
  /// window's thread.
  std::optional<std::string> unlock(const std::string& phrase, std::uint64_t life);
  /// Wipes the key.
  void close();

  /// Whether a key is held.
  bool is_open() const;
  /// event::key_id of what is open; empty when nothing is.
  std::string key_id() const;
  /// What lies in a box; nothing while the vault is closed, and for a box of another key. Some hundred microseconds.
  std::optional<std::string> open(std::string_view box) const;

 private:
  WrappedKeys wrapped_keys_;
  std::atomic<std::uint64_t> life_ = 1;
  mutable std::mutex mutex_;  // guards the key
  std::optional<event::LockedKey> key_;
};

/// The key among `wrapped` that this phrase opens; wipe it after use. A second for each.
std::optional<event::SiteKey> unwrap_any(const std::vector<std::string>& wrapped, const std::string& phrase);

}  // namespace chalkpoint::app
