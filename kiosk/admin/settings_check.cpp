// How the text of a setting is read and checked.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "kiosk/admin/colours.h"
#include "kiosk/admin/picture.h"
#include "kiosk/admin/settings.h"
#include "sync/event/hours.h"
#include "sync/event/prose.h"
#include "sync/event/seal.h"

namespace chalkpoint::admin {

namespace {

using event::Json;
using Checked = std::expected<std::string, Refusal>;

std::unexpected<Refusal> refused(std::string_view name, const ConfigKey& setting, const std::string& why,
                                 const std::string& remedy, std::string better = {}) {
  return std::unexpected(Refusal{name, {std::string(setting.key) + " " + why + ".", remedy + "."}, std::move(better)});
}

std::string number_text(double value) {
  std::array<char, 32> out{};
  const auto [end, error] = std::to_chars(out.data(), out.data() + out.size(), std::round(value * 1'000) / 1'000);
  return error == std::errc() ? std::string(out.data(), end) : std::string("0");
}

std::string options_text(const ConfigKey& setting) {
  std::string out;
  for (const std::string_view option : setting.options) out += (out.empty() ? "" : ", ") + std::string(option);
  return out;
}

bool is_option(const ConfigKey& setting, std::string_view text) {
  return std::ranges::find(setting.options, text) != setting.options.end();
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Checked check_words(const ConfigKey& setting, std::string_view text, bool one_line) {
  if (characters(text) > setting.length_max)
    return refused("long", setting, "is longer than " + std::to_string(setting.length_max) + " characters",
                   "Shorten it");
  if (event::writable(text) != text || (one_line && text.find('\n') != text.npos))
    return refused("lines", setting, "holds signs that are no letters", "Write it as one line of plain text");
  return std::string(text);
}

Checked check_number(const ConfigKey& setting, std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string bounds = "a number from " + number_text(setting.least) + " to " + number_text(setting.most);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return refused("number", setting, "is no number: \"" + std::string(text.substr(0, 40)) + "\"", "Give " + bounds);
  if (value < setting.least || value > setting.most)
    return refused("range", setting, "lies outside its range: " + std::string(text.substr(0, 40)), "Give " + bounds,
                   number_text(std::clamp(value, setting.least, setting.most)));
  const bool whole = setting.step >= 1;
  if (whole && value != std::floor(value)) return refused("number", setting, "is no whole number", "Give " + bounds);
  return number_text(value);
}

Checked check_list(const ConfigKey& setting, std::string_view text) {
  std::vector<std::string> seen;
  std::string out;
  for (const std::string& word : list_of(text)) {
    if (!is_option(setting, word))
      return refused("choice", setting, "cannot hold \"" + word + "\"", "Choose among " + options_text(setting));
    if (std::ranges::find(seen, word) != seen.end()) continue;
    seen.push_back(word);
    out += (out.empty() ? "" : ",") + word;
  }
  if (out.empty()) return refused("none", setting, "would be empty", "Choose at least one of " + options_text(setting));
  return out;
}

Checked check_colour(const ConfigKey& setting, std::string_view text) {
  const auto colour = colour_of(text);
  if (!colour)
    return refused("colour", setting, "is no colour: \"" + std::string(text.substr(0, 40)) + "\"",
                   "Write it as #RRGGBB");
  if (is_readable(*colour)) return to_text(*colour);
  const std::string better = to_text(nearest_readable(*colour));
  return refused("faint", setting, "could not be read on the board: " + to_text(*colour),
                 "Take a lighter one; the nearest is " + better, better);
}

Checked check_hours(const ConfigKey& setting, std::string_view text) {
  const auto hours = event::parse_hours(text);
  if (hours) return event::to_text(*hours);
  return refused("hours", setting, "cannot be read as hours: \"" + std::string(text.substr(0, 80)) + "\"",
                 "Write them like \"7-23\", \"mon-fri 7-23, sat 9:30-21, sun closed, 2026-12-31 7-18\", or \"always\"");
}

Checked check_picture(const ConfigKey& setting, std::string_view text) {
  const auto octets = event::from_base64(text);
  const auto pixels = octets ? read_logo(*octets) : std::unexpected(LogoFault::no_png);
  if (pixels) return std::string(text);
  switch (pixels.error()) {
    case LogoFault::large:
      return refused("large", setting, "is larger than " + std::to_string(kLogoOctetsMax / 1'024) + " KiB",
                     "Save the PNG smaller, or with fewer colours");
    case LogoFault::sides:
      return refused("sides", setting,
                     "has a side shorter than " + std::to_string(kLogoSideMin) + " or longer than " +
                         std::to_string(kLogoSideMax) + " pixels",
                     "Save the PNG in another size");
    case LogoFault::no_png:
      break;
  }
  return refused("png", setting, "is no PNG as base64", "Save the picture as PNG");
}

Checked check_local(const ConfigKey& setting, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object())
    return refused("languages", setting, "is no text by language", R"(Write it as {"ru":"…","en":"…"})");
  LocalTexts out;
  for (const auto& [language, words] : json.items()) {
    if (std::ranges::find(kLanguages, language) == kLanguages.end() || !words.is_string())
      return refused("languages", setting, "cannot be said in \"" + language.substr(0, 20) + "\"",
                     R"(Write it as {"ru":"…","en":"…"})");
    const auto good = check_words(setting, words.get<std::string>(), false);
    if (!good) return good;
    if (!good->empty()) out[language] = *good;
  }
  return to_value(out);
}

}  // namespace

std::expected<std::string, Refusal> checked(const ConfigKey& setting, std::string_view value) {
  while (value.ends_with(' ') || value.ends_with('\n')) value.remove_suffix(1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  if (value.empty()) return std::string();
  if (event::writable(value) != value)
    return refused("lines", setting, "holds signs that are no letters", "Write it as plain text (UTF-8)");
  switch (setting.kind) {
    case Kind::text:
      return check_words(setting, value, true);
    case Kind::local_text:
      return check_local(setting, value);
    case Kind::number:
      return check_number(setting, value);
    case Kind::flag:
      if (value == "true" || value == "false") return std::string(value);
      return refused("choice", setting, "is neither true nor false", "Give one of them");
    case Kind::choice:
      if (is_option(setting, value)) return std::string(value);
      return refused("choice", setting, "cannot be \"" + std::string(value.substr(0, 40)) + "\"",
                     "Choose one of " + options_text(setting));
    case Kind::colour:
      return check_colour(setting, value);
    case Kind::hours:
      return check_hours(setting, value);
    case Kind::picture:
      return check_picture(setting, value);
    case Kind::list:
      return check_list(setting, value);
  }
  return std::string();
}

event::Json to_json(const ConfigKey& setting, std::string_view value) {
  switch (setting.kind) {
    case Kind::number:
    case Kind::flag:
    case Kind::local_text: {
      const Json json = Json::parse(value, nullptr, false);
      return json.is_discarded() ? Json(nullptr) : json;
    }
    case Kind::list:
      return list_of(value);
    default:
      return std::string(value);
  }
}

std::expected<std::string, Refusal> text_of(const ConfigKey& setting, const event::Json& json) {
  if (json.is_null()) return std::string();
  if (json.is_string()) return json.get<std::string>();
  if (setting.kind == Kind::number && json.is_number()) return number_text(json.get<double>());
  if (setting.kind == Kind::flag && json.is_boolean()) return std::string(json.get<bool>() ? "true" : "false");
  if (setting.kind == Kind::local_text && json.is_object()) return json.dump();
  if (setting.kind == Kind::list && json.is_array()) {
    std::string out;
    for (const Json& one : json) {
      if (!one.is_string()) return refused("choice", setting, "lists what is no word", "See chalkpoint config list");
      out += (out.empty() ? "" : ",") + one.get<std::string>();
    }
    return out;
  }
  return refused("kind", setting, "is written as another kind of value", "See chalkpoint config export");
}

LocalTexts local_texts(std::string_view value) {
  LocalTexts out;
  const Json json = Json::parse(value, nullptr, false);
  if (!json.is_object()) return out;
  for (const auto& [language, words] : json.items())
    if (words.is_string()) out[language] = words.get<std::string>();
  return out;
}

std::string to_value(const LocalTexts& texts) {
  Json json = Json::object();
  for (const auto& [language, words] : texts)
    if (!words.empty()) json[language] = words;
  return json.empty() ? std::string() : json.dump();
}

std::vector<std::string> list_of(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty()) {
    const std::size_t end = value.find(',');
    std::string_view word = value.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) out.emplace_back(word);
    if (end == std::string_view::npos) break;
    value.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace chalkpoint::admin
