// Cases on the real terminal, by touch target: from the first tap to the answer of who was asked again, by every role
// and in both languages, and what somebody else does meanwhile.
#include <catch2/catch.hpp>

#include "sync/event/day.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
const event::Signature kPyotr{.name = "Пётр", .role = "director"};

std::string ends_of(const event::Uuid& id) {
  return id.text().substr(28);
}

event::Uuid colleague(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

class CaseStaff : public Person {
 public:
  explicit CaseStaff(const std::filesystem::path& data, test::Setup setup = {}) : Person(data, std::move(setup)) {}

  void enlist_all() {
    for (std::uint8_t i = 0; i < event::kRoles.size(); ++i)
      tell(event::PersonEnlisted{.person = colleague(static_cast<std::uint8_t>(i + 1)),
                                 .name = std::string(event::kRoles[i]),
                                 .role = std::string(event::kRoles[i]),
                                 .pin = hashed_pin(),
                                 .by = {.name = "Анна", .role = "owner"}});
  }
  void enter_as(std::uint8_t number) { come_in(event::kRoles.size(), colleague(number)); }
  const desk::Notes& desk_notes() { return model().staff_notes(); }
  const event::Case& dossier() {
    REQUIRE(desk_notes().opened.dossier);
    return *desk_notes().opened.dossier;
  }
  /// Taps what answers a question and waits until it is stored; so many steps were taken then.
  void answer(std::string_view target, std::size_t steps) {
    tap(target);
    look_until([&] { return desk_notes().opened.history.size() == steps; });
  }
  event::Uuid low_score(const std::string& words) {
    tap("nps.2");
    tap("reasons.reception");
    tap("words");
    type(words);
    tap("key.enter");
    tap("next");
    tap("contact.no");
    wait_while("saving");
    wait(6'000);
    look_until([&] { return model().brand().waiting == 1; });
    return {};
  }
};

}  // namespace

TEST_CASE("a low score is worked as a case from its opening to the second resolution, in both languages", "[cases]") {
  for (const std::string language : test::kLanguages) {
    INFO(language);
    const Folder folder;
    CaseStaff person(folder.path(), {.shape = {}, .language = language});
    person.enlist_all();
    person.low_score(language == "ru" ? "хамят" : "rude");
    person.enter_as(1);
    REQUIRE(person.desk_notes().queue.size() == 1);
    const event::Uuid item = person.desk_notes().queue[0].id;
    person.tap("queue." + ends_of(item) + ".open");
    REQUIRE(person.screen() == "staff.voice");
    CHECK_FALSE(person.sees("case.department"));
    person.tap("case.open");
    REQUIRE(person.screen() == "staff.case.department");
    person.tap("note.back");
    CHECK_FALSE(person.desk_notes().opened.dossier);
    person.tap("case.open");
    person.answer("department.none", 1);
    REQUIRE(person.screen() == "staff.case");
    CHECK(person.dossier().open());
    person.tap("case.department");
    person.answer("department.reception", 2);
    person.tap("case.cause");
    person.answer("cause.expectation", 3);
    person.tap("case.assignee");
    person.answer("assignee." + ends_of(colleague(2)), 4);
    const std::string today = person.model().chalkboard().today();
    person.tap("case.due");
    person.tap("case.day");
    REQUIRE(person.screen() == "staff.case.day");
    person.tap("month.on");
    person.tap("month.back");
    person.answer("day." + today, 5);
    REQUIRE(person.screen() == "staff.case");
    person.tap("case.due");
    person.answer("due.3", 6);
    CHECK(person.dossier().department == "reception");
    CHECK(person.dossier().cause == event::Cause::expectation);
    CHECK(person.dossier().assignee == colleague(2));
    CHECK(person.dossier().due == event::plus_days(today, 3));
    person.tap("case.comment");
    person.type(language == "ru" ? "узнали" : "asked");
    person.answer("care.send", 7);

    // Its director sees it first among the cases.
    person.tap("staff.close");
    person.enter_as(2);
    person.tap("filter.open");
    person.tap("person." + ends_of(colleague(2)));
    person.tap("filter.show");
    CHECK(person.sees("queue." + ends_of(item) + ".open"));
    person.tap("cases.open");
    REQUIRE(person.screen() == "staff.cases");
    person.tap("case." + ends_of(item) + ".open");
    person.tap("case.resolve");
    person.tap("how.corrected");
    person.type(language == "ru" ? "обучили" : "trained");
    person.tap("care.send");
    REQUIRE(person.screen() == "staff.case.asking");
    person.answer("ask.3", 8);
    CHECK_FALSE(person.dossier().open());
    CHECK(person.desk_notes().cases.empty());
    CHECK(person.desk_notes().solved.size() == 1);
    CHECK(person.desk_notes().queue.empty());  // dealt with
    person.tap("case.publish");
    person.type(language == "ru" ? "хамство" : "rude");
    person.tap("care.send");
    REQUIRE(person.screen() == "staff.case.publish");
    person.answer("care.send", 9);
    CHECK(person.dossier().published);
    REQUIRE(person.model().chalkboard().board().done(true).size() == 1);
    CHECK_FALSE(person.sees("case.publish"));

    // On its day it is among what waits, and on the mark of the desk.
    person.tap("staff.close");
    CHECK(person.model().brand().waiting == 0);
    person.wait(3 * kDayMs);
    person.look_until([&] { return person.model().brand().waiting == 1; });
    person.enter_as(1);
    person.tap("queue.follow_up");
    person.tap("queue." + ends_of(item) + ".open");
    REQUIRE(person.screen() == "staff.case");
    person.tap("case.follow");
    person.tap("outcome.unreached");
    person.answer("ask.1", 10);
    CHECK(person.desk_notes().queue.empty());
    person.tap("case.follow");
    person.tap("outcome.unwell");
    person.type(language == "ru" ? "опять" : "again");
    person.answer("care.send", 11);
    person.tap("case.reopen");
    person.answer("care.send", 12);
    CHECK(person.dossier().open());
    person.tap("case.item");
    REQUIRE(person.screen() == "staff.voice");
    CHECK(person.sees("case.department"));
    person.tap("note.back");
    person.tap("note.back");
    CHECK(person.screen() == "staff.queue");
    CHECK(person.sees("queue.detractor"));

    // All of it is there after a restart; overdue from the day after its control date on.
    person.restart();
    person.wait(kDayMs);
    person.look_until([&] { return person.model().brand().waiting == 1; });
    person.enter_as(3);
    person.tap("queue.overdue");
    person.tap("queue." + ends_of(item) + ".open");
    person.look_until([&] { return person.desk_notes().opened.history.size() == 12; });
    CHECK(person.verifies());
  }
}

TEST_CASE("every role works on cases, and none on what it may not know of", "[cases]") {
  for (const std::string language : test::kLanguages) {
    const Folder folder;
    CaseStaff person(folder.path(), {.shape = {}, .language = language});
    person.enlist_all();
    const event::Uuid note = person.append(
        event::NoteWritten{.code = "K7M2", .language = "ru", .writing = {1, "Олег", "вода холодная", {}}, .held = {}});
    const event::Uuid secret = person.confide({.colour = 0, .name = "", .text = "тренер грубит", .strokes = {}});
    person.tell(event::CaseDescribed{
        .about = secret, .department = {}, .cause = {}, .assignee = {}, .due = "2020-01-01", .by = kPyotr});
    person.look_until([&] { return person.model().brand().waiting == 2; });
    std::size_t steps = 0;
    for (std::uint8_t i = 0; i < event::kRoles.size(); ++i) {
      const std::string role(event::kRoles[i]);
      INFO(role << " " << language);
      const bool knows = event::may(role, event::Right::private_notes);
      person.enter_as(static_cast<std::uint8_t>(i + 1));
      CHECK(person.sees("queue." + ends_of(secret) + ".open") == knows);
      CHECK(person.sees("queue.overdue") == knows);
      person.tap("cases.open");
      CHECK(person.sees("case." + ends_of(secret) + ".open") == knows);
      if (knows) {
        person.tap("case." + ends_of(secret) + ".open");
        person.tap("case.assignee");
        CHECK(person.sees("assignee." + ends_of(colleague(2))));
        CHECK_FALSE(person.sees("assignee." + ends_of(colleague(1))));  // staff may not know of it
        person.tap("staff.close");
        person.enter_as(static_cast<std::uint8_t>(i + 1));
      }
      person.tap("queue.open");
      person.tap("queue." + ends_of(note) + ".open");
      REQUIRE(person.screen() == "staff.note");
      if (i == 0) {
        person.tap("case.open");
        person.answer("department.none", ++steps);
      } else {
        person.tap("case.open");
        REQUIRE(person.screen() == "staff.case");
      }
      person.tap("case.comment");
      person.type(language == "ru" ? "узнали" : "asked");
      person.answer("care.send", ++steps);
      CHECK(person.desk_notes().opened.history.back().by() == event::Signature{role, role});
      person.tap("staff.close");
    }
    CHECK(person.verifies());
  }
}

TEST_CASE("what somebody else does to an opened item is told, and both acts stay in its history", "[cases]") {
  const Folder folder;
  CaseStaff person(folder.path());
  person.enlist_all();
  const event::Uuid note = person.append(
      event::NoteWritten{.code = "K7M2", .language = "ru", .writing = {1, "Олег", "вода холодная", {}}, .held = {}});
  person.look_until([&] { return person.model().brand().waiting == 1; });
  person.enter_as(1);
  person.tap("queue." + ends_of(note) + ".open");
  person.tap("care.read");
  person.look_until([&] { return person.desk_notes().opened.history.size() == 1; });
  CHECK(person.desk_notes().opened.news.empty());  // one's own
  person.tap("care.reply");
  person.type("греем");
  person.tell(event::NoteMarked{.note = note, .state = event::Work::working, .until = "", .did = "", .by = kPyotr});
  person.look_until([&] { return person.desk_notes().opened.news.size() == 1; });
  CHECK(person.screen() == "staff.reply");
  CHECK(person.model().staff()->care.text == "Греем");  // nothing typed is lost
  CHECK(person.desk_notes().opened.news[0].by() == kPyotr);
  CHECK(person.desk_notes().opened.history.size() == 2);
  person.tap("note.back");
  CHECK(person.desk_notes().opened.news.size() == 1);
  person.tap("note.back");
  person.tap("queue." + ends_of(note) + ".open");
  CHECK(person.desk_notes().opened.news.empty());  // they have seen it
  CHECK(person.desk_notes().opened.history.size() == 2);
}
