#include <catch2/catch.hpp>
#include <semaphore>

#include "sync/journal/thread.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

/// Waits for the next answers as the window does: asleep until the hook wakes it.
struct Window {
  std::counting_semaphore<> news{0};
  std::vector<journal::Finished> next(journal::JournalThread& thread) {
    while (true) {
      news.acquire();
      auto finished = thread.poll();
      if (!finished.empty()) return finished;
    }
  }
};

}  // namespace

TEST_CASE("answers come back in order, on the disk, and wake who waits for them") {
  TempDir dir;
  FakeWorld world(200);
  Window window;
  std::atomic<int> stored = 0;
  std::vector<event::Fact> facts;
  {
    journal::JournalThread thread(open_journal(dir.path(), world), {[&] { window.news.release(); }, [&] { ++stored; }});
    for (int i = 0; i < 50; ++i) {
      facts.push_back(world.response());
      CHECK(thread.append({facts.back()}) == static_cast<journal::Ticket>(i + 1));
    }
    journal::Ticket expected = 1;
    while (expected <= 50) {
      for (const auto& finished : window.next(thread)) {
        CHECK(finished.ticket == expected++);
        REQUIRE(finished.placed);
        CHECK(finished.placed->front().sequence == finished.ticket);
      }
    }
    CHECK(stored == 50);
    CHECK(thread.ask([](journal::Journal& journal) { return journal.waiting(); }) == 50);
    CHECK(thread.health().waiting == 50);
    CHECK(thread.poll().empty());
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.verify()->events == 50);
}

TEST_CASE("what was handed over is stored even if the thread is ended at once") {
  TempDir dir;
  FakeWorld world(201);
  {
    journal::JournalThread thread(open_journal(dir.path(), world), {});
    for (int i = 0; i < 30; ++i) thread.append({world.response()});
    thread.set_settings({{"staff_pin", "x"}});
  }
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.verify()->events == 30);
  CHECK(journal.setting("staff_pin") == "x");
}

TEST_CASE("a hook that was replaced is not being called any more") {
  TempDir dir;
  FakeWorld world(204);
  std::atomic<bool> left = false;
  std::counting_semaphore<> entered{0};
  journal::JournalThread thread(open_journal(dir.path(), world), {});
  thread.on_stored([&] {
    entered.release();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // gives the race its room
    left = true;
  });
  thread.append({world.response()});
  entered.acquire();
  thread.on_stored({});
  CHECK(left);
}

TEST_CASE("a refused answer says why and leaves the rest alone") {
  TempDir dir;
  FakeWorld world(202);
  Window window;
  journal::JournalThread thread(open_journal(dir.path(), world), {[&] { window.news.release(); }, {}});
  event::Fact bad = world.response();
  bad.data["score"] = 99;
  thread.append({bad});
  const auto refused = window.next(thread);
  REQUIRE(refused.size() == 1);
  CHECK_FALSE(refused.front().placed);
  thread.append({world.response()});
  const auto kept = window.next(thread);
  REQUIRE(kept.size() == 1);
  CHECK(kept.front().placed);
}

TEST_CASE("the window stores while the sync worker reads") {
  TempDir dir;
  FakeWorld world(203);
  Window window;
  journal::JournalThread thread(open_journal(dir.path(), world), {[&] { window.news.release(); }, {}});
  std::atomic<bool> done = false;
  std::counting_semaphore<> work{0};
  thread.on_stored([&] { work.release(); });
  std::uint64_t seen = 0;
  std::thread worker([&] {
    while (!done || seen < 100) {
      work.acquire();
      const auto events = thread.ask([&](journal::Journal& journal) {
        const auto epoch = journal.epochs()->back().name;
        auto read = journal.read_after(epoch, seen, 10, 1 << 20);
        if (!read->empty()) static_cast<void>(journal.acknowledge(epoch, read->back().sequence));
        return *read;
      });
      seen += events.size();
    }
  });
  std::vector<std::string> codes;
  for (int i = 0; i < 100; ++i) {
    auto fact = world.response();
    codes.push_back(fact.data["code"].get<std::string>());
    thread.append({std::move(fact)});
    static_cast<void>(thread.code_taken(codes.back()));
    static_cast<void>(thread.health());
  }
  int answered = 0;
  while (answered < 100) answered += static_cast<int>(window.next(thread).size());
  done = true;
  work.release(100);
  worker.join();
  CHECK(seen == 100);
  CHECK(thread.health().waiting == 0);
  for (const auto& code : codes) CHECK((code.empty() || thread.code_taken(code)));
}
