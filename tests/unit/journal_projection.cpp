// Incremental equals replay, for streams no one thought of.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>

#include "tests/chain.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

std::vector<std::string> rows_of_response(const std::filesystem::path& dir) {
  SQLite::Database db((dir / "journal.db").string(), SQLite::OPEN_READWRITE);
  SQLite::Statement all(
      db,
      "SELECT seq||'|'||own||'|'||at||'|'||completed||'|'||coalesce(score,'-')||'|'||suspect||'|'||day||'|'||touchpoint"
      "||'|'||code||'|'||has_contact||'|'||by_staff||'|'||worded FROM response ORDER BY seq");
  std::vector<std::string> rows;
  while (all.executeStep()) rows.push_back(all.getColumn(0).getString());
  return rows;
}

void change(const std::filesystem::path& dir, const std::string& sql) {
  SQLite::Database db((dir / "journal.db").string(), SQLite::OPEN_READWRITE);
  db.exec(sql);
}

}  // namespace

TEST_CASE("the projection built answer by answer equals the one replayed") {
  for (std::uint64_t seed = 100; seed < 120; ++seed) {
    INFO("seed " << seed);
    TempDir dir;
    FakeWorld world(seed);
    event::Tally expected;
    std::size_t theirs = 0;
    {
      auto journal = open_journal(dir.path(), world);
      const auto key = event::make_site_key(world.random());
      for (int batch = 0; batch < 20; ++batch) {
        std::vector<event::Fact> facts;
        for (int i = 0; i <= world.below(4); ++i) {
          facts.push_back(world.below(6) == 0 ? world.with_contact(key.open, "+7") : world.response());
          if (world.below(9) == 0) facts.back().type = "chalkpoint.lamp.lit.v1";
          if (facts.back().sealed) facts.back().type = event::kResponseCompleted;
          const auto& fact = facts.back();
          if (fact.type == "chalkpoint.lamp.lit.v1") continue;
          std::optional<int> score;
          if (fact.data.contains("score")) score = fact.data["score"].get<int>();
          event::count(expected, fact.type == event::kResponseCompleted, score, fact.data.contains("suspect"));
        }
        REQUIRE(journal.append(facts));
        if (world.below(3) == 0) REQUIRE(journal.append(facts));  // told twice
        std::vector<event::Fact> far;
        for (int i = 0; i < world.below(4); ++i) far.push_back(world.response());
        theirs += far.size();
        const auto read_down = tests::chain(far, "00000000000000b" + std::to_string(batch % 10));
        const std::string ours = batch % 5 == 0 ? "00000000000000b0" : "";  // of an earlier life of this device
        for (int told = 0; told < 2; ++told)
          REQUIRE(journal.append_foreign(read_down, static_cast<std::uint64_t>(batch) + 1, {&ours, 1}));
      }
      const auto stats = *journal.stats();
      CHECK(stats.total == expected);
      event::Tally days;
      for (const auto& [day, tally] : stats.by_day) days += tally;
      event::Tally touchpoints;
      for (const auto& [name, tally] : stats.by_touchpoint) touchpoints += tally;
      CHECK(days == expected);
      CHECK(touchpoints == expected);
      CHECK(journal.verify()->faults.empty());
    }
    const auto incremental = rows_of_response(dir.path());
    CHECK(incremental.size() == static_cast<std::size_t>(expected.responses()) + theirs);
    change(dir.path(), "DELETE FROM response; UPDATE setting SET value = '0' WHERE key = 'projection_version'");
    {
      CHECK(open_journal(dir.path(), world).stats()->total == expected);
    }
    CHECK(rows_of_response(dir.path()) == incremental);
  }
}

TEST_CASE("verify names the place of every kind of fault") {
  const auto fault_after = [](const std::string& sql) {
    TempDir dir;
    FakeWorld world(31);
    const auto key = event::make_site_key(world.random());
    {
      auto journal = open_journal(dir.path(), world);
      for (int i = 0; i < 6; ++i) {
        const auto fact = world.with_contact(key.open, "+7 900");
        REQUIRE(journal.append({&fact, 1}));
      }
      REQUIRE(journal.verify()->faults.empty());
      REQUIRE(journal.acknowledge(journal.epochs()->back().name, 6));  // so that opening does not already look at them
    }
    change(dir.path(), sql);
    auto journal = open_journal(dir.path(), world);
    const auto faults = journal.verify()->faults;
    return faults.empty() ? std::string() : faults.front();
  };
  using Catch::Matchers::Contains;
  CHECK(fault_after("SELECT 1").empty());
  CHECK_THAT(fault_after("DELETE FROM event WHERE seq = 3"), Contains("sequence 4") && Contains("gap"));
  CHECK_THAT(fault_after("UPDATE event SET hash = zeroblob(32) WHERE seq = 2"),
             Contains("sequence 2") && Contains("hash"));
  CHECK_THAT(fault_after("UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 5"),
             Contains("sequence 5") && Contains("chain"));
  CHECK_THAT(
      fault_after(
          "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'trainers', 'trainerz') AS BLOB) WHERE seq = 4"),
      Contains("sequence 4"));
  CHECK_THAT(fault_after("UPDATE event SET at = at + 1 WHERE seq = 4"), Contains("sequence 4") && Contains("columns"));
  CHECK_THAT(fault_after("UPDATE response SET score = 10 - coalesce(score, 0) * 0 + 1 WHERE seq = 2"),
             Contains("response") && Contains("seq 2"));
  CHECK_THAT(fault_after("DELETE FROM response WHERE seq = 2"), Contains("response") && Contains("seq 2"));
  CHECK_THAT(fault_after("UPDATE response SET own = 0 WHERE seq = 2"), Contains("response") && Contains("seq 2"));
  CHECK_THAT(fault_after("INSERT INTO response SELECT 77, own, at, completed, score, suspect, day, touchpoint, code, "
                         "has_contact, by_staff, worded FROM response WHERE seq = 1"),
             Contains("response") && Contains("7 rows"));
  CHECK_THAT(fault_after("UPDATE contact SET sealed = zeroblob(304)"),
             Contains("sealed box of event") && Contains("digest"));
  CHECK_THAT(
      fault_after("UPDATE contact SET event_id = zeroblob(16) WHERE event_id = (SELECT id FROM event WHERE seq = 1)"),
      Contains("no such event"));
  CHECK_THAT(fault_after("UPDATE origin SET acked = 60"), Contains("hub holds 60"));
  CHECK_THAT(fault_after("DELETE FROM event WHERE seq = 6"), Contains("hub holds 6"));
}
