// The durable commit of one answer: our journal beside bare SQLite, one answer each in turn, in the same run on the
// same disk. Bare is one prepared INSERT of the same event row into an equal table with the same keys and the same
// pragmas: no validation, no canonical form, no hash, no projection. Also prints how fast events are made and verified.
//   bench_commit [ANSWERS] [DIRECTORY]
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "sync/journal/schema.h"
#include "tests/counted_syncs.h"
#include "tests/unit/journal_fixture.h"

namespace {
using namespace chalkpoint;
using namespace chalkpoint::testing;

double now_us() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor_us() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

/// What one contestant used, answer by answer.
struct Measured {
  std::vector<double> us;
  double processor = 0;
  std::uint64_t synced = 0;

  template <class Work>
  void time(Work work) {
    const std::uint64_t syncs_before = counted_syncs;
    const double processor_before = processor_us();
    const double before = now_us();
    work();
    us.push_back(now_us() - before);
    processor += processor_us() - processor_before;
    synced += counted_syncs - syncs_before;
  }
  double percentile(double part) {
    std::ranges::sort(us);
    return us[static_cast<std::size_t>(part * static_cast<double>(us.size() - 1))];
  }
  void print(const char* name) {
    const auto count = static_cast<double>(us.size());
    std::printf("  %-9s p50 %7.1f us   p90 %7.1f us   p99 %8.1f us   processor %6.1f us   syncs per answer %.3f\n",
                name, percentile(0.5), percentile(0.9), percentile(0.99), processor / count,
                static_cast<double>(synced) / count);
  }
};

/// The reference: the table of events as the journal has it, and nothing else.
class Bare {
 public:
  explicit Bare(const std::filesystem::path& dir) : db_(journal::connect(dir / "bare.db")) {
    db_.exec(
        "CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, origin INTEGER NOT NULL, origin_seq "
        "INTEGER NOT NULL,"
        " type TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, prev_hash BLOB, hash BLOB NOT NULL, "
        "UNIQUE(origin, origin_seq)) STRICT");
    insert_.emplace(
        db_, "INSERT INTO event(id, origin, origin_seq, type, at, body, prev_hash, hash) VALUES(?,?,?,?,?,?,?,?)");
  }
  void tend() { db_.exec("PRAGMA wal_checkpoint(PASSIVE)"); }
  void store(const event::Fact& fact, const event::Bytes& body, const event::Hash& hash) {
    journal::bind_blob(*insert_, 1, journal::view(fact.id));
    insert_->bind(2, 1);
    insert_->bind(3, ++sequence_);
    journal::bind_text(*insert_, 4, fact.type);
    insert_->bind(5, fact.at.unix_ms);
    journal::bind_blob(*insert_, 6, body);
    journal::bind_blob(*insert_, 7, journal::view(hash));
    journal::bind_blob(*insert_, 8, journal::view(hash));
    insert_->exec();
    insert_->reset();
  }

 private:
  SQLite::Database db_;
  std::optional<SQLite::Statement> insert_;
  std::int64_t sequence_ = 0;
};

void race(const std::filesystem::path& dir, int answers) {
  FakeWorld world(1);
  auto journal = open_journal(dir / "ours", world);
  Bare bare(dir);
  Measured ours;
  Measured reference;
  std::size_t bytes = 0;
  for (int i = 0; i < answers; ++i) {
    const event::Fact fact = world.response();
    const event::Bytes body =
        event::canonical_body(fact, "0123456789abcdef", static_cast<std::uint64_t>(i) + 1, {fact.at.unix_ms, 0});
    const event::Hash hash = event::blake2b({body});
    bytes += body.size();
    const auto ours_turn = [&] {
      ours.time([&] {
        if (!journal.append({&fact, 1})) std::abort();
      });
    };
    const auto bare_turn = [&] { reference.time([&] { bare.store(fact, body, hash); }); };
    if (i % 2 == 0) ours_turn();
    bare_turn();
    if (i % 2 != 0) ours_turn();
    journal.tend();  // as the terminal does once the member is answered; the reference gets the same care
    if (i % 100 == 0) bare.tend();
  }
  std::printf("commit of one answer, %d answers of %zu octets, in turn:\n", answers,
              bytes / static_cast<std::size_t>(answers));
  reference.print("bare");
  ours.print("journal");
  std::printf("  ratio     p50 %.3f   p90 %.3f   p99 %.3f   (to reach: 1.15)\n",
              ours.percentile(0.5) / reference.percentile(0.5), ours.percentile(0.9) / reference.percentile(0.9),
              ours.percentile(0.99) / reference.percentile(0.99));
}

void speed_of_events() {
  constexpr int count = 50'000;
  FakeWorld world(2);
  std::vector<event::Fact> facts;
  for (int i = 0; i < count; ++i) facts.push_back(world.response());
  std::vector<event::Bytes> bodies;
  event::Hash tail{};
  const double start = now_us();
  for (int i = 0; i < count; ++i) {
    bodies.push_back(event::canonical_body(facts[static_cast<std::size_t>(i)], "0123456789abcdef",
                                           static_cast<std::uint64_t>(i) + 1, {i, 0}));
    tail = event::chain_hash(tail, bodies.back());
  }
  const double made = now_us();
  event::Hash again{};
  for (const auto& body : bodies) {
    if (!event::parse_body(body)) std::abort();
    again = event::chain_hash(again, body);
  }
  const double verified = now_us();
  if (again != tail) std::abort();
  std::printf("events: made %.0f /s, parsed and verified %.0f /s\n", count / (made - start) * 1e6,
              count / (verified - made) * 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  const int answers = argc > 1 ? std::atoi(argv[1]) : 5000;
  TempDir temporary;
  const std::filesystem::path dir = argc > 2 ? std::filesystem::path(argv[2]) : temporary.path();
  try {
    race(dir, std::max(answers, 10));
    speed_of_events();
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
  return 0;
}
