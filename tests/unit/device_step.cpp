// One step of sync against a hub that follows a script: what is believed, what is waited for, what is shown.
#include "sync/device/enroll.h"
#include "tests/unit/device_bench.h"

using namespace chalkpoint;
using namespace chalkpoint::tests::step;

TEST_CASE("the time of the last reading is known at once, noted now and then, and survives the program", "[sync]") {
  Bench bench(0);
  bench.sync.step();
  const std::int64_t first = bench.now_ms;
  CHECK(bench.sync.status().read_unix_ms == first);
  CHECK(bench.ledger.read_ms == first);
  bench.now_ms += 60'000;
  bench.sync.step();
  CHECK(bench.sync.status().read_unix_ms == first + 60'000);
  CHECK(bench.ledger.read_notes == 1);  // no write for every reading
  bench.now_ms += device::Tuning().note_read_interval.count();
  bench.sync.step();
  CHECK(bench.ledger.read_ms == bench.now_ms);

  const auto life = [&](std::int64_t unix_ms) {
    return device::Sync(bench.ledger, bench.hub,
                        {[=] { return unix_ms; }, [] { return 0; }, [](auto) { return 0; }, {}});
  };
  auto set_back = life(first - 86'400'000);  // the clock: what was noted must not be trusted for a day to come
  set_back.step();
  CHECK(bench.ledger.read_ms == first - 86'400'000);
  bench.hub.hub_epoch = "no epoch";  // what answers is no hub
  auto unheard = life(first);
  unheard.step();
  CHECK(unheard.status().state != SyncState::in_step);
  CHECK(unheard.status().read_unix_ms == first - 86'400'000);
}

TEST_CASE("a backlog goes up in batches and is acknowledged", "[sync]") {
  Bench bench(1234);
  const auto rest = bench.sync.step();
  CHECK(bench.hub.held == 1234);
  CHECK(bench.ledger.acknowledged == 1234);
  CHECK(bench.ledger.saves <= 2);
  CHECK(bench.hub.batches == std::vector<std::pair<std::uint64_t, std::size_t>>{{1, 500}, {501, 500}, {1001, 234}});
  CHECK(bench.sync.status().state == SyncState::in_step);
  CHECK(bench.sync.status().waiting == 0);
  CHECK(bench.sync.status().last_success_unix_ms == bench.now_ms);
  CHECK(rest == device::Tuning().pull_interval);
  CHECK(bench.hub.pages == 1);
  bench.sync.step();
  CHECK(bench.hub.pages == 1);  // not before its time
}

TEST_CASE("a terminal that was never enrolled only collects", "[sync]") {
  Bench bench(3);
  bench.ledger.bound.reset();
  CHECK_FALSE(bench.sync.step());
  CHECK(bench.sync.status().state == SyncState::not_enrolled);
  CHECK(bench.sync.status().waiting == 3);
  CHECK(bench.hub.batches.empty());
}

TEST_CASE("nothing but a hub's own ack is believed", "[sync]") {
  struct Case {
    const char* name;
    std::function<device::Answer(Script&, const wire::Incoming&)> answer;
    SyncFault fault;
    SyncState state = SyncState::retrying;
  };
  const std::string problem(wire::kProblemType);
  const auto bad = GENERATE_COPY(values<Case>({
      {"a portal's page", [](auto&, auto&) { return plain(200, "text/html", "<html>"); }, SyncFault::not_the_hub},
      {"a redirect", [](auto&, auto&) { return plain(302, "", ""); }, SyncFault::not_the_hub},
      {"an ack in the wrong type",
       [](Script& hub, auto& batch) {
         auto answer = hub.good(batch);
         answer->content_type = "application/json";
         return answer;
       },
       SyncFault::not_the_hub},
      {"an ack cut off",
       [](Script& hub, auto& batch) {
         auto answer = hub.good(batch);
         answer->body.pop_back();
         return answer;
       },
       SyncFault::not_the_hub},
      {"an ack for something else",
       [](Script& hub, auto& batch) {
         auto other = batch;
         other.digest = std::string(64, 'b');
         return hub.good(other);
       },
       SyncFault::not_the_hub},
      {"an ack for fewer",
       [](Script& hub, auto& batch) { return hub.ack(batch, 200, {{wire::Status::accepted, 1, {}}}); },
       SyncFault::not_the_hub},
      {"an ack with an error's status",
       [](Script& hub, auto& batch) {
         auto answer = hub.good(batch);
         answer->status = 500;
         return answer;
       },
       SyncFault::hub_failed},
      {"taken, but not held",
       [](Script& hub, auto& batch) {
         return hub.ack(batch, 200, {{wire::Status::accepted, batch.events.size(), {}}});
       },
       SyncFault::hub_failed},
      {"a portal's 401", [](auto&, auto&) { return plain(401, "text/html", "log in"); }, SyncFault::not_the_hub},
      {"the hub's 401",
       [problem](auto&, auto&) { return plain(401, problem, wire::problem_text(401, {"unknown token", "enrol"})); },
       SyncFault::token_unknown, SyncState::refused},
      {"the hub's 403",
       [problem](auto&, auto&) { return plain(403, problem, wire::problem_text(403, {"not yours", "enrol"})); },
       SyncFault::token_forbidden, SyncState::refused},
      {"busy", [](auto&, auto&) { return plain(503, "", ""); }, SyncFault::hub_busy},
      {"failed", [](auto&, auto&) { return plain(502, "text/html", ""); }, SyncFault::hub_failed},
      {"no answer",
       [](auto&, auto&) {
         return std::unexpected(device::NoAnswer{device::NoAnswer::Why::certificate, {"no", "yes"}});
       },
       SyncFault::certificate},
  }));
  INFO(bad.name);
  Bench bench(7);
  bench.hub.lines.push_back([&](const wire::Incoming& batch) { return bad.answer(bench.hub, batch); });
  const auto rest = bench.sync.step();
  CHECK(bench.ledger.acknowledged == 0);
  const auto& status = bench.sync.status();
  CHECK(status.fault == bad.fault);
  CHECK(status.state == bad.state);
  CHECK(status.waiting == 7);
  CHECK(status.waiting_since_unix_ms == event::parse_rfc3339(bench.ledger.own[0].time)->unix_ms);
  REQUIRE(status.problem);
  CHECK_FALSE(status.problem->remedy.empty());
  const auto waits_out = bad.state == SyncState::refused ? 1h : 2000ms;
  CHECK(status.next_try_unix_ms == bench.now_ms + waits_out.count());
  // Reading waits for that only where the hub was not reached, or knows nothing of this terminal.
  CHECK(rest == std::min<std::chrono::milliseconds>(
                    waits_out, bad.fault == SyncFault::token_unknown ? 1h : device::Tuning().pull_interval));

  bench.hub.held = 0;
  bench.sync.step(device::Call::person);  // and the next time it goes through
  CHECK(bench.ledger.acknowledged == 7);
  CHECK(bench.sync.status().state == SyncState::in_step);
  CHECK_FALSE(bench.sync.status().problem);
}

TEST_CASE("the window of the jitter doubles up to its cap and starts anew", "[sync]") {
  Bench bench(1);
  std::vector<std::uint64_t> windows;
  for (int i = 0; i < 12; ++i) {
    bench.hub.lines.push_back(always(plain(500, "", "")));
    bench.now_ms += device::Tuning().retry_delay_max.count();
    bench.sync.step();
    windows.push_back(bench.largest_jitter);
  }
  CHECK(windows == std::vector<std::uint64_t>{2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 512000, 900000,
                                              900000, 900000});
  bench.now_ms += device::Tuning().retry_delay_max.count();
  bench.sync.step();
  bench.ledger.own = tests::chain_of(2, 4, kOwnEpoch);
  bench.hub.lines.push_back(always(plain(500, "", "")));
  CHECK(bench.sync.step() == 2000ms);
}

TEST_CASE("Retry-After is honoured within a second and an hour", "[sync]") {
  const auto [asked, given] = GENERATE(table<std::chrono::milliseconds, std::chrono::milliseconds>(
      {{0s, 1s}, {7s, 7s}, {3600s, 3600s}, {90'000s, 3600s}}));
  Bench bench(1);
  bench.hub.lines.push_back(always(plain(429, "", "", asked)));
  bench.sync.step();
  CHECK(bench.sync.status().next_try_unix_ms == bench.now_ms + given.count());
  bench.now_ms += given.count() - 1;
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 0);
  bench.now_ms += 1;
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 1);
}

TEST_CASE("a batch too large is halved, down to one event", "[sync]") {
  Bench bench(40);
  for (int i = 0; i < 3; ++i) bench.hub.lines.push_back(always(plain(413, "text/html", "")));
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 40);
  REQUIRE(bench.hub.batches.size() >= 4);
  CHECK(bench.hub.batches[1].second == 20);
  CHECK(bench.hub.batches[3].second == 5);

  bench.ledger.own = tests::chain_of(1500, 4, kOwnEpoch);
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 1500);
  std::size_t largest = 0;
  for (const auto& [first, count] : bench.hub.batches) largest = std::max(largest, first > 40 ? count : 0);
  CHECK(largest > 40);  // what wanted smaller ones is gone

  Bench stuck(2);
  for (int i = 0; i < 9; ++i) stuck.hub.lines.push_back(always(plain(413, "", "")));
  CHECK(stuck.sync.step());
  CHECK(stuck.sync.status().fault == SyncFault::hub_failed);
  CHECK(stuck.sync.status().problem->what.find("event 1") != std::string::npos);
  CHECK(stuck.ledger.acknowledged == 0);
}

TEST_CASE("a gap is filled from where the hub says", "[sync]") {
  Bench ahead(1000);  // the hub holds more than we know: an ack was lost
  ahead.hub.held = 700;
  ahead.sync.step();
  CHECK(ahead.ledger.acknowledged == 1000);

  Bench behind(1000);  // the hub holds less than it said: it was put back from an older copy
  behind.ledger.acknowledged = 900;
  behind.hub.held = 300;
  behind.sync.step();
  CHECK(behind.ledger.restarts == 1);
  CHECK(behind.ledger.acknowledged == 1000);
  CHECK(behind.hub.held == 1000);
  CHECK(behind.hub.batches.at(1).first == 1);

  Bench absurd(10);  // it asks again and again
  for (int i = 0; i < 20; ++i)
    absurd.hub.lines.push_back([&](const wire::Incoming& batch) { return absurd.hub.ack(batch, 409, {}); });
  absurd.sync.step();
  CHECK(absurd.sync.status().fault == SyncFault::hub_failed);
}

TEST_CASE("another hub epoch: everything is offered again and read again", "[sync]") {
  Bench bench(30);
  bench.ledger.acknowledged = 20;
  bench.ledger.cursor = 77;
  bench.hub.hub_epoch = "00000000000000bb";
  bench.hub.held = 20;
  bench.sync.step();
  CHECK(bench.ledger.restarts == 1);
  CHECK(bench.ledger.bound->site.hub_epoch == "00000000000000bb");
  CHECK(bench.hub.batches.back() == std::pair<std::uint64_t, std::size_t>{1, 30});
  CHECK(bench.ledger.acknowledged == 30);
  CHECK(bench.sync.status().state == SyncState::in_step);
}

TEST_CASE("what the hub set aside is acknowledged, counted and shown", "[sync]") {
  Bench bench(10);
  bench.hub.lines.push_back([&](const wire::Incoming& batch) { return bench.hub.good(batch, 2); });
  bench.sync.step();
  CHECK(bench.ledger.acknowledged == 10);
  CHECK(bench.sync.status().quarantined == 2);
  CHECK(bench.ledger.set_aside == std::vector<std::uint64_t>{1, 2});  // which, not only how many
  CHECK(bench.sync.status().state == SyncState::in_step);
}

TEST_CASE("what the hub heard of another life of the epoch ends it here", "[sync]") {
  Bench ahead(10);
  ahead.hub.held = 14;
  ahead.sync.step();
  CHECK(ahead.ledger.forks == std::vector<std::uint64_t>{10});
  CHECK(ahead.sync.status().state == SyncState::in_step);

  Bench taken(10);
  taken.hub.lines.push_back([&](const wire::Incoming& batch) {
    taken.hub.held = 12;
    auto answer = taken.hub.ack(
        batch, 200, {{wire::Status::duplicate, 4, {}}, {wire::Status::quarantined, 6, std::string(wire::kPlaceTaken)}});
    taken.hub.held = 0;  // of the epoch that comes now
    return answer;
  });
  taken.sync.step();
  CHECK(taken.ledger.forks == std::vector<std::uint64_t>{4});
  CHECK(taken.hub.batches.back() == std::pair<std::uint64_t, std::size_t>{1, 6});
  CHECK(taken.ledger.acknowledged == 6);
  CHECK(taken.sync.status().quarantined == 0);
  CHECK(taken.sync.status().state == SyncState::in_step);

  Bench absurd(3);  // it says so of every epoch: not for ever in one step
  for (int i = 0; i < 9; ++i)
    absurd.hub.lines.push_back([&](const wire::Incoming& batch) {
      absurd.hub.held = 99;
      return absurd.hub.ack(batch, 200,
                            {{wire::Status::quarantined, batch.events.size(), std::string(wire::kPlaceTaken)}});
    });
  absurd.sync.step();
  CHECK(absurd.ledger.forks.size() == 1);
  CHECK(absurd.sync.status().fault == SyncFault::hub_failed);
}

TEST_CASE("others' events come down, page by page, with the cursor", "[sync]") {
  const auto theirs = tests::chain_of(3, 9, "fedcba9876543210");
  Bench bench(0);
  const auto placed = [&](std::uint64_t seq, std::size_t i, const char* device, const char* site = "club-1") {
    return wire::Placed{seq, {site, device, "fedcba9876543210"}, theirs[i]};
  };
  bench.hub.stream = {{kHubEpoch, 5, true, {placed(3, 0, "d-2"), placed(5, 1, "d-1")}},
                      {kHubEpoch, 9, false, {placed(8, 2, "d-2")}}};
  bench.sync.step();
  CHECK(bench.hub.pages == 2);
  CHECK(bench.ledger.cursor == 9);
  CHECK(bench.hub.held_there == std::vector<wire::Held>{{kOwnEpoch, 0}});
  REQUIRE(bench.ledger.foreign.size() == 3);  // the second of this device: whether it is known, the ledger sees
  CHECK(bench.ledger.foreign[2].hub_seq == 8);

  Bench strange(0);
  strange.hub.stream = {{kHubEpoch, 5, false, {placed(3, 0, "d-2", "club-2")}}};
  strange.sync.step();
  CHECK(strange.ledger.foreign.empty());
  CHECK(strange.ledger.cursor == 0);
  CHECK(strange.sync.status().fault == SyncFault::hub_failed);
}

TEST_CASE("enrolment says what is wrong", "[sync]") {
  class One final : public device::Transport {
   public:
    device::Answer answer;
    Ticket begin(device::Request request) override {
      CHECK(request.url == "http://127.0.0.1:9/v1/site");
      return 1;
    }
    std::optional<Finished> finish() override { return Finished{1, answer}; }
    void abandon() override {}
    void cancel() override {}
  };
  const wire::Site site{"club-1", "d-1", "Lobby", event::Bytes(32, 'k'), "0a8af6e089d899c2", kHubEpoch};
  One hub;
  hub.answer = plain(200, std::string(wire::kSiteType), wire::to_text(site));
  const auto binding = device::ask_binding(hub, "http://127.0.0.1:9/", "t0ken", 0);
  REQUIRE(binding);
  CHECK(binding->site == site);
  CHECK(binding->hub_url == "http://127.0.0.1:9");
  hub.answer = plain(401, std::string(wire::kProblemType), wire::problem_text(401, {"unknown", ""}));
  CHECK(device::ask_binding(hub, "http://127.0.0.1:9", "t0ken", 0).error().remedy.find("token") != std::string::npos);
  hub.answer = plain(200, "text/html", "hello");
  CHECK_FALSE(device::ask_binding(hub, "http://127.0.0.1:9", "t0ken", 0));
  for (const char* token : {"", "a b", "a\r\nX: y"})
    CHECK_FALSE(device::ask_binding(hub, "http://127.0.0.1:9", token, 0));
  CHECK_FALSE(device::ask_binding(hub, "http://hub.example.org", "t0ken", 0));

  CHECK(device::check_rebinding({}, *binding));
  CHECK(device::check_rebinding("club-1", *binding));
  CHECK(device::check_rebinding("club-2", *binding).error().what.find("club-2") != std::string::npos);
}
