#include "kiosk/admin/settings.h"

#include <algorithm>

namespace chalkpoint::admin {

namespace {

ConfigKey text_key(std::string_view key, Group group, std::size_t length_max) {
  return {.key = key, .group = group, .kind = Kind::text, .standard = "", .options = {}, .length_max = length_max};
}

ConfigKey local_key(std::string_view key, Group group, std::string_view message, std::size_t length_max) {
  return {.key = key,
          .group = group,
          .kind = Kind::local_text,
          .standard = "",
          .options = {},
          .length_max = length_max,
          .message = message};
}

struct Bounds {
  double least, most, step;
};
ConfigKey number_key(std::string_view key, Group group, std::string_view standard, Bounds bounds, std::string_view unit,
                     Scope scope = Scope::site) {
  return {.key = key,
          .group = group,
          .kind = Kind::number,
          .scope = scope,
          .standard = standard,
          .least = bounds.least,
          .most = bounds.most,
          .step = bounds.step,
          .unit = unit,
          .options = {}};
}

ConfigKey flag_key(std::string_view key) {
  return {.key = key,
          .group = Group::display,
          .kind = Kind::flag,
          .scope = Scope::terminal,
          .standard = "false",
          .options = {}};
}

ConfigKey key_of(std::string_view key, Group group, Kind kind, std::string_view standard,
                 std::vector<std::string_view> options = {}, Scope scope = Scope::site) {
  return {
      .key = key, .group = group, .kind = kind, .scope = scope, .standard = standard, .options = std::move(options)};
}

const std::vector<ConfigKey>& table() {
  static const std::vector<ConfigKey> all = {
      text_key("club.name", Group::club, 40),
      key_of("club.hours", Group::club, Kind::hours, "7-23"),
      key_of("look.logo", Group::look, Kind::picture, ""),
      key_of("look.accent", Group::look, Kind::colour, "#F6D65B"),
      local_key("look.welcome", Group::look, "attract.welcome", 90),
      key_of("look.attract", Group::look, Kind::choice, "voices", {"voices", "done", "none"}),
      number_key("times.idle_s", Group::times, "45", {10, 600, 5}, "unit.s"),
      number_key("times.still_here_s", Group::times, "20", {5, 120, 5}, "unit.s"),
      number_key("times.thanks_s", Group::times, "6", {3, 60, 1}, "unit.s"),
      key_of("times.awake", Group::times, Kind::hours, "always"),
      key_of("languages.first", Group::languages, Kind::choice, "ru", {"ru", "en"}),
      key_of("languages.offered", Group::languages, Kind::list, "ru,en", {"ru", "en"}),
      key_of("languages.keyboards", Group::languages, Kind::list, "ru,en", {"ru", "en"}),
      key_of("board.screening", Group::board, Kind::choice, "before", {"before", "after"}, Scope::board),
      local_key("board.rules", Group::board, "rules.club", 1'200),
      local_key("consent.sentence", Group::consent, "consent.sentence", 240),
      local_key("consent.full", Group::consent, "consent.full", 4'000),
      number_key("calls.every_days", Group::calls, "90", {1, 3'650, 1}, "unit.days"),
      flag_key("display.low_reach"),
      flag_key("display.large_text"),
      flag_key("display.high_contrast"),
      flag_key("display.calm"),
  };
  return all;
}

}  // namespace

std::span<const ConfigKey> all_settings() {
  return table();
}

std::string label_of(const ConfigKey& setting) {
  return "set." + std::string(setting.key);
}

std::string about_of(const ConfigKey& setting) {
  return "set.about." + std::string(setting.key);
}

std::string label_of(const ConfigKey& setting, std::string_view option) {
  return label_of(setting) + '.' + std::string(option);
}

const ConfigKey* find_setting(std::string_view key) {
  const auto found = std::ranges::find(table(), key, &ConfigKey::key);
  return found == table().end() ? nullptr : &*found;
}

}  // namespace chalkpoint::admin
