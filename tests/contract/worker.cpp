// The thread that steps: it can be stopped at any moment, it comes when it is called, and it shows how it stands.
#include "sync/device/worker.h"

#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

#include "sync/device/curl_transport.h"
#include "sync/device/journal_ledger.h"
#include "sync/journal/thread.h"
#include "tests/answers.h"
#include "tests/contract/rude_server.h"
#include "tests/temp_dir.h"

using namespace chalkpoint;
using device::SyncState;

namespace {

/// A terminal's journal on its thread, enrolled to a hub at `url`.
class Terminal {
 public:
  explicit Terminal(const std::string& url) {
    auto opened = journal::Journal::open(dir_.path(),
                                         {[](std::span<std::uint8_t> out) { std::ranges::fill(out, 7); },
                                          [] { return std::int64_t{1'795'379'455'123}; }, [](const std::string&) {}});
    REQUIRE(opened);
    thread_ = std::make_unique<journal::JournalThread>(std::move(*opened), journal::JournalThread::Hooks{});
    ledger_ = std::make_unique<device::JournalLedger>(
        [this](const auto& work) { thread_->ask([&](journal::Journal& journal) { work(journal); }); });
    REQUIRE(ledger_->bind(
        {url,
         "t0ken",
         {"club-1", "d-1", "Lobby", event::Bytes(32, 'k'), "0011223344556677", "00000000000000aa", "d3JhcHBlZA=="}}));
  }
  void answer() {
    const event::Fact fact = answers_.next();
    REQUIRE(thread_->ask([&](journal::Journal& journal) { return journal.append({&fact, 1}); }));
  }
  device::JournalLedger& ledger() { return *ledger_; }

 private:
  testing::TempDir dir_{testing::Place::memory};
  tests::Answers answers_{1};
  std::unique_ptr<journal::JournalThread> thread_;
  std::unique_ptr<device::JournalLedger> ledger_;
};

/// News from the worker, to wait for.
class News {
 public:
  std::function<void()> teller() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++count_;
      changed_.notify_all();
    };
  }
  /// Waits until what the worker shows is as wanted; a test that waits in vain is ended by its runner.
  template <class Wanted>
  void wait_for(const device::Worker& worker, Wanted wanted) {
    std::unique_lock lock(mutex_);
    while (true) {
      const int seen = count_;
      lock.unlock();
      if (wanted(worker.status())) return;
      lock.lock();
      changed_.wait(lock, [&] { return count_ != seen; });
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

device::World world() {
  const auto ms = [] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  };
  return {ms, ms, [](std::uint64_t bound) { return bound - 1; }, {}};
}

}  // namespace

TEST_CASE("a worker stops while a request hangs", "[worker]") {
  tests::RudeServer server;
  Terminal terminal(server.url("/hub"));
  terminal.answer();
  device::Tuning patient;
  patient.request_timeout = std::chrono::hours(1);
  patient.stall_timeout = std::chrono::hours(1);
  News news;
  {
    device::Worker worker(terminal.ledger(), device::make_curl_transport(patient), world(), patient, news.teller());
    news.wait_for(worker, [](const auto& status) { return status.state == SyncState::sending; });
    while (server.requests().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(server.requests().size() == 1);
  CHECK(terminal.ledger().epochs()->back().acknowledged == 0);
}

TEST_CASE("a failure is waited out, unless a person asks", "[worker]") {
  tests::RudeServer server;
  Terminal terminal(server.url("/portal?"));  // every path below is the portal's
  terminal.answer();
  device::Tuning patient;
  patient.retry_delay_base = patient.retry_delay_max = patient.read_retry_delay_max = std::chrono::hours(1);
  News news;
  device::Worker worker(terminal.ledger(), device::make_curl_transport(patient), world(), patient, news.teller());
  news.wait_for(worker, [](const auto& status) { return status.state == SyncState::retrying; });
  CHECK(worker.status().fault == device::SyncFault::not_the_hub);
  CHECK(worker.status().waiting == 1);
  CHECK(worker.status().problem);
  const auto asked = server.requests().size();
  CHECK(asked == 1);

  terminal.answer();
  worker.wake();
  CHECK(server.requests().size() == asked);  // the wake-up alone moves nobody: the next try is the one below
  worker.retry_now();
  while (server.requests().size() < asked + 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // both ways
  news.wait_for(worker, [](const auto& status) { return status.state == SyncState::retrying && status.waiting == 2; });
  CHECK(server.requests().size() == asked + 2);
}

TEST_CASE("a terminal without a hub rests until it is woken", "[worker]") {
  Terminal terminal("http://127.0.0.1:1");
  class Unbound final : public device::Ledger {
   public:
    explicit Unbound(device::Ledger& inner) : inner_(inner) {}
    Result<std::optional<device::Binding>> binding() override { return std::optional<device::Binding>(); }
    Result<void> keep_wrapped(const wire::Site&) override { return {}; }
    Result<std::vector<device::EpochState>> epochs() override { return inner_.epochs(); }
    Result<std::vector<event::Event>> read(std::string_view, std::uint64_t, std::size_t) override { return {}; }
    Result<void> acknowledge(std::string_view, std::uint64_t, std::span<const std::uint64_t>) override { return {}; }
    Result<bool> fork(std::string_view, std::uint64_t) override { return false; }
    Result<std::uint64_t> quarantined() override { return 0; }
    Result<std::uint64_t> down_cursor() override { return 0; }
    Result<void> append_foreign(std::span<const wire::Placed>, std::uint64_t) override { return {}; }
    Result<std::optional<std::int64_t>> read_unix_ms() override { return std::nullopt; }
    Result<void> note_read(std::int64_t) override { return {}; }
    Result<void> start_over(std::string_view) override { return {}; }

   private:
    device::Ledger& inner_;
  } unbound(terminal.ledger());
  News news;
  device::Worker worker(unbound, device::make_curl_transport({}), world(), {}, news.teller());
  terminal.answer();
  worker.wake();
  news.wait_for(worker, [](const auto& status) { return status.waiting == 1; });
  CHECK(worker.status().state == SyncState::not_enrolled);
}
