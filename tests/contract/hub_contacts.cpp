// Contacts at the hub: erased by whoever may, for good, and brought back by nobody; opened with the phrase, which is an
// event; and the act tells everything but the contact.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "sync/event/contacts.h"
#include "sync/hub/contacts_command.h"
#include "tests/chain.h"
#include "tests/contract/store_contract.h"
#include "tests/notes.h"
#include "tests/unit/journal_fixture.h"

namespace chalkpoint::testing {
namespace {

constexpr const char* kPhone = "+7 916 123-45-67";

/// A club whose key the test has, with contacts left at two terminals.
struct ContactsClub {
  TempDir folder;
  FakeWorld world{41};
  event::Random random = seeded(7);
  event::SiteKey key = event::make_site_key(random);
  std::string phrase = event::make_recovery_phrase(random);
  hub::Principal lobby{"club", "lobby"}, bar{"club", "bar"};
  std::vector<event::Fact> facts;

  ContactsClub() {
    for (const char* contact : {kPhone, "anna@club.ru", "8 916 123 45 67"})
      facts.push_back(world.with_contact(key.open, contact));
    facts[0].data["code"] = "K7MP";
    facts[1].data["code"] = "AAAA";
    facts[2].data["code"] = "BBBB";
    auto store = open();
    for (const auto& who : {lobby, bar}) {
      const hub::Device device{
          .who = who, .name = who.device, .added_ms = kNowMs, .revoked_ms = {}, .heard_ms = {}, .clock_offset_ms = {}};
      REQUIRE(store->add_device(device, hub::token_hash(who.device),
                                {key.open, event::wrap_secret(key, phrase, random).value(), event::key_id(key.open)}));
    }
    append(*store, deliver(lobby, tests::chain({facts[0], facts[1]}, "00000000000000aa")));
    append(*store, deliver(bar, tests::chain({facts[2]}, "00000000000000bb")));
  }
  std::unique_ptr<hub::Store> open() {
    auto store = store_kinds().front().open(folder.path());
    REQUIRE(store);
    return std::move(*store);
  }
  std::string spec() const { return "sqlite:" + (folder.path() / "hub.db").string(); }
  hub::World hub_world() {
    return {[] { return kNowMs; }, seeded(1)};
  }
  hub::AskSecret answering(const std::string& answer) const {
    return [answer](const std::string&) -> hub::Result<std::string> { return answer; };
  }
  std::set<event::Uuid> boxes() {
    auto store = open();
    std::set<event::Uuid> out;
    for (const event::Fact& fact : facts)
      if (*store->contact("club", fact.id)) out.insert(fact.id);
    return out;
  }
  std::size_t openings() {
    auto store = open();
    const auto page = store->read({"club", ""}, {.after = 0, .own = {}}, 500, 1 << 20);
    REQUIRE(page);
    return static_cast<std::size_t>(std::ranges::count_if(
        page->events, [](const wire::Placed& one) { return one.event.type == event::kContactsOpened; }));
  }
};

}  // namespace

TEST_CASE("an opening or an erasure by somebody who may not is set aside, and erases nothing") {
  ContactsClub club;
  const auto say = [&](const event::ContactEvent& what) {
    event::Fact fact = club.world.erasure(club.facts[0].id);
    fact.type = event::type_of(what);
    fact.data = event::to_json(what);
    return fact;
  };
  const event::Uuid of = club.facts[0].id;
  const auto events =
      tests::chain({say(event::ContactErased{of, {"Пётр", "staff"}}), say(event::ContactErased{of, {"Иван", "admin"}}),
                    say(event::ContactsOpened{15, {"Пётр", "staff"}})},
                   "00000000000000cc");
  const auto outgoing = wire::encode({"club", "bar", events.front().epoch}, events);
  REQUIRE(outgoing);
  const auto delivery = hub::read_delivery(
      {.content_type = wire::kBatchType, .content_encoding = {}, .clock = {}, .body = outgoing->body}, club.bar,
      kNowMs);
  REQUIRE(delivery);
  for (const auto& one : delivery->batch.events) {
    REQUIRE_FALSE(one);
    CHECK(one.error().reason.contains("by.role"));
  }
  {
    auto store = club.open();
    append(*store, *delivery);
    CHECK(store->verify()->quarantined == 3);
  }
  CHECK(club.boxes().size() == 3);
}

TEST_CASE("a box that was erased is taken from nobody any more, in whichever order things arrive") {
  ContactsClub club;
  const event::Fact late = club.world.with_contact(club.key.open, kPhone);
  auto store = club.open();
  // The erasure comes first: a hub put back from an older copy hears another terminal before the one it was left at.
  append(*store, deliver(club.bar, tests::chain({club.world.erasure(late.id)}, "00000000000000cc")));
  append(*store, deliver(club.lobby, tests::chain({late}, "00000000000000dd")));
  CHECK_FALSE(*store->contact("club", late.id));
  // What is set aside hides no box either.
  event::Fact other = late;
  other.data["score"] = 3;
  append(*store, deliver(club.lobby, tests::chain({other}, "00000000000000ee")));
  CHECK(store->verify()->faults.empty());
  store.reset();
  std::ifstream in(club.folder.path() / "hub.db", std::ios::binary);
  const std::string raw{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK_FALSE(raw.contains(late.sealed->substr(100, 32)));
}

TEST_CASE("contacts are printed for the phrase alone, and the opening is in the stream before") {
  ContactsClub club;
  std::ostringstream wrong;
  CHECK_FALSE(hub::show_contacts({club.spec(), "club"}, club.hub_world(), club.answering("wrong"), wrong));
  CHECK(wrong.str().empty());
  CHECK(club.openings() == 0);
  std::ostringstream out;
  REQUIRE(hub::show_contacts({club.spec(), "club"}, club.hub_world(), club.answering(club.phrase), out));
  CHECK(out.str().contains(std::string("K7MP\t")));
  CHECK(out.str().contains(kPhone));
  CHECK(out.str().contains("anna@club.ru"));
  CHECK(out.str().contains("Contacts: 3"));
  CHECK(club.openings() == 1);
}

TEST_CASE("the hub erases by code and by contact, says what in an act, and lets every terminal know") {
  ContactsClub club;
  std::ostringstream act;
  const hub::World world = club.hub_world();
  SECTION("by code") {
    REQUIRE(hub::erase_contacts({club.spec(), "club", "к7мр", {}}, world, club.answering(""), act));
    CHECK(club.boxes() == std::set{club.facts[1].id, club.facts[2].id});
    CHECK(act.str().contains("phone, code K7MP"));
    std::ostringstream again;
    CHECK_FALSE(hub::erase_contacts({club.spec(), "club", "K7MP", {}}, world, club.answering(""), again));
  }
  SECTION("by contact: however it is spelt, at whatever terminal") {
    CHECK_FALSE(hub::erase_contacts({club.spec(), "club", {}, "9161234567"}, world, club.answering("wrong"), act));
    CHECK(club.boxes().size() == 3);
    std::ostringstream list;
    const auto several =
        hub::erase_contacts({club.spec(), "club", {}, "9161234567"}, world, club.answering(club.phrase), list);
    REQUIRE_FALSE(several);
    CHECK(several.error().remedy.contains("--id"));
    CHECK(list.str().contains("K7MP\t" + event::short_id(club.facts[0].id)));
    CHECK(list.str().contains("BBBB\t" + event::short_id(club.facts[2].id)));
    CHECK_FALSE(list.str().contains("916"));
    CHECK(club.boxes().size() == 3);
    CHECK(club.openings() == 1);  // to compare them they were opened
    REQUIRE(hub::erase_contacts({club.spec(), "club", {}, "9161234567", {}, true}, world, club.answering(club.phrase),
                                act));
    CHECK(club.boxes() == std::set{club.facts[1].id});
    CHECK(act.str().contains("K7MP"));
    CHECK(act.str().contains("BBBB"));
    CHECK(club.openings() == 2);
  }
  SECTION("a code that was given twice: each is erased by its own id, and nobody with another") {
    event::Fact again = club.world.with_contact(club.key.open, "+7 900 000-00-00");
    again.data["code"] = "K7MP";
    append(*club.open(), deliver(club.lobby, tests::chain({again}, "00000000000000ac")));
    const auto erase = [&](std::vector<std::string> ids) {
      return hub::erase_contacts({club.spec(), "club", "K7MP", {}, std::move(ids)}, world, club.answering(""), act)
          .has_value();
    };
    const auto held = [&](const event::Uuid& id) { return club.open()->contact("club", id)->has_value(); };
    CHECK_FALSE(erase({}));
    CHECK_FALSE(erase({"00000000"}));
    CHECK(held(club.facts[0].id));
    CHECK(held(again.id));
    REQUIRE(erase({event::short_id(again.id)}));
    CHECK(held(club.facts[0].id));
    CHECK_FALSE(held(again.id));
    REQUIRE(erase({}));  // one is left
    CHECK_FALSE(held(club.facts[0].id));
  }
  SECTION("by contact: any line of a box counts, and a box of another key is told, not passed over") {
    const auto other = event::make_site_key(club.random);
    const std::vector more = {club.world.with_contact(club.key.open, "+7 916 123-45-67\nАнна"),
                              club.world.with_contact(other.open, kPhone)};
    append(*club.open(), deliver(club.lobby, tests::chain(more, "00000000000000ac")));
    REQUIRE(hub::erase_contacts({club.spec(), "club", {}, "9161234567", {}, true}, world, club.answering(club.phrase),
                                act));
    auto store = club.open();
    CHECK_FALSE(*store->contact("club", more[0].id));
    CHECK(*store->contact("club", more[1].id));
    CHECK(act.str().contains("1 could not be opened: sealed to another key"));
  }
  SECTION("nothing of it") {
    CHECK_FALSE(hub::erase_contacts({club.spec(), "club", "2222", {}}, world, club.answering(""), act));
    CHECK_FALSE(hub::erase_contacts({club.spec(), "club", {}, {}}, world, club.answering(""), act));
    CHECK_FALSE(hub::erase_contacts({club.spec(), "nowhere", "K7MP", {}}, world, club.answering(""), act));
    CHECK(club.boxes().size() == 3);
  }
  CHECK_FALSE(act.str().contains("916"));
  auto store = club.open();
  CHECK(store->verify()->faults.empty());
  const auto devices = store->devices();
  REQUIRE(devices);
  for (const hub::Device& device : *devices)
    if (device.who.device == hub::kOwnName) CHECK_FALSE(*store->authenticate(hub::token_hash("")));
}

}  // namespace chalkpoint::testing
