// A hub that follows a script and a ledger in memory: what one step of sync is tried against.
#pragma once

#include <catch2/catch.hpp>
#include <deque>

#include "sync/device/step.h"
#include "sync/wire/names.h"
#include "sync/wire/reading.h"
#include "tests/answers.h"

namespace chalkpoint::tests::step {

using namespace std::chrono_literals;
using device::SyncFault;
using device::SyncState;

inline constexpr const char* kOwnEpoch = "0123456789abcdef";
inline constexpr const char* kHubEpoch = "00000000000000aa";

/// A ledger in memory.
class Memory final : public device::Ledger {
 public:
  std::optional<device::Binding> bound =
      device::Binding{"http://127.0.0.1:9",
                      "t0ken",
                      {"club-1", "d-1", "Lobby", event::Bytes(32, 'k'), "0011223344556677", kHubEpoch, "d3JhcHBlZA=="}};
  std::vector<event::Event> own;
  std::vector<wire::Placed> foreign;
  std::uint64_t acknowledged = 0, cursor = 0;
  std::vector<std::uint64_t> set_aside;
  int saves = 0, restarts = 0, read_notes = 0;
  std::optional<std::int64_t> read_ms;
  std::string epoch = kOwnEpoch;
  std::vector<std::uint64_t> forks;

  Result<std::optional<device::Binding>> binding() override { return bound; }
  Result<void> keep_wrapped(const wire::Site& site) override {
    bound->site.wrapped = site.wrapped;
    return {};
  }
  Result<std::vector<device::EpochState>> epochs() override {
    return std::vector<device::EpochState>{{epoch, own.size(), acknowledged}};
  }
  Result<std::vector<event::Event>> read(std::string_view, std::uint64_t after, std::size_t count_max) override {
    const auto from = own.begin() + static_cast<std::ptrdiff_t>(after);
    const auto count = std::min<std::size_t>(count_max, own.size() - after);
    return std::vector<event::Event>(from, from + static_cast<std::ptrdiff_t>(count));
  }
  Result<void> acknowledge(std::string_view, std::uint64_t through,
                           std::span<const std::uint64_t> quarantined) override {
    acknowledged = through;
    set_aside.insert(set_aside.end(), quarantined.begin(), quarantined.end());
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
  Result<std::uint64_t> quarantined() override { return set_aside.size(); }
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
    acknowledged = cursor = 0;
    set_aside.clear();
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
  int pages = 0, unanswered = 0, sites = 0;
  wire::Site site;  ///< what it tells of the terminal
  std::deque<wire::Page> stream;
  bool down = false;                   ///< nobody answers
  std::optional<device::Answer> read;  ///< what every reading is answered
  std::function<void()> takes_time = [] {}, on_page = [] {};
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
    if (request.url.ends_with(wire::kSitePath)) {
      ++sites;
      return Finished{ticket, device::Response{200, std::string(wire::kSiteType), wire::to_text(site), {}}};
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
    on_page();
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

inline device::Answer plain(int status, std::string type, std::string body,
                            std::optional<std::chrono::milliseconds> retry_after = {}) {
  return device::Response{status, std::move(type), std::move(body), retry_after};
}
inline Script::Line always(device::Answer answer) {
  return [answer](const wire::Incoming&) { return answer; };
}

}  // namespace chalkpoint::tests::step
