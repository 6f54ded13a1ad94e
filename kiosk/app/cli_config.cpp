#include "kiosk/app/cli_config.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "kiosk/admin/picture.h"
#include "kiosk/app/cli_common.h"
#include "kiosk/app/settings_file.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

namespace {

using event::Problem;
template <class T>
using Result = std::expected<T, Problem>;

/// Who has a shell on the terminal may set it up, and has no name in it.
const event::Signature kConfigSigns{.name = "chalkpoint config", .role = "admin"};

struct ConfigWanted {
  std::filesystem::path data = platform::default_data_dir(), file;
  std::string key, value;
  std::vector<std::string> keys;
  bool site_only = false;
};

Result<const admin::ConfigKey*> setting_of(const std::string& key) {
  if (const admin::ConfigKey* found = admin::find_setting(key)) return found;
  return std::unexpected(Problem{"\"" + key + "\" is no setting.", "See chalkpoint config list."});
}

Result<std::string> octets_in(const std::filesystem::path& file, std::size_t bytes_max) {
  std::ifstream in(file, std::ios::binary);
  std::string out(bytes_max + 1, '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  if (in.gcount() == 0)
    return std::unexpected(Problem{"The file " + file.string() + " cannot be read, or is empty.", "Name another."});
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

// What stands on one line: a logo is told by its size.
std::string shown(const admin::ConfigKey& setting, const admin::Values& values) {
  const std::string value = values.text(setting.key);
  if (setting.kind == admin::Kind::picture)
    return value.empty() ? "null" : "a PNG of " + std::to_string(value.size() * 3 / 4) + " octets";
  return admin::to_json(setting, value).dump();
}

constexpr const char* scope_name(admin::Scope scope) {
  return scope == admin::Scope::terminal ? "terminal" : "site";
}

int on_store(const std::filesystem::path& data, const std::function<Result<void>(journal::Journal&)>& work) {
  auto journal = open_existing_store(data);
  return report(journal ? work(*journal) : std::unexpected(journal.error()));
}

int with_settings(const std::filesystem::path& data, const std::function<Result<void>(const Configuration&)>& work) {
  return on_store(data, [&work](journal::Journal& journal) -> Result<void> {
    const auto configuration = read_configuration(journal);
    return configuration ? work(*configuration) : std::unexpected(configuration.error());
  });
}

Result<void> list(const Configuration& configuration) {
  for (const admin::ConfigKey& one : admin::all_settings()) {
    const auto said = configuration.said(one.key);
    std::printf("%s\t%s\t%s\t%s\n", std::string(one.key).c_str(), shown(one, configuration.values()).c_str(),
                scope_name(one.scope),
                said                                      ? (said->by.name + ", " + said->time).c_str()
                : configuration.values().is_said(one.key) ? "said on this terminal"
                                                          : "default");
  }
  return {};
}

Result<void> get(const Configuration& configuration, const std::string& key) {
  const auto setting = setting_of(key);
  if (!setting) return std::unexpected(setting.error());
  std::printf("%s\n", configuration.values().text(key).c_str());
  return {};
}

Result<void> say(journal::Journal& journal, const std::vector<SettingChange>& changes) {
  const auto changed = change_settings(journal, changes, kConfigSigns, this_moment(), platform::fill_random);
  if (!changed) return std::unexpected(changed.error());
  std::printf(*changed == 1 ? "%zu setting changed\n" : "%zu settings changed\n", *changed);
  return {};
}

Result<void> set(journal::Journal& journal, const ConfigWanted& wanted) {
  const auto setting = setting_of(wanted.key);
  if (!setting) return std::unexpected(setting.error());
  std::string value = wanted.value;
  if ((*setting)->kind == admin::Kind::picture && value.starts_with('@')) {
    const auto octets = octets_in(value.substr(1), admin::kLogoOctetsMax);
    if (!octets) return std::unexpected(octets.error());
    value = event::base64(*octets);
  }
  const auto good = admin::checked(**setting, value);
  if (!good) return std::unexpected(good.error().problem);
  return say(journal, {{wanted.key, *good}});
}

// Every fault on a line of its own, the last one as the problem.
Result<std::vector<SettingChange>> read_settings_file(const std::filesystem::path& file) {
  const auto text = octets_in(file, kSettingsFileBytesMax);
  if (!text) return std::unexpected(text.error());
  auto changes = read_settings(*text);
  if (changes) return std::move(*changes);
  for (const Problem& fault : changes.error())
    std::fprintf(stderr, "%s %s\n", fault.what.c_str(), fault.remedy.c_str());
  const std::size_t count = changes.error().size();
  return std::unexpected(Problem{"Nothing was changed: " + std::to_string(count) +
                                     (count == 1 ? " fault is" : " faults are") + " in " + file.string() + ".",
                                 "Mend the file and apply it again."});
}

Result<void> reset(journal::Journal& journal, const std::vector<std::string>& keys) {
  std::vector<SettingChange> changes;
  for (const std::string& key : keys) {
    const auto setting = setting_of(key);
    if (!setting) return std::unexpected(setting.error());
    changes.push_back({key, ""});
  }
  return say(journal, changes);
}

Result<void> export_settings(const Configuration& configuration, const ConfigWanted& wanted) {
  const std::string text = write_settings(configuration.values(), wanted.site_only);
  if (wanted.file.empty()) {
    std::fputs(text.c_str(), stdout);
    return {};
  }
  std::ofstream out(wanted.file, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (out) return {};
  return std::unexpected(
      Problem{"The file " + wanted.file.string() + " cannot be written.", "Name one in a writable folder with --out."});
}

CLI::App* add_config(CLI::App& to, const char* name, const char* help, ConfigWanted& wanted) {
  CLI::App* command = to.add_subcommand(name, help);
  command->add_option("--data", wanted.data, "the terminal's data folder")->capture_default_str();
  return command;
}

}  // namespace

void add_config_commands(CLI::App& cli, int& exit_code) {
  const auto wanted = std::make_shared<ConfigWanted>();
  CLI::App* config = cli.add_subcommand(
      "config", "The settings, for a terminal that is not running; those of the site travel to all its terminals");
  config->require_subcommand(1);

  add_config(*config, "list", "All settings: key, value, where it holds, who said it", *wanted)
      ->callback([wanted, &exit_code] { exit_code = with_settings(wanted->data, list); });

  CLI::App* one = add_config(*config, "get", "One value", *wanted);
  one->add_option("key", wanted->key, "as config list shows it")->required();
  one->callback([wanted, &exit_code] {
    exit_code = with_settings(wanted->data, [&](const Configuration& all) { return get(all, wanted->key); });
  });

  CLI::App* say_one = add_config(*config, "set", "Give one setting another value", *wanted);
  say_one->add_option("key", wanted->key, "as config list shows it")->required();
  say_one
      ->add_option("value", wanted->value,
                   R"(the value; texts in several languages as {"ru":"…","en":"…"}, lists as a,b, a logo as @FILE.png)")
      ->required();
  say_one->callback([wanted, &exit_code] {
    exit_code = on_store(wanted->data, [&](journal::Journal& journal) { return set(journal, *wanted); });
  });

  CLI::App* apply = add_config(*config, "apply", "Set all that a file says, or, with a fault in it, nothing", *wanted);
  apply->add_option("file", wanted->file, "JSON as config export and the screens write it")->required();
  apply->callback([wanted, &exit_code] {
    const auto changes = read_settings_file(wanted->file);
    exit_code = !changes ? report(std::unexpected(changes.error()))
                         : on_store(wanted->data, [&](journal::Journal& journal) { return say(journal, *changes); });
  });

  CLI::App* give = add_config(*config, "export", "Write all settings as JSON; null is the default", *wanted);
  give->add_option("--out", wanted->file, "a file instead of the console");
  give->add_flag("--site", wanted->site_only, "without those of this terminal alone");
  give->callback([wanted, &exit_code] {
    exit_code = with_settings(wanted->data, [&](const Configuration& all) { return export_settings(all, *wanted); });
  });

  CLI::App* back = add_config(*config, "reset", "Give settings back their defaults", *wanted);
  back->add_option("key", wanted->keys, "as config list shows them")->required();
  back->callback([wanted, &exit_code] {
    exit_code = on_store(wanted->data, [&](journal::Journal& journal) { return reset(journal, wanted->keys); });
  });
}

}  // namespace chalkpoint::app
