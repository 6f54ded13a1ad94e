// The stores that the contract suite runs on, and what its tests share.
#pragma once

#include "sync/hub/intake.h"
#include "sync/hub/service.h"
#include "sync/hub/simulate.h"
#include "sync/hub/sqlite_store.h"
#include "tests/temp_dir.h"

namespace chalkpoint::testing {

/// Two devices of one site, and one of another.
inline const hub::Principal kLobby{"north", "lobby-1"}, kDesk{"north", "desk"}, kOther{"south", "lobby-1"};

/// A kind of store: opens the one kept in a folder, new or old.
struct StoreKind {
  std::string name;
  hub::Result<std::unique_ptr<hub::Store>> (*open)(const std::filesystem::path& folder);
};
/// Every kind there is.
std::vector<StoreKind> store_kinds();

/// Randomness from a seed.
event::Random seeded(std::uint64_t seed);

/// A moment of the tests' time.
inline constexpr std::int64_t kNowMs = 1'795'379'455'123;

/// A key pair whose secret half the test keeps.
const event::SiteKey& test_key();
/// Adds a device with the token "token of SITE DEVICE".
void add_device(hub::Store& store, const hub::Principal& who);
std::string token_of(const hub::Principal& who);

/// `count` events of a simulated terminal, a quarter of an hour apart.
std::vector<event::Event> make_events(std::uint64_t seed, std::uint64_t count, bool with_contacts = true);
/// As a batch that arrived; the events must be consecutive.
hub::Delivery deliver(const hub::Principal& who, std::span<const event::Event> events);
/// Appends one batch and returns its ack; fails the test on a Problem.
wire::Ack append(hub::Store& store, const hub::Delivery& delivery);
/// The same for one that the store must refuse.
wire::Unreadable refusal(hub::Store& store, const hub::Delivery& delivery);
/// That what lies sealed beside an event is erased, as a fact of the site's owner.
event::Fact erasure_of(const event::Uuid& id);
/// Counters of `events`, as a store must show them.
std::vector<hub::Count> recount(const std::string& site, std::span<const event::Event> events);

}  // namespace chalkpoint::testing
