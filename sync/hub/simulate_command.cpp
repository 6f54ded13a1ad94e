// The command that fills a hub with sample answers, through the same door as real ones.
#include <atomic>
#include <iostream>
#include <thread>

#include "sync/hub/client.h"
#include "sync/hub/commands.h"
#include "sync/hub/server.h"
#include "sync/hub/simulate.h"
#include "sync/hub/sqlite_store.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

constexpr std::uint64_t kThreadsMax = 4;  // simulated terminals share connections: the hub is to be filled, not stormed
constexpr std::int64_t kDayMs = 86'400'000;

/// One terminal to simulate: through which token, from which seed.
struct Part {
  std::string token;
  std::uint64_t seed = 0;
};

Result<std::uint64_t> drain(SimulatedTerminal& terminal, Client& client, const wire::Site& site) {
  std::uint64_t sent = 0;
  while (true) {
    const auto events = terminal.next(wire::kBatchEventsMax);
    if (events.empty()) return sent;
    for (std::size_t done = 0; done < events.size();) {
      const auto batch = wire::encode({site.site, site.device, terminal.epoch()}, std::span(events).subspan(done));
      if (!batch) return std::unexpected(batch.error());
      const auto ack = client.send(*batch);
      if (!ack) return std::unexpected(ack.error());
      if (ack->batch != batch->digest || ack->held_through != batch->last())
        return std::unexpected(Problem{"the hub did not take a batch of " + terminal.epoch(), "its log says why"});
      done += batch->count;
      sent += batch->count;
    }
  }
}

Result<std::uint64_t> run_part(const std::string& url, const Part& part, const SimulateOptions& options,
                               std::int64_t now_ms) {
  auto client = Client::connect(url, part.token);
  if (!client) return std::unexpected(client.error());
  const auto site = client->site();
  if (!site) return std::unexpected(site.error());
  SimulatedTerminal::Plan plan{.seed = part.seed,
                               .begin_ms = now_ms - static_cast<std::int64_t>(options.days) * kDayMs,
                               .end_ms = now_ms,
                               .answers = options.answers,
                               .key = event::PublicKey{}};
  if (site->key.size() != plan.key->size())
    return std::unexpected(Problem{"the hub gave no key of its site", "run `chalkpoint-hub verify`"});
  std::copy(site->key.begin(), site->key.end(), plan.key->begin());
  SimulatedTerminal terminal(plan);
  return drain(terminal, *client, *site);
}

/// Runs all parts on a few threads and reports the first problem, if any.
Done run_parts(const std::string& url, std::span<const Part> parts, const SimulateOptions& options, std::int64_t now_ms,
               std::ostream& out) {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> sent = 0;
  std::mutex mutex;
  Done outcome;
  const auto work = [&] {
    for (std::size_t i = next++; i < parts.size(); i = next++) {
      const auto done = run_part(url, parts[i], options, now_ms);
      const std::lock_guard lock(mutex);
      if (!done) {
        if (outcome) outcome = std::unexpected(done.error());
        return;
      }
      sent += *done;
      std::cerr << "simulated terminal " << i + 1 << " of " << parts.size() << " done\n";
    }
  };
  std::vector<std::thread> threads;
  while (threads.size() < std::min<std::uint64_t>(kThreadsMax, parts.size())) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  if (outcome) out << sent << " answers of " << parts.size() << " simulated terminals are in the hub\n";
  return outcome;
}

std::uint64_t seed_of(const SimulateOptions& options, const World& world) {
  if (options.seed) return *options.seed;
  std::array<std::uint8_t, 8> octets{};
  world.random(octets);
  std::uint64_t seed = 0;
  for (const std::uint8_t octet : octets) seed = seed << 8U | octet;
  return seed;
}

/// Adds the devices simulated-1, simulated-2, … under names that are not in use.
Result<std::vector<Part>> add_simulated(Store& store, const SimulateOptions& options, const World& world,
                                        std::uint64_t seed, std::ostream& out) {
  const auto present = store.devices();
  if (!present) return std::unexpected(present.error());
  std::vector<Part> parts;
  for (std::uint64_t number = 1; parts.size() < options.devices; ++number) {
    const Principal who{options.site, "simulated-" + std::to_string(number)};
    if (std::ranges::any_of(*present, [&](const Device& device) { return device.who == who && !device.revoked_ms; }))
      continue;
    std::string phrase;
    auto token = make_device(store, {.store = {}, .site = who.site, .name = who.device}, world, phrase);
    if (!token) return std::unexpected(token.error());
    if (!phrase.empty()) out << "recovery phrase of the new site " << who.site << ", shown once: " << phrase << '\n';
    parts.push_back({std::move(*token), seed + parts.size()});
  }
  return parts;
}

Done simulate_own_hub(const SimulateOptions& options, const World& world, std::uint64_t seed, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::make);
  if (!store) return std::unexpected(store.error());
  const auto parts = add_simulated(**store, options, world, seed, out);
  if (!parts) return std::unexpected(parts.error());
  auto server = Server::listen("127.0.0.1:0", std::move(*store), world);
  if (!server) return std::unexpected(server.error());
  std::thread serving([&] { (*server)->run(); });
  auto outcome = run_parts((*server)->url(), *parts, options, world.now_ms(), out);
  (*server)->stop();
  serving.join();
  return outcome;
}

}  // namespace

Done simulate(const SimulateOptions& options, const World& world, std::ostream& out) {
  if (options.store.empty() == options.hub.empty())
    return std::unexpected(Problem{"it is not said where the answers go", "give --hub with --token, or --store"});
  const std::uint64_t seed = seed_of(options, world);
  if (!options.store.empty()) return simulate_own_hub(options, world, seed, out);
  if (options.token.empty())
    return std::unexpected(
        Problem{"a running hub takes answers only with a token", "add a device and give its --token"});
  std::vector<Part> parts;
  while (parts.size() < options.devices) parts.push_back({options.token, seed + parts.size()});
  return run_parts(options.hub, parts, options, world.now_ms(), out);
}

}  // namespace chalkpoint::hub
