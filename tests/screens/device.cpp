// Looking after the terminal with a finger: copies and their way back, a check, the hub's address and code, the
// display.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/app/backups.h"
#include "kiosk/app/measured_scale.h"
#include "tests/screens/person.h"

namespace chalkpoint::test {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files(const fs::path& dir, std::string_view ending) {
  std::vector<fs::path> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(dir, none))
    if (entry.path().filename().string().ends_with(ending)) out.push_back(entry.path());
  return out;
}

void answer(Person& member, int score) {
  member.tap("nps." + std::to_string(score));
  while (!member.sees("done")) {
    if (member.screen() == "saving")
      member.wait_while("saving");
    else
      member.tap(member.sees("skip") ? "skip" : "next");
  }
  member.tap("done");
  REQUIRE(member.screen() == "attract");
}

void wait_for_end(Person& admin) {
  admin.look_until([&] { return admin.sees("device.done"); });
}

std::size_t completed(Person& person) {
  std::size_t count = 0;
  for (const auto& kept : person.kept()) count += kept.type == event::kResponseCompleted ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("every task of the device is reached and left again", "[device]") {
  const std::string language = GENERATE("ru", "en");
  Folder folder;
  Person admin(folder.path(), {.shape = {}, .language = language});
  admin.open_part("device");
  REQUIRE(admin.screen() == "admin.device");
  for (const std::string way : {"hub", "store", "clock", "touch", "size", "program"}) {
    admin.tap("device." + way);
    CHECK(admin.screen() == "admin.device." + way);
    admin.tap("note.back");
    CHECK(admin.screen() == "admin.device");
  }
  admin.tap("device.exports");
  CHECK(admin.screen() == "admin.device.export");
  admin.tap("note.back");
  CHECK(admin.screen() == "admin.device");
  admin.tap("lang." + std::string(language == "ru" ? "en" : "ru"));
  admin.tap("note.back");
  CHECK(admin.screen() == "staff.sections");
  CHECK(admin.model().staff()->language != language);
}

TEST_CASE("a copy goes onto a stick and comes back from it, and what was in use is kept", "[device]") {
  const std::string language = GENERATE("ru", "en");
  Folder folder, stick;
  Person admin(folder.path(), {.shape = {}, .language = language, .stick = stick.path()});
  answer(admin, 9);
  admin.open_part("device");
  admin.tap("device.store");
  admin.tap("device.backup");
  admin.look_until([&] { return admin.sees("device.place.0"); });
  CHECK(admin.sees("device.place.1"));  // the terminal's own disk
  admin.tap("device.place.0");
  wait_for_end(admin);
  const auto copies = files(stick.path(), ".db");
  REQUIRE(copies.size() == 1);
  CHECK(journal::look_at_backup(copies[0])->responses == 1);
  admin.tap("device.done");
  CHECK(admin.screen() == "admin.device.store");
  admin.tap("staff.close");

  answer(admin, 3);
  REQUIRE(completed(admin) == 2);
  admin.open_part("device");
  admin.tap("device.store");
  admin.tap("device.restore");
  admin.look_until([&] { return admin.sees("device.place.0"); });
  admin.tap("device.place.0");
  admin.look_until([&] { return admin.screen() == "admin.device.restore"; });
  admin.hold("device.restore.hold", 1'500);  // not long enough
  CHECK(admin.screen() == "admin.device.restore");
  admin.hold("device.restore.hold", 3'100);
  wait_for_end(admin);
  REQUIRE(completed(admin) == 2);  // until it begins anew
  admin.tap("device.done");
  CHECK(admin.screen() == "attract");
  CHECK(completed(admin) == 1);
  CHECK(admin.verifies());
  CHECK(files(folder.path(), ".db").size() == 2);  // the one before lies beside it
}

TEST_CASE("without a stick a copy stays on the terminal, and a broken one is refused in words", "[device]") {
  Folder folder;
  Person admin(folder.path());
  answer(admin, 9);
  admin.open_part("device");
  admin.tap("device.store");
  admin.tap("device.backup");
  admin.look_until([&] { return admin.sees("device.place.0"); });
  CHECK_FALSE(admin.sees("device.place.1"));
  admin.tap("device.place.0");
  wait_for_end(admin);
  const auto copies = files(folder.path() / "backups", ".db");
  REQUIRE(copies.size() == 1);
  fs::resize_file(copies[0], fs::file_size(copies[0]) / 2);
  admin.tap("device.done");
  admin.tap("device.restore");
  admin.look_until([&] { return admin.sees("device.place.0"); });
  admin.tap("device.place.0");
  wait_for_end(admin);
  CHECK(admin.screen() == "admin.device.work");
  admin.tap("device.done");
  CHECK(admin.screen() == "admin.device.copies");
  CHECK(completed(admin) == 1);
}

TEST_CASE("the store is checked while it is used", "[device]") {
  Folder folder;
  Person admin(folder.path());
  answer(admin, 9);
  admin.open_part("device");
  admin.tap("device.store");
  admin.tap("device.verify");
  wait_for_end(admin);
  CHECK(admin.notes().empty());
  CHECK_FALSE(fs::exists(folder.path() / "check"));
  admin.tap("device.done");
  CHECK(admin.screen() == "admin.device.store");
}

TEST_CASE("an address and a code are typed, by finger or keyboard, and a hub that is not there is told", "[device]") {
  const std::string language = GENERATE("ru", "en");
  Folder folder;
  Person admin(folder.path(), {.shape = {}, .language = language});
  admin.open_part("device");
  admin.tap("device.hub");
  admin.tap("device.enrol");
  REQUIRE(admin.screen() == "admin.device.address");
  admin.type("h");
  admin.model().type("ttp://127.0.0.1:1");
  admin.look();
  admin.tap("care.send");
  REQUIRE(admin.screen() == "admin.device.code");
  for (const char digit : std::string("12345678901")) admin.tap(std::string("key.") + digit);
  admin.tap("key.backspace");
  for (const char digit : std::string("123")) admin.tap(std::string("key.") + digit);  // the last one is one too many
  admin.tap("device.code.send");
  wait_for_end(admin);
  REQUIRE(admin.notes().size() == 1);
  CHECK(admin.notes()[0].contains("gave no answer"));
  CHECK_FALSE(admin.notes()[0].contains("123456789012"));
  admin.tap("device.done");
  CHECK(admin.screen() == "admin.device.code");
}

TEST_CASE("the display is measured by a ruler, and stays so", "[device]") {
  Folder folder;
  const auto measured = [&] {
    journal::World world{.random = [](std::span<std::uint8_t> out) { std::ranges::fill(out, 1); },
                         .now_unix_ms = [] { return std::int64_t{1}; },
                         .notice = [](const std::string&) {}};
    return app::measured_scale(journal::Journal::open(folder.path(), world).value());
  };
  float scale = 0;
  {
    Person admin(folder.path());
    scale = admin.ui().frame().px_per_mm;
    admin.open_part("device");
    admin.tap("device.size");
    CHECK_FALSE(admin.sees("device.size.forget"));
    admin.tap("device.size.down10");
    admin.tap("device.size.up");
    admin.tap("device.size.keep");
    CHECK(admin.sees("device.size.forget"));
    admin.leave();
  }
  CHECK(measured() == Approx(scale * 60 / 50.5));
  {
    Person admin(folder.path());
    admin.open_part("device");
    admin.tap("device.size");
    admin.tap("device.size.forget");
    admin.leave();
  }
  CHECK(measured() == 0);
}

TEST_CASE("a file for whoever helps goes onto the stick, without anything a member said", "[device]") {
  Folder folder, stick;
  fs::create_directories(folder.path() / "logs");
  std::ofstream(folder.path() / "logs" / "chalkpoint.log") << "a line of the log\n";
  Person admin(folder.path(), {.shape = {}, .stick = stick.path()});
  answer(admin, 9);
  admin.open_part("device");
  admin.tap("device.program");
  admin.look_until([&] { return admin.sees("device.logs"); });
  admin.tap("device.logs");
  wait_for_end(admin);
  const auto written = files(stick.path(), ".log.txt");
  REQUIRE(written.size() == 1);
  std::ifstream in(written[0]);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  CHECK(text.contains("Chalkpoint test"));
  CHECK(text.contains("a line of the log"));
}

}  // namespace chalkpoint::test
