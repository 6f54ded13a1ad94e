// A terminal that dies at any step of publishing a survey has the old revision or the new one, whole, and never loses
// the draft before the new one is there. A child publishes and then drops the draft; it is killed before its first call
// that changes a file, then before its second, and so on until it comes through.
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "kiosk/app/drafts.h"
#include "kiosk/app/questions.h"
#include "tests/unit/journal_fixture.h"

namespace {

int left_to_live = 0;  // calls that change a file, in the child; 0: not counted

void step() {
  if (left_to_live > 0 && --left_to_live == 0) ::raise(SIGKILL);
}

}  // namespace

// SQLite's calls come here first, since a program's own symbols go before a library's.
extern "C" ssize_t pwrite(int descriptor, const void* data, size_t size, off_t at) {
  step();
  return ::syscall(SYS_pwrite64, descriptor, data, size, at);
}
extern "C" ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t at) {
  return pwrite(descriptor, data, size, at);
}
extern "C" int ftruncate(int descriptor, off_t size) {
  step();
  return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
}
extern "C" int ftruncate64(int descriptor, off64_t size) {
  return ftruncate(descriptor, size);
}
extern "C" int fdatasync(int descriptor) {
  step();
  return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

const event::Signature kOwner{"Анна", "owner"};
constexpr const char* kAssets = SOURCE_DIR "/assets";

std::string definition_of(int n) {
  return R"({"title":")" + std::string(3'000, 'x') + std::to_string(n) +
         R"(","elements":[{"type":"comment","name":"words"}]})";
}

std::string setting_of(const std::string& definition) {
  return app::to_text({{"nps", {.survey = "nps", .definition = definition, .base = 1, .by = "Анна", .unix_ms = 1}}});
}

journal::Result<void> publish(journal::Journal& journal, FakeWorld& world, const std::string& definition) {
  const auto questions = app::read_questions(journal, kAssets);
  if (!questions) return std::unexpected(questions.error());
  const auto fact = questions->publication("nps", definition, "changed", kOwner, world.moment(), world.random());
  if (!fact) return std::unexpected(fact.error());
  const auto placed = journal.append({&*fact, 1});
  return placed ? journal::Result<void>{} : std::unexpected(placed.error());
}

// Its exit code tells how it ended where nobody killed it.
[[noreturn]] void child(const std::filesystem::path& dir, int lives, int pipe) {
  FakeWorld world(7);
  auto journal = journal::Journal::open(dir, world.world());
  if (!journal) ::_exit(2);
  left_to_live = lives;
  if (!publish(*journal, world, definition_of(2))) ::_exit(3);
  if (::write(pipe, "p", 1) != 1) ::_exit(4);
  if (!journal->set_settings({{std::string(app::kDraftsSetting), ""}})) ::_exit(5);
  left_to_live = 0;
  ::_exit(0);
}

struct Life {
  bool told = false;  // that it is published
  bool killed = false;
};

Life one_life(const std::filesystem::path& dir, int lives) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    ::close(ends[0]);
    child(dir, lives, ends[1]);
  }
  ::close(ends[1]);
  char word = 0;
  const bool told = ::read(ends[0], &word, 1) == 1;
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (!killed) REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  return {.told = told, .killed = killed};
}

}  // namespace

TEST_CASE("a terminal killed at any step of publishing asks the old revision or the new one", "[surveys]") {
  int steps = 0, with_old = 0, with_new = 0;
  for (bool through = false; !through; ++steps) {
    INFO("killed at step " << steps + 1);
    REQUIRE(steps < 500);
    TempDir dir;
    {
      FakeWorld world(6);
      auto journal = open_journal(dir.path(), world);
      REQUIRE(publish(journal, world, definition_of(1)));
      REQUIRE(journal.set_settings({{std::string(app::kDraftsSetting), setting_of(definition_of(2))}}));
    }
    const Life life = one_life(dir.path(), steps + 1);
    through = !life.killed;
    FakeWorld world(8);
    auto journal = open_journal(dir.path(), world);
    for (const std::string& notice : world.notices) FAIL_CHECK(notice);
    CHECK(journal.verify()->faults.empty());
    const auto questions = app::read_questions(journal, kAssets);
    REQUIRE(questions);
    const std::string now = *questions->history("nps").back().definition;
    const bool is_new = now == definition_of(2);
    CHECK((is_new || now == definition_of(1)));
    CHECK((is_new || !life.told));
    CHECK(questions->asked(world.moment())->revision == event::revision_of(now));
    const auto kept = journal.setting(app::kDraftsSetting);
    CHECK((kept == setting_of(definition_of(2)) || (is_new && !kept)));
    ++(is_new ? with_new : with_old);
  }
  CHECK(steps > 3);
  CHECK(with_old > 0);
  CHECK(with_new > 1);
}
