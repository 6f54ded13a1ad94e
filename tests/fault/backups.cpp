// Copies of a store and their way back: whatever is pulled out, full or killed in between, there is the old or the new
// one, whole, and never a half under its name.
#include "kiosk/app/backups.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <set>

#include "tests/unit/journal_fixture.h"

namespace chalkpoint::testing {
namespace {

namespace fs = std::filesystem;
using app::BackupTrouble;

constexpr std::uint64_t kOld = 300, kNew = 500;
constexpr int kRounds = 24;
const app::BackupGoing kOn = [](double) { return true; };

app::WithJournal on(journal::Journal& journal) {
  return [&journal](const auto& work) { work(journal); };
}

void answer(journal::Journal& journal, FakeWorld& world, std::uint64_t count) {
  std::vector<event::Fact> facts;
  for (std::uint64_t i = 0; i < count; ++i) facts.push_back(world.response());
  REQUIRE(journal.append(facts));
}

std::uint64_t responses(journal::Journal& journal) {
  return static_cast<std::uint64_t>(journal.stats().value().total.responses());
}

/// A store of so many answers, closed.
void make_store(const fs::path& dir, std::uint64_t seed, std::uint64_t count) {
  FakeWorld world(seed);
  auto journal = open_journal(dir, world);
  answer(journal, world, count);
}

std::vector<fs::path> files(const fs::path& dir, const std::string& beginning) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(dir))
    if (entry.path().filename().string().starts_with(beginning)) out.push_back(entry.path());
  return out;
}

/// Runs `work` in a process of its own and kills it after `us` microseconds; false: it had ended before.
bool killed_after(std::int64_t us, const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  ::usleep(static_cast<useconds_t>(us));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

std::int64_t us_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

TEST_CASE("answers are stored while a copy is made, and the copy is whole", "[backup]") {
  const TempDir dir, stick;
  FakeWorld world;
  auto journal = open_journal(dir.path(), world);
  answer(journal, world, 5'000);
  std::uint64_t told = 0;
  const auto made = app::make_backup(on(journal), dir.path(), stick.path(), "one.db", [&](double) {
    answer(journal, world, 1);
    return ++told > 0;
  });
  REQUIRE(made);
  CHECK(told > 3);
  CHECK(made->facts.responses >= 5'000);
  CHECK(files(stick.path(), "").size() == 1);
  CHECK(files(dir.path(), "backup").empty());
  const auto looked = journal::look_at_backup(made->file);
  REQUIRE(looked);
  CHECK(*looked == made->facts);
  CHECK(journal.verify()->faults.empty());
  const auto found = app::find_backups({stick.path()}, dir.path() / "backups");
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == made->file);
}

TEST_CASE("a copy that is put back is the store from then on, in a fresh epoch, and the one before is kept",
          "[backup]") {
  const TempDir dir, stick;
  FakeWorld world;
  fs::path file;
  std::string epoch;
  {
    auto journal = open_journal(dir.path(), world);
    answer(journal, world, kOld);
    const auto made = app::make_backup(on(journal), dir.path(), stick.path(), "one.db", kOn);
    REQUIRE(made);
    file = made->file;
    answer(journal, world, 7);
    epoch = journal.epochs()->back().name;
    REQUIRE(app::restore_backup(on(journal), dir.path(), file, kOn));
    CHECK(responses(journal) == kOld + 7);  // not before it is opened again
    answer(journal, world, 1);
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(responses(journal) == kOld);
  CHECK(journal.epochs()->back().name != epoch);
  CHECK(journal.verify()->faults.empty());
  const auto kept = files(dir.path(), "journal.replaced-");
  REQUIRE(kept.size() == 1);
  const TempDir again;
  fs::copy_file(kept[0], again.path() / "journal.db");
  auto before = open_journal(again.path(), world);
  CHECK(responses(before) == kOld + 8);
}

TEST_CASE("what was erased after a copy was made does not come back with it", "[backup]") {
  const TempDir dir, stick;
  FakeWorld world;
  const auto key = event::make_site_key(world.random());
  const event::Fact left = world.with_contact(key.open, "+7 900 123-45-67"),
                    stays = world.with_contact(key.open, "+7 900 765-43-21");
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.append(std::vector{left, stays}));
    const auto made = app::make_backup(on(journal), dir.path(), stick.path(), "one.db", kOn);
    REQUIRE(made);
    REQUIRE(journal.append(std::vector{world.erasure(left.id)}));
    REQUIRE(app::restore_backup(on(journal), dir.path(), made->file, kOn));
  }
  std::ifstream file(dir.path() / "journal.db.restored", std::ios::binary);
  const std::string octets{std::istreambuf_iterator<char>(file), {}};
  CHECK_FALSE(octets.contains(*left.sealed));
  CHECK(octets.contains(*stays.sealed));
  auto journal = open_journal(dir.path(), world);
  CHECK_FALSE(journal.sealed_box(left.id).value());
  CHECK(journal.sealed_box(stays.id).value());
}

TEST_CASE("a file that is no copy, or a damaged one, changes nothing", "[backup]") {
  const TempDir dir, stick;
  FakeWorld world;
  auto journal = open_journal(dir.path(), world);
  answer(journal, world, kOld);
  const auto made = app::make_backup(on(journal), dir.path(), stick.path(), "one.db", kOn);
  REQUIRE(made);
  const auto refused = [&](const fs::path& file) {
    const auto restored = app::restore_backup(on(journal), dir.path(), file, kOn);
    REQUIRE_FALSE(restored);
    CHECK_FALSE(restored.error().said.remedy.empty());
    CHECK(files(dir.path(), "journal.db.restored").empty());
    return restored.error().trouble;
  };
  std::ofstream(stick.path() / "words.db") << "words";
  CHECK(refused(stick.path() / "words.db") == BackupTrouble::no_backup);
  CHECK(refused(stick.path() / "none.db") == BackupTrouble::gone);
  fs::resize_file(made->file, fs::file_size(made->file) / 2);
  CHECK(refused(made->file) == BackupTrouble::no_backup);
  CHECK(responses(journal) == kOld);
}

TEST_CASE("a copy or its way back that is given up leaves nothing", "[backup]") {
  const TempDir dir, stick;
  FakeWorld world;
  auto journal = open_journal(dir.path(), world);
  answer(journal, world, 2'000);
  for (const double at : {0.0, 0.3, 0.45, 0.85}) {
    const auto made =
        app::make_backup(on(journal), dir.path(), stick.path(), "one.db", [at](double done) { return done < at; });
    REQUIRE_FALSE(made);
    CHECK(made.error().trouble == BackupTrouble::given_up);
    CHECK(files(stick.path(), "").empty());
    CHECK(files(dir.path(), "backup").empty());
  }
  const auto made = app::make_backup(on(journal), dir.path(), stick.path(), "one.db", kOn);
  REQUIRE(made);
  const auto back = app::restore_backup(on(journal), dir.path(), made->file, [](double) { return false; });
  REQUIRE_FALSE(back);
  CHECK(back.error().trouble == BackupTrouble::given_up);
  CHECK(files(dir.path(), "journal.db.restored").empty());
}

TEST_CASE("a terminal that dies anywhere while a copy is put back has the old store or the new one", "[backup]") {
  const TempDir made, stick;
  make_store(made.path() / "old", 1, kOld);
  make_store(made.path() / "new", 2, kNew);
  FakeWorld world(3);
  {
    auto journal = open_journal(made.path() / "new", world);
    REQUIRE(app::make_backup(on(journal), made.path(), stick.path(), "new.db", kOn));
  }
  const auto put_back = [&](const fs::path& dir) {
    FakeWorld own(4);
    {
      auto journal = open_journal(dir, own);
      static_cast<void>(app::restore_backup(on(journal), dir, stick.path() / "new.db", kOn));
    }
    open_journal(dir, own);
  };
  std::int64_t whole_us = 0;
  {
    const TempDir dir;
    fs::copy(made.path() / "old", dir.path(), fs::copy_options::recursive);
    whole_us = us_of([&] { put_back(dir.path()); });
  }
  std::set<std::uint64_t> seen;
  for (int round = 0; round <= kRounds; ++round) {
    const TempDir dir;
    fs::copy(made.path() / "old", dir.path(), fs::copy_options::recursive);
    killed_after(whole_us * round / (kRounds - 4), [&] { put_back(dir.path()); });
    auto journal = open_journal(dir.path(), world);
    const std::uint64_t there = responses(journal);
    CAPTURE(round, there);
    CHECK((there == kOld || there == kNew));
    CHECK(journal.verify()->faults.empty());
    const auto kept = files(dir.path(), "journal.replaced-");  // with its log, where it was not closed
    CHECK(std::ranges::count(kept, fs::path(".db"), [](const fs::path& one) { return one.extension(); }) ==
          (there == kNew ? 1 : 0));
    seen.insert(there);
  }
  CHECK(seen.contains(kOld));
  CHECK(seen.contains(kNew));
}

TEST_CASE("a terminal that dies anywhere while a copy is made leaves a whole one or none", "[backup]") {
  const TempDir made;
  make_store(made.path() / "old", 1, kOld);
  const auto copy = [&](const fs::path& stick) {
    FakeWorld own(4);
    auto journal = open_journal(made.path() / "old", own);
    static_cast<void>(app::make_backup(on(journal), made.path() / "old", stick, "one.db", kOn));
  };
  std::int64_t whole_us = 0;
  {
    const TempDir stick;
    whole_us = us_of([&] { copy(stick.path()); });
  }
  for (int round = 0; round <= kRounds; ++round) {
    const TempDir stick;
    killed_after(whole_us * round / (kRounds - 4), [&] { copy(stick.path()); });
    CAPTURE(round);
    for (const app::FoundBackup& found : app::find_backups({stick.path()}, made.path() / "none")) {
      CHECK(found.file.filename() == "one.db");
      const auto looked = journal::look_at_backup(found.file);
      REQUIRE(looked);
      CHECK(looked->responses == kOld);
    }
  }
  FakeWorld world;
  auto journal = open_journal(made.path() / "old", world);
  CHECK(responses(journal) == kOld);
}

namespace {

/// In a process of its own that may mount. Exit status 0 when all held, else the number of the check that did not; 77
/// when this machine lets nobody mount.
int on_a_stick(const fs::path& dir, const fs::path& mount_point) {
  if (::unshare(CLONE_NEWNS) != 0) return 77;
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, "size=512k") != 0) return 77;
  FakeWorld world;
  auto journal = open_journal(dir, world);
  const auto copy = [&](const app::BackupGoing& going) {
    return app::make_backup(on(journal), dir, mount_point, "one.db", going);
  };
  const auto full = copy(kOn);
  if (full || full.error().trouble != BackupTrouble::full) return 1;
  if (!files(mount_point, "").empty()) return 2;
  if (::umount(mount_point.c_str()) != 0) return 3;
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, "size=64m") != 0) return 4;
  bool pulled = false;
  const auto gone = copy([&](double done) {
    if (done > 0.5 && !pulled) pulled = ::umount2(mount_point.c_str(), MNT_DETACH) == 0;
    return true;
  });
  if (!pulled) return 5;
  if (gone || gone.error().trouble != BackupTrouble::gone) return 6;
  if (!files(mount_point, "").empty()) return 7;  // nor in the folder that the stick was mounted over
  if (!files(dir, "backup").empty()) return 8;
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", MS_RDONLY, "size=64m") != 0) return 9;
  const auto locked = copy(kOn);
  if (locked || locked.error().trouble != BackupTrouble::read_only) return 10;
  return responses(journal) > 0 && journal.verify()->faults.empty() ? 0 : 11;
}

}  // namespace

TEST_CASE("a stick that is full, pulled out or write-protected is told as such, and holds no half copy", "[backup]") {
  const TempDir dir, stick;
  make_store(dir.path(), 1, 4'000);
  REQUIRE(fs::file_size(dir.path() / "journal.db") > (1U << 20));
  const pid_t child = ::fork();
  if (child == 0) ::_exit(on_a_stick(dir.path(), stick.path()));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) {
    WARN("this machine lets nobody mount: sticks were not tried");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace chalkpoint::testing
