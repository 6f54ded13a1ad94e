#include <catch2/catch.hpp>
#include <fstream>

#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
using event::Json;

namespace {

std::vector<event::Fact> stream(FakeWorld& world, int count) {
  std::vector<event::Fact> facts;
  for (int i = 0; i < count; ++i) facts.push_back(world.response());
  return facts;
}

void require_sound(journal::Journal& journal) {
  const auto verification = journal.verify();
  REQUIRE(verification);
  for (const auto& fault : verification->faults) FAIL_CHECK(fault);
}

journal::Placed append_one(journal::Journal& journal, const event::Fact& fact) {
  const auto placed = journal.append({&fact, 1});
  if (!placed) throw std::runtime_error(placed.error().what);
  return placed->front();
}

}  // namespace

TEST_CASE("answers are kept in order through a restart") {
  TempDir dir;
  FakeWorld world(11);
  const auto facts = stream(world, 40);
  std::string epoch;
  {
    auto journal = open_journal(dir.path() / "made/for/it", world);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const auto placed = append_one(journal, facts[i]);
      CHECK(placed.sequence == i + 1);
      CHECK_FALSE(placed.repeated);
      epoch = placed.epoch;
    }
    CHECK(journal.waiting() == 40);
  }
  auto journal = open_journal(dir.path() / "made/for/it", world);
  CHECK(world.notices.empty());
  const auto epochs = journal.epochs();
  REQUIRE(epochs);
  REQUIRE(epochs->size() == 1);
  CHECK(epochs->front().name == epoch);
  CHECK(epochs->front().last == 40);
  CHECK(epochs->front().current);
  const auto events = journal.read_after(epoch, 0, 100, 1 << 20);
  REQUIRE(events);
  REQUIRE(events->size() == 40);
  event::Hash tail{};
  event::Hlc clock{};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto& event = (*events)[i];
    CHECK(event.id == facts[i].id);
    CHECK(event.sequence == i + 1);
    CHECK(event::body_data(event.body) == facts[i].data);
    CHECK(event.hash == event::chain_hash(tail, event.body));
    tail = event.hash;
    const auto parts = event::split_body(event.body);
    CHECK(parts->hlc > clock);
    clock = parts->hlc;
  }
  CHECK(append_one(journal, world.response()).sequence == 41);
  require_sound(journal);
}

TEST_CASE("reading ahead keeps to its bounds") {
  TempDir dir;
  FakeWorld world(12);
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.append(stream(world, 30)));
  const auto epoch = journal.epochs()->back().name;
  CHECK(journal.read_after(epoch, 0, 7, 1 << 20)->size() == 7);
  CHECK(journal.read_after(epoch, 28, 7, 1 << 20)->size() == 2);
  CHECK(journal.read_after(epoch, 30, 7, 1 << 20)->empty());
  CHECK(journal.read_after(epoch, 0, 7, 1)->size() == 1);  // at least one, however small the bound
  const auto two = journal.read_after(epoch, 5, 7, 1200);
  CHECK((two->size() > 1 && two->size() < 7));
  CHECK(journal.read_after("ffffffffffffffff", 0, 7, 1 << 20)->empty());
}

TEST_CASE("the same fact is stored once; another under its id is refused and changes nothing") {
  TempDir dir;
  FakeWorld world(13);
  auto journal = open_journal(dir.path(), world);
  const auto facts = stream(world, 3);
  REQUIRE(journal.append(facts));
  const auto again = journal.append(facts);
  REQUIRE(again);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    CHECK((*again)[i].repeated);
    CHECK((*again)[i].sequence == i + 1);
  }
  std::vector<event::Fact> mixed{world.response(), facts[1]};
  mixed[1].data["answers"]["words"] = "other words";
  const auto refused = journal.append(mixed);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find(facts[1].id.text()) != std::string::npos);
  CHECK(journal.waiting() == 3);
  CHECK(append_one(journal, mixed[0]).sequence == 4);  // the first of the refused pair was not kept, and can be stored
  require_sound(journal);
}

TEST_CASE("what is not valid or too long is refused before the disk is touched") {
  TempDir dir;
  FakeWorld world(14);
  auto journal = open_journal(dir.path(), world);
  event::Fact bad = world.response();
  bad.data["score"] = 11;
  CHECK_FALSE(journal.append({&bad, 1}));
  event::Fact longer = world.response();
  longer.data["answers"]["words"] = std::string(70'000, 'x');
  const auto refused = journal.append({&longer, 1});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("64 KiB") != std::string::npos);
  CHECK(journal.health().problem);
  append_one(journal, world.response());
  CHECK_FALSE(journal.health().problem);
  require_sound(journal);
}

TEST_CASE("a clock set back does not disturb the order") {
  TempDir dir;
  FakeWorld world(15);
  auto journal = open_journal(dir.path(), world);
  append_one(journal, world.response());
  world.now_ms -= 3'600'000;
  for (int i = 0; i < 3; ++i) append_one(journal, world.response());
  const auto events = journal.read_after(journal.epochs()->back().name, 0, 10, 1 << 20);
  for (std::size_t i = 1; i < events->size(); ++i) {
    CHECK(event::split_body((*events)[i - 1].body)->hlc < event::split_body((*events)[i].body)->hlc);
  }
  CHECK((*events)[3].time < (*events)[0].time);
}

TEST_CASE("acknowledgement moves the outbox, and a new hub gets everything again") {
  TempDir dir;
  FakeWorld world(16);
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.append(stream(world, 10)));
    const auto epoch = journal.epochs()->back().name;
    REQUIRE(journal.acknowledge(epoch, 7, {{"quarantined", "2"}}));
    CHECK(journal.waiting() == 3);
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.epochs()->back().acked == 7);
  CHECK(journal.setting("quarantined") == "2");
  REQUIRE(journal.set_settings({{std::string(journal::setting::kDownCursor), "99"}}));
  REQUIRE(journal.forget_hub("hub-two"));
  CHECK(journal.waiting() == 10);
  CHECK(journal.setting(journal::setting::kHubEpoch) == "hub-two");
  CHECK_FALSE(journal.setting(journal::setting::kDownCursor));
  require_sound(journal);
}

TEST_CASE("events of other devices come in once, beside the own ones") {
  TempDir here_dir;
  TempDir there_dir;
  FakeWorld world(17);
  FakeWorld elsewhere(18);
  elsewhere.now_ms += 86'400'000;  // its clock is a day ahead
  auto there = open_journal(there_dir.path(), elsewhere);
  REQUIRE(there.append(stream(elsewhere, 5)));
  const auto foreign = *there.read_after(there.epochs()->back().name, 0, 10, 1 << 20);
  {
    auto here = open_journal(here_dir.path(), world);
    REQUIRE(here.append(stream(world, 2)));
    auto page = foreign;
    page.push_back(here.read_after(here.epochs()->back().name, 0, 1, 1 << 20)->front());
    REQUIRE(here.append_foreign(page, 6));
    REQUIRE(here.append_foreign(page, 6));
  }
  auto here = open_journal(here_dir.path(), world);
  CHECK(here.setting(journal::setting::kDownCursor) == "6");
  CHECK(here.verify()->events == 7);
  CHECK(here.waiting() == 2);
  CHECK(here.stats()->total.responses() == 2);
  append_one(here, world.response());
  const auto mine = here.read_after(here.epochs()->back().name, 2, 1, 1 << 20);
  CHECK(event::split_body(mine->front().body)->hlc > event::split_body(foreign.back().body)->hlc);
  require_sound(here);
}

TEST_CASE("contacts stand beside the chain and can be erased") {
  TempDir dir;
  FakeWorld world(19);
  const auto key = event::make_site_key(world.random());
  const std::string phone = "+7 900 123-45-67";
  const event::Fact fact = world.with_contact(key.open, phone);
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.set_settings({{std::string(journal::setting::kSiteKeyId), event::key_id(key.open)}}));
    append_one(journal, fact);
    const auto events = journal.read_after(journal.epochs()->back().name, 0, 1, 1 << 20);
    REQUIRE(events->front().sealed);
    CHECK(*event::open_contact(*events->front().sealed, key) == phone);
    CHECK(journal.verify()->contacts == 1);
    append_one(journal, world.erasure(fact.id));
    CHECK_FALSE(*journal.sealed_box(fact.id));
    CHECK_FALSE(journal.read_after(journal.epochs()->back().name, 0, 1, 1 << 20)->front().sealed);
    require_sound(journal);
  }
  for (const auto& file : std::filesystem::directory_iterator(dir.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string raw{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    CHECK(raw.find(phone) == std::string::npos);
    CHECK(raw.find(fact.sealed->substr(100, 32)) == std::string::npos);  // the box is gone from the file and its log
  }
}

TEST_CASE("a contact without its response, or another one, is refused") {
  TempDir dir;
  FakeWorld world(20);
  auto journal = open_journal(dir.path(), world);
  const auto key = event::make_site_key(world.random());
  event::Fact lost = world.with_contact(key.open, "+7");
  lost.sealed.reset();
  CHECK_FALSE(journal.append({&lost, 1}));
  event::Fact swapped = world.with_contact(key.open, "+7");
  swapped.sealed = event::seal_contact("+8", key.open);
  CHECK_FALSE(journal.append({&swapped, 1}));
  event::Fact stray = world.response();
  stray.sealed = event::seal_contact("+8", key.open);
  CHECK_FALSE(journal.append({&stray, 1}));
  CHECK(journal.waiting() == 0);
}

TEST_CASE("settings stay, can be replaced and removed") {
  TempDir dir;
  FakeWorld world(21);
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.set_settings({{"site", "nord"}, {"device", "lobby-1"}, {"token", "t"}}));
    REQUIRE(journal.set_settings({{"token", ""}, {"device", "lobby-2"}}));
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.setting("site") == "nord");
  CHECK(journal.setting("device") == "lobby-2");
  CHECK_FALSE(journal.setting("token"));
}

TEST_CASE("codes of recent responses are known through a restart") {
  TempDir dir;
  FakeWorld world(22);
  event::Fact fact = world.response();
  fact.type = event::kResponseCompleted;
  fact.data["code"] = "AB23";
  {
    auto journal = open_journal(dir.path(), world);
    CHECK_FALSE(journal.code_taken("AB23"));
    append_one(journal, fact);
    CHECK(journal.code_taken("AB23"));
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.code_taken("AB23"));
  CHECK_FALSE(journal.code_taken("AB24"));
  CHECK_FALSE(journal.code_taken("no such"));
}

TEST_CASE("a store in use is not opened a second time") {
  TempDir dir;
  FakeWorld world(23);
  const auto journal = open_journal(dir.path(), world);
  const auto second = journal::Journal::open(dir.path(), world.world());
  REQUIRE_FALSE(second);
  CHECK(second.error().what.find("in use") != std::string::npos);
  CHECK_FALSE(second.error().remedy.empty());
}

TEST_CASE("a backup is whole, and goes on under an epoch of its own") {
  TempDir dir;
  TempDir restored;
  FakeWorld world(24);
  std::string epoch;
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.append(stream(world, 25)));
    epoch = journal.epochs()->back().name;
    REQUIRE(journal.backup(restored.path() / "journal.db"));
    const auto again = journal.backup(restored.path() / "journal.db");
    REQUIRE_FALSE(again);
    CHECK(again.error().what.find("exists") != std::string::npos);
    CHECK_FALSE(journal.backup("/nonexistent/place/b.db"));
    append_one(journal, world.response());
  }
  {
    auto copy = open_journal(restored.path(), world);
    const auto epochs = *copy.epochs();
    REQUIRE(epochs.size() == 2);
    CHECK(epochs[0].name == epoch);
    CHECK(epochs[0].last == 25);
    CHECK(append_one(copy, world.response()).sequence == 1);
    require_sound(copy);
  }
  auto copy = open_journal(restored.path(), world);  // and stays in that epoch
  CHECK(copy.epochs()->size() == 2);
}

TEST_CASE("a file copied by hand goes on under an epoch of its own") {
  TempDir dir;
  TempDir copied;
  FakeWorld world(25);
  {
    REQUIRE(open_journal(dir.path(), world).append(stream(world, 3)));
  }
  std::filesystem::copy(dir.path() / "journal.db", copied.path() / "journal.db");
  auto copy = open_journal(copied.path(), world);
  CHECK(copy.epochs()->size() == 2);
  CHECK(world.notices.size() == 1);
}

TEST_CASE("what is said after seeing others is stamped later than theirs, whatever their clocks") {
  TempDir here_dir;
  TempDir there_dir;
  FakeWorld world(19);
  FakeWorld elsewhere(20);
  elsewhere.now_ms = 253'370'764'800'000;  // the year 9999
  auto there = open_journal(there_dir.path(), elsewhere);
  REQUIRE(there.append(stream(elsewhere, 1)));
  auto here = open_journal(here_dir.path(), world);
  const auto theirs = *there.read_after(there.epochs()->back().name, 0, 10, 1 << 20);
  REQUIRE(here.append_foreign(theirs, 6));
  REQUIRE(here.append(stream(world, 1)));
  const auto own = *here.read_after(here.epochs()->back().name, 0, 10, 1 << 20);
  CHECK(event::split_body(own.front().body)->hlc > event::split_body(theirs.back().body)->hlc);
  CHECK(event::parse_rfc3339(own.front().time)->unix_ms < elsewhere.now_ms / 2);  // the time itself is our clock's
}

TEST_CASE("another life of an own epoch is kept beside the own events, never among them") {
  TempDir image_dir;
  TempDir other_dir;
  FakeWorld world(21);
  std::string epoch;
  {
    auto journal = open_journal(image_dir.path(), world);
    REQUIRE(journal.append(stream(world, 4)));
    epoch = journal.epochs()->front().name;
    REQUIRE(journal.acknowledge(epoch, 4));
  }
  // As a whole disk: what is copied over the file of a store that was there before keeps that one's identity.
  FakeWorld elsewhere(22);
  std::vector<event::Event> forgotten;
  const auto image = other_dir.path() / "image.db";
  std::filesystem::copy(image_dir.path() / "journal.db", image);
  {
    auto journal = open_journal(image_dir.path(), world);
    REQUIRE(journal.append(stream(elsewhere, 3)));
    forgotten = *journal.read_after(epoch, 4, 10, 1 << 20);
  }
  REQUIRE(forgotten.size() == 3);
  std::ofstream(image_dir.path() / "journal.db", std::ios::binary | std::ios::trunc)
      << std::ifstream(image, std::ios::binary).rdbuf();
  {
    auto journal = open_journal(image_dir.path(), world);
    REQUIRE(journal.epochs()->size() == 1);
    const std::vector<std::string> ours{epoch};
    REQUIRE(journal.append_foreign(forgotten, 7, ours));
    REQUIRE(journal.append_foreign(forgotten, 7, ours));
    CHECK(journal.epochs()->front().last == 4);
    CHECK(journal.waiting() == 0);
    CHECK(journal.read_after(epoch, 4, 10, 1 << 20)->empty());
    CHECK(journal.stats()->total.responses() == 4);
    CHECK(journal.verify()->events == 7);
    require_sound(journal);
    REQUIRE(journal.append(stream(world, 2)));  // takes the places that the hub knows another life of
    CHECK(journal.epochs()->front().last == 6);
    REQUIRE(journal.fork(epoch, 4) == true);
    CHECK_FALSE(journal.setting(journal::setting::kDownCursor));
    CHECK(journal.waiting() == 2);
    CHECK(journal.verify()->events == 9);
    require_sound(journal);
  }
  auto journal = open_journal(image_dir.path(), world);
  CHECK(journal.epochs()->size() == 2);
  CHECK(journal.epochs()->front().last == 4);
  require_sound(journal);
}
