// The table of settings: every key has words, a default that holds, and comes back as it was said; what is no value is
// refused with its key named.
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/admin/colours.h"
#include "kiosk/admin/picture.h"
#include "kiosk/admin/values.h"
#include "kiosk/app/configuration.h"
#include "kiosk/app/settings_file.h"
#include "kiosk/ui/text.h"
#include "sync/event/config.h"
#include "sync/event/hours.h"
#include "sync/event/seal.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::admin;
using testing::FakeWorld, testing::open_journal, testing::TempDir;

namespace {

// A value of each kind other than the default.
std::string another(const ConfigKey& setting) {
  switch (setting.kind) {
    case Kind::text:
      return "Высота";
    case Kind::local_text:
      return R"({"en":"Hello","ru":"Привет"})";
    case Kind::number:
      return setting.step < 1 ? "4.7" : std::to_string(static_cast<int>(setting.least + setting.step));
    case Kind::flag:
      return "true";
    case Kind::choice:
      return std::string(setting.options.back());
    case Kind::colour:
      return "#92C7F0";
    case Kind::hours:
      return "mon-fri 8-22, sat-sun 9-21, 2026-12-31 closed";
    case Kind::list:
      return std::string(setting.options.back());
    case Kind::picture:
      break;
  }
  return {};
}

std::string refusal(std::string_view key, std::string_view value) {
  const auto good = checked(*find_setting(key), value);
  return good ? "" : std::string(good.error().name);
}

// A PNG of 16 by 16 pixels, all transparent.
std::string small_png() {
  return event::from_base64(
             "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAEklEQVR42mNgGAWjYBSMAggAAAQQAAGvRYgsAAAAAElFTkSuQmCC")
      .value();
}

const event::Signature kAdmin{.name = "Олег", .role = "admin"};
event::Moment moment() {
  return {.unix_ms = 1'795'000'000'000, .utc_offset_min = 180, .mono_ms = 5, .boot_id = "boot"};
}

}  // namespace

TEST_CASE("every setting has a key of its own, words in both languages and a default that holds", "[settings]") {
  std::set<std::string_view> keys;
  for (const ConfigKey& one : all_settings()) {
    INFO(one.key);
    CHECK(keys.insert(one.key).second);
    CHECK(event::validate(event::kConfigChanged,
                          event::to_json(event::ConfigChanged{std::string(one.key), "x", kAdmin})));
    for (const std::string language : {"ru", "en"}) {
      const auto words = ui::Text::open(std::filesystem::path(BINARY_DIR) / "assets" / "lang", language);
      REQUIRE(words);
      const auto has = [&](const std::string& key) { return words->get(key) != key && !words->get(key).empty(); };
      CHECK(has(label_of(one)));
      CHECK(has(about_of(one)));
      for (const std::string_view option : one.options) CHECK(has(label_of(one, option)));
      if (!one.message.empty()) CHECK(has(std::string(one.message)));
    }
    const auto standard = checked(one, one.standard);
    REQUIRE(standard);
    CHECK(*standard == one.standard);
  }
}

TEST_CASE("what was said comes back from a file of settings as it was", "[settings]") {
  Values said;
  for (const ConfigKey& one : all_settings()) {
    const std::string value = one.kind == Kind::picture ? event::base64(small_png()) : another(one);
    said.set(one.key, value);
    INFO(one.key << " " << value);
    CHECK(said.is_said(one.key));
    CHECK(said.text(one.key) == value);
  }
  const auto read = app::read_settings(app::write_settings(said, false));
  REQUIRE(read);
  Values again;
  for (const app::SettingChange& change : *read) again.set(change.key, change.value);
  CHECK(again == said);
  const auto blank = app::read_settings(app::write_settings(Values(), false));
  REQUIRE(blank);
  for (const app::SettingChange& change : *blank) CHECK(change.value.empty());
}

TEST_CASE("what is no value is refused and says why", "[settings]") {
  CHECK(refusal("club.name", std::string(41, 'a')) == "long");
  CHECK(refusal("club.name", "two\nlines") == "lines");
  CHECK(refusal("club.name", "\x01") == "lines");
  CHECK(refusal("club.name", "\xff") == "lines");
  CHECK(refusal("times.idle_s", "ten") == "number");
  CHECK(refusal("times.idle_s", "12.5") == "number");
  CHECK(refusal("times.idle_s", "nan") == "number");
  CHECK(refusal("times.idle_s", "9") == "range");
  CHECK(refusal("times.idle_s", "1e9") == "range");
  CHECK(refusal("display.calm", "yes") == "choice");
  CHECK(refusal("look.attract", "music") == "choice");
  CHECK(refusal("look.accent", "red") == "colour");
  CHECK(refusal("look.accent", "#12345G") == "colour");
  CHECK(refusal("look.accent", "#0000FF") == "faint");
  CHECK(refusal("club.hours", "whenever") == "hours");
  CHECK(refusal("languages.offered", "ru,de") == "choice");
  CHECK(refusal("languages.offered", ",") == "none");
  CHECK(refusal("look.welcome", "Hello") == "languages");
  CHECK(refusal("look.welcome", R"({"de":"Hallo"})") == "languages");
  CHECK(refusal("look.logo", "aGVsbG8=") == "png");
  CHECK(refusal("look.logo", event::base64(std::string(kLogoOctetsMax + 1, 'x'))) == "large");
  for (const ConfigKey& one : all_settings()) {
    const auto good = checked(one, std::string(60'000, '{'));
    INFO(one.key);
    REQUIRE_FALSE(good);
    CHECK(good.error().problem.what.starts_with(one.key));
    CHECK_FALSE(good.error().problem.remedy.empty());
  }
}

TEST_CASE("a file with faults names each by its key and changes nothing", "[settings]") {
  const auto read = app::read_settings(R"({"club.name":"Волна","times.idle_s":5,"look.accent":"red","no.such":1})");
  REQUIRE_FALSE(read);
  REQUIRE(read.error().size() == 3);
  std::string all;
  for (const event::Problem& fault : read.error()) all += fault.what + '\n';
  for (const char* key : {"times.idle_s", "look.accent", "no.such"}) CHECK(all.find(key) != std::string::npos);
  CHECK_FALSE(app::read_settings("[]"));
  CHECK_FALSE(app::read_settings("{"));
}

TEST_CASE("a colour that is too dark has a nearest one that can be read", "[settings]") {
  for (std::uint32_t hex = 0; hex < 0x1000000; hex += 0x050709) {
    const ui::Color near = nearest_readable(ui::rgb(hex));
    CHECK(is_readable(near));
    if (is_readable(ui::rgb(hex))) CHECK(near == ui::rgb(hex));
    CHECK(checked(*find_setting("look.accent"), to_text(near)));
  }
}

TEST_CASE("pictures that lie about their size or break off are no logo", "[settings]") {
  const std::string png = small_png();
  REQUIRE(read_logo(png));
  CHECK(read_logo(png)->rgba.size() == 16 * 16 * 4);
  for (std::size_t cut = 0; cut + 13 < png.size(); ++cut) CHECK_FALSE(read_logo(png.substr(0, cut)));
  std::string wide = png;
  wide[16] = '\x7f';  // the first octet of the width
  CHECK_FALSE(read_logo(wide));
}

TEST_CASE("hours are read again as they were written", "[settings]") {
  for (const char* text : {"7-23", "always", "mon-fri 7-23, sat 9:30-21, sun closed", "22-2", "0-24",
                           "mon 9-18, tue-sun closed, 2026-12-31 7-18, 2027-01-01 closed"}) {
    const auto read = event::parse_hours(text);
    REQUIRE(read);
    const auto again = event::parse_hours(event::to_text(*read));
    INFO(text << " / " << event::to_text(*read));
    REQUIRE(again);
    CHECK(*again == *read);
  }
}

TEST_CASE("an hour is within hours until they end, beyond midnight, too", "[settings]") {
  const auto open = [](const char* hours, const char* at) {
    const event::Moment then = event::parse_rfc3339(at).value();
    return event::is_open(event::parse_hours(hours).value(), then.unix_ms, then.utc_offset_min);
  };
  CHECK(open("7-23", "2026-11-30T07:00:00.000+03:00"));
  CHECK_FALSE(open("7-23", "2026-11-30T06:59:59.999+03:00"));
  CHECK_FALSE(open("7-23", "2026-11-30T23:00:00.000+03:00"));
  CHECK(open("fri 22-2, mon-thu 9-18", "2026-12-05T01:59:00.000+03:00"));  // a Saturday
  CHECK_FALSE(open("fri 22-2, sat closed", "2026-12-05T02:00:00.000+03:00"));
  CHECK(open("always", "2026-11-30T03:00:00.000+03:00"));
}

TEST_CASE("settings are changed together, and what is so already is not said again", "[settings]") {
  const TempDir dir;
  FakeWorld world;
  journal::Journal journal = open_journal(dir.path(), world);
  const std::vector<app::SettingChange> changes = {
      {"club.name", "Волна"}, {"display.calm", "true"}, {"board.screening", "after"}, {"look.attract", ""}};
  const event::Random random = world.random();
  const auto first = app::change_settings(journal, changes, kAdmin, moment(), random);
  REQUIRE(first);
  CHECK(*first == 3);
  const auto second = app::change_settings(journal, changes, kAdmin, moment(), random);
  REQUIRE(second);
  CHECK(*second == 0);
  const auto all = app::read_configuration(journal);
  REQUIRE(all);
  CHECK(all->values().text("club.name") == "Волна");
  CHECK(all->values().flag("display.calm"));
  CHECK(all->values().text("board.screening") == "after");
  CHECK(all->said("club.name")->by == kAdmin);
  CHECK(all->said("display.calm")->by == kAdmin);
  const auto back = app::change_settings(
      journal, std::vector<app::SettingChange>{{"club.name", ""}, {"display.calm", ""}, {"board.screening", "before"}},
      kAdmin, moment(), random);
  REQUIRE(back);
  CHECK(*back == 3);
  CHECK(app::read_configuration(journal)->values() == Values());
}

TEST_CASE("what a flag said once holds until the site says otherwise", "[settings]") {
  app::Configuration all(
      [](std::string_view name) { return name == "club" ? std::optional<std::string>("Волна") : std::nullopt; });
  CHECK(all.values().text("club.name") == "Волна");
  const TempDir dir;
  FakeWorld world;
  journal::Journal journal = open_journal(dir.path(), world);
  REQUIRE(journal.set_settings({{"club", "Волна"}}));
  REQUIRE(app::change_settings(journal, std::vector<app::SettingChange>{{"club.name", "Прилив"}}, kAdmin, moment(),
                               world.random()));
  CHECK(app::read_configuration(journal)->values().text("club.name") == "Прилив");
}
