// The table of all settings: what may be set, what it is by default, how a text of it is read and checked. The screens,
// the commands and the first start all stand on it; nothing here knows where a value is kept.
//
// A value is one text by its key, as event::ConfigChanged carries it: a text as it is, numbers in decimals, flags true
// or false, colours #RRGGBB, hours as event::parse_hours has them, lists joined by ',', localized texts an object
// {"en":…,"ru":…}, pictures a PNG as base64. An empty text is the default. A file of settings (JSON) holds the same by
// key, numbers, flags, lists and localized texts as such.
#pragma once

#include <array>
#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::admin {

enum class Kind { text, local_text, number, flag, choice, colour, hours, picture, list };

/// Where a value holds and is kept.
enum class Scope {
  site,      ///< on all terminals of the site: event::ConfigChanged
  terminal,  ///< on this one: a setting of its journal
  board,     ///< on all, as the rule of the board that event::BoardRuled says
};

/// In the order in which they are offered.
enum class Group { club, look, times, languages, board, consent, calls, display };
inline constexpr std::array<std::string_view, 8> kGroups = {"club",  "look",    "times", "languages",
                                                            "board", "consent", "calls", "display"};

/// The languages that the program speaks.
inline constexpr std::array<std::string_view, 2> kLanguages = {"ru", "en"};

struct ConfigKey {
  std::string_view key;
  Group group;
  Kind kind;
  Scope scope = Scope::site;
  std::string_view standard;              ///< by default, as a value; empty for texts and pictures: none
  double least = 0, most = 0, step = 1;   ///< of a number
  std::string_view unit = {};             ///< of a number: the message with {n}
  std::vector<std::string_view> options;  ///< of a choice and a list
  std::size_t length_max = 0;             ///< of a text, in characters
  std::string_view message = {};          ///< of a localized text: what stands in its place by default
};

/// In the order in which they are offered.
std::span<const ConfigKey> all_settings();
/// The message of its label; of what it is for; of one of its options.
std::string label_of(const ConfigKey& setting);
std::string about_of(const ConfigKey& setting);
std::string label_of(const ConfigKey& setting, std::string_view option);
/// Null for a key that is none.
const ConfigKey* find_setting(std::string_view key);

/// Why a text is no value: "set.bad." + name is the message for people, the problem a line for a command.
struct Refusal {
  std::string_view name;
  event::Problem problem;
  std::string better = {};  ///< the nearest value that would do, where there is one
};

/// The text as it is kept: the same for every way of writing the value. An empty one is the default and stays empty.
std::expected<std::string, Refusal> checked(const ConfigKey& setting, std::string_view text);

/// As it stands in a file of settings.
event::Json to_json(const ConfigKey& setting, std::string_view value);
/// The text of what stands in a file, not checked yet; null is the default.
std::expected<std::string, Refusal> text_of(const ConfigKey& setting, const event::Json& json);

/// By language; a language that is missing has the words of the program.
using LocalTexts = std::map<std::string, std::string, std::less<>>;
LocalTexts local_texts(std::string_view value);
std::string to_value(const LocalTexts& texts);
std::vector<std::string> list_of(std::string_view value);

}  // namespace chalkpoint::admin
