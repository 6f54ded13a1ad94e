// Every export onto a stick that is full, pulled out or read-only in the middle, and in a process that is killed in the
// middle: the trouble is named, nothing stands under the final name, and what had been begun is gone where the stick
// can still be reached.
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "kiosk/app/export_job.h"
#include "kiosk/app/seal.h"
#include "tests/notes.h"
#include "tests/unit/journal_fixture.h"

namespace chalkpoint::testing {
namespace {

namespace fs = std::filesystem;
using app::ExportKind;
using platform::Trouble;

constexpr int kCannotMount = 77;
constexpr std::array kKinds = {ExportKind::csv, ExportKind::jsonl, ExportKind::xlsx, ExportKind::board,
                               ExportKind::archive};

/// A store with enough in it for every kind to be in its middle for a while.
class Store {
 public:
  Store() : journal_(open_journal(dir_.path(), world_)) {
    std::vector<event::Fact> facts;
    for (int i = 0; i < 6'000; ++i) facts.push_back(world_.response());
    tests::Notes notes(11);
    for (int i = 0; i < 30; ++i) facts.push_back(notes.written());
    if (!journal_.append(facts)) throw std::runtime_error("the store takes nothing");
  }

  std::expected<app::ExportDone, app::ExportFailed> take(ExportKind kind, const fs::path& target,
                                                         const app::ExportWatch& watch) {
    const app::ExportWorld world{.store = app::directly_on(journal_),
                                 .assets = fs::path(BINARY_DIR) / "assets",
                                 .scratch = dir_.path(),
                                 .surveys = {},
                                 .now = world_.moment(),
                                 .random = world_.random()};
    return app::do_export(
        world,
        {.kind = kind, .target = target, .span = {}, .when = {}, .language = "ru", .passphrase = "белый мел на доске"},
        watch);
  }

 private:
  TempDir dir_;
  FakeWorld world_{77};
  journal::Journal journal_;
};

bool go_on(std::uint64_t, std::uint64_t) {
  return true;
}

std::size_t count_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// In a process of its own with mounts of its own; its exit status is the number of the check that did not hold, 0 when
/// all did.
int apart(const std::function<int()>& checks) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    int status = 70;
    try {
      const bool mounts =
          ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
      status = mounts ? checks() : kCannotMount;
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "%s\n", failure.what());
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool mount_stick(const fs::path& at, const char* options, unsigned long flags = 0) {
  return ::mount("tmpfs", at.c_str(), "tmpfs", flags, options) == 0;
}

void check_apart(const std::function<int()>& checks) {
  const int status = apart(checks);
  if (status == kCannotMount) {
    WARN("skipped: this machine lets nobody mount a file system");
    return;
  }
  CHECK(status == 0);
}

bool told(const app::ExportFailed& failed, Trouble trouble) {
  return failed.trouble == trouble && !failed.problem.what.empty() && !failed.problem.remedy.empty();
}

}  // namespace

TEST_CASE("an export onto a stick that becomes full says so and leaves nothing", "[export]") {
  for (const ExportKind kind : kKinds) {
    CAPTURE(static_cast<int>(kind));
    TempDir stick;
    check_apart([&] {
      if (!mount_stick(stick.path(), "size=96k")) return kCannotMount;
      Store store;
      const auto done = store.take(kind, stick.path() / "club", go_on);
      if (done) return 1;
      if (!told(done.error(), Trouble::full)) return 2;
      return count_in(stick.path()) == 0 ? 0 : 3;
    });
  }
}

TEST_CASE("an export onto a stick that is pulled out in the middle says so and leaves nothing", "[export]") {
  for (const ExportKind kind : kKinds) {
    CAPTURE(static_cast<int>(kind));
    TempDir stick, beside;
    check_apart([&] {
      if (!mount_stick(stick.path(), "size=512m")) return kCannotMount;
      // The stick under a second name: what is left on it can be looked at after it is gone.
      if (::mount(stick.path().c_str(), beside.path().c_str(), nullptr, MS_BIND, nullptr) != 0) return kCannotMount;
      Store store;
      bool pulled = false;
      const auto done = store.take(kind, stick.path() / "club", [&](std::uint64_t at, std::uint64_t whole) {
        if (!pulled && at * 3 >= whole) pulled = ::umount2(stick.path().c_str(), MNT_DETACH) == 0;
        return true;
      });
      if (!pulled) return 1;
      if (done) return 2;
      if (!told(done.error(), Trouble::gone)) return 3;
      if (count_in(stick.path()) != 0) return 4;  // what stands there without the stick
      return count_in(beside.path()) == 0 ? 0 : 5;
    });
  }
}

TEST_CASE("an export onto a stick that is write-protected or not there says so", "[export]") {
  for (const ExportKind kind : kKinds) {
    CAPTURE(static_cast<int>(kind));
    TempDir stick;
    check_apart([&] {
      if (!mount_stick(stick.path(), "size=1m", MS_RDONLY)) return kCannotMount;
      Store store;
      const auto protected_stick = store.take(kind, stick.path() / "club", go_on);
      if (protected_stick || !told(protected_stick.error(), Trouble::read_only)) return 1;
      const auto no_stick = store.take(kind, stick.path() / "none" / "club", go_on);
      return !no_stick && told(no_stick.error(), Trouble::gone) ? 0 : 2;
    });
  }
}

TEST_CASE("an export that is given up or killed in the middle leaves nothing under its name", "[export]") {
  for (const ExportKind kind : kKinds) {
    CAPTURE(static_cast<int>(kind));
    TempDir folder;
    {
      Store store;
      const auto stopped = store.take(kind, folder.path() / "club",
                                      [](std::uint64_t at, std::uint64_t whole) { return at * 3 < whole; });
      CHECK_FALSE(stopped);
      CHECK(count_in(folder.path()) == 0);
    }
    const pid_t pid = ::fork();
    if (pid == 0) {
      try {
        Store store;
        store.take(kind, folder.path() / "club", [](std::uint64_t at, std::uint64_t whole) {
          if (at * 3 >= whole) ::kill(::getpid(), SIGKILL);
          return true;
        });
      } catch (const std::exception&) {
      }
      ::_exit(1);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    for (const auto& entry : fs::directory_iterator(folder.path())) CHECK(entry.path().extension() == ".part");
    // And what it left is no hindrance to the next.
    Store store;
    const auto done = store.take(kind, folder.path() / "club", go_on);
    REQUIRE(done);
    CHECK(done->bytes > 0);
    for (const auto& entry : fs::directory_iterator(folder.path())) CHECK(entry.path().extension() != ".part");
    for (const fs::path& file : done->files) CHECK(fs::exists(file));
  }
}

}  // namespace chalkpoint::testing
