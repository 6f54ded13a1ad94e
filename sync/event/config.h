// The settings of a site: each is one text by its key, the newest by (hlc, id) that was said of it, so the same events
// give the same settings in whatever order and however often they arrive. What the keys are and what their texts mean
// is known to those who use them; here they are only carried.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kConfigChanged = "chalkpoint.config.changed.v1";

inline constexpr std::size_t kConfigKeyBytesMax = 60;
/// A logo as base64 fits; the event around it stays below kEventBytesMax.
inline constexpr std::size_t kConfigValueBytesMax = 56 * 1024;

/// A setting became another one.
struct ConfigChanged {
  std::string key;    ///< words of a-z, 0-9, '_' and '-', joined by '.'; 1 to kConfigKeyBytesMax octets
  std::string value;  ///< at most kConfigValueBytesMax octets; empty: what it is by default
  Signature by;
  bool operator==(const ConfigChanged&) const = default;
};

Json to_json(const ConfigChanged& change);  ///< the `data` of an event
/// Nothing for an event of another kind; the problem names the member at fault.
std::expected<std::optional<ConfigChanged>, Problem> read_config(std::string_view type, std::string_view data);

/// Any order, any repetition and any split of the same events gives the same settings. For one thread.
class Config {
 public:
  /// One setting, and who said so last.
  struct Entry {
    std::string value;  ///< never empty
    Signature by;
    std::string time;  ///< RFC 3339
    bool operator==(const Entry&) const = default;
  };

  /// Events of other kinds, malformed ones, and ones known already are passed by. Whether a setting became another.
  bool apply(std::span<const Event> events);
  /// Null while it is what it is by default.
  const Entry* find(std::string_view key) const;
  /// The value; empty while it is what it is by default.
  std::string value(std::string_view key) const;
  /// All that are not as they are by default, by key.
  std::map<std::string, Entry> all() const;
  /// Changes whenever a setting does.
  std::uint64_t version() const { return version_; }

 private:
  struct Said {
    std::pair<Hlc, Uuid> stamp;
    Entry entry;  // without a value: back to the default
  };
  std::map<std::string, Said, std::less<>> said_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::event
