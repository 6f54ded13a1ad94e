// The staff's forms on the real terminal, by touch target: what was said in person stands in the queue within five
// taps, nothing begun is lost or shown to others, and nothing of a member's furniture is there.
#include <catch2/catch.hpp>

#include "tests/screens/dead_disk.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::DeadDisk;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

event::Uuid numbered(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

class Clerk : public Person {
 public:
  explicit Clerk(const std::filesystem::path& data, test::Setup setup = {}) : Person(data, std::move(setup)) {}

  /// Somebody enlisted, with Person::kPin.
  void enlist(std::uint8_t number, const std::string& name, const std::string& role) {
    ++enlisted_;
    tell(event::PersonEnlisted{numbered(number), name, role, hashed_pin(), {"Пётр", "owner"}});
  }
  void sign_in(std::uint8_t number) { come_in(enlisted_, numbered(number)); }
  void touch(std::string_view id) {
    tap(id);
    ++taps;
  }
  std::size_t waiting() { return model().brand().waiting; }
  std::vector<desk::Waiting> queue() { return model().staff_notes().queue; }
  const std::string& written() { return *model().forms().flow()->run.value("words").text(); }
  /// The responses that the staff took down.
  std::vector<Kept> taken_down() {
    auto all = kept();
    std::erase_if(all, [](const Kept& one) { return !one.response.by; });
    return all;
  }
  bool shows(std::string_view words) {
    return std::ranges::any_of(ui().targets(), [&](const ui::Target& one) { return one.label.contains(words); });
  }

  int taps = 0;

 private:
  std::size_t enlisted_ = 0;
};

}  // namespace

TEST_CASE("what was said in person is in the queue within five taps besides typing, in both languages", "[forms]") {
  for (const std::string language : test::kLanguages)
    for (const test::Shape shape : test::kShapes) {
      const Folder folder;
      Clerk clerk(folder.path(), {.shape = shape, .language = language});
      clerk.enlist(1, "Анна", "staff");
      clerk.sign_in(1);
      clerk.touch("told.open");
      REQUIRE(clerk.screen() == "staff.form.told");
      clerk.type(language == "ru" ? "жарко" : "hot");  // the keyboard is there at once
      clerk.touch("form.fold");
      for (const char* members : {"lang.ru", "text.large", "theme.contrast", "staff.corner", "board.open", "skip"})
        CHECK_FALSE(clerk.sees(members));
      clerk.touch("reasons.equipment");
      clerk.touch("mood.bad");
      const std::int64_t before_ms = clerk.now_ms();
      clerk.touch("next");
      clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
      CHECK(clerk.taps <= 5);
      CHECK(clerk.now_ms() - before_ms < 2'000);
      clerk.look_until([&] { return clerk.waiting() == 1; });
      REQUIRE(clerk.queue().size() == 1);
      const desk::Waiting item = clerk.queue()[0];
      CHECK(item.kind == desk::Kind::told);
      CHECK(item.words == (language == "ru" ? "Жарко" : "Hot"));
      CHECK(item.departments == std::vector<std::string>{"equipment"});
      CHECK(clerk.model().staff()->care.recorded == "told");
      const auto kept = clerk.taken_down();
      REQUIRE(kept.size() == 1);
      CHECK(kept[0].response.survey == "told");
      CHECK(kept[0].response.touchpoint == "told");
      CHECK(kept[0].response.by == event::Signature{"Анна", "staff"});
      CHECK(kept[0].response.code.empty());
      CHECK(kept[0].response.suspect.empty());
      CHECK_FALSE(kept[0].response.score);
      CHECK_FALSE(kept[0].contact);
      CHECK(clerk.verifies());
    }
}

TEST_CASE("another channel sets the touchpoint; who it was and the phone are sealed, after their consent", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "director");
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("вода холодная");
  clerk.tap("form.fold");
  clerk.tap("channel.phone");
  clerk.tap("guest");
  clerk.type("олег");
  clerk.tap("key.enter");
  clerk.tap("phone");
  clerk.type("91612");
  CHECK_FALSE(clerk.sees("consent.agree"));  // what it is kept for stands on the form
  clerk.tap("form.fold");
  CHECK(clerk.sees("consent.agree"));
  CHECK_FALSE(clerk.sees("next"));
  clerk.tap("consent.agree");  // refused: digits are missing
  REQUIRE(clerk.screen() == "staff.form.told");
  CHECK(clerk.taken_down().empty());
  clerk.tap("consent.text");
  REQUIRE(clerk.screen() == "staff.form.told.consent");
  clerk.tap("back");
  clerk.tap("phone");
  clerk.type("34567");
  clerk.tap("form.fold");
  clerk.tap("consent.agree");
  clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
  const auto kept = clerk.taken_down();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.touchpoint == "phone");
  CHECK(kept[0].contact == "Олег\n+79161234567");
  REQUIRE(kept[0].response.contact);
  CHECK(kept[0].response.contact->channel == "phone");
  CHECK(event::canonical_json(event::to_json(kept[0].response)).find("Олег") == std::string::npos);
  clerk.look_until([&] { return clerk.queue().size() == 1; });
  CHECK(clerk.queue()[0].has_contact);
  clerk.tap("queue." + clerk.queue()[0].id.text().substr(28) + ".open");
  REQUIRE(clerk.screen() == "staff.voice");
  CHECK_FALSE(clerk.shows("Олег"));
  CHECK_FALSE(clerk.shows("4567"));
}

TEST_CASE("each role takes down what was said, and its name is under it", "[forms]") {
  for (const std::string_view role : event::kRoles) {
    const Folder folder;
    Clerk clerk(folder.path());
    clerk.enlist(1, "Анна", std::string(role));
    clerk.sign_in(1);
    clerk.tap("told.open");
    clerk.type("да");
    clerk.tap("next");  // nothing but words is needed
    clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
    REQUIRE(clerk.taken_down().size() == 1);
    CHECK(clerk.taken_down()[0].response.by == event::Signature{"Анна", std::string(role)});
    CHECK(clerk.verifies());
  }
}

TEST_CASE("nothing is sent without words; with the terminal's PIN a name is asked for first", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.come_in();
  clerk.tap("told.open");
  REQUIRE(clerk.screen() == "staff.sign");
  clerk.type("вера");
  clerk.tap("care.send");
  REQUIRE(clerk.screen() == "staff.form.told");
  clerk.tap("next");
  REQUIRE(clerk.screen() == "staff.form.told");
  CHECK(clerk.model().forms().flow()->errors.size() == 1);
  CHECK(clerk.taken_down().empty());
  clerk.tap("words");
  clerk.model().type("Ключи\b от шкафа");  // a real keyboard writes where the caret is
  clerk.look();
  CHECK(clerk.written() == "Ключ от шкафа");
}

TEST_CASE("a form begun when the desk closes is there for who began it, and for nobody else", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "staff");
  clerk.enlist(2, "Анна", "owner");  // of the same name, as two terminals may have enlisted them
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("грубят");
  clerk.wait(121'000);
  CHECK(clerk.screen() == "attract");
  CHECK(clerk.model().forms().flow() == nullptr);
  CHECK_FALSE(clerk.shows("рубят"));

  clerk.sign_in(2);
  clerk.tap("told.open");
  REQUIRE(clerk.screen() == "staff.form.told");
  CHECK(clerk.model().forms().flow()->run.value("words").is_nothing());
  clerk.tap("back");
  clerk.tap("staff.close");

  clerk.sign_in(1);
  clerk.tap("sections.open");
  clerk.tap("forms.open");
  CHECK(clerk.model().staff_notes().forms.at(0).begun);
  clerk.tap("form.told");
  CHECK(clerk.written() == "Грубят");
  clerk.tap("back");
  REQUIRE(clerk.screen() == "staff.forms");
  CHECK(clerk.taken_down().empty());  // left is not sent
  clerk.tap("form.told");
  clerk.tap("next");
  clerk.look_until([&] { return clerk.waiting() == 1; });
  CHECK_FALSE(clerk.model().staff_notes().forms.at(0).begun);
}

TEST_CASE("what was begun is wiped by a finger that holds, and by nothing less", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "staff");
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("жарко");
  clerk.tap("form.fold");
  clerk.hold("form.discard", 300);
  REQUIRE(clerk.screen() == "staff.form.told");
  CHECK(clerk.written() == "Жарко");
  clerk.hold("form.discard", 1'200);
  REQUIRE(clerk.screen() == "staff.queue");
  clerk.tap("told.open");
  CHECK(clerk.model().forms().flow()->run.value("words").is_nothing());
}

TEST_CASE("a form that cannot be stored says so, is kept, and is noted only once it is on the disk", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "staff");
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("жарко");
  {
    const DeadDisk dead;
    clerk.tap("next");
    clerk.look_until([&] { return clerk.screen() == "staff.form.told.failed"; });
    CHECK(clerk.model().staff()->care.recorded.empty());
    clerk.tap("retry");
    clerk.look_until([&] { return clerk.screen() == "staff.form.told.failed"; });
    CHECK(clerk.written() == "Жарко");
  }
  clerk.tap("retry");
  clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
  CHECK(clerk.model().staff()->care.recorded == "told");
  CHECK(clerk.taken_down().size() == 1);
  CHECK(clerk.verifies());
}

TEST_CASE("a form that could not be stored is stored later, also with the desk closed, and then told", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "staff");
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("жарко");
  {
    const DeadDisk dead;
    clerk.tap("next");
    clerk.look_until([&] { return clerk.screen() == "staff.form.told.failed"; });
    clerk.tap("back");
    REQUIRE(clerk.screen() == "staff.queue");
    clerk.tap("staff.close");
    REQUIRE(clerk.model().staff() == nullptr);
  }
  clerk.wait(31'000);
  clerk.look_until([&] { return clerk.waiting() == 1; });
  CHECK(clerk.taken_down().size() == 1);
  clerk.sign_in(1);
  clerk.look();
  CHECK(clerk.model().staff()->care.recorded == "told");
  clerk.tap("told.open");
  CHECK(clerk.model().forms().flow()->run.value("words").is_nothing());  // the next one
}

TEST_CASE("a check-list is kept, says that it is noted, and waits for nobody", "[forms]") {
  for (const std::string language : test::kLanguages) {
    const Folder folder;
    Clerk clerk(folder.path(), {.shape = {}, .language = language});
    clerk.enlist(1, "Анна", "staff");
    clerk.sign_in(1);
    clerk.tap("sections.open");
    clerk.tap("forms.open");
    clerk.tap("form.service");
    REQUIRE(clerk.screen() == "staff.form.service");
    clerk.tap("outcome.talked");
    clerk.tap("asked.visits");
    clerk.tap("asked.goal");
    clerk.tap("next.visit");
    clerk.tap("words");
    clerk.type(language == "ru" ? "рад" : "fine");
    clerk.tap("next");
    clerk.look_until([&] { return clerk.screen() == "staff.forms"; });
    CHECK(clerk.model().staff()->care.recorded == "service");
    clerk.tap("form.first-days");
    REQUIRE(clerk.screen() == "staff.form.first-days");
    clerk.tap("when.first");
    clerk.tap("done.tour");
    clerk.tap("booked.yes");
    clerk.tap("next");
    clerk.look_until([&] { return clerk.screen() == "staff.forms"; });
    const auto kept = clerk.taken_down();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].response.touchpoint == "service");
    CHECK(kept[0].response.answers["asked"] == event::Json({"visits", "goal"}));
    CHECK(kept[1].response.touchpoint == "first-days");
    CHECK(kept[1].response.answers["booked"] == true);
    CHECK(clerk.waiting() == 0);
    CHECK(clerk.queue().empty());
  }
}

TEST_CASE("a form about something says what, and each about has a form of its own", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path());
  clerk.enlist(1, "Анна", "staff");
  clerk.sign_in(1);
  const auto call = [&clerk](std::uint8_t row) {
    clerk.model().intend(desk::Intent(desk::OpenForm{.form = "call", .touchpoint = "call", .about = numbered(row)}));
    clerk.look();
    REQUIRE(clerk.screen() == "staff.form.call");
  };
  call(7);
  clerk.tap("status.first");
  clerk.tap("score.4");
  clerk.tap("back");
  call(8);
  CHECK(clerk.model().forms().flow()->run.value("status").is_nothing());
  clerk.tap("back");
  call(7);
  clerk.tap("words");
  clerk.type("пыльно");
  clerk.tap("next");
  clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
  const auto kept = clerk.taken_down();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].response.about == numbered(7));
  CHECK(kept[0].response.touchpoint == "call");
  CHECK(kept[0].response.score == 4);
  CHECK(kept[0].response.answers["status"] == "first");
  clerk.look_until([&] { return clerk.waiting() == 1; });
  CHECK(clerk.queue().at(0).kind == desk::Kind::detractor);
}

TEST_CASE("without a key for contacts the forms ask for none", "[forms]") {
  const Folder folder;
  Clerk clerk(folder.path(), {.shape = {}, .language = "ru", .bare = true});
  clerk.enlist(1, "Анна", "staff");
  clerk.sign_in(1);
  clerk.tap("told.open");
  clerk.type("да");
  clerk.tap("form.fold");
  CHECK_FALSE(clerk.sees("guest"));
  CHECK_FALSE(clerk.sees("phone"));
  clerk.tap("next");
  clerk.look_until([&] { return clerk.screen() == "staff.queue"; });
  CHECK(clerk.taken_down().size() == 1);
}
