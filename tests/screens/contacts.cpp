// Contacts on the real terminal, by touch target and by role: left by a member, opened with the phrase, shown under a
// finger alone, erased by code, with the act of it.
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr const char* kLeft = "+7 916 555-44-33";

class ContactDesk : public Person {
 public:
  explicit ContactDesk(const std::filesystem::path& data, std::string language = "ru")
      : Person(data, {.shape = {}, .language = std::move(language), .survey = {}, .wrapped_key = true}) {}

  const desk::Contacts& contacts() { return model().staff()->care.contacts; }
  void go_to_contacts() {
    tap("sections.open");
    tap("contacts.open");
    REQUIRE(screen() == "staff.contacts");
  }
  void try_phrase(const std::string& phrase) {
    tap("contacts.unlock");
    REQUIRE(screen() == "staff.unlock");
    type(phrase);
    tap("care.send");
    look_until([&] { return !model().staff()->care.reading; });
  }
  void open_contacts() {
    go_to_contacts();
    try_phrase(kPhrase);
    look_until([&] { return contacts().opening.has_value(); });
  }
  /// By a real keyboard: the one on the screen has its digits behind a key.
  void keys(const std::string& letters) {
    model().type(letters);
    look();
  }
  std::string label(std::string_view id) {
    for (const ui::Target& one : ui().targets())
      if (one.id == id) return one.label;
    return {};
  }
  bool says(const std::string& words) {
    for (const ui::Target& one : ui().targets())
      if (one.label.contains(words)) return true;
    return false;
  }
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> acts_in(const std::filesystem::path& data) {
  std::vector<std::filesystem::path> out;
  if (std::filesystem::exists(data / "acts"))
    for (const auto& one : std::filesystem::directory_iterator(data / "acts")) out.push_back(one.path());
  return out;
}

}  // namespace

TEST_CASE("a contact opens for the phrase, shows under a finger alone, and closes by hand", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path());
  const event::Uuid answer = person.leave_contact(kLeft, 2, "K7MP");
  person.look_until([&] { return person.model().brand().waiting == 1; });
  person.come_in();
  const std::string card = "queue." + answer.text().substr(28) + ".open";
  person.tap(card);
  REQUIRE(person.screen() == "staff.voice");
  CHECK_FALSE(person.sees("contact.show"));
  CHECK(person.sees("contacts.open"));
  person.tap("note.back");
  person.open_contacts();
  CHECK(person.contacts().opening->until_mono_ms);
  person.look_until([&] { return person.model().staff_notes().openings.size() == 1; });
  CHECK(person.model().staff_notes().openings[0].minutes == 15);
  person.tap("note.back");
  person.tap(card);
  person.tap("contact.show");
  person.look_until([&] { return person.contacts().shown.contains(answer); });
  CHECK(person.contacts().shown.at(answer).text == kLeft);
  REQUIRE(person.sees("contact.cover"));
  CHECK_FALSE(person.says("555"));  // in no label, wherever the finger is
  person.hold("contact.cover", 700);
  CHECK_FALSE(person.says("555"));
  person.tap("note.back");
  person.go_to_contacts();
  person.tap("contacts.close");
  CHECK_FALSE(person.contacts().opening);
  CHECK(person.contacts().shown.empty());
}

TEST_CASE("a wrong phrase opens nothing; what is open closes with its time and with the desk", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path());
  person.come_in();
  person.go_to_contacts();
  person.try_phrase("wrong");
  CHECK(person.model().staff()->care.phrase_wrong);
  CHECK(person.screen() == "staff.unlock");
  CHECK_FALSE(person.contacts().opening);
  for (int i = 0; i < 5; ++i) person.tap("key.backspace");
  person.type(Person::kPhrase);
  person.tap("care.send");
  person.look_until([&] { return person.contacts().opening.has_value(); });
  SECTION("the time") {
    for (int minute = 0; minute < 15; ++minute) {
      person.wait(59'000);
      person.tap("lang.ru");  // somebody is there
      person.wait(1'500);
    }
    REQUIRE(person.model().staff() != nullptr);
    CHECK_FALSE(person.contacts().opening);
  }
  SECTION("the desk locks itself") {
    person.wait(121'000);
    REQUIRE(person.model().staff() == nullptr);
    person.come_in();
    CHECK_FALSE(person.contacts().opening);
    CHECK(person.contacts().shown.empty());
  }
}

TEST_CASE("what was left under a code is erased for good, and the act tells all but the contact", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path(), GENERATE("ru", "en"));
  person.leave_contact(kLeft, 2, "K7MP");
  person.leave_contact("+7 900 000-00-00", 3, "AAAA");
  person.come_in();
  person.go_to_contacts();
  CHECK_FALSE(person.sees("erase.contact"));  // they have to be open for that
  person.tap("erase.code");
  person.keys("2222");
  person.tap("care.send");
  person.look_until([&] { return person.contacts().erasing.found_none; });
  for (int i = 0; i < 4; ++i) person.tap("key.backspace");
  person.keys("k7mp");
  person.tap("care.send");
  person.look_until([&] { return person.screen() == "staff.erasing"; });
  CHECK(acts_in(folder.path()).empty());
  person.tap("erase.chosen");  // the only one is chosen
  person.look_until([&] { return person.screen() == "staff.act"; });
  REQUIRE(acts_in(folder.path()).size() == 1);
  const std::string act = text_of(acts_in(folder.path())[0]);
  for (const std::string& text :
       {act, person.contacts().erasing.act.at("ru"), person.contacts().erasing.act.at("en")}) {
    CHECK(text.contains("K7MP"));
    CHECK_FALSE(text.contains("555"));
  }
  CHECK(act.contains("Акт об удалении"));
  CHECK(act.contains("Act of the erasure"));
  std::map<std::string, bool> has;
  for (const Person::Kept& one : person.kept())
    if (one.type == event::kResponseCompleted) has[one.response.code] = one.contact.has_value();
  CHECK(has == std::map<std::string, bool>{{"K7MP", false}, {"AAAA", true}});
  CHECK(person.verifies());
}

TEST_CASE("by contact everything of one person goes, however it is spelt", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path());
  person.leave_contact(kLeft, 2, "K7MP");
  person.leave_contact("8 (916) 555 44 33", 9, "AAAA");
  person.leave_contact("+7 900 000-00-00", 3, "BBBB");
  person.come_in();
  person.open_contacts();
  person.tap("erase.contact");
  person.keys("9165554433");
  person.tap("care.send");
  person.look_until([&] { return person.screen() == "staff.erasing"; });
  REQUIRE(person.contacts().erasing.found.size() == 2);
  for (const desk::Left& left : person.contacts().erasing.found) person.tap("erase." + event::short_id(left.id));
  person.tap("erase.chosen");
  person.look_until([&] { return person.screen() == "staff.act"; });
  std::map<std::string, bool> has;
  for (const Person::Kept& one : person.kept())
    if (one.type == event::kResponseCompleted) has[one.response.code] = one.contact.has_value();
  CHECK(has == std::map<std::string, bool>{{"K7MP", false}, {"AAAA", false}, {"BBBB", true}});
}

TEST_CASE("staff and admin are offered no contacts", "[contacts]") {
  const std::string role = GENERATE("staff", "admin", "director");
  const Folder folder;
  ContactDesk person(folder.path());
  event::Uuid somebody;
  somebody.bytes.fill(7);
  person.tell(event::PersonEnlisted{somebody, "Иван", role, Person::hashed_pin(), {"Анна", "owner"}});
  const event::Uuid answer = person.leave_contact(kLeft, 2, "K7MP");
  person.look_until([&] { return person.model().brand().waiting == 1; });
  person.come_in(1);
  person.tap("queue." + answer.text().substr(28) + ".open");
  CHECK(person.sees("contacts.open") == (role == "director"));
  person.tap("note.back");
  person.tap("sections.open");
  CHECK(person.sees("contacts.open") == (role == "director"));
  CHECK(person.model().staff_notes().openings.empty());
}

TEST_CASE("of several under one code only what is tapped goes, and nothing moves under the finger", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path(), GENERATE("ru", "en"));
  const event::Uuid first = person.leave_contact(kLeft, 2, "K7MP"),
                    second = person.leave_contact("+7 900 000-00-00", 3, "K7MP"),
                    third = person.leave_contact("+7 900 111-11-11", 4, "K7MP");
  person.come_in();
  person.go_to_contacts();
  person.tap("erase.code");
  person.keys("k7mp");
  person.tap("care.send");
  person.look_until([&] { return person.screen() == "staff.erasing"; });
  CHECK(person.contacts().erasing.chosen.empty());
  const auto places = [&] {
    std::map<std::string, std::array<float, 4>> out;
    for (const ui::Target& one : person.ui().targets()) out[one.id] = {one.rect.x, one.rect.y, one.rect.w, one.rect.h};
    return out;
  };
  const auto before = places();
  REQUIRE(before.contains("erase.chosen"));
  person.tap("erase." + event::short_id(second));
  CHECK(places() == before);
  CHECK(person.label("erase.chosen").contains('1'));
  person.tap("erase." + event::short_id(third));
  CHECK(places() == before);
  CHECK(person.label("erase.chosen").contains('2'));
  person.tap("erase." + event::short_id(third));
  CHECK(places() == before);
  CHECK(person.contacts().erasing.chosen == std::set{second});
  person.tap("erase.chosen");
  person.look_until([&] { return person.screen() == "staff.act"; });
  std::size_t boxes = 0;
  for (const Person::Kept& one : person.kept()) boxes += one.contact ? 1 : 0;
  CHECK(boxes == 2);
  person.look_until([&] { return person.model().staff()->erased.contains(second); });
  CHECK_FALSE(person.model().staff()->erased.contains(first));
}

TEST_CASE("a contact that is shown goes at once when it is erased elsewhere, and a line says so", "[contacts]") {
  const Folder folder;
  ContactDesk person(folder.path());
  const event::Uuid answer = person.leave_contact(kLeft, 2, "K7MP");
  person.look_until([&] { return person.model().brand().waiting == 1; });
  person.come_in();
  person.open_contacts();
  person.tap("note.back");
  person.tap("queue." + event::short_id(answer) + ".open");
  person.tap("contact.show");
  person.look_until([&] { return person.contacts().shown.contains(answer); });
  REQUIRE(person.sees("contact.cover"));
  person.tell(event::ContactErased{answer, {"Пётр", "director"}});
  person.look_until([&] { return !person.sees("contact.cover"); });
  CHECK(person.contacts().shown.empty());
  CHECK(person.screen() == "staff.voice");
  CHECK(person.contacts().opening);          // the others stay open
  CHECK_FALSE(person.sees("contact.show"));  // nor is it offered again
}
