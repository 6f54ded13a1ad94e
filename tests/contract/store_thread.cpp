// The thread that owns the store is fair: neither questions nor deliveries wait for the other kind to run dry.
#include <atomic>
#include <catch2/catch.hpp>
#include <future>

#include "tests/contract/store_contract.h"

namespace chalkpoint::testing {
namespace {

/// Asks as long as the delivery has not been answered, each question before the one before it has ended, so that there
/// is always one waiting.
struct Flood {
  hub::StoreThread& thread;
  std::atomic<bool>& answered;
  int asked = 0;
  std::promise<int> ended;

  void ask() {
    thread.ask([this](hub::Store&) {
      constexpr int kEnough = 1000;
      if (answered || ++asked == kEnough)
        ended.set_value(asked);
      else
        ask();
    });
  }
};

}  // namespace

TEST_CASE("deliveries are taken while questions never cease") {
  const TempDir folder;
  auto store = hub::open_sqlite_store((folder.path() / "hub.db").string(), seeded(1));
  REQUIRE(store);
  add_device(**store, kLobby);
  hub::StoreThread thread(std::move(*store));
  std::atomic<bool> answered = false;
  std::promise<std::uint64_t> held;
  Flood flood{thread, answered, 0, {}};
  auto ended = flood.ended.get_future();
  // Both are handed over from the store's own thread, so that neither can be served before the other waits.
  thread.ask([&](hub::Store&) {
    thread.deliver(deliver(kLobby, make_events(1, 3)), [&](const auto& answer) {
      answered = true;
      held.set_value(answer && *answer ? (*answer)->held_through : 0);
    });
    flood.ask();
  });
  CHECK(held.get_future().get() == 3);
  CHECK(ended.get() <= 3);
}

}  // namespace chalkpoint::testing
