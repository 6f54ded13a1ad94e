// The first start as an owner meets it: from a new terminal to open doors, left and resumed at every step, on a disk
// that fails.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "sync/event/config.h"
#include "tests/screens/dead_disk.h"
#include "tests/screens/wizard_walk.h"

namespace {

using namespace chalkpoint;
using namespace chalkpoint::test;

constexpr const char* kPages[] = {"wizard.language", "wizard.hub",   "wizard.club",   "wizard.look",
                                  "wizard.hours",    "wizard.owner", "wizard.pin",    "wizard.pin_again",
                                  "wizard.key",      "wizard.prove", "wizard.preview"};

// Where one finds oneself again: secrets that nobody proved to have on paper are gone.
std::string resumed(const std::string& page) {
  if (page.starts_with("wizard.pin")) return "wizard.owner";
  return page == "wizard.prove" ? "wizard.key" : page;
}
bool is_after_owner(const std::string& page) {
  return page == "wizard.key" || page == "wizard.prove" || page == "wizard.preview";
}

std::size_t count(Person& person, std::string_view type) {
  const auto all = person.kept();
  return static_cast<std::size_t>(std::ranges::count(all, type, &Person::Kept::type));
}

}  // namespace

TEST_CASE("a new terminal takes scores at once and offers to be set up", "[wizard]") {
  for (const char* language : kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language, .bare = true});
    person.look_until([&] { return person.sees("wizard.open"); });
    CHECK(person.screen() == "attract");
    for (int score = 0; score <= 10; ++score) CHECK(person.sees("nps." + std::to_string(score)));
    person.tap("nps.9");
    CHECK_FALSE(person.sees("wizard.open"));
  }
}

TEST_CASE("terminals that were prepared by commands or that people used are not asked about", "[wizard]") {
  const auto offered = [](Person& person) {
    for (int i = 0; i < 3; ++i) person.wait_for_news();
    return person.sees("wizard.open") || person.model().setup().waits();
  };
  SECTION("one with a key and a PIN") {
    const Folder folder;
    Person person(folder.path());
    CHECK_FALSE(offered(person));
  }
  SECTION("one whose doors are open") {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
    Founder founder(person, "en");
    founder.come(false);
    founder.go_to("attract");
    CHECK_FALSE(offered(person));
    person.restart();
    CHECK_FALSE(offered(person));
    CHECK(person.screen() == "attract");
  }
}

TEST_CASE("an owner sets the terminal up in few taps and less than five minutes", "[wizard]") {
  for (const char* language : kLanguages)
    for (const Shape shape : {kShapes[0], kShapes[1]}) {
      INFO(language << ' ' << shape.width);
      const Folder folder;
      Person person(folder.path(), {.shape = shape, .language = language, .bare = true});
      Founder founder(person, language);
      const std::int64_t began_ms = person.now_ms();
      founder.come(false);
      for (const char* page : kPages) {
        REQUIRE(person.screen() == page);
        founder.go_on();
      }
      REQUIRE(person.screen() == "attract");
      CHECK(founder.taps <= 20);
      CHECK(person.now_ms() - began_ms < 5 * 60'000);
      WARN(language << " " << shape.width << "x" << shape.height << ": " << founder.taps << " taps and "
                    << founder.typed << " letters and digits, " << (person.now_ms() - began_ms) / 1'000
                    << " s at 0.9 s for each of them");

      // Each step once, and what it came to.
      CHECK(count(person, event::kPersonEnlisted) == 1);
      CHECK(count(person, event::kConfigChanged) == 4);
      CHECK(person.verifies());
      CHECK(person.model().setup().secrets().phrase.empty());
      // The key is in use: contacts are asked for.
      person.tap("nps.6");
      person.tap("skip");
      CHECK(person.screen() == "page.contact_page");
      while (person.screen() != "attract") person.tap("back");
      // The PIN that was typed back opens the desk.
      person.press_corner(1);
      person.type_pin(founder.pin);
      person.wait_while("staff.pin");
      CHECK(person.screen() == "staff.queue");
      person.tap("sections.open");
      CHECK_FALSE(person.sees("wizard.open"));
    }
}

TEST_CASE("the first start can be left at every step and goes on there, also after the power went", "[wizard]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  Founder founder(person, "en");
  founder.come(false);
  for (const std::string page : kPages) {
    founder.go_to(page);
    person.tap(page == "wizard.preview" ? "wizard.back" : "staff.close");
    if (page == "wizard.preview") {  // the way back from it leads to the key that is there by now
      REQUIRE(person.screen() == "wizard.key_there");
      person.tap("staff.close");
    }
    person.look_until([&] { return person.screen() == "attract"; });
    CHECK_FALSE(person.sees("wizard.open"));
    CHECK(person.sees("nps.10"));
    CHECK(person.model().setup().secrets().pin.empty());
    CHECK(person.model().setup().secrets().phrase.empty());
    person.restart();
    founder.come(is_after_owner(page));
    if (page == "wizard.preview") break;
    CHECK(person.screen() == resumed(page));
  }
}

TEST_CASE("what a key of the first start seals is opened by the phrase that was typed back", "[wizard]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  Founder founder(person, "en");
  founder.come(false);
  founder.go_to("wizard.prove");
  // Other letters than those on the paper keep nothing.
  for (int i = 0; i < 10; ++i) person.tap("key.a");
  person.tap("care.send");
  CHECK(person.screen() == "wizard.prove");
  CHECK(person.model().setup().secrets().phrase == founder.phrase);
  person.tap("note.back");
  REQUIRE(person.screen() == "wizard.key");
  CHECK(person.model().setup().secrets().phrase == founder.phrase);  // the paper still holds
  founder.go_to("wizard.preview");
  person.tap("wizard.back");
  REQUIRE(person.screen() == "wizard.key_there");
  person.tap("wizard.key.have");
  for (const char c : founder.phrase)
    if (c != '-') person.tap(std::string("key.") + static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  person.tap("care.send");
  person.wait_while("wizard.prove");
  CHECK(person.screen() == "wizard.preview");
}

TEST_CASE("another PIN than the one on paper enlists nobody", "[wizard]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  Founder founder(person, "en");
  founder.come(false);
  founder.go_to("wizard.pin_again");
  person.type_pin(founder.pin == "00000000" ? "11111111" : "00000000");
  CHECK(person.screen() == "wizard.pin_again");
  CHECK(count(person, event::kPersonEnlisted) == 0);
  person.type_pin(founder.pin);
  person.wait_while("wizard.pin_again");
  CHECK(count(person, event::kPersonEnlisted) == 1);
}

TEST_CASE("a step that the disk does not take says so, keeps what was typed, and is taken by another try", "[wizard]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  Founder founder(person, "en");
  founder.come(false);
  for (const char* page :
       {"wizard.language", "wizard.club", "wizard.look", "wizard.hours", "wizard.pin_again", "wizard.prove"}) {
    INFO(page);
    founder.go_to(page);
    founder.fill(false);
    {
      const DeadDisk disk;
      if (person.screen() == "wizard.pin_again")
        person.tap("pin." + founder.pin.substr(7));
      else
        person.tap(founder.way_on());
      person.look_until([&] { return person.model().setup().has_failed(); });
      CHECK(person.screen() == page);
    }
    person.tap(person.sees("wizard.next") ? "wizard.next" : "care.send");
    person.wait_while(page);
  }
  founder.go_to("attract");
  CHECK(count(person, event::kPersonEnlisted) == 1);
  CHECK(count(person, event::kConfigChanged) == 4);
}

TEST_CASE("the recovery sheet goes onto a stick, and nowhere without one", "[wizard]") {
  const Folder folder, stick;
  Person person(folder.path(), {.shape = {}, .language = "ru", .bare = true, .stick = stick.path()});
  Founder founder(person, "ru");
  founder.come(false);
  founder.go_to("wizard.key");
  person.look_until([&] { return !person.model().setup().secrets().phrase.empty(); });
  person.tap("wizard.sheet");
  const auto is_there = [&] { return !std::filesystem::is_empty(stick.path()); };
  person.look_until(is_there);
  const auto file = std::filesystem::directory_iterator(stick.path())->path();
  CHECK(file.extension() == ".pdf");
  CHECK(std::filesystem::file_size(file) > 5'000);
  // Nothing of the phrase is in the terminal's own folder.
  const std::string group = admin::wizard::groups(person.model().setup().secrets().phrase)[3];
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    CHECK(content.find(group) == std::string::npos);
  }
}

TEST_CASE("the first start closes by itself when its owner went away", "[wizard]") {
  const Folder folder;
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  Founder founder(person, "en");
  founder.come(false);
  founder.go_to("wizard.pin");
  person.wait(11 * 60'000);
  CHECK(person.screen() == "attract");
  CHECK(person.model().setup().secrets().pin.empty());
}
