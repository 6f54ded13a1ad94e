#include "sync/hub/commands.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iostream>

#include "sync/hub/server.h"
#include "sync/hub/sqlite_store.h"
#include "sync/wire/enrol.h"
#include "sync/wire/names.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

constexpr std::size_t kDeviceNameBytesMax = 120;  // fits the staff screen, also in Cyrillic

std::string rfc3339_utc(std::int64_t unix_ms) {
  return event::rfc3339({unix_ms, 0, 0, {}});
}

Done check_names(const DeviceOptions& options) {
  if (!wire::is_name(options.site))
    return std::unexpected(
        Problem{"\"" + options.site + "\" cannot name a site", "use up to 64 letters a-z, digits and - _ . ~"});
  const bool printable = std::ranges::none_of(options.name, [](unsigned char c) { return c < ' ' || c == 0x7F; });
  if (options.name.empty() || options.name.size() > kDeviceNameBytesMax || !printable)
    return std::unexpected(Problem{"this cannot name a terminal",
                                   "give --name one line of up to " + std::to_string(kDeviceNameBytesMax) + " octets"});
  return {};
}

/// Who a terminal is on the wire: its name where that can stand in a path, else a name made of it, always the same.
Principal principal(const DeviceOptions& options) {
  if (wire::is_name(options.name)) return {options.site, options.name};
  return {options.site, "d-" + event::hex(event::blake2b({options.name})).substr(0, 12)};
}

/// What the store keeps of the code tells nobody the code, so it is shown now or never.
Done make_code(Store& store, const DeviceOptions& options, const World& world, std::ostream& out) {
  const std::string code = random_code(world.random);
  const std::int64_t until_ms = world.now_ms() + kCodeValidMs;
  if (auto offered = store.offer_code(principal(options), code_hash(code), until_ms); !offered) return offered;
  out << "Code of " << options.name << ", shown once, taken once by a running hub, until " << rfc3339_utc(until_ms)
      << ":\n"
      << wire::code_for_people(code) << "\n"
      << std::flush;
  return {};
}

/// A device that has not been heard of is no fault; a dash says so.
std::string or_dash(const std::optional<std::int64_t>& value, std::string (*text)(std::int64_t)) {
  return value ? text(*value) : "-";
}

}  // namespace

Done serve(const ServeOptions& options, const World& world) {
  const auto endpoint = parse_endpoint(options.listen);
  if (!endpoint) return std::unexpected(endpoint.error());
  if (!endpoint->address().is_loopback() && !options.behind_proxy) {
    return std::unexpected(Problem{"the hub speaks plain HTTP, and " + options.listen + " can be reached by others",
                                   "listen on 127.0.0.1 behind a TLS proxy, or add --behind-proxy where one stands"});
  }
  auto store = open_store(options.store, world.random, Missing::make);
  if (!store) return std::unexpected(store.error());
  auto server = Server::listen(options.listen, std::move(*store), world);
  if (!server) return std::unexpected(server.error());
  (*server)->stop_on_signals();
  std::cout << "chalkpoint-hub listens on " << (*server)->url() << "\n" << std::flush;
  if ((*server)->run())
    spdlog::info("stopped; what was under way is stored and answered");
  else
    spdlog::warn("stopped; some requests took too long and got no answer, and their terminals will send again");
  return {};
}

Result<std::string> make_device(Store& store, const DeviceOptions& options, const World& world,
                                std::string& recovery_phrase) {
  if (auto good = check_names(options); !good) return std::unexpected(good.error());
  KeyRecord key;
  const auto known = store.site_key(options.site);
  if (!known) return std::unexpected(known.error());
  if (!*known) {
    const event::SiteKey pair = event::make_site_key(world.random);
    recovery_phrase = event::make_recovery_phrase(world.random);
    auto wrapped = event::wrap_secret(pair, recovery_phrase, world.random);
    if (!wrapped) return std::unexpected(wrapped.error());
    key = {pair.open, std::move(*wrapped), event::key_id(pair.open)};
  }
  std::string token = random_token(world.random);
  const Device device{.who = principal(options),
                      .name = options.name,
                      .added_ms = world.now_ms(),
                      .revoked_ms = {},
                      .heard_ms = {},
                      .clock_offset_ms = {}};
  if (auto added = store.add_device(device, token_hash(token), key); !added) return std::unexpected(added.error());
  return token;
}

Done add_device(const DeviceOptions& options, const World& world, std::ostream& out) {
  if (auto good = check_names(options); !good) return good;
  auto store = open_store(options.store, world.random, Missing::make);
  if (!store) return std::unexpected(store.error());
  std::string phrase;
  const auto token = make_device(**store, options, world, phrase);
  if (!token) return std::unexpected(token.error());
  if (!phrase.empty()) {
    const auto key = (*store)->site_key(options.site);
    if (!key) return std::unexpected(key.error());
    const std::string key_id = *key ? (*key)->key_id : "";
    out << "The site " << options.site
        << " is new. Contacts and private notes that members leave there can be read only with this phrase,\n"
        << "which is shown once and kept nowhere. Write it down (key " << event::for_people(key_id) << "):\n"
        << phrase << "\n";
  }
  if (options.code) return make_code(**store, options, world, out);
  out << "Token of " << options.name << ", shown once:\n" << *token << "\n" << std::flush;
  return {};
}

Done offer_code(const DeviceOptions& options, const World& world, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  return make_code(**store, options, world, out);
}

Done revoke_device(const DeviceOptions& options, const World& world, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  auto revoked = (*store)->revoke_device(principal(options), world.now_ms());
  if (revoked) out << "The token of " << options.name << " at " << options.site << " is refused from now on.\n";
  return revoked;
}

Done list_devices(const std::string& spec, const World& world, std::ostream& out) {
  auto store = open_store(spec, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto devices = (*store)->devices();
  if (!devices) return std::unexpected(devices.error());
  out << "site\tdevice\tname\tadded\tlast heard\tclock offset ms\tstate\n";
  for (const Device& device : *devices) {
    out << device.who.site << '\t' << device.who.device << '\t' << device.name << '\t' << rfc3339_utc(device.added_ms)
        << '\t' << or_dash(device.heard_ms, rfc3339_utc) << '\t'
        << or_dash(device.clock_offset_ms, [](std::int64_t ms) { return std::to_string(ms); }) << '\t'
        << (device.revoked_ms ? "revoked " + rfc3339_utc(*device.revoked_ms) : "in use") << '\n';
  }
  return {};
}

Done show_stats(const StatsOptions& options, const World& world, std::ostream& out) {
  auto store = open_store(options.store, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  if (options.site) {
    const auto key = (*store)->site_key(*options.site);
    if (!key) return std::unexpected(key.error());
    if (!*key)
      return std::unexpected(Problem{"the store knows no site " + *options.site, "`device list` shows the sites"});
  }
  const auto counts = (*store)->counts(options.site);
  if (!counts) return std::unexpected(counts.error());
  const event::Json json = stats_json(*counts);
  if (options.json) {
    out << json.dump(2) << '\n';
    return {};
  }
  for (const char* name :
       {"responses", "completed", "abandoned", "suspect", "promoters", "passives", "detractors", "nps", "margin"}) {
    out << name << '\t' << (json[name].is_null() ? "-" : json[name].dump()) << '\n';
  }
  return {};
}

Done verify(const std::string& spec, const World& world, std::ostream& out) {
  auto store = open_store(spec, world.random, Missing::refuse);
  if (!store) return std::unexpected(store.error());
  const auto findings = (*store)->verify();
  if (!findings) return std::unexpected(findings.error());
  for (const std::string& fault : findings->faults) out << fault << '\n';
  if (!findings->faults.empty()) {
    return std::unexpected(
        Problem{std::to_string(findings->faults.size()) + (findings->faults.size() < kFaultsMax ? "" : " or more") +
                    " faults in the store",
                "stop using it, keep the file, and put a copy back: terminals send again what it lacks"});
  }
  out << "whole: " << findings->events << " events, " << findings->contacts << " contacts, " << findings->quarantined
      << " set aside\n";
  return {};
}

}  // namespace chalkpoint::hub
