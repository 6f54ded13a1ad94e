// The settings of a site as their events make them: newest counts, any order, what an event may hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/config.h"
#include "sync/event/kinds.h"

using namespace chalkpoint;
using event::Config;
using event::ConfigChanged;

namespace {

event::Event change(std::uint8_t number, const std::string& key, const std::string& value, std::int64_t wall_ms) {
  event::Fact fact{.id = {},
                   .type = std::string(event::kConfigChanged),
                   .data = event::to_json(ConfigChanged{key, value, {"Анна", "owner"}}),
                   .at = {.unix_ms = wall_ms, .utc_offset_min = 180, .mono_ms = 0, .boot_id = "boot"},
                   .sealed = {}};
  fact.id.bytes.fill(number);
  return event::parse_body(event::canonical_body(fact, "0123456789abcdef", number, {wall_ms, 0})).value();
}

}  // namespace

TEST_CASE("of a setting the newest word counts, in any order and any repetition", "[config]") {
  std::vector<event::Event> events = {
      change(1, "club.name", "Волна", 1'000), change(2, "club.name", "Прилив", 2'000),
      change(3, "club.hours", "7-23", 1'500), change(4, "club.hours", "", 1'600),
      change(5, "idle.s", "30", 1'700),       change(6, "idle.s", "40", 1'700),  // the same moment: the larger id
  };
  std::mt19937 chance(7);
  for (int i = 0; i < 50; ++i) {
    std::ranges::shuffle(events, chance);
    Config config;
    config.apply(events);
    config.apply(std::span(events).first(3));
    CHECK(config.value("club.name") == "Прилив");
    CHECK(config.find("club.hours") == nullptr);
    CHECK(config.value("idle.s") == "40");
    CHECK(config.all().size() == 2);
    CHECK(config.find("club.name")->by.name == "Анна");
  }
}

TEST_CASE("only a change of a value counts as one", "[config]") {
  Config config;
  CHECK(config.apply(std::vector{change(1, "club.name", "Волна", 1'000)}));
  CHECK_FALSE(config.apply(std::vector{change(1, "club.name", "Волна", 1'000)}));
  CHECK_FALSE(config.apply(std::vector{change(2, "club.name", "Волна", 2'000)}));
  CHECK(config.apply(std::vector{change(3, "club.name", "", 3'000)}));
}

TEST_CASE("a change of a setting is refused with its fault named", "[config]") {
  const auto fault = [](const ConfigChanged& what) {
    const auto checked = event::validate(event::kConfigChanged, event::to_json(what));
    return checked ? std::string() : checked.error().what;
  };
  const event::Signature owner{"Анна", "owner"};
  CHECK(fault({"club.name", "Волна", owner}).empty());
  CHECK(fault({"club.name", "", owner}).empty());
  for (const char* key : {"", "Club", "club..name", ".club", "club.", "club name", "клуб"})
    CHECK_FALSE(fault({key, "x", owner}).empty());
  CHECK(fault({std::string(event::kConfigKeyBytesMax + 1, 'a'), "x", owner}).find("key") != std::string::npos);
  CHECK(fault({"a", std::string(event::kConfigValueBytesMax + 1, 'x'), owner}).find("value") != std::string::npos);
  CHECK(fault({"a", "x", {"Пётр", "staff"}}).find("configure") != std::string::npos);
}
