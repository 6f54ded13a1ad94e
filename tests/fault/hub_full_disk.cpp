// The disk under the hub's store is full for a while: what comes then is refused whole, and the same open store takes
// it as soon as there is room.
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "sync/hub/service.h"
#include "sync/hub/simulate.h"
#include "sync/hub/sqlite_store.h"
#include "tests/temp_dir.h"

namespace chalkpoint::testing {
namespace {

namespace fs = std::filesystem;

event::Random seeded(std::uint64_t seed) {
  return [engine = std::mt19937_64(seed)](std::span<std::uint8_t> octets) mutable {
    for (auto& octet : octets) octet = static_cast<std::uint8_t>(engine());
  };
}

/// One delivery of `megabytes` that are no events: more than the store's cache holds, so that it writes to the disk in
/// the middle of its statements and not at the commit alone.
hub::Delivery unreadable(std::size_t megabytes) {
  hub::Delivery delivery;
  delivery.batch.source = {"north", "lobby", "00000000000000aa"};
  delivery.batch.first = 1;
  delivery.batch.digest = std::string(64, 'a');
  for (std::uint64_t sequence = 1; sequence <= megabytes * 16; ++sequence) {
    delivery.batch.events.emplace_back(std::unexpected(
        wire::Refused{sequence, {}, {}, "no event", std::to_string(sequence) + std::string(65'000, 'x')}));
  }
  delivery.buckets.resize(delivery.batch.events.size());
  return delivery;
}

hub::Delivery readable(std::span<const event::Event> events) {
  hub::Delivery delivery;
  delivery.batch.source = {"north", "lobby", events.front().epoch};
  delivery.batch.first = events.front().sequence;
  delivery.batch.digest = std::string(64, 'b');
  for (const event::Event& event : events) {
    delivery.batch.events.emplace_back(event);
    delivery.buckets.push_back(hub::bucket_of(event).value());
  }
  return delivery;
}

/// In a process of its own, on a small disk of its own. Exit status 0 when all held, else the number of the check that
/// did not; 77 when this machine lets nobody mount.
int on_a_small_disk(const fs::path& mount_point) {
  if (::unshare(CLONE_NEWNS) != 0) return 77;
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, "size=96m") != 0) return 77;
  auto opened = hub::open_sqlite_store((mount_point / "hub.db").string(), seeded(1));
  if (!opened) return 1;
  hub::Store& store = **opened;
  hub::Device device;
  device.who = {"north", "lobby"};
  if (!store.add_device(device, hub::token_hash("token"), {})) return 2;
  const auto events =
      hub::SimulatedTerminal(
          {.seed = 5, .begin_ms = 1'795'000'000'000, .end_ms = 1'795'300'000'000, .answers = 200, .key = {}})
          .next(200);
  const auto take = [&](const hub::Delivery& delivery) { return store.append(std::span(&delivery, 1)); };
  if (!take(readable(std::span(events).first(100)))) return 3;
  {
    std::ofstream hog(mount_point / "hog", std::ios::binary);
    const std::string block(1 << 20, 'h');
    for (int megabytes = 0; megabytes < 94; ++megabytes) hog.write(block.data(), 1 << 20).flush();
    if (!hog) return 4;
  }
  const auto large = unreadable(30);
  const auto refused = take(large);
  if (refused) return 5;
  if (refused.error().what.find("full") == std::string::npos) return 6;
  const auto still = take(large);
  if (still || still.error().what.find("full") == std::string::npos) return 7;
  fs::remove(mount_point / "hog");
  const auto answers = take(readable(std::span(events).subspan(100)));
  if (!answers || !answers->front()) return 8;
  if (answers->front()->held_through != 200) return 9;
  const auto again = take(large);
  if (!again || !again->front()) return 10;
  const auto findings = store.verify();
  if (!findings || !findings->faults.empty()) return 11;
  return findings->events == 200 && findings->quarantined == large.batch.events.size() ? 0 : 12;
}

}  // namespace

TEST_CASE("a full disk under the hub: refused whole, and taken by the same hub once there is room") {
  TempDir dir;
  const pid_t pid = ::fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    int status = 70;
    try {
      status = on_a_small_disk(dir.path());
    } catch (...) {  // the exit status tells
    }
    ::_exit(status);
  }
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) {
    WARN("SKIPPED: this machine does not let the test mount a small disk; run it as root");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace chalkpoint::testing
