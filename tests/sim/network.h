// A line as bad as they come, from one seed: what is sent may be lost, doubled, late, cut off, or answered by somebody
// else.
#pragma once

#include <functional>
#include <random>
#include <vector>

#include "sync/device/transport.h"

namespace chalkpoint::sim {

using Random = std::mt19937_64;
inline std::uint64_t below(Random& random, std::uint64_t bound) {
  return random() % bound;
}
/// True once in `n`.
inline bool once_in(Random& random, std::uint64_t n) {
  return below(random, n) == 0;
}

/// What is on the line between all devices and the hub.
class Line {
 public:
  using Deliver = std::function<device::Response(const device::Request&)>;
  Line(Random& random, Deliver deliver) : random_(random), deliver_(std::move(deliver)) {}

  /// Faults happen once in so many requests; 0 for never.
  void set_faults(std::uint64_t once_in_requests) { fault_once_in_ = once_in_requests; }

  device::Answer carry(const device::Request& request) {
    deliver_a_stray();
    if (fault_once_in_ == 0 || !once_in(random_, fault_once_in_)) return deliver_(request);
    switch (below(random_, 11)) {
      case 0:  // lost on the way there
        return none(device::NoAnswer::Why::unreachable);
      case 1:  // taken, and the answer lost
        deliver_(request);
        return none(device::NoAnswer::Why::timed_out);
      case 2:  // held up, given up here, and delivered at some later time
        strays_.push_back(request);
        return none(device::NoAnswer::Why::timed_out);
      case 3:  // doubled
        strays_.push_back(request);
        return deliver_(request);
      case 4: {  // cut off, by something that mends the length
        auto cut = deliver_(request);
        cut.body.resize(cut.body.size() / 2);
        return cut;
      }
      case 5:
        return device::Response{200, "text/html", "<html><body>Sign in to Lobby WiFi</body></html>", {}};
      case 6:  // an eager cache: the hub's answer to something else
        return std::exchange(cached_, deliver_(request));
      case 7:
        return device::Response{503, "text/plain", "busy", std::chrono::seconds(below(random_, 100'000))};
      case 8:
        return device::Response{413, "text/html", "too large", {}};
      case 9:
        return device::Response{401, "application/problem+json", R"({"title":"unknown token","detail":"wait"})", {}};
      default:
        return device::Response{502, "text/html", "bad gateway", {}};
    }
  }

  void deliver_a_stray() {
    if (strays_.empty() || !once_in(random_, 3)) return;
    const std::size_t at = below(random_, strays_.size());
    deliver_(strays_[at]);
    if (once_in(random_, 2)) strays_.erase(strays_.begin() + static_cast<std::ptrdiff_t>(at));
  }

 private:
  static device::Answer none(device::NoAnswer::Why why) {
    return std::unexpected(device::NoAnswer{why, {"The line is bad.", "Wait."}});
  }

  Random& random_;
  Deliver deliver_;
  std::uint64_t fault_once_in_ = 0;
  std::vector<device::Request> strays_;
  device::Response cached_{200, "application/vnd.chalkpoint.ack+json", "{}", {}};
};

/// One device's end of the line. Requests under way arrive in any order.
class Port final : public device::Transport {
 public:
  Port(Random& random, Line& line) : random_(random), line_(line) {}
  Ticket begin(device::Request request) override {
    under_way_.push_back({++last_, std::move(request)});
    return last_;
  }
  std::optional<Finished> finish() override {
    if (under_way_.empty()) return std::nullopt;
    // In order nine times of ten, as separate connections to one hub are.
    const std::size_t at = once_in(random_, 10) ? below(random_, under_way_.size()) : 0;
    const auto sent = std::move(under_way_[at]);
    under_way_.erase(under_way_.begin() + static_cast<std::ptrdiff_t>(at));
    return Finished{sent.ticket, line_.carry(sent.request)};
  }
  void abandon() override {
    // What was sent is sent: the hub may see it all the same.
    for (const auto& sent : under_way_)
      if (once_in(random_, 2)) static_cast<void>(line_.carry(sent.request));
    under_way_.clear();
  }
  void cancel() override { under_way_.clear(); }

 private:
  struct Sent {
    Ticket ticket = 0;
    device::Request request;
  };
  Random& random_;
  Line& line_;
  std::vector<Sent> under_way_;
  Ticket last_ = 0;
};

}  // namespace chalkpoint::sim
