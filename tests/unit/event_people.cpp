// The people of a site: what an event may say of them, who may say it, and that any order, repetition and split of the
// same events makes the same people. The table of rights, and that the README shows it as it is.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "sync/event/kinds.h"
#include "sync/event/people.h"
#include "sync/event/seal.h"
#include "tests/chain.h"
#include "tests/notes.h"

using namespace chalkpoint;
using event::Json;
using event::Right;

namespace {

const std::string kSomePin = "$argon2id$v=19$m=65536,t=2,p=1$" + std::string(22, 'A') + "$" + std::string(43, 'b');

event::Uuid person_id(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

/// What is said of people at one terminal, each a second after the last.
class Office {
 public:
  event::Event say(const event::Deed& what) {
    event::Fact fact = notes_.fact(event::NoteSupported{});
    fact.type = event::type_of(what);
    fact.data = event::to_json(what);
    return tests::chain({fact}, "00000000000000aa").front();
  }
  event::Event enlist(std::uint8_t who, const std::string& name, const std::string& role) {
    return say(event::PersonEnlisted{person_id(who), name, role, kSomePin, {"Анна", "owner"}});
  }
  event::Event change(std::uint8_t who, std::optional<std::string> role, std::optional<std::string> pin = {}) {
    return say(event::PersonChanged{person_id(who), {}, std::move(role), std::move(pin), {"Анна", "owner"}});
  }
  event::Event restore(std::uint8_t who) { return say(event::PersonRestored{person_id(who), {"Анна", "owner"}}); }
  event::Event dismiss(std::uint8_t who) { return say(event::PersonDismissed{person_id(who), {"Анна", "owner"}}); }

 private:
  tests::Notes notes_{7};
};

std::vector<std::string> names(const event::People& people) {
  std::vector<std::string> out;
  for (const event::Person& one : people.enlisted()) out.push_back(one.role + " " + one.name);
  return out;
}

Json enlisted_data() {
  return event::to_json(event::Deed(event::PersonEnlisted{person_id(1), "Анна", "owner", kSomePin, {"Пётр", "admin"}}));
}

void refuse(std::string_view type, const Json& good, const Json& patch, const std::string& place) {
  Json bad = good;
  bad.merge_patch(patch);
  INFO(patch.dump());
  const auto result = event::validate(type, bad);
  REQUIRE_FALSE(result);
  CHECK(result.error().what.find(place) != std::string::npos);
}

/// One deed for each right that events need, signed in that role.
std::vector<event::Deed> deeds(const std::string& role) {
  const event::Signature by{"Анна", role};
  const event::Uuid note = person_id(9);
  return {event::NoteModerated{note, event::Verdict::shown, "", by},
          event::NoteMarked{note, event::Work::read, "", "", by},
          event::NotePinned{note, true, by},
          event::NoteReplied{note, "Греем", by},
          event::NotePublished{note, "Вода была холодной", "Починили", by},
          event::BoardRuled{false, by},
          event::VoiceMarked{note, event::Work::read, "", by},
          event::AnswerPrepared{"thanks", "ru", "Спасибо", "Спасибо!", by},
          event::PersonEnlisted{note, "Пётр", "staff", kSomePin, by},
          event::PersonChanged{note, {}, "staff", {}, by},
          event::PersonDismissed{note, by},
          event::PersonRestored{note, by},
          event::PersonUnlocked{note, by},
          event::CaseDescribed{.about = note, .department = {}, .cause = {}, .assignee = {}, .due = {}, .by = by},
          event::CaseCommented{note, "Спросили смену", by},
          event::CaseResolved{note, event::Resolution::corrected, "Починили", "", by},
          event::CaseReopened{note, "", by},
          event::CaseFollowed{note, event::Outcome::well, "", "", by},
          event::ContactsOpened{15, by},
          event::ContactErased{note, by},
          event::CallNoted{std::string(32, 'a'), event::CallOutcome::unreached, note, by}};
}

}  // namespace

TEST_CASE("what is said of a person reads back, and nothing else passes", "[people]") {
  const Json good = enlisted_data();
  REQUIRE(event::validate(event::kPersonEnlisted, good));
  const auto read = event::read_people(event::kPersonEnlisted, event::canonical_json(good));
  REQUIRE((read && *read));
  CHECK(event::to_json(**read) == good);
  CHECK(event::type_of(**read) == event::kPersonEnlisted);
  const auto refuses = [&](const char* patch, const std::string& place) {
    refuse(event::kPersonEnlisted, good, Json::parse(patch), place);
  };
  refuses(R"({"person":"me"})", "person");
  refuses(R"({"person":null})", "person");
  refuses(R"({"name":" "})", "name");
  refuses(R"({"name":"A\nB"})", "name");
  refuse(event::kPersonEnlisted, good, {{"name", std::string(61, 'a')}}, "name");
  refuses(R"({"role":"guest"})", "role");
  refuses(R"({"pin":""})", "pin");
  refuses(R"({"pin":"24681357"})", "pin");
  refuses(R"({"phone":"+7"})", "phone");
  refuses(R"({"by":null})", "by");
  refuses(R"({"by":{"role":"staff"}})", "by.role");
  refuses(R"({"by":{"role":"director"}})", "by.role");
  for (const char* costly :
       {"$argon2id$v=19$m=4194304,t=2,p=1$", "$argon2id$v=19$m=65536,t=2000,p=1$", "$argon2i$v=19$"}) {
    const std::string pin = costly + std::string(22, 'A') + "$" + std::string(43, 'b');
    refuse(event::kPersonEnlisted, good, {{"pin", pin}}, "pin");
  }
  refuse(event::kPersonEnlisted, good, {{"pin", kSomePin + "b"}}, "pin");
  refuse(event::kPersonEnlisted, good, {{"pin", kSomePin.substr(0, kSomePin.size() - 1) + "="}}, "pin");
  CHECK(event::is_hashed_pin(event::hash_pin("24681357").value()));

  const Json gone = event::to_json(event::Deed(event::PersonDismissed{person_id(1), {"Пётр", "admin"}}));
  CHECK(event::validate(event::kPersonDismissed, gone));
  refuse(event::kPersonDismissed, gone, Json::parse(R"({"by":{"role":"staff"}})"), "by.role");
  refuse(event::kPersonDismissed, gone, Json::parse(R"({"name":"Анна"})"), "name");
}

TEST_CASE("what is changed of a person, a dismissal taken back and a wait ended are read strictly", "[people]") {
  const event::Signature by{"Пётр", "admin"};
  const Json changed =
      event::to_json(event::Deed(event::PersonChanged{person_id(1), "Анна", "director", kSomePin, by}));
  REQUIRE(event::validate(event::kPersonChanged, changed));
  for (const char* one : {"name", "role", "pin"}) {  // each may be told alone, none of them may not
    Json alone = changed;
    for (const char* other : {"name", "role", "pin"})
      if (std::string_view(one) != other) alone.erase(other);
    const auto read = event::read_people(event::kPersonChanged, event::canonical_json(alone));
    REQUIRE((read && *read));
    CHECK(event::to_json(**read) == alone);
  }
  refuse(event::kPersonChanged, changed, {{"name", nullptr}, {"role", nullptr}, {"pin", nullptr}}, "none of");
  refuse(event::kPersonChanged, changed, {{"name", std::string(61, 'a')}}, "name");
  refuse(event::kPersonChanged, changed, {{"role", "guest"}}, "role");
  refuse(event::kPersonChanged, changed, {{"pin", "24681357"}}, "pin");
  refuse(event::kPersonChanged, changed, {{"enlisted", true}}, "enlisted");
  refuse(event::kPersonChanged, changed, Json::parse(R"({"by":{"role":"director"}})"), "by.role");
  for (const event::Deed& deed :
       {event::Deed(event::PersonRestored{person_id(1), by}), event::Deed(event::PersonUnlocked{person_id(1), by})}) {
    const Json good = event::to_json(deed);
    REQUIRE(event::validate(event::type_of(deed), good));
    refuse(event::type_of(deed), good, {{"name", "Анна"}}, "name");
    refuse(event::type_of(deed), good, {{"person", nullptr}}, "person");
    refuse(event::type_of(deed), good, Json::parse(R"({"by":{"role":"staff"}})"), "by.role");
  }
}

TEST_CASE("an act is believed of those alone whose role may do it: every role, every right", "[people]") {
  std::set<Right> met;
  for (const std::string_view role : event::kRoles)
    for (const event::Deed& deed : deeds(std::string(role))) {
      const Right needed = event::right_for(deed);
      INFO(role << " " << event::kRights[static_cast<std::size_t>(needed)]);
      met.insert(needed);
      CHECK(event::validate(event::type_of(deed), event::to_json(deed)).has_value() == event::may(role, needed));
    }
  CHECK(met == std::set<Right>{Right::judge, Right::answer, Right::pin, Right::cases, Right::prepare, Right::screening,
                               Right::contacts, Right::people, Right::calls});
  for (std::size_t i = 0; i < event::kRights.size(); ++i) CHECK_FALSE(event::may("guest", static_cast<Right>(i)));
  CHECK_FALSE(event::may("", Right::device));
}

TEST_CASE("the README shows the table of rights as it is", "[people]") {
  std::ifstream file(SOURCE_DIR "/README.md");
  std::set<std::string> rows;
  for (std::string line; std::getline(file, line);) rows.insert(line);
  std::string head = "| right |";
  for (const std::string_view role : event::kRoles) head += " " + std::string(role) + " |";
  CHECK(rows.contains(head + " what it is |"));
  for (std::size_t i = 0; i < event::kRights.size(); ++i) {
    std::string row = "| `" + std::string(event::kRights[i]) + "` |";
    for (const std::string_view role : event::kRoles)
      row += event::may(role, static_cast<Right>(i)) ? " yes |" : " – |";
    INFO(row);
    CHECK(std::ranges::any_of(rows, [&](const std::string& one) { return one.starts_with(row); }));
  }
}

TEST_CASE("the newest word on a person counts: name, role, PIN, dismissal and its taking back", "[people]") {
  Office office;
  event::People people;
  CHECK(people.enlisted().empty());
  const auto tell = [&](const event::Event& one) { return people.apply({&one, 1}); };
  CHECK(tell(office.enlist(1, "Анна", "staff")));
  CHECK(tell(office.enlist(2, "Пётр", "owner")));
  CHECK(names(people) == std::vector<std::string>{"owner Пётр", "staff Анна"});
  const auto promoted = office.enlist(1, "Анна", "director");
  CHECK(tell(promoted));
  CHECK_FALSE(tell(promoted));
  CHECK(names(people) == std::vector<std::string>{"owner Пётр", "director Анна"});
  CHECK(tell(office.dismiss(1)));
  CHECK_FALSE(tell(promoted));  // read again, it brings nobody back
  CHECK(names(people) == std::vector<std::string>{"owner Пётр"});
  CHECK(tell(office.enlist(1, "Анна", "director")));
  CHECK(people.enlisted().size() == 2);
  CHECK(people.enlisted()[0].pin == kSomePin);
  CHECK(event::is_last_owner(people.enlisted(), person_id(2)));
  CHECK_FALSE(event::is_last_owner(people.enlisted(), person_id(1)));
  tell(office.enlist(1, "Анна", "owner"));
  CHECK_FALSE(event::is_last_owner(people.enlisted(), person_id(2)));
}

TEST_CASE("a role or PIN given before a dismissal was heard of brings nobody back, and is kept", "[people]") {
  Office office;
  const std::string new_pin = "$argon2id$v=19$m=65536,t=2,p=1$" + std::string(22, 'C') + "$" + std::string(43, 'd');
  std::vector<event::Event> said = {office.enlist(1, "Анна", "owner"), office.enlist(2, "Пётр", "staff"),
                                    office.dismiss(2), office.change(2, "director"), office.change(2, {}, new_pin)};
  const event::Event restored = office.restore(2);
  std::ranges::sort(said, {}, &event::Event::id);
  do {
    event::People people;
    people.apply(said);
    REQUIRE(names(people) == std::vector<std::string>{"owner Анна"});
    people.apply({&restored, 1});
    REQUIRE(names(people) == std::vector<std::string>{"owner Анна", "director Пётр"});
    REQUIRE(people.enlisted()[1].pin == new_pin);
  } while (std::ranges::next_permutation(said, {}, &event::Event::id).found);
}

TEST_CASE("of somebody unknown yet nothing is believed that was changed, and nothing is lost", "[people]") {
  Office office;
  const event::Event enlisted = office.enlist(1, "Анна", "staff"), changed = office.change(1, "owner");
  event::People people;
  people.apply({&changed, 1});
  CHECK(people.enlisted().empty());
  people.apply({&enlisted, 1});
  CHECK(names(people) == std::vector<std::string>{"owner Анна"});
}

TEST_CASE("any order, repetition and split of the same events makes the same people", "[people]") {
  std::mt19937_64 random(11);
  const auto below = [&random](std::size_t bound) { return random() % bound; };
  const std::vector<std::string> roles(event::kRoles.begin(), event::kRoles.end());
  Office office;
  std::vector<event::Event> said;
  // As they were said one after the other, each value for itself.
  struct Told {
    std::string name, role, pin;
    bool in = false;
  };
  std::map<std::uint8_t, Told> told;
  for (int i = 0; i < 600; ++i) {
    const auto who = static_cast<std::uint8_t>(1 + below(12));
    const std::string name = "Имя " + std::to_string(below(100)), role = roles[below(4)];
    const std::string pin = kSomePin.substr(0, kSomePin.size() - 3) + std::to_string(100 + below(900));
    Told& one = told[who];
    switch (below(6)) {
      case 0:
        said.push_back(office.dismiss(who));
        one.in = false;
        break;
      case 1:
        said.push_back(office.restore(who));
        one.in = true;
        break;
      case 2:
        said.push_back(office.enlist(who, name, role));
        one = {name, role, kSomePin, true};
        break;
      case 3:
        said.push_back(office.change(who, role));
        one.role = role;
        break;
      case 4:
        said.push_back(office.change(who, {}, pin));
        one.pin = pin;
        break;
      default:
        said.push_back(office.say(event::PersonUnlocked{person_id(who), {"Анна", "owner"}}));
    }
  }
  std::set<std::tuple<event::Uuid, std::string, std::string, std::string>> expected;
  for (const auto& [who, one] : told)
    if (one.in && !one.name.empty()) expected.insert({person_id(who), one.name, one.role, one.pin});
  REQUIRE(expected.size() > 3);
  REQUIRE(expected.size() < 12);
  for (int round = 0; round < 50; ++round) {
    std::vector<event::Event> shuffled = said;
    for (int i = 0; i < 100; ++i) shuffled.push_back(said[below(said.size())]);
    std::ranges::shuffle(shuffled, random);
    event::People people;
    for (std::size_t from = 0; from < shuffled.size();) {
      const std::size_t count = std::min(1 + below(40), shuffled.size() - from);
      people.apply(std::span(shuffled).subspan(from, count));
      from += count;
    }
    decltype(expected) seen;
    for (const event::Person& one : people.enlisted()) seen.insert({one.id, one.name, one.role, one.pin});
    REQUIRE(seen == expected);
  }
}
