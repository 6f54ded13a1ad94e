// What a hub takes in through real HTTP on loopback, in batches of 500 over keep-alive connections, beside bare batched
// inserts of the same rows in the same run: rows a second, the ratio, and the hub's peak memory.
//   bench_ingest [ROWS]
#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "sync/hub/client.h"
#include "sync/hub/service.h"
#include "sync/hub/simulate.h"
#include "sync/hub/sqlite_store.h"
#include "sync/wire/gzip.h"
#include "sync/wire/limits.h"
#include "tests/hub_process.h"
#include "tests/temp_dir.h"

namespace {

using namespace chalkpoint;
using Clock = std::chrono::steady_clock;

constexpr int kClients = 2;
constexpr int kRounds = 3;  // interleaved, so that both meet the same machine
constexpr const char* kToken = "bench";

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "bench_ingest: %s\n", what.c_str());
  std::exit(1);
}

event::Random seeded(std::uint64_t seed) {
  return [engine = std::mt19937_64(seed)](std::span<std::uint8_t> octets) mutable {
    for (auto& octet : octets) octet = static_cast<std::uint8_t>(engine());
  };
}

/// The batches of one terminal, packed beforehand: packing is the terminal's work.
struct Backlog {
  std::vector<event::Event> events;
  std::vector<std::string> packed;
};

Backlog make_backlog(std::uint64_t seed, std::uint64_t rows) {
  hub::SimulatedTerminal terminal(
      {.seed = seed, .begin_ms = 1'795'000'000'000, .end_ms = 1'795'300'000'000, .answers = rows, .key = {}});
  Backlog backlog{terminal.next(rows), {}};
  for (std::size_t done = 0; done < backlog.events.size();) {
    const auto batch = wire::encode({"north", "lobby", terminal.epoch()}, std::span(backlog.events).subspan(done));
    if (!batch) give_up(batch.error().what);
    backlog.packed.push_back(wire::gzip(batch->body));
    done += batch->count;
  }
  return backlog;
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Bare inserts of the same rows: id, origin, sequence, hash, body in one table keyed by a 16-byte id, 500 a
/// transaction.
double bare_seconds(const std::vector<Backlog>& backlogs) {
  const testing::TempDir folder;
  SQLite::Database db((folder.path() / "bare.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  db.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "PRAGMA cache_size = -24576; PRAGMA wal_autocheckpoint = 8192");
  db.exec(
      "CREATE TABLE event(id BLOB PRIMARY KEY, origin INTEGER NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL, "
      "body TEXT NOT NULL) STRICT, WITHOUT ROWID");
  SQLite::Statement insert(db, "INSERT INTO event VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const auto begin = Clock::now();
  for (std::size_t origin = 0; origin < backlogs.size(); ++origin) {
    const auto& events = backlogs[origin].events;
    for (std::size_t done = 0; done < events.size();) {
      SQLite::Transaction transaction(db);
      for (std::size_t i = 0; i < wire::kBatchEventsMax && done < events.size(); ++i, ++done) {
        const event::Event& event = events[done];
        insert.bindNoCopy(1, static_cast<const void*>(event.id.bytes.data()), 16);
        insert.bind(2, static_cast<std::int64_t>(origin));
        insert.bind(3, static_cast<std::int64_t>(event.sequence));
        insert.bindNoCopy(4, static_cast<const void*>(event.hash.data()), 32);
        insert.bindNoCopy(5, event.body);
        insert.exec();
        insert.reset();
      }
      transaction.commit();
    }
  }
  return seconds_since(begin);
}

struct Measured {
  double seconds = 0;
  double processor_seconds = 0;  ///< of the hub's process
  long peak_kib = 0;             ///< the same
};

void drain(const std::string& url, const Backlog& backlog) {
  auto client = hub::Client::connect(url, kToken);
  if (!client) give_up(client.error().what);
  for (const std::string& packed : backlog.packed) {
    const auto answer = client->post_batch(packed);
    if (!answer || answer->status != 200) give_up(answer ? answer->body : answer.error().what);
  }
}

Measured hub_seconds(const std::string& program, const std::vector<Backlog>& backlogs) {
  const testing::TempDir folder;
  const auto path = folder.path() / "hub.db";
  {
    auto store = hub::open_sqlite_store(path.string(), seeded(1));
    if (!store) give_up(store.error().what);
    hub::Device device;
    device.who = {"north", "lobby"};
    if (!(*store)->add_device(device, hub::token_hash(kToken), {})) give_up("cannot add the device");
  }
  testing::HubProcess hub(program, path);
  Measured measured;
  const auto begin = Clock::now();
  std::vector<std::thread> clients;
  for (const Backlog& backlog : backlogs) clients.emplace_back([&] { drain(hub.url(), backlog); });
  for (std::thread& client : clients) client.join();
  measured.seconds = seconds_since(begin);
  measured.peak_kib = hub.peak_kib();
  if (hub.end(SIGTERM) != 0) give_up("the hub did not end well");
  const auto processor = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  measured.processor_seconds = processor(hub.used().ru_utime) + processor(hub.used().ru_stime);
  return measured;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string program = (std::filesystem::path(argv[0]).parent_path() / "chalkpoint-hub").string();
  std::uint64_t rows = 200'000;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), rows);
  std::vector<Backlog> backlogs;
  for (int i = 0; i < kClients; ++i)
    backlogs.push_back(make_backlog(static_cast<std::uint64_t>(i) + 1, rows / kClients));
  std::size_t total = 0;
  std::size_t wire_bytes = 0;
  for (const Backlog& backlog : backlogs) {
    total += backlog.events.size();
    for (const std::string& packed : backlog.packed) wire_bytes += packed.size();
  }
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const double bare = static_cast<double>(total) / bare_seconds(backlogs);
    const Measured measured = hub_seconds(program, backlogs);
    const double through = static_cast<double>(total) / measured.seconds;
    ratios.push_back(through / bare);
    std::printf(
        "ingest: %.0f rows/s through HTTP, %.0f rows/s bare, ratio %.2f, %.1f us of processor a row, peak memory of "
        "the "
        "hub %.1f MiB\n",
        through, bare, through / bare, 1e6 * measured.processor_seconds / static_cast<double>(total),
        static_cast<double>(measured.peak_kib) / 1024);
  }
  std::ranges::sort(ratios);
  std::printf("ingest: median ratio %.2f of %zu rows, %.0f octets a row on the wire\n", ratios[ratios.size() / 2],
              total, static_cast<double>(wire_bytes) / static_cast<double>(total));
}
