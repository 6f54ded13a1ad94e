// Taking the data away on the real terminal, by touch target: each kind onto a stick, a passphrase that is typed twice,
// what is said when the stick is gone, and a run that goes on when its screen is left.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/app/export_archive.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPhrase = "white chalk 7";

void give(Person& person, const std::string& score) {
  person.tap("nps." + score);
  person.tap("reasons.trainers");
  person.tap("next");
  person.tap("contact.no");
  person.wait_while("saving");
  person.tap("done");
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::ranges::sort(out);
  return out;
}

void open_exports(Person& person) {
  person.open_part("device");
  person.tap("device.exports");
}

/// From the first screen to the end of the run.
void take(Person& person, const std::string& kind, const std::string& place = "export.place.0") {
  person.tap("export.kind." + kind);
  person.look_until([&] { return person.sees(place); });
  person.tap(place);
  person.tap("export.begin");
}

void until(Person& person, const std::string& screen) {
  person.look_until([&] { return person.screen() == screen; });
}

}  // namespace

TEST_CASE("an owner takes the data away in every kind, onto a stick and into the terminal's folder", "[export]") {
  for (const char* const language : test::kLanguages) {
    CAPTURE(language);
    const Folder folder, stick;
    Person person(folder.path(), {.shape = {}, .language = language, .stick = stick.path()});
    for (const char* const score : {"10", "3"}) give(person, score);
    person.append(event::NoteWritten{.code = "K7M2",
                                     .language = "ru",
                                     .writing = {.colour = 1, .name = "Олег", .text = "Вода холодная", .strokes = {}},
                                     .held = {}});
    open_exports(person);
    REQUIRE(person.screen() == "admin.device.export");
    for (const char* const kind : {"xlsx", "csv", "jsonl", "board"}) {
      CAPTURE(kind);
      take(person, kind);
      until(person, "admin.device.export.done");
      person.tap("export.seen");
      CHECK(person.screen() == "admin.device.export");
    }
    const auto names = names_in(stick.path());
    CHECK(names.size() == 1 + 3 + 3 + 1);
    for (const std::string& name : names) {
      CHECK(name.starts_with("chalk-"));
      CHECK_FALSE(name.ends_with(".part"));
    }
    take(person, "csv", "export.place.1");
    until(person, "admin.device.export.done");
    CHECK(names_in(folder.path() / "exports").size() == 3);
    person.tap("note.back");
    CHECK(person.screen() == "admin.device.export");
    person.tap("note.back");
    CHECK(person.screen() == "admin.device");
  }
}

TEST_CASE("an archive is locked by a passphrase that was typed twice the same", "[export]") {
  const Folder folder, stick, opened;
  Person person(folder.path(), {.shape = {}, .language = "en", .stick = stick.path()});
  give(person, "9");
  open_exports(person);
  take(person, "archive");
  REQUIRE(person.screen() == "admin.device.export.phrase");
  person.type("short");
  person.tap("export.phrase.send");
  CHECK(person.screen() == "admin.device.export.phrase");
  for (int i = 0; i < 5; ++i) person.tap("key.backspace");
  person.type(kPhrase);
  for (const std::string& id : person.ids()) CHECK_FALSE(id.contains("white"));
  person.tap("export.phrase.send");
  REQUIRE(person.screen() == "admin.device.export.again");
  person.type("black chalk 7");
  person.tap("export.phrase.send");
  REQUIRE(person.screen() == "admin.device.export.phrase");  // they differ: both anew
  person.type(kPhrase);
  person.tap("export.phrase.send");
  person.type(kPhrase);
  person.tap("export.phrase.send");
  until(person, "admin.device.export.done");
  const auto names = names_in(stick.path());
  REQUIRE(names.size() == 1);
  const fs::path out = opened.path() / "out";
  CHECK_FALSE(app::open_archive(stick.path() / names[0], "white chalk 8", out));
  CHECK_FALSE(fs::exists(out));
  REQUIRE(app::open_archive(stick.path() / names[0], kPhrase, out));
  CHECK(fs::exists(out / "summary.json"));
  CHECK(fs::exists(out / "responses" / "0001.jsonl"));
  CHECK(fs::exists(out / "events" / "0001.jsonl"));
  CHECK(fs::exists(out / "board" / "board.png"));
  CHECK(fs::exists(out / "surveys" / "nps.json"));
}

TEST_CASE("a stick that is gone when it comes to writing is told of, and another place may be chosen", "[export]") {
  const Folder folder, stick;
  Person person(folder.path(), {.shape = {}, .language = "ru", .stick = stick.path()});
  give(person, "9");
  open_exports(person);
  person.tap("export.kind.xlsx");
  person.look_until([&] { return person.sees("export.place.1"); });
  const fs::path away = stick.path().string() + "-away";
  fs::rename(stick.path(), away);
  person.tap("export.begin");
  until(person, "admin.device.export.failed");
  person.tap("export.seen");
  CHECK(person.screen() == "admin.device.export.where");
  person.tap("export.place.1");
  person.tap("export.begin");
  until(person, "admin.device.export.done");
  CHECK(names_in(away).empty());
  fs::rename(away, stick.path());
}

TEST_CASE("what is being written goes on when the screen is left, and is found again at its end", "[export]") {
  const Folder folder, stick;
  Person person(folder.path(), {.shape = {}, .language = "en", .stick = stick.path()});
  give(person, "9");
  open_exports(person);
  take(person, "archive");
  for (int i = 0; i < 2; ++i) {
    person.type(kPhrase);
    person.tap("export.phrase.send");
  }
  // argon2id alone takes longer than these taps.
  REQUIRE(person.screen() == "admin.device.export.running");
  person.tap("staff.close");
  CHECK(person.screen() == "attract");
  open_exports(person);
  until(person, "admin.device.export.done");
  CHECK(names_in(stick.path()).size() == 1);
}

TEST_CASE("what is stopped leaves nothing", "[export]") {
  const Folder folder, stick;
  Person person(folder.path(), {.shape = {}, .language = "en", .stick = stick.path()});
  give(person, "9");
  open_exports(person);
  take(person, "archive");
  for (int i = 0; i < 2; ++i) {
    person.type(kPhrase);
    person.tap("export.phrase.send");
  }
  person.tap("export.stop");
  until(person, "admin.device.export.failed");
  CHECK(names_in(stick.path()).empty());
}
