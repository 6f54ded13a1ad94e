// Sending and reading side by side: what is asked for, and that neither keeps the other waiting.
#include "sync/event/seal.h"
#include "tests/unit/device_bench.h"

using namespace chalkpoint;
using namespace chalkpoint::tests::step;

TEST_CASE("a reading says what is held, and after a fork no more than that", "[sync]") {
  Bench bench(10);
  bench.ledger.cursor = 33;
  bench.hub.held = 14;
  bench.sync.step();
  CHECK(bench.ledger.forks == std::vector<std::uint64_t>{10});
  CHECK(bench.ledger.cursor == 0);  // read again from the start, in the same step
  CHECK(bench.hub.held_there == std::vector<wire::Held>{{bench.ledger.epoch, bench.ledger.own.size()}});
}

TEST_CASE("a hub that takes nothing is read all the same", "[sync]") {
  const std::string problem(wire::kProblemType);
  const auto refusal = GENERATE_COPY(values<std::pair<int, std::string>>(
      {{429, ""}, {413, ""}, {500, ""}, {403, wire::problem_text(403, {"the epoch belongs to another device", ""})}}));
  INFO(refusal.first);
  Bench bench(1);
  for (int i = 0; i < 99; ++i) bench.hub.lines.push_back(always(plain(refusal.first, problem, refusal.second)));
  const std::int64_t begin = bench.now_ms;
  std::int64_t last_read = begin;
  while (bench.now_ms < begin + 600'000) {
    const int pages = bench.hub.pages;
    const auto rest = bench.sync.step();
    if (bench.hub.pages > pages) {
      CHECK(bench.now_ms - last_read <= device::Tuning().pull_interval.count());
      last_read = bench.now_ms;
    }
    CHECK(bench.sync.status().state == (refusal.first == 403 ? SyncState::refused : SyncState::retrying));
    REQUIRE(rest);
    REQUIRE(*rest > 0ms);
    bench.now_ms += rest->count();
  }
  CHECK(begin + 600'000 - last_read <= 2 * device::Tuning().pull_interval.count());
  CHECK(bench.hub.batches.size() <= 9);  // 2 + 4 + … + 512 seconds
  CHECK(bench.ledger.acknowledged == 0);
}

TEST_CASE("a terminal knows within half a minute that its hub is back, and then waits no longer", "[sync]") {
  Bench bench(3);
  bench.hub.down = true;
  const std::int64_t begin = bench.now_ms;
  bench.sync.step();
  CHECK(bench.hub.unanswered == 1);  // the line that failed for sending is not asked again at once
  while (bench.now_ms < begin + 7'200'000) bench.now_ms += bench.sync.step()->count();
  CHECK(bench.sync.status().fault == SyncFault::unreachable);
  CHECK(bench.hub.unanswered < 7'200 / 30 + 40);
  bench.hub.down = false;
  const std::int64_t back = bench.now_ms;
  for (auto rest = bench.sync.step(); bench.ledger.acknowledged == 0 && bench.now_ms < back + 3'600'000;
       rest = bench.sync.step())
    bench.now_ms += rest->count();
  CHECK(bench.now_ms - back <= device::Tuning().read_retry_delay_max.count());
  CHECK(bench.ledger.acknowledged == 3);
  CHECK(bench.sync.status().state == SyncState::in_step);
}

TEST_CASE("what fails for sending alone is not tried more often because reading goes well", "[sync]") {
  Bench bench(1);
  for (int i = 0; i < 999; ++i)
    bench.hub.lines.push_back(
        always(std::unexpected(device::NoAnswer{device::NoAnswer::Why::timed_out, {"no", "yes"}})));
  const std::int64_t begin = bench.now_ms;
  while (bench.now_ms < begin + 7'200'000) bench.now_ms += bench.sync.step()->count();
  CHECK(bench.hub.batches.size() < 20);
  CHECK(bench.hub.pages > 7'200 / 8 - 20);
}

TEST_CASE("a POST that hangs holds reading up no longer than itself", "[sync]") {
  Bench bench(1);
  constexpr std::int64_t kHangMs = 15'000;
  for (int i = 0; i < 999; ++i)
    bench.hub.lines.push_back([&bench](const wire::Incoming&) -> device::Answer {
      bench.now_ms += kHangMs;
      return std::unexpected(device::NoAnswer{device::NoAnswer::Why::timed_out, {"no", "yes"}});
    });
  const std::int64_t begin = bench.now_ms;
  std::int64_t last_read = begin;
  bench.hub.on_page = [&] {
    CHECK(bench.now_ms - last_read <= kHangMs + device::Tuning().pull_interval.count());
    last_read = bench.now_ms;
  };
  while (bench.now_ms < begin + 3'600'000) bench.now_ms += bench.sync.step()->count();
  CHECK(bench.hub.pages > 3'600 / 16);
}

TEST_CASE("a token that is unknown for reading is not used for sending", "[sync]") {
  Bench bench(0);
  bench.hub.read = plain(401, std::string(wire::kProblemType), wire::problem_text(401, {"unknown token", "enrol"}));
  CHECK(bench.sync.step() == 1h);
  CHECK(bench.sync.status().state == SyncState::refused);
  bench.ledger.own = tests::chain_of(2, 4, kOwnEpoch);
  CHECK(bench.sync.step() == 1h);  // a new answer is no reason to ask earlier
  CHECK(bench.hub.batches.empty());
  CHECK(bench.sync.status().waiting == 2);
  bench.hub.read.reset();
  bench.now_ms += 3'600'000;
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 2);
  CHECK(bench.sync.status().state == SyncState::in_step);
}

TEST_CASE("a long backlog and a long stream take turns", "[sync]") {
  Bench bench(60'000);
  std::vector<std::int64_t> read_at;
  int pages = 0;
  bench.hub.takes_time = [&] {
    if (bench.hub.pages > pages) read_at.push_back(bench.now_ms);
    pages = bench.hub.pages;
    bench.now_ms += 1000;
  };
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 60'000);
  REQUIRE(read_at.size() > 5);
  const auto in_flight_ms = static_cast<std::int64_t>(device::Tuning().batches_in_flight_max + 2) * 1000;
  for (std::size_t i = 1; i < read_at.size(); ++i)
    CHECK(read_at[i] - read_at[i - 1] <= device::Tuning().pull_interval.count() + in_flight_ms);

  Bench reader(2000);
  for (std::uint64_t i = 1; i <= 20; ++i) reader.hub.stream.push_back({kHubEpoch, i, i < 20, {}});
  std::vector<std::size_t> sent_before_page;
  reader.hub.takes_time = [&] { sent_before_page.push_back(reader.hub.batches.size()); };
  reader.sync.step();
  CHECK(reader.ledger.cursor == 20);
  REQUIRE(sent_before_page.size() >= 24);
  CHECK(sent_before_page[8] == 4);  // all batches left before the fifth page
}

TEST_CASE("a terminal enrolled by an earlier version asks once for the wrapped key, and an earlier hub has none",
          "[device]") {
  const bool hub_has_it = GENERATE(true, false);
  Bench bench(0);
  bench.ledger.bound->site.wrapped.clear();
  bench.hub.site = {"club-1", "d-1", "Lobby", event::Bytes(32, 'k'), {}, kHubEpoch, hub_has_it ? "d3JhcHBlZA==" : ""};
  bench.hub.site.key_id = event::key_id(event::public_key_from_base64(event::base64(bench.hub.site.key)).value());
  bench.ledger.bound->site.key_id = bench.hub.site.key_id;
  for (int i = 0; i < 3; ++i) {
    bench.now_ms += 10'000;
    bench.sync.step();
    CHECK(bench.sync.status().state == SyncState::in_step);
  }
  CHECK(bench.hub.sites == 1);
  CHECK(bench.ledger.bound->site.wrapped == bench.hub.site.wrapped);
}
