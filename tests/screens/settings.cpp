// The settings at the real terminal, by touch target, in both languages: what is set takes effect at once, outlives the
// process, and is told as saved only when it is.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/app/behaviour.h"
#include "sync/event/seal.h"
#include "tests/screens/dead_disk.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::kLanguages;
using chalkpoint::test::Person;

namespace {

void open_setting(Person& person, const std::string& group, const std::string& key) {
  person.open_part("settings");
  REQUIRE(person.screen() == "admin.settings");
  person.tap("set.group." + group);
  person.tap("set." + key);
  REQUIRE(person.screen() == "admin.settings." + key);
}

void save(Person& person, const std::function<bool(const app::Behaviour&)>& holds) {
  person.tap("set.save");
  person.look_until([&] { return holds(person.model().behaviour()); });
}

// A PNG of 16 by 16 pixels, all transparent.
constexpr const char* kPng =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAEklEQVR42mNgGAWjYBSMAggAAAQQAAGvRYgsAAAAAElFTkSuQmCC";

}  // namespace

TEST_CASE("the club gets another name, and it stands there after a restart", "[settings]") {
  for (const char* language : kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_setting(person, "club", "club.name");
    person.tap("set.type");
    REQUIRE(person.screen() == "admin.settings.club.name.typing");
    person.type(std::string(language) == "en" ? "wave" : "волна");
    person.tap("care.send");
    CHECK(person.model().behaviour().club.empty());  // a draft
    save(person, [](const app::Behaviour& now) { return !now.club.empty(); });
    const std::string name = person.model().behaviour().club;
    CHECK(person.model().brand().name == name);
    person.tap("staff.close");
    CHECK(person.screen() == "attract");
    person.restart();
    person.look_until([&] { return person.model().behaviour().club == name; });
    CHECK(person.verifies());
  }
}

TEST_CASE("numbers, colours, choices and hours take effect as they are saved", "[settings]") {
  for (const char* language : kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_setting(person, "times", "times.thanks_s");
    person.tap("set.more");
    person.tap("set.more");
    person.tap("set.less");
    save(person, [](const app::Behaviour& now) { return now.timing.thanks_ms == 7'000; });
    person.tap("note.back");
    person.tap("note.back");
    person.tap("set.group.look");
    person.tap("set.look.accent");
    person.tap("set.swatch.5");
    save(person, [](const app::Behaviour& now) { return now.house.accent == ui::rgb(0x92C7F0); });
    person.tap("note.back");
    person.tap("note.back");
    person.tap("set.group.board");
    person.tap("set.board.screening");
    person.tap("set.option.after");
    const auto& board = person.model().chalkboard().board();
    save(person, [&](const app::Behaviour&) { return !board.screening_before(); });  // the desk's own switch
    person.tap("note.back");
    person.tap("note.back");
    person.tap("set.group.club");
    person.tap("set.club.hours");
    person.tap("set.day.sun");
    person.tap("set.opens.more");
    person.tap("set.closes.less");
    save(person, [](const app::Behaviour& now) {
      return now.hours.week[6] == event::Hours{7 * 60 + 30, 22 * 60 + 30} && now.hours.week[0] == event::Hours{};
    });
    CHECK(person.model().wait_clock().hours == person.model().behaviour().hours);
    person.tap("set.undo");
    save(person, [](const app::Behaviour& now) { return now.hours == event::OpeningHours{}; });
  }
}

TEST_CASE("what belongs to this terminal is kept here, and every member begins with it", "[settings]") {
  for (const char* language : kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_setting(person, "display", "display.large_text");
    person.tap("set.yes");
    save(person, [](const app::Behaviour& now) { return now.comfort.large_text; });
    person.tap("note.back");
    person.tap("set.display.high_contrast");
    person.tap("set.yes");
    save(person, [](const app::Behaviour& now) { return now.comfort.high_contrast; });
    person.tap("staff.close");
    CHECK(person.flow().comfort.large_text);
    person.tap("text.large");
    CHECK_FALSE(person.flow().comfort.large_text);
    person.wait(60'000);
    CHECK(person.flow().comfort.large_text);  // the next one begins as all do
    person.restart();
    person.look();
    CHECK(person.flow().comfort.large_text);
    CHECK(person.model().behaviour().comfort.high_contrast);
  }
}

TEST_CASE("a colour that nobody could read stays a draft, with the nearest that can be", "[settings]") {
  for (const char* language : kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    open_setting(person, "look", "look.accent");
    person.tap("set.type");
    for (int i = 0; i < 7; ++i) person.tap("key.backspace");
    person.model().type("#3A3AC8");
    person.look();
    person.tap("care.send");
    REQUIRE(person.screen() == "admin.settings.look.accent");
    REQUIRE(person.sees("set.better"));
    person.tap("set.save");  // shown, and does nothing
    person.wait(100);
    CHECK(person.model().behaviour().house.accent == ui::kBoard.accent);
    person.tap("set.better");
    save(person, [](const app::Behaviour& now) { return now.house.accent != ui::kBoard.accent; });
    CHECK(ui::contrast(person.model().behaviour().house.accent, ui::kBoard.slate) >= 7);
  }
}

TEST_CASE("the logo comes from a stick", "[settings]") {
  const Folder folder, stick;
  std::ofstream(stick.path() / "logo.PNG", std::ios::binary) << event::from_base64(kPng).value();
  std::ofstream(stick.path() / "a letter.png") << "no picture";
  Person person(folder.path(), {.shape = {}, .stick = stick.path()});
  open_setting(person, "look", "look.logo");
  person.tap("set.logo.find");
  person.look_until([&] { return person.sees("set.file.1"); });
  person.tap("set.file.0");
  person.wait_for_news();
  person.look();
  person.tap("set.save");
  person.wait(100);
  CHECK(person.model().behaviour().house.logo == nullptr);
  person.tap("set.file.1");
  person.look_until([&] { return person.sees("set.logo.none"); });
  person.wait_for_news();
  save(person, [](const app::Behaviour& now) { return now.house.logo != nullptr; });
  CHECK(person.model().behaviour().house.logo->width == 16);
}

TEST_CASE("a consent in the club's own words is another version, and answers keep which one it was", "[settings]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en"});
  open_setting(person, "consent", "consent.sentence");
  person.tap("set.type.en");
  person.type("call me");
  person.tap("care.send");
  save(person, [](const app::Behaviour& now) { return now.house.words.contains("en"); });
  const std::string& own = person.model().behaviour().house.words.at("en").at("consent.sentence");
  CHECK(own.ends_with("all me"));
  const app::ConsentWords shipped{.sentence = "a", .full = "b"};
  const auto ours = app::own_consent(person.model().behaviour().house, "en", shipped);
  CHECK(ours.full == "b");
  CHECK(app::consent_version("en", ours) != app::consent_version("en", shipped));
  CHECK(app::own_consent(person.model().behaviour().house, "ru", shipped).sentence == "a");
}

TEST_CASE("on a dead disk nothing is told as saved, and the draft stays", "[settings]") {
  const Folder folder;
  Person person(folder.path());
  open_setting(person, "times", "times.thanks_s");
  person.tap("set.more");
  {
    const test::DeadDisk dead;
    person.tap("set.save");
    for (int i = 0; i < 4; ++i) person.wait_for_news();
    CHECK(person.model().behaviour().timing.thanks_ms == 6'000);
  }
  save(person, [](const app::Behaviour& now) { return now.timing.thanks_ms == 7'000; });
}

TEST_CASE("outside its hours the display is dark, and the tap that wakes it answers nothing", "[settings]") {
  const Folder folder;
  Person person(folder.path());
  const bool morning = (person.unix_ms() / 60'000 + 180) % 1'440 < 12 * 60;  // its clock stands three hours east
  const std::string hours = morning ? "14-23" : "1-9";
  open_setting(person, "times", "times.awake");
  person.tap("set.type");
  for (int i = 0; i < 8; ++i) person.tap("key.backspace");
  person.model().type(hours);
  person.look();
  person.tap("care.send");
  save(person, [](const app::Behaviour& now) { return !now.awake.always; });
  person.tap("staff.close");
  REQUIRE(person.screen() == "attract");
  person.wait(50'000);
  REQUIRE(person.screen() == "sleep");
  CHECK(person.ids() == std::vector<std::string>{"wake"});
  person.tap("wake");
  person.look();
  CHECK(person.screen() == "attract");
  CHECK_FALSE(person.flow().answering);
  person.wait(50'000);
  CHECK(person.screen() == "sleep");
}

TEST_CASE("members are offered the languages that the club chose, beginning with the first", "[settings]") {
  const Folder folder;
  Person person(folder.path());
  open_setting(person, "languages", "languages.offered");
  person.tap("set.option.ru");
  save(person, [](const app::Behaviour& now) { return now.language == "en"; });
  person.tap("staff.close");
  CHECK(person.flow().language() == "en");
  CHECK_FALSE(person.sees("lang.ru"));
}
