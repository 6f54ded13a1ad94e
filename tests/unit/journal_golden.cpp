// A store written by the first version, kept forever: later versions must open it and find everything.
// To make the one of a new schema version: test_unit '[.make-golden]', then commit the file beside the old ones.
#include <catch2/catch.hpp>
#include <fstream>

#include "sync/journal/schema.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = fs::path(SOURCE_DIR) / "tests/golden";
constexpr std::uint64_t kKeySeed = 1;  // the site key of the golden store is that of this seed

}  // namespace

TEST_CASE("make the golden store of this schema version", "[.make-golden]") {
  TempDir dir;
  FakeWorld world(kKeySeed);
  const auto key = event::make_site_key(world.random());
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.set_settings({{std::string(journal::setting::kSite), "nord"},
                                {std::string(journal::setting::kSiteKeyId), event::key_id(key.open)}}));
  for (int i = 0; i < 30; ++i) {
    const auto fact = i % 10 == 9 ? world.with_contact(key.open, "+7 900 123-45-67") : world.response();
    REQUIRE(journal.append({&fact, 1}));
  }
  REQUIRE(journal.acknowledge(journal.epochs()->back().name, 12));
  REQUIRE(journal.backup(kGolden / ("journal-v" + std::to_string(journal::kSchemaVersion) + ".db")));
}

TEST_CASE("the store of every version opens, and everything in it is found") {
  const int version = GENERATE(range(1, journal::kSchemaVersion + 1));
  INFO("version " << version);
  TempDir dir;
  fs::copy_file(kGolden / ("journal-v" + std::to_string(version) + ".db"), dir.path() / "journal.db");
  FakeWorld key_world(kKeySeed);
  const auto key = event::make_site_key(key_world.random());
  FakeWorld world(300);
  auto journal = open_journal(dir.path(), world);
  const auto verification = journal.verify();
  REQUIRE(verification);
  CHECK(verification->faults.empty());
  CHECK(verification->events == 30);
  CHECK(verification->contacts == 3);
  CHECK(journal.setting(journal::setting::kSite) == "nord");
  const auto epochs = *journal.epochs();
  REQUIRE(epochs.size() == 2);  // it was a backup, so it goes on under a new epoch
  CHECK(epochs.front().last == 30);
  CHECK(epochs.front().acked == 12);
  const auto last = journal.read_after(epochs.front().name, 29, 1, 1 << 20);
  REQUIRE(last->size() == 1);
  REQUIRE(last->front().sealed);
  CHECK(*event::open_contact(*last->front().sealed, key) == "+7 900 123-45-67");
  const auto fact = world.response();
  CHECK(journal.append({&fact, 1}));
  CHECK(journal.verify()->faults.empty());
  CHECK(journal.stats()->total.responses() == 31);
  CHECK(journal.read_responses(0, event::kHlcWallMsMax, 0, 100)->responses.size() == 31);
}
