// The hub's process is killed again and again while batches stream in; whatever it acknowledged must be there
// afterwards, once, and verify must find it whole. CHALKPOINT_LONG=1 kills it more often.
#include <signal.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <thread>

#include "sync/hub/client.h"
#include "sync/hub/service.h"
#include "sync/hub/simulate.h"
#include "sync/hub/sqlite_store.h"
#include "tests/hub_process.h"
#include "tests/temp_dir.h"

namespace chalkpoint::testing {
namespace {

constexpr int kKillsUsual = 12, kKillsLong = 100;
constexpr std::uint64_t kAnswersUsual = 40'000, kAnswersLong = 400'000;
constexpr std::size_t kBatch = 50;
constexpr const char* kToken = "token of the test";

event::Random seeded(std::uint64_t seed) {
  return [engine = std::mt19937_64(seed)](std::span<std::uint8_t> octets) mutable {
    for (auto& octet : octets) octet = static_cast<std::uint8_t>(engine());
  };
}

const std::string kProgram = std::string(BINARY_DIR) + "/bin/chalkpoint-hub";

/// Sends from where the acknowledgements left off until the hub is gone or has everything; returns the new place.
std::uint64_t send_on(const std::string& url, const std::vector<event::Event>& events, std::uint64_t held,
                      std::atomic<bool>& began) {
  auto client = hub::Client::connect(url, kToken);
  while (client && held < events.size()) {
    const auto part = std::span(events).subspan(held, std::min<std::size_t>(kBatch, events.size() - held));
    const auto batch = wire::encode({"north", "lobby", events.front().epoch}, part);
    if (!batch) break;
    const auto ack = client->send(*batch);
    if (!ack) break;  // the hub was killed: whether it has the batch is what the next one tells
    held = std::max(held, ack->held_through);
    began = true;
  }
  return held;
}

}  // namespace

TEST_CASE("what the hub acknowledged outlives kill -9 at any moment") {
  const bool campaign = std::getenv("CHALKPOINT_LONG") != nullptr;
  const int kills = campaign ? kKillsLong : kKillsUsual;
  const std::uint64_t answers = campaign ? kAnswersLong : kAnswersUsual;
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  {
    auto store = hub::open_sqlite_store(path.string(), seeded(1));
    REQUIRE(store);
    hub::Device device;
    device.who = {"north", "lobby"};
    REQUIRE((*store)->add_device(device, hub::token_hash(kToken), {}));
  }
  hub::SimulatedTerminal terminal(
      {.seed = 5, .begin_ms = 1'795'000'000'000, .end_ms = 1'795'300'000'000, .answers = answers, .key = {}});
  const auto events = terminal.next(answers);
  std::mt19937_64 random(std::random_device{}());
  std::uint64_t held = 0;
  int killed_under_way = 0;
  for (int round = 0; round < kills; ++round) {
    HubProcess hub(kProgram, path);
    std::atomic<bool> began = false;
    std::uint64_t reached = held;
    std::thread sender([&] { reached = send_on(hub.url(), events, held, began); });
    while (!began) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    hub.end(SIGKILL);
    sender.join();
    CHECK(reached >= held);
    held = reached;
    if (held < answers) ++killed_under_way;
    if (held == answers) break;

    auto store = hub::open_sqlite_store(path.string(), seeded(static_cast<std::uint64_t>(round) + 10));
    REQUIRE(store);
    const auto findings = (*store)->verify();
    REQUIRE(findings);
    CHECK(findings->faults == std::vector<std::string>());
    CHECK(findings->quarantined == 0);
    // The last batch may have been stored without its acknowledgement getting out: then there is one more.
    CHECK(findings->events >= held);
    CHECK(findings->events <= held + kBatch);
  }
  CHECK(killed_under_way > 0);
  HubProcess hub(kProgram, path);
  std::atomic<bool> began = false;
  CHECK(send_on(hub.url(), events, held, began) == answers);
  CHECK(hub.end(SIGTERM) == 0);
  auto store = hub::open_sqlite_store(path.string(), seeded(99));
  REQUIRE(store);
  const auto findings = (*store)->verify();
  REQUIRE(findings);
  CHECK(findings->faults == std::vector<std::string>());
  CHECK(findings->events == answers);
}

}  // namespace chalkpoint::testing
