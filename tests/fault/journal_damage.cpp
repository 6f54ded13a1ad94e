// Disks lie, fill up and rot. Nothing that can be read is lost, and nothing is deleted.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <set>

#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

std::string octets(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void put(const fs::path& file, std::string_view content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

std::vector<fs::path> set_aside(const fs::path& dir) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(dir)) {
    if (entry.path().filename().string().starts_with("journal.damaged-")) found.push_back(entry.path());
  }
  return found;
}

struct Filled {
  std::set<event::Uuid> ids;
  std::set<event::Uuid> contacts;
};

Filled fill(const fs::path& dir, FakeWorld& world, int count, const event::SiteKey& key) {
  Filled filled;
  auto journal = open_journal(dir, world);
  REQUIRE(journal.set_settings({{"token", "secret-token"}, {"site", "nord"}}));
  std::vector<event::Fact> facts;
  for (int i = 0; i < count; ++i) {
    facts.push_back(i % 7 == 0 ? world.with_contact(key.open, "+7 900 1") : world.response());
    filled.ids.insert(facts.back().id);
    if (facts.back().sealed) filled.contacts.insert(facts.back().id);
  }
  REQUIRE(journal.append(facts));
  REQUIRE(journal.acknowledge(journal.epochs()->back().name, static_cast<std::uint64_t>(count) / 3));
  return filled;
}

Filled held(journal::Journal& journal) {
  Filled found;
  REQUIRE(journal.export_rows([&](const journal::ExportRow& row) -> journal::Result<void> {
    found.ids.insert(row.id);
    if (row.has_sealed_contact) found.contacts.insert(row.id);
    return {};
  }));
  return found;
}

/// Opens a damaged store and checks what must hold whatever the damage.
Filled reopen_damaged(const fs::path& dir, FakeWorld& world, const std::string& damaged) {
  world.notices.clear();
  auto journal = open_journal(dir, world);
  REQUIRE(world.notices.size() == 1);
  CHECK_THAT(world.notices.front(), Contains("damaged"));
  CHECK(journal.health().problem);
  const auto aside = set_aside(dir);
  REQUIRE_FALSE(aside.empty());
  CHECK(octets(aside.front()) == damaged);  // kept as it was found
  for (const char* file : {"journal.db", "journal.db-wal"})
    CHECK((fs::status(dir / file).permissions() & ~(fs::perms::owner_read | fs::perms::owner_write)) ==
          fs::perms::none);
  const auto verification = journal.verify();
  for (const auto& fault : verification->faults) FAIL_CHECK(fault);
  const auto fact = world.response();
  const auto placed = journal.append({&fact, 1});
  REQUIRE(placed);
  CHECK(journal.health().problem);  // the alarm outlives the next answer
  CHECK(journal.epochs()->back().name == placed->front().epoch);
  Filled found = held(journal);
  found.ids.erase(fact.id);
  return found;
}

}  // namespace

TEST_CASE("a page of rubbish costs at most the events on it, and what lies behind it can still be sent") {
  FakeWorld chance(5);
  for (int round = 0; round < 12; ++round) {
    INFO("round " << round);
    TempDir dir;
    FakeWorld world(40 + static_cast<std::uint64_t>(round));
    const auto key = event::make_site_key(world.random());
    const Filled before = fill(dir.path(), world, 300, key);
    const fs::path store = dir.path() / "journal.db";
    std::string raw = octets(store);
    const std::size_t pages = raw.size() / 4096;
    const std::size_t page = 1 + static_cast<std::size_t>(chance.below(static_cast<int>(pages) - 1));
    for (std::size_t i = 0; i < 4096; ++i) raw[page * 4096 + i] = static_cast<char>(chance.engine());
    put(store, raw);
    try {  // rubbish in a page that is free or holds only an index's copy may go unnoticed by quick_check; then it
           // costs nothing
      FakeWorld probe(1);
      std::optional<SQLite::Database> db(std::in_place, store.string(), SQLite::OPEN_READONLY);
      if (db->execAndGet("PRAGMA quick_check(1)").getString() == "ok") continue;
    } catch (const SQLite::Exception&) {
    }
    const Filled after = reopen_damaged(dir.path(), world, raw);
    CHECK(std::ranges::includes(before.ids, after.ids));
    CHECK(after.ids.size() + 16 >= before.ids.size());  // a page holds no more than sixteen events
    CHECK(after.contacts.size() + 13 >= before.contacts.size());
    FakeWorld again(99);
    auto journal = open_journal(dir.path(), again);
    CHECK(again.notices.empty());
    std::uint64_t sendable = 0;
    const auto epochs = *journal.epochs();
    for (const auto& epoch : epochs) {
      const auto events = journal.read_after(epoch.name, 0, 1000, 1 << 24);
      REQUIRE(events);
      CHECK(events->size() == epoch.last);  // no holes: the hub takes all of it
      sendable += events->size();
    }
    CHECK(sendable == after.ids.size() + 1);
    CHECK(epochs.front().acked <= 100);
    if (raw.find("secret-token") == std::string::npos) continue;  // the rubbish fell on the settings
    CHECK(journal.setting("token") == "secret-token");
    CHECK(journal.setting("site") == "nord");
  }
}

TEST_CASE("what the damage does not touch comes through whole: the enrolment, what the hub holds, long answers") {
  const bool head_gone = GENERATE(false, true);
  TempDir dir;
  FakeWorld world(67);
  const auto key = event::make_site_key(world.random());
  Filled before = fill(dir.path(), world, 100, key);
  std::string epoch;
  {
    auto journal = open_journal(dir.path(), world);
    auto fact = world.response();
    fact.data["answers"]["words"] = std::string(20'000, 'w');
    before.ids.insert(fact.id);
    REQUIRE(journal.append({&fact, 1}));
    REQUIRE(journal.acknowledge(epoch = journal.epochs()->front().name, 90));
  }
  std::string raw = octets(dir.path() / "journal.db");
  if (head_gone) {
    std::fill_n(raw.begin(), 4096, '\0');
  } else {
    const auto at = raw.find("cleanliness");
    REQUIRE(at != std::string::npos);
    std::fill_n(raw.begin() + static_cast<std::ptrdiff_t>(at / 4096 * 4096), 8, '\xff');  // that page's own header
  }
  put(dir.path() / "journal.db", raw);
  const Filled after = reopen_damaged(dir.path(), world, raw);
  CHECK_THAT(world.notices.front(), !Contains("settings"));
  CHECK(after.ids.size() == before.ids.size());  // with a page's header gone, its rows are carved
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.setting("token") == "secret-token");
  CHECK(journal.setting("site") == "nord");
  CHECK(journal.epochs()->front().name == epoch);
  CHECK(journal.epochs()->front().acked == 90);
}

TEST_CASE("settings that cannot be read are told") {
  TempDir dir;
  FakeWorld world(68);
  fill(dir.path(), world, 20, event::make_site_key(world.random()));
  std::string raw = octets(dir.path() / "journal.db");
  const auto at = raw.find("secret-token");
  REQUIRE(at != std::string::npos);
  std::fill_n(raw.begin() + static_cast<std::ptrdiff_t>(at / 4096 * 4096), 4096, '\xff');
  put(dir.path() / "journal.db", raw);
  const Filled after = reopen_damaged(dir.path(), world, raw);
  CHECK_THAT(world.notices.front(), Contains("nor all settings"));
  CHECK(after.ids.size() == 20);
}

TEST_CASE("a store whose first pages are gone is carved out event by event") {
  TempDir dir;
  FakeWorld world(61);
  const auto key = event::make_site_key(world.random());
  const Filled before = fill(dir.path(), world, 200, key);
  std::string raw = octets(dir.path() / "journal.db");
  std::fill_n(raw.begin(), 3 * 4096, '\0');  // the header, the schema, the first root
  put(dir.path() / "journal.db", raw);
  const Filled after = reopen_damaged(dir.path(), world, raw);
  CHECK(after.ids.size() + 16 >= before.ids.size());
  CHECK(after.contacts.size() + 13 >= before.contacts.size());
}

TEST_CASE("a flipped bit in an answer that was not yet sent is found at the start") {
  TempDir dir;
  FakeWorld world(62);
  const auto key = event::make_site_key(world.random());
  const Filled before = fill(dir.path(), world, 50, key);
  std::string raw = octets(dir.path() / "journal.db");
  const auto at = raw.rfind("cleanliness");
  REQUIRE(at != std::string::npos);
  raw[at] = 'k';
  put(dir.path() / "journal.db", raw);
  const Filled after = reopen_damaged(dir.path(), world, raw);
  CHECK(after.ids.size() == before.ids.size() - 1);
}

TEST_CASE("who only asks is told of the damage, and nothing is changed") {
  TempDir dir;
  FakeWorld world(69);
  fill(dir.path(), world, 50, event::make_site_key(world.random()));
  const std::string sound = octets(dir.path() / "journal.db");
  const auto ask = [&] { return journal::Journal::open(dir.path(), world.world(), journal::OnDamage::refuse); };
  std::string raw = sound;
  std::fill_n(raw.begin() + 4 * 4096, 8, '\xff');
  put(dir.path() / "journal.db", raw);
  const auto refused = ask();
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().what, Contains("damaged") && Contains("age 5"));
  CHECK(octets(dir.path() / "journal.db") == raw);
  CHECK(set_aside(dir.path()).empty());

  raw = sound;
  raw[raw.rfind("cleanliness")] = 'k';
  put(dir.path() / "journal.db", raw);
  {
    auto journal = ask();
    REQUIRE(journal);
    const auto verification = journal->verify();
    REQUIRE_FALSE(verification->faults.empty());
    CHECK_THAT(verification->faults.front(), Contains("sequence ") && Contains("does not fit its hash"));
  }
  CHECK(octets(dir.path() / "journal.db") == raw);
  CHECK(set_aside(dir.path()).empty());

  TempDir copy;
  put(copy.path() / "journal.db", sound);
  CHECK(journal::Journal::open(copy.path(), world.world(), journal::OnDamage::refuse)->epochs()->size() == 1);
  CHECK(open_journal(copy.path(), world).epochs()->size() == 2);
}

TEST_CASE("a file that is no database at all is kept, and the terminal starts") {
  TempDir dir;
  FakeWorld world(63);
  put(dir.path() / "journal.db", std::string(9000, 'x'));
  const Filled after = reopen_damaged(dir.path(), world, std::string(9000, 'x'));
  CHECK(after.ids.empty());
}

TEST_CASE("a crash in the middle of the exchange of files is finished at the next start") {
  TempDir dir;
  FakeWorld world(64);
  const auto key = event::make_site_key(world.random());
  const Filled before = fill(dir.path(), world, 20, key);
  const std::string sound = octets(dir.path() / "journal.db");
  fs::rename(dir.path() / "journal.db", dir.path() / "journal.db.ready");
  put(dir.path() / "journal.db", "the damaged one, not yet set aside");
  auto journal = open_journal(dir.path(), world);
  CHECK(held(journal).ids == before.ids);
  CHECK(set_aside(dir.path()).size() == 1);
}

TEST_CASE("a newer store is refused and not touched") {
  TempDir dir;
  FakeWorld world(65);
  fill(dir.path(), world, 5, event::make_site_key(world.random()));
  {
    SQLite::Database((dir.path() / "journal.db").string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=7");
  }
  const std::string before = octets(dir.path() / "journal.db");
  const auto refused = journal::Journal::open(dir.path(), world.world());
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().what, Contains("newer version") && Contains(dir.path().string()));
  CHECK_FALSE(refused.error().remedy.empty());
  CHECK(octets(dir.path() / "journal.db") == before);
  CHECK_FALSE(fs::exists(dir.path() / "journal.db-wal"));
}

TEST_CASE("a directory that cannot be made or written is named") {
  FakeWorld world(66);
  const auto nowhere = journal::Journal::open("/proc/no/such", world.world());
  REQUIRE_FALSE(nowhere);
  CHECK_THAT(nowhere.error().what, Contains("/proc/no/such"));
  TempDir dir;
  put(dir.path() / "file", "x");
  const auto in_file = journal::Journal::open(dir.path() / "file" / "data", world.world());
  REQUIRE_FALSE(in_file);
  CHECK_THAT(in_file.error().what, Contains("file/data"));
}

namespace {

/// In a process of its own, on a small disk of its own. Exit status 0 when all held, else the number of the check that
/// did not; 77 when this machine lets nobody mount.
int on_a_small_disk(const fs::path& mount_point) {
  if (::unshare(CLONE_NEWNS) != 0) return 77;
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, "size=24m") != 0) return 77;
  FakeWorld world(70);
  std::set<event::Uuid> thanked;
  {
    auto journal = open_journal(mount_point, world);
    if (!journal.health().accepting) return 1;
    {
      std::ofstream hog(mount_point / "hog", std::ios::binary);
      const std::string block(4096, 'h');
      while (hog.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
      }
    }
    if (journal.health().accepting) return 2;  // seen before anything failed
    int stored = 0;
    bool refused = false;
    for (int i = 0; i < 20'000 && !refused; ++i) {
      const auto fact = world.response();
      const auto placed = journal.append({&fact, 1});
      if (placed) {
        thanked.insert(fact.id);
        ++stored;
      } else {
        refused = true;
        if (placed.error().what.find("full") == std::string::npos) return 3;
      }
    }
    if (stored < 50) return 4;  // the ballast let the survey under way, and more, be finished
    if (!refused) return 5;
    if (!journal.health().problem || journal.health().accepting) return 6;
    if (!journal.verify()->faults.empty()) return 7;
    fs::remove(mount_point / "hog");
    journal.tend();
    if (!journal.health().accepting) return 8;
    const auto fact = world.response();
    if (!journal.append({&fact, 1})) return 9;
    thanked.insert(fact.id);
  }
  auto journal = open_journal(mount_point, world);
  if (!journal.verify()->faults.empty()) return 10;
  std::size_t found = 0;
  const auto read = journal.export_rows([&](const journal::ExportRow& row) -> journal::Result<void> {
    found += thanked.count(row.id);
    return {};
  });
  return read && found == thanked.size() ? 0 : 11;
}

}  // namespace

TEST_CASE("a full disk: what is under way is stored, new surveys are not begun, nothing is lost") {
  TempDir dir;
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    int status = 70;
    try {
      status = on_a_small_disk(dir.path());
    } catch (...) {  // the exit status tells
    }
    ::_exit(status);
  }
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) {
    WARN("SKIPPED: this machine does not let the test mount a small disk; run it as root");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}
