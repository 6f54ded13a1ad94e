#include "sync/event/config.h"

#include <algorithm>

#include "sync/event/fields.h"
#include "sync/event/notes.h"

namespace chalkpoint::event {
namespace {

bool is_key(std::string_view text) {
  const auto in_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !text.empty() && in_word(text.front()) && in_word(text.back()) && text.find("..") == std::string_view::npos &&
         std::ranges::all_of(text, [&](char c) { return c == '.' || in_word(c); });
}

}  // namespace

Json to_json(const ConfigChanged& change) {
  return {{"key", change.key}, {"value", change.value}, {"by", to_json(change.by)}};
}

std::expected<std::optional<ConfigChanged>, Problem> read_config(std::string_view type, std::string_view data) {
  if (type != kConfigChanged) return std::nullopt;
  Fields fields("A change of a setting", data);
  fields.only({"key", "value", "by"});
  ConfigChanged out{.key = fields.text("key", kConfigKeyBytesMax),
                    .value = fields.text("value", kConfigValueBytesMax, true),
                    .by = fields.signature(Right::configure)};
  if (!is_key(out.key)) fields.fail("key is no key of a setting");
  if (fields.fault()) return std::unexpected(*fields.fault());
  return out;
}

bool Config::apply(std::span<const Event> events) {
  const std::uint64_t before = version_;
  for (const Event& event : events) {
    if (event.type != kConfigChanged) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    auto read = read_config(parts->type, parts->data);
    if (!read || !*read) continue;
    ConfigChanged& change = **read;
    Said& said = said_[change.key];
    const std::pair stamp(parts->hlc, parts->id);
    if (stamp <= said.stamp) continue;
    said.stamp = stamp;
    if (said.entry.value != change.value) ++version_;
    said.entry = {std::move(change.value), std::move(change.by), std::string(parts->time)};
  }
  return version_ != before;
}

const Config::Entry* Config::find(std::string_view key) const {
  const auto found = said_.find(key);
  return found == said_.end() || found->second.entry.value.empty() ? nullptr : &found->second.entry;
}

std::string Config::value(std::string_view key) const {
  const Entry* found = find(key);
  return found ? found->value : std::string();
}

std::map<std::string, Config::Entry> Config::all() const {
  std::map<std::string, Entry> out;
  for (const auto& [key, said] : said_)
    if (!said.entry.value.empty()) out.emplace(key, said.entry);
  return out;
}

}  // namespace chalkpoint::event
