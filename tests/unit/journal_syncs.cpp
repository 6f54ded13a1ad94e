// How often the disk is asked to keep something: once for each answer, and not for what may be lost.
#include <catch2/catch.hpp>

#include "tests/counted_syncs.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;

TEST_CASE("an answer costs one sync of the disk, its acknowledgement none, and the next answer one again") {
  const testing::TempDir folder;
  testing::FakeWorld world;
  auto journal = journal::Journal::open(folder.path(), world.world());
  REQUIRE(journal);
  const std::string epoch = journal->epochs()->back().name;
  const auto syncs_of = [](const auto& work) {
    const std::uint64_t before = testing::counted_syncs;
    REQUIRE(work());
    return testing::counted_syncs - before;
  };
  REQUIRE(journal->append(std::array{world.response()}));
  for (std::uint64_t sequence = 2; sequence < 20; ++sequence) {
    const event::Fact fact = world.response();
    CHECK(syncs_of([&] { return journal->append({&fact, 1}).has_value(); }) == 1);
    CHECK(syncs_of([&] { return journal->acknowledge(epoch, sequence).has_value(); }) == 0);
    CHECK(journal->waiting() == 0);
  }
}
