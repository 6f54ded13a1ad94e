#include "kiosk/app/configuration.h"

#include <array>

#include "kiosk/app/whole_board.h"
#include "sync/event/board.h"

namespace chalkpoint::app {

namespace {

using event::Json;

// By which setting of the journal a flag of the command line is remembered.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kFlags = {
    {{"club.name", "club"}, {"club.hours", "hours"}, {"calls.every_days", "call_every_days"}}};
constexpr std::string_view kScreening = "board.screening";

std::string to_text(const event::Config::Entry& entry) {
  return Json{{"value", entry.value}, {"by", event::to_json(entry.by)}, {"time", entry.time}}.dump();
}

std::optional<event::Config::Entry> entry_from(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  event::Config::Entry out{.value = json.value("value", ""), .by = {}, .time = json.value("time", "")};
  if (const auto by = json.find("by"); by != json.end() && by->is_object())
    out.by = {.name = by->value("name", ""), .role = by->value("role", "")};
  return out;
}

// The rule of the board is always one of the two: by default it is said as well as not.
bool is_so(const admin::Values& values, const SettingChange& change) {
  if (change.value.empty()) return !values.is_said(change.key);
  return change.value == values.text(change.key) && (values.is_said(change.key) || change.key == kScreening);
}

}  // namespace

Configuration::Configuration(const Lookup& setting) {
  for (const auto& [key, name] : kFlags)
    if (auto said = setting(name)) flags_.emplace(key, std::move(*said));
  for (const admin::ConfigKey& one : admin::all_settings()) {
    if (one.scope != admin::Scope::terminal) continue;
    const auto text = setting(std::string(kTerminalSetting) + std::string(one.key));
    if (auto entry = text ? entry_from(*text) : std::nullopt) kept_[std::string(one.key)] = std::move(*entry);
  }
  settle();
}

// The table says of which kind a key is: a site cannot set what belongs to a terminal, nor the board's rule this way.
bool Configuration::settle() {
  admin::Values values;
  for (const auto& [key, value] : flags_) values.set(key, value);
  for (const admin::ConfigKey& one : admin::all_settings()) {
    const auto kept = kept_.find(one.key);
    if (one.scope == admin::Scope::terminal && kept != kept_.end()) values.set(one.key, kept->second.value);
    if (one.scope == admin::Scope::site && site_.find(one.key)) {
      const std::string before = values.is_said(one.key) ? values.text(one.key) : std::string();
      values.set(one.key, site_.value(one.key));
      if (!values.is_said(one.key)) values.set(one.key, before);
    }
  }
  if (!screening_before_) values.set(kScreening, "after");
  if (values == values_) return false;
  values_ = std::move(values);
  ++version_;
  return true;
}

bool Configuration::apply(std::span<const event::Event> events) {
  return site_.apply(events) && settle();
}

bool Configuration::rule(bool screening_before) {
  if (screening_before_ == screening_before) return false;
  screening_before_ = screening_before;
  return settle();
}

bool Configuration::keep(const std::string& key, const event::Config::Entry& entry) {
  kept_[key] = entry;
  ++version_;  // who said it is another, too
  settle();
  return true;
}

std::optional<event::Config::Entry> Configuration::said(std::string_view key) const {
  if (const event::Config::Entry* site = site_.find(key)) return *site;
  const auto kept = kept_.find(key);
  return kept == kept_.end() || kept->second.value.empty() ? std::nullopt : std::optional(kept->second);
}

std::optional<event::Fact> fact_of(const SettingChange& change, const event::Signature& by, const event::Moment& at,
                                   const event::Random& random) {
  const admin::ConfigKey* setting = admin::find_setting(change.key);
  if (!setting || setting->scope == admin::Scope::terminal) return std::nullopt;
  event::Fact fact{.id = event::make_uuid_v7(at.unix_ms, random),
                   .type = std::string(event::kConfigChanged),
                   .data = event::to_json(event::ConfigChanged{change.key, change.value, by}),
                   .at = at,
                   .sealed = {}};
  if (setting->scope == admin::Scope::site) return fact;
  fact.type = event::kBoardRuled;
  fact.data =
      event::to_json(event::BoardEvent(event::BoardRuled{.screening_before = change.value != "after", .by = by}));
  return fact;
}

std::optional<std::pair<std::string, std::string>> terminal_setting(const SettingChange& change,
                                                                    const event::Config::Entry& entry) {
  const admin::ConfigKey* setting = admin::find_setting(change.key);
  if (!setting || setting->scope != admin::Scope::terminal) return std::nullopt;
  return std::pair(std::string(kTerminalSetting) + change.key, change.value.empty() ? std::string() : to_text(entry));
}

journal::Result<Configuration> read_configuration(journal::Journal& journal) {
  Configuration out([&journal](std::string_view name) { return journal.setting(name); });
  event::Board board;
  const auto read = read_whole_board(journal, [&](const journal::BoardPage& page) {
    out.apply(page.own);
    out.apply(page.foreign);
    board.apply(page.own, event::Origin::own);
    board.apply(page.foreign, event::Origin::foreign);
  });
  if (!read) return std::unexpected(read.error());
  out.rule(board.screening_before());
  return out;
}

journal::Result<std::size_t> change_settings(journal::Journal& journal, std::span<const SettingChange> changes,
                                             const event::Signature& by, const event::Moment& at,
                                             const event::Random& random) {
  const auto before = read_configuration(journal);
  if (!before) return std::unexpected(before.error());
  std::vector<event::Fact> facts;
  journal::Settings kept, as_before;
  for (const SettingChange& change : changes) {
    if (is_so(before->values(), change)) continue;
    if (auto fact = fact_of(change, by, at, random)) facts.push_back(std::move(*fact));
    const event::Config::Entry entry{.value = change.value, .by = by, .time = event::rfc3339(at)};
    if (auto setting = terminal_setting(change, entry)) {
      as_before.emplace_back(setting->first, journal.setting(setting->first).value_or(""));
      kept.push_back(std::move(*setting));
    }
  }
  if (!kept.empty())
    if (const auto done = journal.set_settings(kept); !done) return std::unexpected(done.error());
  if (facts.empty()) return kept.size();
  const auto placed = journal.append(facts);
  if (placed) return kept.size() + facts.size();
  if (!kept.empty()) (void)journal.set_settings(as_before);  // all or none
  return std::unexpected(placed.error());
}

}  // namespace chalkpoint::app
