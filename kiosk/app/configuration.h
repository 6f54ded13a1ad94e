// The settings as this terminal knows them: what the site's events say, what its own journal keeps, and what a flag of
// the command line said once, which holds until the site says otherwise.
#pragma once

#include <span>

#include "kiosk/admin/values.h"
#include "sync/event/config.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// Of a setting of this terminal, in the journal: "config." + key.
inline constexpr std::string_view kTerminalSetting = "config.";

class Configuration {
 public:
  using Lookup = std::function<std::optional<std::string>(std::string_view setting)>;
  /// `setting` gives what the journal keeps under a name.
  explicit Configuration(const Lookup& setting);

  /// Events of other kinds are passed by. Whether a setting became another.
  bool apply(std::span<const event::Event> events);
  /// The board's rule, which its own events say.
  bool rule(bool screening_before);
  /// What this terminal keeps from now on; see terminal_entry().
  bool keep(const std::string& key, const event::Config::Entry& entry);

  const admin::Values& values() const { return values_; }
  const event::Config& site() const { return site_; }
  /// Who said it last; nothing: nobody, or it is not known.
  std::optional<event::Config::Entry> said(std::string_view key) const;
  /// Changes whenever a value does.
  std::uint64_t version() const { return version_; }

 private:
  bool settle();

  event::Config site_;
  std::map<std::string, event::Config::Entry, std::less<>> kept_;
  std::map<std::string, std::string, std::less<>> flags_;  // by the keys of the settings
  bool screening_before_ = true;
  admin::Values values_;
  std::uint64_t version_ = 1;
};

/// That a setting becomes another one: a value that admin::checked gave, empty for the default.
struct SettingChange {
  std::string key, value;
  bool operator==(const SettingChange&) const = default;
};
/// The fact that says so on all terminals; nothing for a setting of this terminal.
std::optional<event::Fact> fact_of(const SettingChange& change, const event::Signature& by, const event::Moment& at,
                                   const event::Random& random);
/// What the journal keeps of it, where it is a setting of this terminal; else nothing.
std::optional<std::pair<std::string, std::string>> terminal_setting(const SettingChange& change,
                                                                    const event::Config::Entry& entry);

/// As a store that is not running says.
journal::Result<Configuration> read_configuration(journal::Journal& journal);
/// All of them or none; what is so already is not said again. How many became others.
journal::Result<std::size_t> change_settings(journal::Journal& journal, std::span<const SettingChange> changes,
                                             const event::Signature& by, const event::Moment& at,
                                             const event::Random& random);

}  // namespace chalkpoint::app
