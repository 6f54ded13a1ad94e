// Lists beside the journal: kept over a restart and over salvage, gone from every file when they are erased, and no
// part of the chain.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "sync/event/contacts.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using chalkpoint::testing::FakeWorld;
using chalkpoint::testing::open_journal;
using chalkpoint::testing::TempDir;

namespace {

journal::Listed some_row(FakeWorld& world, const event::PublicKey& key, const std::string& list,
                         const std::string& day) {
  return {.id = event::make_uuid_v7(world.now_ms, world.random()),
          .list = list,
          .day = day,
          .key_id = event::key_id(key),
          .sealed = event::seal_contact("Ольга +79161234567", key),
          .mark = std::string(32, 'c')};
}

bool lies_in(const std::filesystem::path& dir, const event::Bytes& octets) {
  for (const char* name : {"journal.db", "journal.db-wal"}) {
    std::ifstream in(dir / name, std::ios::binary);
    const std::string raw{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (raw.find(octets.substr(40, 64)) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("rows of lists outlive a restart, and nothing is left of those that are erased", "[journal][lists]") {
  const TempDir dir;
  FakeWorld world;
  const event::SiteKey key = event::make_site_key(world.random());
  std::vector<journal::Listed> rows = {some_row(world, key.open, "renewals", "2026-12-01"),
                                       some_row(world, key.open, "calls", "2026-11-22"),
                                       some_row(world, key.open, "calls", "2026-11-21")};
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.keep_listed(rows));
    REQUIRE(journal.keep_listed(rows));  // again: the same rows
  }
  auto journal = open_journal(dir.path(), world);
  std::ranges::sort(rows, {}, [](const auto& row) { return std::tuple(row.list, row.day, row.id); });
  CHECK(journal.listed().value() == rows);
  REQUIRE(lies_in(dir.path(), rows[0].sealed));
  const std::vector<event::Uuid> gone = {rows[0].id, event::Uuid{}};
  CHECK(journal.erase_listed(gone).value() == 1);
  CHECK(journal.listed().value() == std::vector(rows.begin() + 1, rows.end()));
  CHECK_FALSE(lies_in(dir.path(), rows[0].sealed));
  CHECK(lies_in(dir.path(), rows[1].sealed));
  CHECK(journal.verify().value().faults.empty());
}

TEST_CASE("an erasure takes the row of a list with it, in its own transaction", "[journal][lists]") {
  const TempDir dir;
  FakeWorld world;
  const event::SiteKey key = event::make_site_key(world.random());
  const std::vector<journal::Listed> rows = {some_row(world, key.open, "calls", "2026-11-21"),
                                             some_row(world, key.open, "calls", "2026-11-22")};
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.keep_listed(rows));
  const event::ContactEvent erased = event::ContactErased{rows[0].id, {"Анна", "director"}};
  const event::Moment at = world.moment();
  const event::Fact fact{event::make_uuid_v7(at.unix_ms, world.random()),
                         std::string(event::type_of(erased)),
                         event::to_json(erased),
                         at,
                         {}};
  REQUIRE(journal.append({&fact, 1}));
  CHECK(journal.listed().value() == std::vector{rows[1]});
  CHECK_FALSE(lies_in(dir.path(), rows[0].sealed));
  CHECK(lies_in(dir.path(), rows[1].sealed));
}

TEST_CASE("the rows of a store of version 2, which knew no marks, are found, also when it is damaged",
          "[journal][lists]") {
  const bool damaged = GENERATE(false, true);
  const TempDir dir;
  FakeWorld world;
  const event::SiteKey key = event::make_site_key(world.random());
  journal::Listed row = some_row(world, key.open, "calls", "2026-11-22");
  {
    auto journal = open_journal(dir.path(), world);
    const event::Fact fact = world.response();
    REQUIRE(journal.append({&fact, 1}));
    REQUIRE(journal.keep_listed({&row, 1}));
  }
  {
    SQLite::Database db((dir.path() / "journal.db").string(), SQLite::OPEN_READWRITE);
    db.exec("ALTER TABLE listed DROP COLUMN mark");
    db.exec(damaged ? "PRAGMA user_version = 0" : "PRAGMA user_version = 2");
  }
  row.mark.clear();
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.listed().value() == std::vector{row});
  const journal::Listed fresh = some_row(world, key.open, "calls", "2026-11-23");
  REQUIRE(journal.keep_listed({&fresh, 1}));
  CHECK(journal.listed().value().back().mark == fresh.mark);
  CHECK(journal.verify().value().faults.empty());
}

TEST_CASE("rows of lists are taken over from a damaged store", "[journal][lists]") {
  const TempDir dir;
  FakeWorld world;
  const event::SiteKey key = event::make_site_key(world.random());
  const std::vector<journal::Listed> rows = {some_row(world, key.open, "calls", "2026-11-22")};
  {
    auto journal = open_journal(dir.path(), world);
    const event::Fact fact = world.response();
    REQUIRE(journal.append({&fact, 1}));
    REQUIRE(journal.keep_listed(rows));
  }
  {
    std::fstream raw(dir.path() / "journal.db", std::ios::binary | std::ios::in | std::ios::out);
    raw.seekp(60);  // the version of the schema
    raw.write("\0\0\0\0", 4);
  }
  auto journal = open_journal(dir.path(), world);
  REQUIRE(std::ranges::any_of(world.notices, [](const auto& line) { return line.contains("damaged"); }));
  CHECK(journal.listed().value() == rows);
}
