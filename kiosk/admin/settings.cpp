#include "kiosk/admin/settings.h"

#include <algorithm>

namespace chalkpoint::admin {

namespace {

Setting text(std::string_view key, Group group, std::size_t length_max) {
  return {.key = key, .group = group, .kind = Kind::text, .standard = "", .options = {}, .length_max = length_max};
}

Setting local(std::string_view key, Group group, std::string_view message, std::size_t length_max) {
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
Setting number(std::string_view key, Group group, std::string_view standard, Bounds bounds, std::string_view unit,
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

Setting flag(std::string_view key) {
  return {.key = key,
          .group = Group::display,
          .kind = Kind::flag,
          .scope = Scope::terminal,
          .standard = "false",
          .options = {}};
}

Setting one(std::string_view key, Group group, Kind kind, std::string_view standard,
            std::vector<std::string_view> options = {}, Scope scope = Scope::site) {
  return {
      .key = key, .group = group, .kind = kind, .scope = scope, .standard = standard, .options = std::move(options)};
}

const std::vector<Setting>& table() {
  static const std::vector<Setting> all = {
      text("club.name", Group::club, 40),
      one("club.hours", Group::club, Kind::hours, "7-23"),
      one("look.logo", Group::look, Kind::picture, ""),
      one("look.accent", Group::look, Kind::colour, "#F6D65B"),
      local("look.welcome", Group::look, "attract.welcome", 90),
      one("look.attract", Group::look, Kind::choice, "voices", {"voices", "done", "none"}),
      number("times.idle_s", Group::times, "45", {10, 600, 5}, "unit.s"),
      number("times.still_here_s", Group::times, "20", {5, 120, 5}, "unit.s"),
      number("times.thanks_s", Group::times, "6", {3, 60, 1}, "unit.s"),
      one("times.awake", Group::times, Kind::hours, "always"),
      one("languages.offered", Group::languages, Kind::list, "ru,en", {"ru", "en"}),
      one("languages.keyboards", Group::languages, Kind::list, "ru,en", {"ru", "en"}),
      one("board.screening", Group::board, Kind::choice, "before", {"before", "after"}, Scope::board),
      local("board.rules", Group::board, "", 1'200),
      local("consent.sentence", Group::consent, "consent.sentence", 240),
      local("consent.full", Group::consent, "consent.full", 4'000),
      number("calls.every_days", Group::calls, "90", {1, 3'650, 1}, "unit.days"),
      flag("display.low_reach"),
      flag("display.large_text"),
      flag("display.high_contrast"),
      flag("display.calm"),
      number("display.scale", Group::display, "0", {0, 40, 0.1}, "unit.px_mm", Scope::terminal),
  };
  return all;
}

}  // namespace

std::span<const Setting> all_settings() {
  return table();
}

std::string label_of(const Setting& setting) {
  return "set." + std::string(setting.key);
}

std::string about_of(const Setting& setting) {
  return "set.about." + std::string(setting.key);
}

std::string label_of(const Setting& setting, std::string_view option) {
  return label_of(setting) + '.' + std::string(option);
}

const Setting* find_setting(std::string_view key) {
  const auto found = std::ranges::find(table(), key, &Setting::key);
  return found == table().end() ? nullptr : &*found;
}

}  // namespace chalkpoint::admin
