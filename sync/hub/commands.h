// What each command does, without the parsing of its options. Each prints its result and says what went wrong.
#pragma once

#include <iosfwd>

#include "sync/hub/service.h"

namespace chalkpoint::hub {

using Done = Result<void>;

/// Where to listen, and what to serve from.
struct ServeOptions {
  std::string listen = "127.0.0.1:8765";
  std::string store;
  bool behind_proxy = false;  ///< allows an address that others can reach
};
/// Runs until SIGINT or SIGTERM; the address is the first line on stdout.
Done serve(const ServeOptions& options, const World& world);

/// A terminal in a store.
struct DeviceOptions {
  std::string store;
  std::string site;
  std::string name;   ///< what people call it: one line
  bool code = false;  ///< a code to enrol by, instead of the token
};
/// How long a code is worth anything: made in the morning, typed by whoever hangs the terminal up.
inline constexpr std::int64_t kCodeValidMs = 24LL * 3'600'000;
/// Prints the token, or the code, as the last line, and before it the recovery phrase of a new site.
Done add_device(const DeviceOptions& options, const World& world, std::ostream& out);
/// A code for a terminal that is known already, as the last line. Its token goes on working until the code is used.
Done offer_code(const DeviceOptions& options, const World& world, std::ostream& out);
/// The token is refused from then on.
Done revoke_device(const DeviceOptions& options, const World& world, std::ostream& out);
/// One line a device, tab-separated, below a line of headings.
Done list_devices(const std::string& store, const World& world, std::ostream& out);

/// Whose results, and in which form.
struct StatsOptions {
  std::string store;
  std::optional<std::string> site;
  bool json = false;
};
/// The results of one site or of all.
Done show_stats(const StatsOptions& options, const World& world, std::ostream& out);

/// A Problem when anything is wrong; each place stands on a line of its own before it.
Done verify(const std::string& store, const World& world, std::ostream& out);

/// Where simulated answers go, and how many.
struct SimulateOptions {
  std::string hub;    ///< of a running hub, with `token`; or
  std::string token;  ///< a device's
  std::string store;  ///< a store that is not in use, with `site`: a hub is run for as long as it takes
  std::string site = "sample";
  std::uint64_t devices = 1;
  std::uint64_t answers = 300;  ///< of each device
  std::uint64_t days = 30;      ///< over which the answers are spread, up to now
  std::optional<std::uint64_t> seed;
};
/// Prints how many answers the hub has taken; progress goes to stderr.
Done simulate(const SimulateOptions& options, const World& world, std::ostream& out);

/// A fresh device with a token, in a store; prints nothing.
Result<std::string> make_device(Store& store, const DeviceOptions& options, const World& world,
                                std::string& recovery_phrase);

}  // namespace chalkpoint::hub
