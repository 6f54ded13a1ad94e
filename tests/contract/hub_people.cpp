// People at the hub: what owner and admin say of them goes to the other terminals of the site; what somebody says who
// may not is set aside, whatever the terminal thought of it.
#include <catch2/catch.hpp>

#include "sync/event/people.h"
#include "sync/event/seal.h"
#include "tests/chain.h"
#include "tests/contract/store_contract.h"
#include "tests/notes.h"

namespace chalkpoint::testing {

TEST_CASE("an act of somebody whose role may not is set aside at the hub, and the batch goes on") {
  tests::Notes notes(4);
  const auto told = [&notes](const event::Deed& what) {
    event::Fact fact = notes.fact(event::NoteSupported{});
    fact.type = event::type_of(what);
    fact.data = event::to_json(what);
    return fact;
  };
  const event::Signature owner{"Анна", "owner"}, staff{"Пётр", "staff"};
  const event::Uuid person = notes.written().id;
  const std::string pin = event::hash_pin("24681357").value();
  const auto events = tests::chain(
      {told(event::PersonEnlisted{person, "Пётр", "staff", pin, owner}), told(event::BoardRuled{false, staff}),
       told(event::PersonEnlisted{person, "Пётр", "owner", pin, staff}), told(event::PersonDismissed{person, staff}),
       told(event::BoardRuled{false, owner})},
      "0123456789abcdef");
  const auto outgoing = wire::encode({kLobby.site, kLobby.device, events.front().epoch}, events);
  REQUIRE(outgoing);
  const auto delivery = hub::read_delivery(
      {.content_type = wire::kBatchType, .content_encoding = {}, .clock = {}, .body = outgoing->body}, kLobby, kNowMs);
  REQUIRE(delivery);
  std::vector<event::Event> taken;
  std::vector<std::string> reasons;
  for (const auto& one : delivery->batch.events) {
    if (one)
      taken.push_back(*one);
    else
      reasons.push_back(one.error().reason);
  }
  CHECK(reasons.size() == 3);
  for (const std::string& reason : reasons) CHECK(reason.contains("by.role"));
  REQUIRE(taken.size() == 2);
  event::People people;
  people.apply(taken);
  REQUIRE(people.enlisted().size() == 1);
  CHECK(people.enlisted()[0].role == "staff");
  CHECK(event::pin_matches("24681357", people.enlisted()[0].pin));
  for (const StoreKind& kind : store_kinds()) {
    const TempDir folder;
    const auto store = kind.open(folder.path());
    REQUIRE(store);
    add_device(**store, kLobby);
    const wire::Ack ack = append(**store, *delivery);
    CHECK(ack.held_through == events.size());
    const auto findings = (*store)->verify();
    REQUIRE(findings);
    CHECK(findings->quarantined == 3);
    CHECK(findings->events == 2);
  }
}

}  // namespace chalkpoint::testing
