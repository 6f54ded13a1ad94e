// What every store of a hub must do, whatever it keeps its tables in.
#include "tests/contract/store_contract.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "sync/event/contacts.h"

namespace chalkpoint::testing {
namespace {

using hub::Principal;
using wire::Outcome;
using wire::Status;
using Outcomes = std::vector<Outcome>;

/// A store of one kind with three devices in two sites.
struct Bench {
  StoreKind kind;
  TempDir folder;
  std::unique_ptr<hub::Store> store;

  explicit Bench(StoreKind of) : kind(std::move(of)) {
    reopen();
    for (const Principal& who : {kLobby, kDesk, kOther}) add_device(*store, who);
  }
  void reopen() {
    store.reset();
    auto opened = kind.open(folder.path());
    INFO((opened ? std::string() : opened.error().what));
    REQUIRE(opened);
    store = std::move(*opened);
  }
  void check_whole(std::uint64_t events, std::uint64_t quarantined = 0) {
    const auto findings = store->verify();
    REQUIRE(findings);
    CHECK(findings->faults == std::vector<std::string>());
    CHECK(findings->events == events);
    CHECK(findings->quarantined == quarantined);
  }
  std::vector<hub::Count> counts(const std::string& site) {
    auto found = store->counts(site);
    REQUIRE(found);
    std::ranges::sort(*found);
    return *found;
  }
  wire::Page page(const Principal& reader, std::uint64_t after, std::size_t events_max = 500,
                  std::size_t bytes_max = 1'000'000) {
    auto found = store->read(reader, {after}, events_max, bytes_max);
    REQUIRE(found);
    return *found;
  }
};

wire::Refused refused(const event::Event& event, bool with_hash = true) {
  return {event.sequence, event.id, with_hash ? std::optional(event.hash) : std::nullopt, "type is missing",
          R"({"broken":true,"sealed":"c2VjcmV0"})"};
}

}  // namespace

TEST_CASE("a store takes events once, in order, and counts them") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(1, 60);
  auto ack = append(*bench.store, deliver(kLobby, std::span(events).first(40)));
  CHECK(ack.outcomes == Outcomes{{Status::accepted, 40, {}}});
  CHECK(ack.held_through == 40);

  ack = append(*bench.store, deliver(kLobby, std::span(events).first(40)));
  CHECK(ack.outcomes == Outcomes{{Status::duplicate, 40, {}}});
  CHECK(ack.held_through == 40);

  ack = append(*bench.store, deliver(kLobby, std::span(events).subspan(30)));
  CHECK(ack.outcomes == Outcomes{{Status::duplicate, 10, {}}, {Status::accepted, 20, {}}});
  CHECK(ack.held_through == 60);

  CHECK(bench.counts("north") == recount("north", events));
  CHECK(bench.counts("south").empty());
  bench.check_whole(60);
  bench.reopen();
  CHECK(bench.counts("north") == recount("north", events));
  bench.check_whole(60);
}

TEST_CASE("a batch after a gap leaves no trace and is told what is expected") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(2, 30);
  auto ack = append(*bench.store, deliver(kLobby, std::span(events).subspan(10)));
  CHECK(ack.outcomes.empty());
  CHECK(ack.held_through == 0);
  append(*bench.store, deliver(kLobby, std::span(events).first(5)));
  ack = append(*bench.store, deliver(kLobby, std::span(events).subspan(6)));
  CHECK(ack.outcomes.empty());
  CHECK(ack.held_through == 5);
  bench.check_whole(5);
}

TEST_CASE("batches that wait together are taken together, in order") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(3, 30);
  const auto others = make_events(4, 10);
  const std::vector<hub::Delivery> group = {deliver(kLobby, std::span(events).first(10)), deliver(kOther, others),
                                            deliver(kLobby, std::span(events).subspan(10))};
  const auto acks = bench.store->append(group);
  REQUIRE(acks);
  REQUIRE(acks->size() == 3);
  CHECK((*acks)[0]->held_through == 10);
  CHECK((*acks)[1]->held_through == 10);
  CHECK((*acks)[2]->held_through == 30);
  bench.check_whole(40);
}

TEST_CASE("a group with a sender nobody knows changes nothing at all") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(5, 10);
  const std::vector<hub::Delivery> group = {deliver(kLobby, events), deliver({"north", "stranger"}, make_events(6, 3))};
  CHECK_FALSE(bench.store->append(group));
  CHECK(bench.counts("north").empty());
  bench.check_whole(0);
  append(*bench.store, deliver(kLobby, events));
  CHECK(bench.counts("north") == recount("north", events));
}

TEST_CASE("a known id with another content is set aside and never written over") {
  Bench bench(GENERATE(from_range(store_kinds())));
  auto events = make_events(7, 5);
  append(*bench.store, deliver(kLobby, std::span(events).first(3)));
  const auto kept = bench.page(kDesk, 0);
  auto forged = events[1];
  forged.hash[0] ^= 1;
  CHECK(append(*bench.store, deliver(kLobby, std::span(&forged, 1))).outcomes ==
        Outcomes{{Status::quarantined, 1, "the id is held already with another content"}});
  CHECK(bench.page(kDesk, 0).events.size() == kept.events.size());
  CHECK(bench.page(kDesk, 0).events[1].event.hash == events[1].hash);

  // The same as the next event of another life of that device: passed by, so that what follows is not kept waiting.
  auto life = make_events(8, 3);
  life[0].id = events[0].id;
  auto ack = append(*bench.store, deliver(kLobby, life));
  CHECK(ack.outcomes.front().status == Status::quarantined);
  CHECK(ack.held_through == 3);
  bench.check_whole(5, 2);
}

TEST_CASE("an event at a place that is taken is set aside") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(9, 5);
  append(*bench.store, deliver(kLobby, events));
  auto stray = make_events(10, 5)[2];
  stray.epoch = events[2].epoch;
  CHECK(append(*bench.store, deliver(kLobby, std::span(&stray, 1))).outcomes ==
        Outcomes{{Status::quarantined, 1, "another event has this place already"}});
  bench.check_whole(5, 1);
}

TEST_CASE("no device of the site goes on with the epoch of another one that is in use") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(23, 12);
  append(*bench.store, deliver(kLobby, std::span(events).first(4)));
  for (const auto& part : {std::span(events).subspan(4, 2), std::span(events).first(4), std::span(events).subspan(8)}) {
    const auto refused = refusal(*bench.store, deliver(kDesk, part));
    CHECK(refused.status == 403);
    CHECK(refused.problem.what.find("another terminal") != std::string::npos);
    CHECK_FALSE(refused.problem.remedy.empty());
  }
  // Those that wait together with it are taken.
  const std::vector<hub::Delivery> group = {deliver(kDesk, std::span(events).subspan(4, 2)),
                                            deliver(kLobby, std::span(events).subspan(4, 4))};
  const auto answers = bench.store->append(group);
  REQUIRE(answers);
  REQUIRE(answers->size() == 2);
  CHECK_FALSE((*answers)[0]);
  REQUIRE((*answers)[1]);
  CHECK((*answers)[1]->outcomes == Outcomes{{Status::accepted, 4, {}}});
  const auto devices = bench.store->devices();
  REQUIRE(devices);
  CHECK_FALSE(std::ranges::find(*devices, kDesk, &hub::Device::who)->heard_ms);
  bench.check_whole(8);
}

TEST_CASE("a terminal enrolled anew goes on with its epoch once its old device is revoked") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(24, 12);
  append(*bench.store, deliver(kLobby, std::span(events).first(4)));
  REQUIRE(bench.store->revoke_device(kLobby, kNowMs));
  const bool same_name = GENERATE(true, false);
  const Principal anew = same_name ? kLobby : Principal{"north", "lobby-2"};
  hub::Device device;
  device.who = anew;
  REQUIRE(bench.store->add_device(device, hub::token_hash("anew"), {}));
  // Only under another name can somebody else come first: a name in use again is the owner's.
  if (same_name) CHECK(refusal(*bench.store, deliver(kDesk, std::span(events).subspan(4))).status == 403);
  CHECK(append(*bench.store, deliver(anew, std::span(events).subspan(2, 6))).outcomes ==
        Outcomes{{Status::duplicate, 2, {}}, {Status::accepted, 4, {}}});
  CHECK(refusal(*bench.store, deliver(kDesk, std::span(events).subspan(8))).status == 403);
  CHECK(append(*bench.store, deliver(anew, std::span(events).subspan(8))).held_through == 12);
  CHECK(bench.counts("north") == recount("north", events));
  bench.check_whole(12);
}

TEST_CASE("an event whose hash does not follow is set aside, and the chain goes on from its claim") {
  Bench bench(GENERATE(from_range(store_kinds())));
  auto events = make_events(11, 6);
  events[2].hash[5] ^= 0x40;
  auto ack = append(*bench.store, deliver(kLobby, events));
  const std::string reason = "the hash does not follow from the event before";
  CHECK(ack.outcomes ==
        Outcomes{{Status::accepted, 2, {}}, {Status::quarantined, 2, reason}, {Status::accepted, 2, {}}});
  CHECK(ack.held_through == 6);
  bench.check_whole(4, 2);
  ack = append(*bench.store, deliver(kLobby, events));
  CHECK(ack.outcomes ==
        Outcomes{{Status::duplicate, 2, {}}, {Status::quarantined, 2, reason}, {Status::duplicate, 2, {}}});
  bench.check_whole(4, 2);
}

TEST_CASE("an element that is no event never blocks those behind it") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const bool with_hash = GENERATE(true, false);
  const auto events = make_events(12, 6);
  auto delivery = deliver(kLobby, events);
  delivery.batch.events[3] = std::unexpected(refused(events[3], with_hash));
  delivery.buckets[3] = {};
  const Outcomes expected{
      {Status::accepted, 3, {}}, {Status::quarantined, 1, "type is missing"}, {Status::accepted, 2, {}}};
  CHECK(append(*bench.store, delivery).outcomes == expected);
  CHECK(append(*bench.store, delivery).held_through == 6);
  bench.check_whole(5, 1);
  bench.reopen();
  bench.check_whole(5, 1);
}

TEST_CASE("a device that leaves too much to be set aside is refused, and nobody else") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto fill = [](const Principal& who, std::uint64_t megabytes) {
    hub::Delivery delivery = deliver(who, make_events(25, 1));
    delivery.batch.events.clear();
    for (std::uint64_t i = 1; i <= megabytes; ++i) {
      delivery.batch.events.emplace_back(
          std::unexpected(wire::Refused{i, {}, {}, "no event", std::to_string(i) + std::string(1 << 20, 'x')}));
    }
    delivery.buckets.assign(megabytes, {});
    return delivery;
  };
  append(*bench.store, fill(kLobby, 63));
  append(*bench.store, fill(kLobby, 63));  // the same once more takes no room
  append(*bench.store, deliver(kLobby, make_events(26, 4)));
  append(*bench.store, fill(kLobby, 64));
  for (int life = 0; life < 2; ++life) {
    const auto refused = refusal(*bench.store, deliver(kLobby, make_events(27, 4)));
    CHECK(refused.status == 429);
    CHECK(refused.problem.what.find("set aside") != std::string::npos);
    CHECK_FALSE(refused.problem.remedy.empty());
    append(*bench.store, deliver(kDesk, make_events(28, 4)));
    bench.check_whole(8, 64);
    bench.reopen();
  }
}

TEST_CASE("a page keeps to its octets, however long the names") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const Principal writer{std::string(64, 's'), std::string(64, 'w')};
  const Principal reader{std::string(64, 's'), std::string(64, 'r')};
  for (const Principal& who : {writer, reader}) add_device(*bench.store, who);
  append(*bench.store, deliver(writer, make_events(29, 200)));
  std::uint64_t through = 0;
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const auto page = bench.page(reader, through, 500, 20'000);
    REQUIRE(page.through > through);
    CHECK(wire::to_text(page).size() <= 20'000);
    through = page.through;
    more = page.more;
  }
  CHECK(through == 200);
  CHECK(pages > 5);
}

TEST_CASE("a site's stream is read by its devices alone, without their own events and without contacts") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto first = make_events(13, 20);
  const auto second = make_events(14, 8);
  append(*bench.store, deliver(kLobby, first));
  append(*bench.store, deliver(kDesk, second));
  append(*bench.store, deliver(kOther, make_events(15, 4)));

  const auto page = bench.page(kDesk, 0);
  REQUIRE(page.events.size() == 20);
  CHECK(page.through == 28);
  CHECK_FALSE(page.more);
  CHECK(page.hub_epoch == bench.store->epoch());
  for (std::size_t i = 0; i < page.events.size(); ++i) {
    CHECK(page.events[i].hub_seq == i + 1);
    CHECK(page.events[i].source == wire::Source{"north", "lobby-1", first[i].epoch});
    CHECK(page.events[i].event.body == first[i].body);
    CHECK(page.events[i].event.hash == first[i].hash);
    CHECK_FALSE(page.events[i].event.sealed);
  }
  const auto part = bench.page(kDesk, 5, 4);
  REQUIRE(part.events.size() == 4);
  CHECK(part.events.front().hub_seq == 6);
  CHECK(part.through == 9);
  CHECK(part.more);
  CHECK(bench.page(kDesk, 0, 500, 1).events.size() == 1);
  CHECK(bench.page(kLobby, 0).events.size() == 8);
  CHECK(bench.page(kOther, 0).events.empty());
  CHECK(bench.page(kOther, 0).through == 4);
  CHECK(bench.page(kDesk, 28).events.empty());
}

TEST_CASE("a reader that says what it holds gets everything else, its own device's events too") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto earlier = make_events(41, 6);
  const auto now = make_events(42, 4);
  const auto theirs = make_events(43, 3);
  append(*bench.store, deliver(kLobby, earlier));
  append(*bench.store, deliver(kDesk, theirs));
  append(*bench.store, deliver(kLobby, now));
  const auto ids = [&](std::vector<wire::Held> own) {
    const auto page = bench.store->read(kLobby, {0, std::move(own)}, 500, 1'000'000);
    REQUIRE(page);
    CHECK(page->through == 13);
    std::vector<event::Uuid> out;
    for (const auto& placed : page->events) out.push_back(placed.event.id);
    return out;
  };
  const auto of = [](const std::vector<event::Event>& events, std::size_t from) {
    std::vector<event::Uuid> out;
    for (const auto& one : std::span(events).subspan(from)) out.push_back(one.id);
    return out;
  };
  const auto joined = [](std::vector<event::Uuid> out, const std::vector<event::Uuid>& more) {
    out.insert(out.end(), more.begin(), more.end());
    return out;
  };
  const auto others = of(theirs, 0);
  CHECK(ids({}) == others);  // says nothing: its device's are left out
  CHECK(ids({{now[0].epoch, 4}}) == joined(of(earlier, 0), others));
  CHECK(ids({{now[0].epoch, 4}, {earlier[0].epoch, 4}}) == joined(of(earlier, 4), others));
  CHECK(ids({{now[0].epoch, 2}, {earlier[0].epoch, 6}}) == joined(others, of(now, 2)));
  CHECK(ids({{"00000000000000ff", 9}}) == joined(joined(of(earlier, 0), others), of(now, 0)));
  CHECK(ids({{theirs[0].epoch, 9}}) == joined(of(earlier, 0), of(now, 0)));  // held, whoever brought it
}

TEST_CASE("a reader that knows more than the store proves that the store was put back") {
  Bench bench(GENERATE(from_range(store_kinds())));
  append(*bench.store, deliver(kLobby, make_events(16, 5)));
  const std::string before = bench.store->epoch();
  CHECK(bench.page(kDesk, 5).hub_epoch == before);
  const auto page = bench.page(kDesk, 6);
  CHECK(page.hub_epoch != before);
  CHECK(page.events.empty());
  CHECK(bench.page(kDesk, 900).hub_epoch == page.hub_epoch);
}

TEST_CASE("devices are added, known by their tokens, and revoked") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto who = [&](const Principal& principal) {
    const auto found = bench.store->authenticate(hub::token_hash(token_of(principal)));
    REQUIRE(found);
    return *found ? std::optional((*found)->who) : std::nullopt;
  };
  CHECK(who(kLobby) == kLobby);
  CHECK(who(kOther) == kOther);
  CHECK_FALSE(who({"north", "stranger"}));

  hub::Device twin;
  twin.who = kLobby;
  CHECK_FALSE(bench.store->add_device(twin, hub::token_hash("twin"), {}));
  REQUIRE(bench.store->revoke_device(kLobby, kNowMs + 1));
  CHECK_FALSE(who(kLobby));
  CHECK(who(kOther) == kOther);
  CHECK_FALSE(bench.store->revoke_device(kLobby, kNowMs + 2));
  CHECK_FALSE(bench.store->append(std::vector{deliver(kLobby, make_events(17, 1))}));
  REQUIRE(bench.store->add_device(twin, hub::token_hash("twin"), {}));

  const auto devices = bench.store->devices();
  REQUIRE(devices);
  CHECK(devices->size() == 4);
  const auto key = bench.store->site_key("north");
  REQUIRE(key);
  REQUIRE(*key);
  CHECK((*key)->open == test_key().open);  // the first one's: a later device brings no other
  CHECK((*key)->wrapped == "wrapped secret");
  CHECK_FALSE(*bench.store->site_key("nowhere"));
}

TEST_CASE("the store notes when a device was heard and how far its clock is off") {
  Bench bench(GENERATE(from_range(store_kinds())));
  auto delivery = deliver(kLobby, make_events(18, 2));
  delivery.clock_offset_ms = -2500;
  append(*bench.store, delivery);
  const auto devices = bench.store->devices();
  REQUIRE(devices);
  const auto lobby = std::ranges::find(*devices, kLobby, &hub::Device::who);
  CHECK(lobby->heard_ms == kNowMs);
  CHECK(lobby->clock_offset_ms == -2500);
  const auto desk = std::ranges::find(*devices, kDesk, &hub::Device::who);
  CHECK_FALSE(desk->heard_ms);
}

TEST_CASE("a contact is kept sealed, erased for good, and not brought back by a repetition") {
  Bench bench(GENERATE(from_range(store_kinds())));
  const auto events = make_events(19, 40);
  append(*bench.store, deliver(kLobby, events));
  const auto with_contact =
      std::ranges::find_if(events, [](const event::Event& event) { return event.sealed.has_value(); });
  REQUIRE(with_contact != events.end());
  const auto kept = bench.store->contact("north", with_contact->id);
  REQUIRE(kept);
  CHECK(*kept == with_contact->sealed);
  CHECK_FALSE(*bench.store->contact("south", with_contact->id));

  const auto erasure = std::vector{erasure_of(with_contact->id)};
  REQUIRE(bench.store->say("south", erasure, kNowMs));
  CHECK(*bench.store->contact("north", with_contact->id));
  REQUIRE(bench.store->say("north", erasure, kNowMs));
  CHECK_FALSE(*bench.store->contact("north", with_contact->id));
  CHECK_FALSE(bench.store->say("nowhere", erasure, kNowMs));
  append(*bench.store, deliver(kLobby, events));
  CHECK_FALSE(*bench.store->contact("north", with_contact->id));
  // Another terminal reads it as what anybody said.
  const auto page = bench.store->read(kDesk, {.after = 40, .own = {}}, 10, 1 << 20);
  REQUIRE(page);
  REQUIRE(page->events.size() == 1);
  CHECK(page->events[0].source.device == hub::kOwnName);
  CHECK(page->events[0].event.type == event::kContactErased);
  bench.check_whole(42);
}

TEST_CASE("whatever the order, the cuts and the repetitions, everything is held exactly once") {
  const auto kind = GENERATE(from_range(store_kinds()));
  const auto seed = GENERATE(range(100, 108));
  Bench bench(kind);
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  const std::array senders = {kLobby, kDesk, kLobby};
  std::vector<std::vector<event::Event>> lives;
  std::vector<std::uint64_t> held(senders.size(), 0);
  std::vector<event::Event> all;
  for (std::size_t i = 0; i < senders.size(); ++i) {
    lives.push_back(make_events(static_cast<std::uint64_t>(seed) * 10 + i, 120));
    all.insert(all.end(), lives[i].begin(), lives[i].end());
  }
  while (std::ranges::any_of(held, [](std::uint64_t through) { return through < 120; })) {
    std::vector<hub::Delivery> group;
    std::vector<std::size_t> of;
    for (std::uint64_t n = 1 + random() % 4; n > 0; --n) {
      const std::size_t life = random() % lives.size();
      const std::size_t first =
          std::min<std::size_t>(119, held[life] - std::min<std::size_t>(held[life], random() % 9) + random() % 6);
      const std::size_t count = 1 + random() % std::min<std::size_t>(30, 120 - first);
      group.push_back(deliver(senders[life], std::span(lives[life]).subspan(first, count)));
      of.push_back(life);
    }
    const auto acks = bench.store->append(group);
    REQUIRE(acks);
    for (std::size_t i = 0; i < group.size(); ++i) {
      const std::uint64_t before = held[of[i]];
      const bool gap = group[i].batch.first > before + 1;
      CHECK((*acks)[i]->outcomes.empty() == gap);
      held[of[i]] = gap ? before : std::max(before, group[i].batch.first + group[i].batch.events.size() - 1);
      CHECK((*acks)[i]->held_through == held[of[i]]);
    }
  }
  CHECK(bench.counts("north") == recount("north", all));
  std::set<std::string> ids;
  for (const auto& reader : {kDesk, kLobby}) {
    for (const auto& placed : bench.page(reader, 0).events) CHECK(ids.insert(placed.event.id.text()).second);
  }
  CHECK(ids.size() == all.size());
  bench.check_whole(all.size());
}

}  // namespace chalkpoint::testing
