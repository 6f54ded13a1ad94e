// What lies sealed in a store: found by its code at any terminal of the site, gone with its erasure, and brought back
// by nothing.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/chain.h"
#include "tests/temp_dir.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using chalkpoint::testing::FakeWorld;
using chalkpoint::testing::open_journal;
using chalkpoint::testing::TempDir;

namespace {

bool box_is_anywhere(const std::filesystem::path& dir, const event::Fact& fact) {
  for (const auto& file : std::filesystem::directory_iterator(dir)) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string raw{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (raw.contains(fact.sealed->substr(100, 32))) return true;
  }
  return false;
}

std::vector<event::Event> from_elsewhere(std::vector<event::Fact> facts, const std::string& epoch) {
  for (event::Fact& fact : facts) fact.sealed.reset();  // as the hub sends it down
  return tests::chain(std::move(facts), epoch);
}

}  // namespace

TEST_CASE("an erasure read down takes the box in the same transaction, out of the file and its log", "[contacts]") {
  TempDir dir;
  FakeWorld world(31);
  const auto key = event::make_site_key(world.random());
  const event::Fact fact = world.with_contact(key.open, "+7 900 123-45-67"),
                    other = world.with_contact(key.open, "1@2");
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.append(std::vector{fact, other}));
  // Somebody's who may not: nothing happens.
  REQUIRE(journal.append_foreign(from_elsewhere({world.erasure(fact.id, "staff")}, "00000000000000bb"), 1));
  CHECK(journal.sealed_box(fact.id)->has_value());
  REQUIRE(journal.append_foreign(from_elsewhere({world.erasure(fact.id)}, "00000000000000cc"), 2));
  CHECK_FALSE(*journal.sealed_box(fact.id));
  CHECK_FALSE(box_is_anywhere(dir.path(), fact));
  CHECK(journal.sealed_box(other.id)->has_value());
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("a box that an image brings back goes as soon as the erasure is known again, or the store is opened",
          "[contacts]") {
  TempDir dir, restored;
  FakeWorld world(32);
  const auto key = event::make_site_key(world.random());
  const event::Fact fact = world.with_contact(key.open, "+7 900 123-45-67");
  const auto erasure = from_elsewhere({world.erasure(fact.id)}, "00000000000000cc");
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.append(std::vector{fact}));
    REQUIRE(journal.backup(restored.path() / "journal.db"));
    REQUIRE(journal.append_foreign(erasure, 1));
  }
  {
    auto journal = open_journal(restored.path(), world);
    CHECK(journal.sealed_box(fact.id)->has_value());  // it knows of nothing yet
    REQUIRE(journal.append_foreign(erasure, 1));
    CHECK_FALSE(*journal.sealed_box(fact.id));
  }
  CHECK_FALSE(box_is_anywhere(restored.path(), fact));
  {  // as a salvage of a damaged file might do it
    SQLite::Database db((restored.path() / "journal.db").string(), SQLite::OPEN_READWRITE);
    SQLite::Statement back(db, "INSERT INTO contact VALUES(?, '', ?)");
    back.bindNoCopy(1, fact.id.bytes.data(), static_cast<int>(fact.id.bytes.size()));
    back.bindNoCopy(2, static_cast<const void*>(fact.sealed->data()), static_cast<int>(fact.sealed->size()));
    back.exec();
  }
  auto journal = open_journal(restored.path(), world);
  CHECK_FALSE(*journal.sealed_box(fact.id));
  CHECK_FALSE(box_is_anywhere(restored.path(), fact));
}

TEST_CASE("a hub put back from a copy hears again of every erasure, from whoever knows it, once", "[contacts]") {
  TempDir dir;
  FakeWorld world(33);
  const auto key = event::make_site_key(world.random());
  const event::Fact fact = world.with_contact(key.open, "+7 900 123-45-67");
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.append(std::vector{world.response()}));
  REQUIRE(journal.append_foreign(from_elsewhere({fact, world.erasure(fact.id)}, "00000000000000cc"), 2));
  const auto own_erasures = [&] {
    std::size_t count = 0;
    const auto own = journal.read_after(journal.epochs()->back().name, 0, 100, 1 << 20);
    REQUIRE(own);
    for (const event::Event& one : *own) count += one.type == event::kContactErased ? 1 : 0;
    return count;
  };
  CHECK(own_erasures() == 0);
  for (const char* hub : {"00000000000000a1", "00000000000000a2"}) {
    REQUIRE(journal.forget_hub(hub));
    CHECK(own_erasures() == 1);
  }
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("what was left under a code is found wherever it was left", "[contacts]") {
  TempDir dir;
  FakeWorld world(34);
  const auto key = event::make_site_key(world.random());
  event::Fact here = world.with_contact(key.open, "+7 900 123-45-67"), there = world.with_contact(key.open, "a@b.ru");
  here.data["code"] = there.data["code"] = "K7MP";
  there.data["contact"]["channel"] = "email";
  event::Fact lookalike = world.response();  // says the code, and has another
  lookalike.type = event::kResponseCompleted;
  lookalike.data["code"] = "2222";
  lookalike.data["answers"] = {{"code", "K7MP"}};
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.set_settings({{std::string(journal::setting::kSiteKeyId), event::key_id(key.open)}}));
  REQUIRE(journal.append(std::vector{here, lookalike}));
  REQUIRE(journal.append_foreign(from_elsewhere({there}, "00000000000000cc"), 1));
  auto found = journal.sealed_under("K7MP");
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(found->at(0).id == here.id);
  CHECK(found->at(0).here);
  CHECK(found->at(0).key == event::key_id(key.open));
  CHECK(found->at(0).channel == "phone");
  CHECK(found->at(1).id == there.id);
  CHECK_FALSE(found->at(1).here);
  CHECK(found->at(1).channel == "email");
  REQUIRE(journal.append(std::vector{world.erasure(here.id), world.erasure(there.id)}));
  found = journal.sealed_under("K7MP");
  CHECK(found->at(0).erased);
  CHECK_FALSE(found->at(0).here);
  CHECK(found->at(1).erased);
  CHECK(journal.sealed_under("AAAA")->empty());
}

TEST_CASE("several wrapped keys are kept by their names, the site's first", "[contacts]") {
  TempDir dir;
  FakeWorld world(35);
  auto journal = open_journal(dir.path(), world);
  namespace setting = journal::setting;
  REQUIRE(journal.set_settings({{std::string(setting::kWrappedKey), "of an earlier version"},
                                {setting::wrapped_key("00aa"), "first"},
                                {setting::wrapped_key("ffaa"), "second"},
                                {std::string(setting::kSiteKeyId), "ffaa"}}));
  const auto keys = journal.wrapped_keys();
  REQUIRE(keys.size() == 3);
  CHECK(keys[0] == std::pair<std::string, std::string>("ffaa", "second"));
  CHECK(keys[2].second == "of an earlier version");
}
