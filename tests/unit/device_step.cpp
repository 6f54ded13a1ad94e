// One step of sync against a hub that follows a script: what is believed, what is waited for, what is shown.
#include <catch2/catch.hpp>
#include <deque>

#include "sync/device/enroll.h"
#include "sync/device/step.h"
#include "sync/wire/names.h"
#include "sync/wire/reading.h"
#include "tests/answers.h"

using namespace chalkpoint;
using namespace std::chrono_literals;
using device::SyncFault;
using device::SyncState;

namespace {

constexpr const char* kOwnEpoch = "0123456789abcdef";
constexpr const char* kHubEpoch = "00000000000000aa";

/// A ledger in memory.
class Memory final : public device::Ledger {
 public:
  std::optional<device::Binding> bound = device::Binding{
      "http://127.0.0.1:9", "t0ken", {"club-1", "d-1", "Lobby", event::Bytes(32, 'k'), "0011223344556677", kHubEpoch}};
  std::vector<event::Event> own;
  std::vector<wire::Placed> foreign;
  std::uint64_t acknowledged = 0, set_aside = 0, cursor = 0;
  int saves = 0, restarts = 0, read_notes = 0;
  std::optional<std::int64_t> read_ms;
  std::string epoch = kOwnEpoch;
  std::vector<std::uint64_t> forks;

  Result<std::optional<device::Binding>> binding() override { return bound; }
  Result<std::vector<device::EpochState>> epochs() override {
    return std::vector<device::EpochState>{{epoch, own.size(), acknowledged}};
  }
  Result<std::vector<event::Event>> read(std::string_view, std::uint64_t after, std::size_t count_max) override {
    const auto from = own.begin() + static_cast<std::ptrdiff_t>(after);
    const auto count = std::min<std::size_t>(count_max, own.size() - after);
    return std::vector<event::Event>(from, from + static_cast<std::ptrdiff_t>(count));
  }
  Result<void> acknowledge(std::string_view, std::uint64_t through, std::uint64_t count) override {
    acknowledged = through;
    set_aside += count;
    ++saves;
    return {};
  }
  Result<bool> fork(std::string_view, std::uint64_t common) override {
    forks.push_back(common);
    epoch = "00000000000000" + std::to_string(10 + forks.size());
    own = tests::chain_of(own.size() - common, 4, epoch);
    acknowledged = cursor = 0;
    return true;
  }
  Result<std::uint64_t> quarantined() override { return set_aside; }
  Result<std::uint64_t> down_cursor() override { return cursor; }
  Result<void> append_foreign(std::span<const wire::Placed> events, std::uint64_t through) override {
    foreign.insert(foreign.end(), events.begin(), events.end());
    cursor = through;
    return {};
  }
  Result<std::optional<std::int64_t>> read_unix_ms() override { return read_ms; }
  Result<void> note_read(std::int64_t unix_ms) override {
    read_ms = unix_ms;
    ++read_notes;
    return {};
  }
  Result<void> start_over(std::string_view hub_epoch) override {
    bound->site.hub_epoch = hub_epoch;
    acknowledged = set_aside = cursor = 0;
    ++restarts;
    return {};
  }
};

/// Answers batches from the script, or as a good hub does when it is at its end.
class Script final : public device::Transport {
 public:
  using Line = std::function<device::Answer(const wire::Incoming&)>;
  std::deque<Line> lines;
  std::string hub_epoch = kHubEpoch;
  std::uint64_t held = 0;
  std::vector<std::pair<std::uint64_t, std::size_t>> batches;  ///< first and count of each that was seen
  int pages = 0, unanswered = 0;
  std::deque<wire::Page> stream;
  bool down = false;                   ///< nobody answers
  std::optional<device::Answer> read;  ///< what every reading is answered
  std::function<void()> takes_time = [] {};
  std::vector<wire::Held> held_there;  ///< as the last reading said

  Ticket begin(device::Request request) override {
    sent_.emplace_back(++last_, std::move(request));
    return last_;
  }
  std::optional<Finished> finish() override {
    if (sent_.empty()) return std::nullopt;
    auto [ticket, request] = std::move(sent_.front());
    sent_.pop_front();
    CHECK(request.token == "t0ken");
    takes_time();
    if (down) {
      ++unanswered;
      return Finished{ticket, std::unexpected(device::NoAnswer{device::NoAnswer::Why::unreachable, {"no", "yes"}})};
    }
    if (request.method == device::Request::Method::get) {
      const auto asked = wire::parse_query(std::string_view(request.url).substr(request.url.find('?') + 1));
      REQUIRE(asked);
      held_there = asked->own;
      return Finished{ticket, page(asked->after)};
    }
    const auto batch = wire::decode(wire::gunzip(request.body, wire::kBatchBytesMax).value()).value();
    batches.emplace_back(batch.first, batch.events.size());
    if (lines.empty()) return Finished{ticket, good(batch)};
    const auto line = std::move(lines.front());
    lines.pop_front();
    return Finished{ticket, line(batch)};
  }
  void abandon() override { sent_.clear(); }
  void cancel() override { sent_.clear(); }

  device::Answer good(const wire::Incoming& batch, std::size_t quarantined = 0) {
    if (batch.first > held + 1) return ack(batch, 409, {});
    std::vector<wire::Outcome> outcomes;
    if (quarantined > 0) outcomes.push_back({wire::Status::quarantined, quarantined, "spoilt"});
    if (batch.events.size() > quarantined)
      outcomes.push_back({wire::Status::accepted, batch.events.size() - quarantined, {}});
    held = std::max(held, batch.first + batch.events.size() - 1);
    return ack(batch, 200, outcomes);
  }
  device::Answer ack(const wire::Incoming& batch, int status, std::vector<wire::Outcome> outcomes) const {
    return device::Response{status,
                            std::string(wire::kAckType),
                            wire::to_text(wire::Ack{batch.digest, hub_epoch, held, std::move(outcomes)}),
                            {}};
  }

 private:
  device::Answer page(std::uint64_t after) {
    ++pages;
    if (read) return *read;
    wire::Page next{hub_epoch, 0, false, {}};
    if (!stream.empty()) {
      next = stream.front();
      stream.pop_front();
    }
    next.after = after;
    next.reader = "/sites/club-1/devices/d-1";
    return device::Response{200, std::string(wire::kPageType), wire::to_text(next), {}};
  }
  std::deque<std::pair<Ticket, device::Request>> sent_;
  Ticket last_ = 0;
};

struct Bench {
  Memory ledger;
  Script hub;
  std::int64_t now_ms = 1'795'379'455'000;
  std::uint64_t largest_jitter = 0;
  device::Sync sync{ledger, hub,
                    device::World{[this] { return now_ms; },
                                  [this] { return now_ms; },
                                  [this](std::uint64_t bound) {
                                    largest_jitter = bound - 1;
                                    return bound - 1;
                                  },
                                  {}}};
  explicit Bench(std::size_t events) { ledger.own = tests::chain_of(events, 4, kOwnEpoch); }
};

device::Answer plain(int status, std::string type, std::string body,
                     std::optional<std::chrono::milliseconds> retry_after = {}) {
  return device::Response{status, std::move(type), std::move(body), retry_after};
}
Script::Line always(device::Answer answer) {
  return [answer](const wire::Incoming&) { return answer; };
}

}  // namespace

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
