// A terminal that dies at any moment has kept every answer it thanked for. A child stores answers and tells each id
// only after the commit was answered; the parent kills it with SIGKILL and looks. CHALKPOINT_KILL_ROUNDS=N makes N
// rounds instead of the usual ones, CHALKPOINT_LONG=1 a thousand.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>
#include <thread>

#include "sync/journal/thread.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

constexpr int kRoundsUsual = 30, kRoundsLong = 1000;

int rounds() {
  const char* wanted = std::getenv("CHALKPOINT_KILL_ROUNDS");
  if (wanted != nullptr) return std::max(1, std::atoi(wanted));
  return std::getenv("CHALKPOINT_LONG") != nullptr ? kRoundsLong : kRoundsUsual;
}

void tell(int pipe, const event::Fact& fact) {
  std::array<char, 17> message{};
  std::copy(fact.id.bytes.begin(), fact.id.bytes.end(), message.begin());
  message[16] = fact.sealed ? 'c' : '-';
  if (::write(pipe, message.data(), message.size()) != static_cast<ssize_t>(message.size())) ::_exit(3);
}

/// Stores answers until it is killed: plainly, or as the terminal does, through the journal's thread.
[[noreturn]] void child(const std::filesystem::path& dir, std::uint64_t seed, bool threaded, int pipe) {
  FakeWorld world(seed);
  const auto key = event::make_site_key(world.random());
  auto journal = journal::Journal::open(dir, world.world());
  if (!journal) ::_exit(2);
  const auto next = [&] {
    return world.below(5) == 0 ? world.with_contact(key.open, "+7 900 123-45-67") : world.response();
  };
  if (!threaded) {
    while (true) {
      const auto fact = next();
      if (!journal->append({&fact, 1})) ::_exit(4);
      tell(pipe, fact);
    }
  }
  journal::JournalThread thread(std::move(*journal), {});
  while (true) {
    const auto fact = next();
    thread.append({fact});
    std::vector<journal::Finished> finished;
    while ((finished = thread.poll()).empty()) std::this_thread::yield();
    if (!finished.front().placed) ::_exit(5);
    tell(pipe, fact);
  }
}

struct Thanked {
  std::set<event::Uuid> all;
  std::set<event::Uuid> with_contact;
};

enum class LifeFrom { start, first_thanks };

/// Runs a child, kills it `life_us` after `from`, and adds what it thanked for.
void one_life(const std::filesystem::path& dir, std::uint64_t seed, bool threaded, LifeFrom from, int life_us,
              Thanked& thanked) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    ::close(ends[0]);
    child(dir, seed, threaded, ends[1]);
  }
  ::close(ends[1]);
  std::atomic<bool> begun = from == LifeFrom::start;
  std::thread killer([&] {
    begun.wait(false);
    ::usleep(static_cast<useconds_t>(life_us));
    ::kill(pid, SIGKILL);
  });
  std::array<char, 17> message{};
  while (::read(ends[0], message.data(), message.size()) == static_cast<ssize_t>(message.size())) {
    event::Uuid id;
    std::copy_n(message.begin(), 16, reinterpret_cast<char*>(id.bytes.data()));
    thanked.all.insert(id);
    if (message[16] == 'c') thanked.with_contact.insert(id);
    begun = true;
    begun.notify_one();
  }
  begun = true;  // also when it ended without a word
  begun.notify_one();
  killer.join();
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  REQUIRE(WIFSIGNALED(status));  // it was still working: it did not give up by itself
}

}  // namespace

TEST_CASE("every answer thanked for is there after kill -9") {
  TempDir dir;
  FakeWorld chance(20261121);
  Thanked thanked;
  for (int round = 0; round < rounds(); ++round) {
    INFO("round " << round);
    one_life(dir.path(), 1000 + static_cast<std::uint64_t>(round), round % 2 == 1, LifeFrom::first_thanks,
             chance.below(60'000), thanked);
    FakeWorld world(2);
    auto journal = open_journal(dir.path(), world);
    for (const std::string& notice : world.notices) FAIL_CHECK(notice);
    const auto verification = journal.verify();
    REQUIRE(verification);
    for (const auto& fault : verification->faults) FAIL_CHECK(fault);
    std::set<event::Uuid> held;
    std::set<event::Uuid> contacts;
    REQUIRE(journal.export_rows([&](const journal::ExportRow& row) -> journal::Result<void> {
      held.insert(row.id);
      if (row.has_sealed_contact) contacts.insert(row.id);
      return {};
    }));
    CHECK(std::ranges::includes(held, thanked.all));
    CHECK(std::ranges::includes(contacts, thanked.with_contact));
    CHECK(held.size() <=
          thanked.all.size() + static_cast<std::size_t>(round) + 1);  // at most one a life was stored but not yet told
  }
  CHECK(thanked.all.size() >= static_cast<std::size_t>(rounds()));
  CHECK_FALSE(thanked.with_contact.empty());
}

TEST_CASE("a terminal killed while its store is being made begins as a new one, not as a copy or a damaged one") {
  FakeWorld chance(20261122);
  for (int round = 0; round < rounds(); ++round) {
    INFO("round " << round);
    TempDir dir;
    Thanked thanked;
    one_life(dir.path(), 5000 + static_cast<std::uint64_t>(round), false, LifeFrom::start, 500 + chance.below(12'000),
             thanked);
    FakeWorld world(3);
    auto journal = open_journal(dir.path(), world);
    for (const std::string& notice : world.notices) FAIL_CHECK(notice);
    CHECK(journal.verify()->faults.empty());
  }
}
