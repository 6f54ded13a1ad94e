// Openings and erasures of contacts: what an event may carry, who may say it, that any order and repetition tells the
// same, and what makes two spellings one code or one contact.
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/kinds.h"
#include "sync/event/people.h"
#include "sync/event/voices.h"
#include "tests/chain.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using event::Json;

namespace {

event::Fact told(testing::FakeWorld& world, const event::ContactEvent& what) {
  const event::Moment at = world.moment();
  return {
      event::make_uuid_v7(at.unix_ms, world.random()), std::string(event::type_of(what)), event::to_json(what), at, {}};
}

event::Event as_event(const event::Fact& fact) {
  return tests::chain({fact}, "00000000000000aa").front();
}

}  // namespace

TEST_CASE("an opening and an erasure read back, and nothing else passes", "[contacts]") {
  event::Uuid of;
  of.bytes.fill(7);
  for (const event::ContactEvent& what : {event::ContactEvent(event::ContactsOpened{15, {"Анна", "director"}}),
                                          event::ContactEvent(event::ContactErased{of, {"Анна", "owner"}})}) {
    const Json good = event::to_json(what);
    REQUIRE(event::validate(event::type_of(what), good));
    const auto read = event::read_contacts(event::type_of(what), event::canonical_json(good));
    REQUIRE((read && *read));
    CHECK(**read == what);
    for (const char* patch : {R"({"by":{"role":"staff"}})", R"({"by":{"role":"admin"}})", R"({"by":null})",
                              R"({"phone":"+7"})", R"({"minutes":-1,"of":null})", R"({"minutes":1441,"of":"me"})"}) {
      Json bad = good;
      bad.merge_patch(Json::parse(patch));
      INFO(patch);
      CHECK_FALSE(event::validate(event::type_of(what), bad));
    }
  }
  CHECK_FALSE(
      event::erased_by(event::kContactErased, R"({"by":{"name":"П","role":"staff"},"of":")" + of.text() + "\"}"));
}

TEST_CASE("any order and repetition of the same openings is the same list", "[contacts]") {
  testing::FakeWorld world(5);
  std::vector<event::Event> all;
  for (int minutes : {15, 60, 0, 15})
    all.push_back(as_event(told(world, event::ContactsOpened{minutes, {"Анна", "owner"}})));
  const event::Fact forged = [&] {  // somebody's who may not: it counts for nothing
    event::Fact fact = told(world, event::ContactsOpened{15, {"Пётр", "owner"}});
    fact.data["by"]["role"] = "staff";
    return fact;
  }();
  all.push_back(as_event(forged));
  event::Openings once;
  CHECK(once.apply(all));
  REQUIRE(once.newest().size() == 4);
  CHECK(once.newest().front().minutes == 15);
  CHECK(once.newest()[1].minutes == 0);
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::ranges::shuffle(all, random);
    event::Openings other;
    for (const event::Event& one : all) {
      other.apply({&one, 1});
      if (random() % 2 == 0) CHECK_FALSE(other.apply({&one, 1}));
    }
    CHECK(other.newest() == once.newest());
  }
}

TEST_CASE("an erased contact is left to nobody, whichever arrives first", "[contacts]") {
  testing::FakeWorld world(6);
  const auto key = event::make_site_key(world.random());
  event::Fact low = world.with_contact(key.open, "+7 900 123-45-67");
  low.data["score"] = 2;
  const std::vector<event::Event> both = {as_event(low), as_event(world.erasure(low.id))};
  for (const auto& order : {std::vector{both[0], both[1]}, std::vector{both[1], both[0]},
                            std::vector{both[1], both[0], both[0], both[1]}}) {
    event::Voices voices;
    for (const event::Event& one : order) voices.apply({&one, 1});
    REQUIRE(voices.find(low.id) != nullptr);
    CHECK_FALSE(voices.find(low.id)->has_contact);
  }
  event::Voices kept;
  kept.apply({&both[0], 1});
  const event::Fact no_right = world.erasure(low.id, "staff");
  const event::Event forged = as_event(no_right);
  kept.apply({&forged, 1});
  CHECK(kept.find(low.id)->has_contact);
}

TEST_CASE("one code and one contact have many spellings", "[contacts]") {
  for (const char* typed : {"K7MP", "k7mp", " К7МР ", "к7 мр", "K7-mP"}) CHECK(event::typed_code(typed) == "K7MP");
  for (const char* typed : {"", "K7M", "K7MPA", "K7MO", "K7M1", "Ы7МР"}) CHECK(event::typed_code(typed).empty());
  const std::string phone = "+79161234567";
  for (const char* typed : {"+7 916 123-45-67", "8 (916) 123 45 67", "9161234567", "79161234567", "8-916-1234567"})
    CHECK(event::normal_contact(typed) == phone);
  CHECK(event::normal_contact(" Anna@Club.RU ") == "anna@club.ru");
  CHECK(event::normal_contact("12").empty());
  CHECK(event::normal_contact("").empty());
}

TEST_CASE("a contact is found among the others of its box, a line each", "[contacts]") {
  const std::string box = "+7 916 123-45-67\nАнна\nAnna@club.ru";
  for (const char* wanted : {"9161234567", "anna@club.ru"})
    CHECK(event::holds_contact(box, event::normal_contact(wanted)));
  CHECK(event::holds_contact("8 916 123 45 67", event::normal_contact("79161234567")));
  CHECK_FALSE(event::holds_contact(box, event::normal_contact("79000000000")));
  CHECK_FALSE(
      event::holds_contact("+7 916 123\n45-67", event::normal_contact("79161234567")));  // two lines are not one number
  CHECK_FALSE(event::holds_contact(box, ""));                                            // a name alone is no contact
}

TEST_CASE("of several that a command found, only what is named is meant", "[contacts]") {
  testing::FakeWorld world(17);
  std::vector<event::Uuid> found;
  for (int i = 0; i < 3; ++i) found.push_back(event::make_uuid_v7(1'795'300'000'000, world.random()));
  const std::vector<std::string> nobody;
  CHECK(event::short_id(found[0]) == found[0].text().substr(28));
  CHECK_FALSE(event::meant_of(found, nobody, false));
  CHECK(event::meant_of(found, nobody, true).value() == found);
  CHECK(event::meant_of(std::span(found).first(1), nobody, false).value() == std::vector{found[0]});
  CHECK(event::meant_of({}, nobody, false)->empty());
  const std::vector<std::string> two = {event::short_id(found[2]), found[0].text(), found[0].text()};
  CHECK(event::meant_of(found, two, false).value() == std::vector{found[2], found[0]});
  const std::vector<std::string> stranger = {event::short_id(found[1]), "00000000"};
  const auto refused = event::meant_of(found, stranger, false);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.contains("00000000"));
  found.push_back(found[1]);
  found.back().bytes[0] ^= 1;  // another id that ends alike
  const std::vector<std::string> alike = {event::short_id(found[1])}, whole = {found[1].text()};
  CHECK_FALSE(event::meant_of(found, alike, false));
  CHECK(event::meant_of(found, whole, false).value() == std::vector{found[1]});
}
