// The staff's queue on the real terminal, by touch target: what waits, what makes it done, and prepared answers.
#include <catch2/catch.hpp>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

class Staff : public Person {
 public:
  explicit Staff(const std::filesystem::path& data, test::Setup setup = {}) : Person(data, std::move(setup)) {}

  static std::string target(const event::Uuid& id) { return "queue." + id.text().substr(28) + ".open"; }
  // Whoever came by the terminal's own PIN says a name and signs as the owner.
  void sign(const char* name = "анна") {
    REQUIRE(screen() == "staff.sign");
    type(name);
    tap("care.send");
  }
  const std::string& typed() { return model().staff()->care.text; }
  std::size_t waiting() { return model().brand().waiting; }
  event::Uuid leave_note(const std::string& text, std::vector<std::string> held = {}) {
    const std::size_t before = waiting();
    const event::Uuid note = append(event::NoteWritten{
        .code = "K7M2", .language = "ru", .writing = {1, "Олег", text, {}}, .held = std::move(held)});
    look_until([&] { return waiting() == before + 1; });
    return note;
  }
};

}  // namespace

TEST_CASE("a note is looked at, then answered from a prepared answer with its words, and waits no more", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  CHECK(person.waiting() == 0);
  const event::Uuid note = person.leave_note("в душе опять холодная вода", {"first-texts"});
  person.come_in();
  CHECK(person.sees("queue.look"));
  CHECK_FALSE(person.sees("queue.answer"));
  person.tap(Staff::target(note));
  REQUIRE(person.screen() == "staff.note");
  person.tap("care.show");
  person.sign();
  person.look_until([&] { return person.model().staff_notes().queue.at(0).kind == desk::Kind::answer; });
  CHECK(person.waiting() == 1);  // shown is not answered
  person.tap("care.read");
  person.look_until([&] { return person.model().staff_notes().queue.at(0).work == event::Work::read; });
  CHECK(person.waiting() == 1);  // acknowledged is not answered
  person.tap("note.back");
  REQUIRE(person.screen() == "staff.queue");
  CHECK(person.sees("queue.answer"));

  person.tap(Staff::target(note));
  person.tap("care.prepared");
  REQUIRE(person.screen() == "staff.prepared");
  person.tap("prepared.repair");
  REQUIRE(person.screen() == "staff.reply");
  CHECK(person.typed().starts_with("Олег, "));
  CHECK(person.typed().contains("«в душе опять холодная вода»"));
  person.tap("key.backspace");  // it is a beginning
  const std::string sent = person.typed();
  person.tap("care.send");
  CHECK(person.screen() == "staff.queue");
  person.look_until([&] { return person.waiting() == 0; });
  CHECK_FALSE(person.sees(Staff::target(note)));
  const auto* answered = person.model().chalkboard().board().find(note);
  REQUIRE(answered != nullptr);
  REQUIRE(answered->replies.size() == 1);
  CHECK(answered->replies[0].text == sent);
  CHECK(answered->replies[0].by == event::Signature{"Анна", "owner"});
  CHECK(person.verifies());
}

TEST_CASE("the words of a note held for its phone are in no touch target of the desk", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid note = person.leave_note("звоните 89161234567", {"phone"});
  const auto tells = [&] {
    return std::ranges::any_of(person.ui().targets(), [](const ui::Target& one) {
      return one.label.contains("звоните") || one.label.contains("9161234567");
    });
  };
  person.come_in();
  REQUIRE(person.sees(Staff::target(note)));
  CHECK_FALSE(tells());
  person.tap("sections.open");
  person.tap("care.open");
  REQUIRE(person.sees("note." + note.text().substr(28) + ".open"));
  CHECK_FALSE(tells());
  person.tap("note.back");
  person.tap("care.search");
  person.type("звоните");
  person.tap("care.send");
  REQUIRE(person.sees("search.clear"));
  CHECK_FALSE(tells());
  person.tap("search.clear");
  CHECK(person.sees("care.search"));
}

TEST_CASE("a detractor with a phone waits, its phone covered, until somebody took care of it", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  person.tap("nps.3");
  person.tap("reasons.reception");
  person.tap("words");
  person.type("хамят");
  person.tap("key.enter");
  person.tap("next");
  person.tap("contact.yes");
  person.tap("phone");
  person.type("9161234567");
  person.tap("consent.agree");
  person.wait_while("saving");
  person.wait(6'000);
  person.look_until([&] { return person.waiting() == 1; });

  person.come_in();
  REQUIRE(person.model().staff_notes().queue.size() == 1);
  const desk::Waiting item = person.model().staff_notes().queue[0];
  CHECK(item.kind == desk::Kind::detractor);
  CHECK(item.score == 3);
  CHECK(item.words == "Хамят");
  CHECK(item.has_contact);
  person.tap("queue.detractor");
  person.tap("filter.open");
  REQUIRE(person.screen() == "staff.filter");
  person.tap("department.reception");
  person.tap("filter.show");
  CHECK(person.sees("filter.clear"));
  person.tap(Staff::target(item.id));
  REQUIRE(person.screen() == "staff.voice");
  for (const ui::Target& target : person.ui().targets()) CHECK_FALSE(target.label.contains("1234"));
  person.tap("care.read");
  person.sign();
  person.look_until([&] { return person.model().staff_notes().voices.at(0).work == event::Work::read; });
  REQUIRE(person.screen() == "staff.voice");
  person.tap("care.done");
  person.type("позвонили");
  person.tap("care.send");
  CHECK(person.screen() == "staff.queue");
  person.look_until([&] { return person.waiting() == 0; });
  person.tap("staff.close");
  person.restart();
  person.come_in();
  CHECK(person.model().staff_notes().queue.empty());
  CHECK(person.verifies());
}

TEST_CASE("a finger that uncovers a name opens nothing when it is lifted; a tap does", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid note = person.leave_note("мало полотенец");
  person.come_in();
  person.hold(Staff::target(note), 1'500);
  CHECK(person.screen() == "staff.queue");
  person.tap(Staff::target(note));
  REQUIRE(person.screen() == "staff.note");
  person.tap("note.back");
  person.tap("sections.open");
  person.tap("care.open");
  person.hold("note." + note.text().substr(28) + ".open", 1'500);
  CHECK(person.screen() == "staff.care");
}

TEST_CASE("a note that is shown leaves every button in its place", "[queue]") {
  for (const std::string language : test::kLanguages)
    for (const test::Shape shape : test::kShapes) {
      const Folder folder;
      Staff person(folder.path(), {.shape = shape, .language = language});
      const event::Uuid note = person.leave_note("вода холодная", {"first-texts"});
      person.come_in();
      person.tap(Staff::target(note));
      const std::vector<ui::Target> before(person.ui().targets().begin(), person.ui().targets().end());
      person.tap("care.show");
      person.sign(language == "ru" ? "анна" : "anna");
      person.look_until([&] { return person.model().staff_notes().queue.at(0).kind == desk::Kind::answer; });
      REQUIRE(person.screen() == "staff.note");
      person.look();
      std::vector<std::string> ids;
      for (const ui::Target& target : before) {
        ids.push_back(target.id);
        const auto after = std::ranges::find(person.ui().targets(), target.id, &ui::Target::id);
        INFO(target.id << ' ' << language << ' ' << shape.width);
        REQUIRE(after != person.ui().targets().end());
        CHECK((after->rect.x == target.rect.x && after->rect.y == target.rect.y && after->rect.w == target.rect.w &&
               after->rect.h == target.rect.h));
      }
      CHECK(person.ids() == ids);
      person.tap("care.show");  // a second tap hits what the first did
      CHECK(person.screen() == "staff.note");
    }
}

TEST_CASE("a voice done by mistake is found under done and opened again, whoever says read meanwhile", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid voice = person.leave_contact("+79161234567", 3, "K7MP");
  person.look_until([&] { return person.waiting() == 1; });
  person.come_in();
  CHECK_FALSE(person.sees("queue.done"));
  person.tap(Staff::target(voice));
  person.tap("care.done");
  person.tap("care.send");
  person.sign();
  person.look_until([&] { return person.waiting() == 0; });
  person.tell(event::VoiceMarked{voice, event::Work::read, "", {"Пётр", "staff"}});
  person.look_until([&] { return person.model().staff_notes().opened.history.size() == 2; });
  CHECK(person.waiting() == 0);
  person.tap("queue.done");
  person.tap(Staff::target(voice));
  REQUIRE(person.screen() == "staff.voice");
  for (const char* none : {"care.done", "care.read"}) CHECK_FALSE(person.sees(none));
  person.tap("care.reopen");
  person.look_until([&] { return person.waiting() == 1; });
  CHECK(person.screen() == "staff.queue");
  person.tap("queue.all");
  CHECK(person.sees(Staff::target(voice)));
  CHECK(person.verifies());
}

TEST_CASE("kinds and words narrow the queue, and everything comes back", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid towel = person.leave_note("мало полотенец"), light = person.leave_note("погас свет", {"phone"});
  person.come_in();
  CHECK((person.sees(Staff::target(towel)) && person.sees(Staff::target(light))));
  person.tap("queue.look");
  CHECK_FALSE(person.sees(Staff::target(towel)));
  person.tap("queue.all");
  person.tap("care.search");
  REQUIRE(person.screen() == "staff.search");
  person.type("полотен");
  person.tap("care.send");
  REQUIRE(person.screen() == "staff.queue");
  CHECK(person.sees(Staff::target(towel)));
  CHECK_FALSE(person.sees(Staff::target(light)));
  person.tap("search.clear");
  CHECK(person.sees(Staff::target(light)));
}

TEST_CASE("prepared answers are changed, added and taken out by those who may, and stay so", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid note = person.leave_note("хочу йогу утром");
  const auto answers = [&person] { return person.model().staff_notes().prepared; };
  const auto open_answers = [&] {
    person.come_in();
    person.tap(Staff::target(note));
    person.tap("care.prepared");
  };
  open_answers();
  const auto shipped = answers();
  person.tap("prepared.edit");
  person.tap("prepared.idea");
  REQUIRE(person.screen() == "staff.prepare");
  person.type("да");
  person.tap("care.send");
  person.sign();
  REQUIRE(person.screen() == "staff.prepared");
  person.look_until([&] { return answers() != shipped; });
  CHECK(answers()[1].text == shipped[1].text + "да");

  person.tap("prepared.add");
  REQUIRE(person.screen() == "staff.prepare.title");
  person.type("йога");
  person.tap("care.send");
  REQUIRE(person.screen() == "staff.prepare");
  person.type("будет ");
  person.tap("prepared.quote");
  CHECK(person.typed() == "Будет [«{quote}»]");
  person.tap("care.send");
  person.look_until([&] { return answers().size() == shipped.size() + 1; });
  CHECK(answers().back().title == "Йога");

  person.tap("prepared.not-told");
  person.tap("prepared.retire");
  person.look_until([&] { return answers().size() == shipped.size(); });
  person.tap("staff.close");

  person.restart();
  person.look_until([&] { return person.waiting() == 1; });
  open_answers();
  CHECK(answers().size() == shipped.size());
  CHECK(answers().back().title == "Йога");
  person.tap("prepared.idea");
  CHECK(person.typed().contains("«хочу йогу утром»"));
  CHECK(person.typed().ends_with("да"));
  person.tap("care.send");
  person.sign();
  person.look_until([&] { return person.waiting() == 0; });
  CHECK(person.verifies());
}

TEST_CASE("a private note waits covered, and is done without being shown to anybody", "[queue]") {
  const Folder folder;
  Staff person(folder.path());
  const event::Uuid note = person.confide({.colour = 0, .name = "Олег", .text = "тренер грубит", .strokes = {}});
  person.look_until([&] { return person.waiting() == 1; });
  person.come_in();
  CHECK(person.model().staff_notes().queue.at(0).words.empty());
  person.tap(Staff::target(note));
  REQUIRE(person.screen() == "staff.voice");
  person.tap("care.journal");
  REQUIRE(person.screen() == "staff.journal");
  person.tap("note.back");
  REQUIRE(person.screen() == "staff.voice");
  person.tap("care.done");
  person.tap("care.send");
  person.sign();
  person.look_until([&] { return person.waiting() == 0; });
  CHECK(person.screen() == "staff.queue");
}
