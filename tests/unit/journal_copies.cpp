// What is erased goes out of the damaged stores that were set aside, too, and of nothing else in them; and what the hub
// has made of an erasure is told apart from what it has merely acknowledged.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/chain.h"
#include "tests/temp_dir.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
namespace fs = std::filesystem;

namespace {

std::string octets_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_octets(const fs::path& file, const std::string& octets) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << octets;
}

/// What opens the box: the beginning holds the key that nobody else has.
std::string key_of(const event::Fact& fact) {
  return fact.sealed->substr(0, 32);
}

/// A store with boxes, set aside as it was, with its log.
struct Damaged {
  testing::TempDir dir;
  testing::FakeWorld world{71};
  event::SiteKey key = event::make_site_key(world.random());
  event::Fact erased = world.with_contact(key.open, "+7 916 555-44-33"),
              kept = world.with_contact(key.open, "+7 900 000-00-00"),
              late = world.with_contact(key.open, "a@b.ru");                 // in the log alone
  event::Fact wide = world.with_contact(key.open, std::string(3'000, 'w'));  // goes on in other pages
  fs::path store = dir.path() / "journal.db", aside = dir.path() / "journal.damaged-1795300000000.db",
           log = dir.path() / "journal.damaged-1795300000000.db-wal";

  explicit Damaged(bool named_key) {
    auto journal = testing::open_journal(dir.path(), world);
    namespace setting = journal::setting;
    if (named_key) REQUIRE(journal.set_settings({{std::string(setting::kSiteKeyId), event::key_id(key.open)}}));
    std::vector<event::Fact> facts = {erased, kept, wide};
    for (int i = 0; i < 60; ++i) facts.push_back(world.with_contact(key.open, "1@2"));
    REQUIRE(journal.append(facts));
  }
  /// The same store goes on, and what it was a moment ago lies beside it.
  journal::Journal set_aside() {
    auto journal = testing::open_journal(dir.path(), world);
    write_octets(aside, octets_of(store));
    REQUIRE(journal.append(std::vector{late}));
    write_octets(log, octets_of(dir.path() / "journal.db-wal"));
    REQUIRE(octets_of(aside).contains(key_of(erased)));
    REQUIRE(octets_of(aside).contains(key_of(wide)));
    REQUIRE(octets_of(log).contains(key_of(late)));
    return journal;
  }
};

}  // namespace

TEST_CASE("what is erased goes out of the damaged stores that were set aside, and nothing else of them", "[contacts]") {
  Damaged damaged(GENERATE(true, false));
  auto journal = damaged.set_aside();
  const std::string before = octets_of(damaged.aside);
  SECTION("by this terminal") {
    REQUIRE(journal.append(std::vector{damaged.world.erasure(damaged.erased.id), damaged.world.erasure(damaged.late.id),
                                       damaged.world.erasure(damaged.wide.id)}));
  }
  SECTION("by another one") {
    std::vector<event::Fact> facts;
    for (const auto* fact : {&damaged.erased, &damaged.late, &damaged.wide})
      facts.push_back(damaged.world.erasure(fact->id));
    REQUIRE(journal.append_foreign(tests::chain(facts, "00000000000000cc"), 1));
  }
  CHECK(journal.copies().cleaned == std::vector{damaged.aside.filename().string(), damaged.log.filename().string()});
  CHECK(journal.copies().unreached.empty());
  for (const auto* fact : {&damaged.erased, &damaged.late, &damaged.wide})
    for (const auto& file : fs::directory_iterator(damaged.dir.path()))
      CHECK_FALSE(octets_of(file.path()).contains(key_of(*fact)));
  const std::string after = octets_of(damaged.aside);
  CHECK(after.contains(*damaged.kept.sealed));
  REQUIRE(after.size() == before.size());
  std::size_t changed = 0;
  for (std::size_t i = 0; i < after.size(); ++i) changed += after[i] != before[i] ? 1 : 0;
  CHECK(changed > 0);
  CHECK(changed <= damaged.erased.sealed->size() + damaged.wide.sealed->size());
}

TEST_CASE("a store that is set aside after an erasure gives the box up when the fresh one is opened", "[contacts]") {
  Damaged damaged(true);
  std::string with_box = octets_of(damaged.store);
  {
    auto journal = testing::open_journal(damaged.dir.path(), damaged.world);
    REQUIRE(journal.append(std::vector{damaged.world.erasure(damaged.erased.id)}));
    CHECK(journal.copies().cleaned.empty());
  }
  SECTION("whole") {}
  SECTION("the row's own beginning is damaged") {
    const std::size_t box = with_box.find(key_of(damaged.erased));
    const std::size_t id = box - 16 - damaged.erased.id.bytes.size();  // after it stands the key's name
    REQUIRE(std::equal(damaged.erased.id.bytes.begin(), damaged.erased.id.bytes.end(),
                       reinterpret_cast<const unsigned char*>(with_box.data()) + id));
    with_box[id - 1] = '\x7f';
  }
  write_octets(damaged.aside, with_box);
  const auto journal = testing::open_journal(damaged.dir.path(), damaged.world);
  CHECK_FALSE(octets_of(damaged.aside).contains(key_of(damaged.erased)));
  CHECK(octets_of(damaged.aside).contains(key_of(damaged.kept)));
}

TEST_CASE("a file beside the store that cannot be read is told", "[contacts]") {
  Damaged damaged(true);
  auto journal = damaged.set_aside();
  fs::create_directory(damaged.dir.path() / "journal.damaged-1.db");  // whoever may do anything cannot read this
  damaged.world.notices.clear();
  REQUIRE(journal.append(std::vector{damaged.world.erasure(damaged.erased.id)}));
  CHECK(journal.copies().unreached == std::vector<std::string>{"journal.damaged-1.db"});
  CHECK(journal.copies().cleaned.size() == 2);
  REQUIRE(damaged.world.notices.size() == 1);
  CHECK(damaged.world.notices[0].contains("journal.damaged-1.db"));
}

TEST_CASE("acknowledged is not accepted: what the hub set aside is known by its event", "[contacts]") {
  testing::TempDir dir;
  testing::FakeWorld world(72);
  auto journal = testing::open_journal(dir.path(), world);
  std::vector<event::Fact> facts;
  for (int i = 0; i < 6; ++i) facts.push_back(world.response());
  REQUIRE(journal.append(facts));
  const std::string epoch = journal.epochs()->back().name;
  using journal::Fate;
  const auto fates = [&] {
    std::vector<Fate> out;
    for (const event::Fact& fact : facts) out.push_back(journal.fate(fact.id).value());
    return out;
  };
  CHECK(fates() == std::vector(6, Fate::waiting));
  const std::vector<std::uint64_t> first = {2, 3}, second = {5};
  REQUIRE(journal.acknowledge(epoch, 4, {}, first));
  REQUIRE(journal.acknowledge(epoch, 5, {}, second));
  const std::vector<Fate> expected = {Fate::accepted, Fate::set_aside, Fate::set_aside,
                                      Fate::accepted, Fate::set_aside, Fate::waiting};
  CHECK(fates() == expected);
  SECTION("over a restart") {
    journal = [&] {
      {
        const auto closed = std::move(journal);
      }
      return testing::open_journal(dir.path(), world);
    }();
    CHECK(fates() == expected);
  }
  SECTION("what goes on in a fresh epoch waits there") {
    REQUIRE(journal.fork(epoch, 2).value());
    CHECK(fates()[1] == Fate::set_aside);
    CHECK(fates()[2] == Fate::waiting);
    CHECK(fates()[4] == Fate::waiting);
  }
  SECTION("another hub judges anew") {
    REQUIRE(journal.forget_hub("00000000000000a1"));
    CHECK(fates() == std::vector(6, Fate::waiting));
    REQUIRE(journal.acknowledge(epoch, 6));
    CHECK(fates() == std::vector(6, Fate::accepted));
  }
}
