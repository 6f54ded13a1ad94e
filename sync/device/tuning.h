// Every limit and timing of the device's side of sync, each with its reason. Tests and simulations bring their own.
#pragma once

#include <chrono>
#include <cstddef>

namespace chalkpoint::device {

struct Tuning {
  /// First step of the retry window: a router that restarts is back within a few of these.
  std::chrono::milliseconds retry_delay_base{std::chrono::seconds(2)};
  /// Cap of the retry window: a club whose line was down for a night is in step again within a quarter of an hour.
  std::chrono::milliseconds retry_delay_max{std::chrono::minutes(15)};
  /// The same cap for reading: an empty answer is half a kilobyte and costs the hub a look, so a terminal knows within
  /// half a minute that its hub is back, and what was hidden meanwhile leaves its board. With full jitter, terminals
  /// that lost the hub together come back over as long.
  std::chrono::milliseconds read_retry_delay_max{std::chrono::seconds(30)};
  /// Retry-After is honoured within these: less would hammer a hub, more would be a hub switching its terminals off.
  std::chrono::milliseconds retry_after_min{std::chrono::seconds(1)};
  std::chrono::milliseconds retry_after_max{std::chrono::hours(1)};
  /// After a refused token: only people can mend it, but a hub that was set up wrongly for a moment is noticed.
  std::chrono::milliseconds refused_delay{std::chrono::hours(1)};
  /// Between two readings of the site's stream, whatever there is to send: what was hidden at one terminal must leave
  /// the boards of the others within ten seconds. An empty page is half a kilobyte.
  std::chrono::milliseconds pull_interval{std::chrono::seconds(8)};
  /// How stale the stored time of the last reading may get: a terminal that starts without a network trusts its board
  /// a little less long than it could, and the disk is spared a write at every reading.
  std::chrono::milliseconds note_read_interval{std::chrono::minutes(15)};
  /// How long an acknowledged position may stay in memory during a long backlog: a commit for every batch would cost
  /// slow flash more than it saves, and a position lost is only sent again.
  std::chrono::milliseconds acknowledge_interval{std::chrono::milliseconds(500)};
  /// TCP and TLS set-up: three lost first packets on a bad line.
  std::chrono::milliseconds connect_timeout{std::chrono::seconds(10)};
  /// A request as a whole: a full batch at the pace of the slowest mobile line still used.
  std::chrono::milliseconds request_timeout{std::chrono::seconds(60)};
  /// Below one octet a second for this long, a request is given up: a line that hangs is not worth the whole timeout.
  std::chrono::milliseconds stall_timeout{std::chrono::seconds(15)};
  /// Batches on their way at once, each over a connection of its own: measured over a round trip of 50 ms, eight bring
  /// 20,000 answers a second up and four 16,000; more would crowd out other terminals when a hub comes back.
  std::size_t batches_in_flight_max = 8;
};

}  // namespace chalkpoint::device
