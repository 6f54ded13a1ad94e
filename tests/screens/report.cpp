// The report on the real terminal, by touch target: who sees it, that it says what members said, and the saved page.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr std::int64_t kOneDayMs = 24 * 3'600'000;

void give(Person& person, const std::string& score) {
  person.tap("nps." + score);
  person.tap("reasons.trainers");
  person.tap("next");
  person.tap("contact.no");
  person.wait_while("saving");
  person.tap("done");
}

const desk::Report& counted(Person& person) {
  person.look_until([&] { return person.model().reported().report.has_value(); });
  return *person.model().reported().report;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace

TEST_CASE("the report says what members said yesterday, and is saved as a page here and on the stick", "[report]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder, stick;
    Person person(folder.path(), {.shape = {}, .language = language, .stick = stick.path()});
    for (const char* const score : {"10", "9", "3"}) give(person, score);
    person.wait(kOneDayMs);
    give(person, "7");
    person.come_in();
    person.tap("report.open");
    REQUIRE(person.screen() == "staff.report");
    CHECK(counted(person).total ==
          event::Tally{.completed = 3, .abandoned = 0, .suspect = 0, .promoters = 2, .passives = 0, .detractors = 1});
    REQUIRE(counted(person).departments.size() == 1);
    CHECK(counted(person).departments[0].value == "trainers");
    CHECK_FALSE(person.model().reported().scope.whole_site);
    person.tap("report.week");
    person.look_until([&] { return person.model().reported().report && counted(person).total.scored() == 4; });

    person.tap("report.yesterday");
    counted(person);
    person.look();
    person.tap("report.save");
    person.look_until([&] { return person.model().staff()->reporting.saved.has_value(); });
    const desk::PageSaved saved = *person.model().staff()->reporting.saved;
    CHECK(std::filesystem::path(saved.file).parent_path() == folder.path() / "reports");
    CHECK(std::filesystem::path(saved.stick).parent_path() == stick.path());
    CHECK(content(saved.file).starts_with("%PDF-"));
    CHECK(content(saved.file) == content(saved.stick));

    // Another page in its place; without a way to write one it is said, and nothing is lost.
    std::filesystem::remove_all(stick.path());
    std::filesystem::remove_all(folder.path() / "reports");
    std::ofstream(folder.path() / "reports") << "in the way";
    person.tap("report.save");
    person.look_until([&] { return person.model().staff()->reporting.saved.has_value(); });
    CHECK(person.model().staff()->reporting.saved == desk::PageSaved{});
    CHECK_FALSE(person.notes().empty());
    person.tap("staff.close");
    CHECK_FALSE(person.model().reported().report);  // nothing of it is kept behind the closed desk
    CHECK(person.verifies());
  }
}

TEST_CASE("a plain answer that is stored while the report is open is counted in it", "[report]") {
  const Folder folder;
  Person person(folder.path());
  person.come_in();
  person.tap("report.open");
  person.tap("report.week");
  CHECK(counted(person).total.scored() == 0);
  // Neither low nor a promoter's: nobody waits for it, so the board's pages do not bring it.
  person.leave_contact("+79161234567", 8, "K7MP");
  person.look_until([&] { return counted(person).total.scored() == 1; });
  CHECK(counted(person).total.passives == 1);
}

TEST_CASE("the report is there for those whose role may see it, in both languages", "[report]") {
  for (const char* const language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    std::uint8_t number = 1;
    for (const std::string_view role : event::kRoles) {
      event::Uuid who;
      who.bytes.fill(number++);
      person.tell(event::PersonEnlisted{.person = who,
                                        .name = std::string(role),
                                        .role = std::string(role),
                                        .pin = Person::hashed_pin(),
                                        .by = {"test", "owner"}});
    }
    number = 1;
    for (const std::string_view role : event::kRoles) {
      INFO(role << " in " << language);
      person.look_until([&] { return person.screen() == "attract"; });
      event::Uuid who;
      who.bytes.fill(number++);
      person.come_in(event::kRoles.size(), who);
      CHECK(person.sees("report.open") == event::may(role, event::Right::reports));
      person.model().intend(desk::Intent(desk::OpenReport{}));  // as if the button were there
      person.look();
      CHECK((person.screen() == "staff.report") == event::may(role, event::Right::reports));
      person.tap("staff.close");
    }
  }
}
