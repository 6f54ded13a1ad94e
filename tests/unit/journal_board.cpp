// What a journal keeps for the board: private notes sealed, codes that are taken, and the way from the disk to whoever
// follows the board.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <semaphore>
#include <set>

#include "sync/journal/thread.h"
#include "tests/chain.h"
#include "tests/notes.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

const event::Writing kSecret{.colour = 1, .name = "Анна", .text = "Тренер хамит на тренировках", .strokes = ""};

std::string raw_octets(const std::filesystem::path& dir) {
  std::string all;
  for (const auto& file : std::filesystem::directory_iterator(dir)) {
    std::ifstream in(file.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

std::vector<event::Event> foreign(const std::vector<event::Fact>& facts, const std::string& epoch) {
  return tests::chain(facts, epoch);
}

// What waits at the staff's desk: the journal tells of it with the board.
bool waits(const event::Fact& fact) {
  if (fact.type != event::kResponseCompleted) return false;
  const int score = fact.data.value("score", -1);
  return (score >= 0 && score <= 6) || fact.data.contains("contact") || fact.data.contains("by") ||
         fact.data["answers"].contains("words");
}

}  // namespace

TEST_CASE("a private note is kept sealed, goes up with its box, and can be erased", "[board]") {
  TempDir dir;
  FakeWorld world(400);
  const auto key = event::make_site_key(world.random());
  tests::Notes notes(400);
  const event::Fact fact = notes.confided(key.open, kSecret);
  {
    auto journal = open_journal(dir.path(), world);
    REQUIRE(journal.append({&fact, 1}));
    const auto sent = journal.read_after(journal.epochs()->back().name, 0, 1, 1 << 20);
    REQUIRE(sent->front().sealed);
    const auto opened = event::open_contact(*sent->front().sealed, key);
    REQUIRE(opened);
    CHECK(*event::writing_from_text(*opened) == kSecret);
    CHECK(*journal.sealed_box(fact.id) == fact.sealed);
    const auto page = journal.read_board(0, 10, 1 << 20);
    REQUIRE(page->own.size() == 1);
    CHECK_FALSE(page->own.front().sealed);
    CHECK(journal.verify()->faults.empty());
    CHECK(journal.verify()->contacts == 1);
  }
  CHECK(raw_octets(dir.path()).find("хамит") == std::string::npos);
  CHECK(raw_octets(dir.path()).find("Анна") == std::string::npos);
  auto journal = open_journal(dir.path(), world);
  REQUIRE(journal.append(std::vector{world.erasure(fact.id)}));
  CHECK_FALSE(*journal.sealed_box(fact.id));
  CHECK(journal.verify()->faults.empty());
  CHECK(raw_octets(dir.path()).find(fact.sealed->substr(100, 32)) == std::string::npos);
}

TEST_CASE("a private note without its box, with another one or with too large a one is refused", "[board]") {
  TempDir dir;
  FakeWorld world(401);
  const auto key = event::make_site_key(world.random());
  tests::Notes notes(401);
  auto journal = open_journal(dir.path(), world);
  event::Fact lost = notes.confided(key.open, kSecret);
  lost.sealed.reset();
  CHECK_FALSE(journal.append({&lost, 1}));
  event::Fact swapped = notes.confided(key.open, kSecret);
  swapped.sealed = event::seal_contact("{}", key.open);
  CHECK_FALSE(journal.append({&swapped, 1}));
  event::Fact stray = notes.written();
  stray.sealed = event::seal_contact("{}", key.open);
  CHECK_FALSE(journal.append({&stray, 1}));
  event::Fact huge = notes.confided(key.open, kSecret);
  huge.sealed = std::string(event::kSealedBytesMax + 1, 'x');
  huge.data["digest"] = event::seal_digest(*huge.sealed);
  CHECK_FALSE(journal.append({&huge, 1}));
  event::Fact malformed = notes.written();
  malformed.data["colour"] = 9;
  CHECK_FALSE(journal.append({&malformed, 1}));
  CHECK(journal.waiting() == 0);
}

TEST_CASE("the largest private drawing passes the journal", "[board]") {
  TempDir dir;
  FakeWorld world(402);
  const auto key = event::make_site_key(world.random());
  tests::Notes notes(402);
  std::string name;
  for (int i = 0; i < 40; ++i) name += "😀";
  const event::Fact fact = notes.confided(key.open, {4, name, "", std::string(16 * 1024, '\xA5')});
  CHECK(fact.sealed->size() <= event::kSealedBytesMax);
  auto journal = open_journal(dir.path(), world);
  CHECK(journal.append({&fact, 1}));
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("a code is taken by notes of this terminal and of others, also after a restart", "[board]") {
  TempDir dir;
  FakeWorld world(403);
  const auto key = event::make_site_key(world.random());
  tests::Notes notes(403);
  const event::Fact own = notes.written(), secret = notes.confided(key.open, kSecret), theirs = notes.written();
  const auto code = [](const event::Fact& fact) { return fact.data["code"].get<std::string>(); };
  for (int life = 0; life < 2; ++life) {
    auto journal = open_journal(dir.path(), world);
    if (life == 0) {
      CHECK_FALSE(journal.code_taken(code(own)));
      REQUIRE(journal.append(std::vector{own, secret}));
      REQUIRE(journal.append_foreign(foreign({theirs}, "00000000000000bb"), 1));
    }
    for (const auto& fact : {own, secret, theirs}) CHECK(journal.code_taken(code(fact)));
  }
}

TEST_CASE("the board is read in pages, own and foreign apart, with who waits for somebody and nothing else",
          "[board]") {
  TempDir dir;
  FakeWorld world(404);
  tests::Notes notes(404);
  std::vector<event::Uuid> known;
  auto journal = open_journal(dir.path(), world);
  const auto key = event::make_site_key(world.random());
  std::set<event::Uuid> own, theirs;
  std::vector<event::Fact> far;
  for (int i = 0; i < 60; ++i) {
    const bool reachable = i % 4 == 0;
    event::Fact response = reachable ? world.with_contact(key.open, "+7") : world.response();
    if (i % 2 == 1) response.data["answers"].erase("words");
    const event::Fact fact = notes.next(known);
    REQUIRE(journal.append(std::vector{response, fact}));
    own.insert(fact.id);
    if (waits(response)) own.insert(response.id);
    far.push_back(i % 3 == 0 ? world.with_contact(key.open, "+7") : notes.next(known));
    if (i % 3 != 0 || waits(far.back())) theirs.insert(far.back().id);
  }
  REQUIRE(journal.append_foreign(foreign(far, "00000000000000bb"), 60));
  REQUIRE(journal.append_foreign(foreign(far, "00000000000000bb"), 60));  // read down again: nothing is doubled
  std::multiset<event::Uuid> read_own, read_theirs;
  std::int64_t after = 0;
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const auto page = journal.read_board(after, 17, 1 << 20);
    REQUIRE(page);
    CHECK(page->own.size() + page->foreign.size() <= 17);
    for (const auto& event : page->own) read_own.insert(event.id);
    for (const auto& event : page->foreign) read_theirs.insert(event.id);
    after = page->through;
    more = page->more;
  }
  CHECK(own.size() > 70);  // responses among them
  CHECK(theirs.size() > 45);
  CHECK(pages == static_cast<int>((own.size() + theirs.size() + 16) / 17));
  CHECK(read_own == std::multiset<event::Uuid>(own.begin(), own.end()));
  CHECK(read_theirs == std::multiset<event::Uuid>(theirs.begin(), theirs.end()));
  CHECK(journal.read_board(0, 17, 1)->own.size() == 1);
  CHECK(journal.read_board(0, 17, 1)->more);
  CHECK_FALSE(journal.read_board(after, 17, 1)->more);
}

TEST_CASE("the responses of the site in a span of time are read, to the millisecond, in pages of any size", "[board]") {
  TempDir dir;
  FakeWorld world(407);
  tests::Notes notes(407);
  auto journal = open_journal(dir.path(), world);
  std::vector<event::Fact> all, far;
  for (int i = 0; i < 40; ++i) {
    all.push_back(world.response());
    REQUIRE(journal.append(std::vector{all.back(), notes.written()}));
    far.push_back(world.response());
  }
  REQUIRE(journal.append_foreign(foreign(far, "00000000000000bb"), 40));
  all.insert(all.end(), far.begin(), far.end());
  const auto time = [](const event::Fact& fact) { return std::pair(fact.at.unix_ms, fact.id); };
  std::ranges::sort(all, {}, time);
  const std::int64_t from = all[7].at.unix_ms, to = all[61].at.unix_ms;
  for (const std::int64_t rows : {1, 7, 1000}) {
    const auto read =
        journal::gather_responses([&](std::int64_t after) { return journal.read_responses(from, to, after, rows); });
    REQUIRE(read);
    REQUIRE(read->size() == 54);  // the first of them with it, the last without
    for (std::size_t i = 0; i < read->size(); ++i) {
      const auto& [got, told] = std::pair((*read)[i], all[i + 7]);
      CHECK(got.id == told.id);
      CHECK(got.unix_ms == told.at.unix_ms);
      CHECK(got.utc_offset_min == 180);
      CHECK(got.completed == (told.type == event::kResponseCompleted));
      CHECK(event::to_json(got.response) == told.data);
      CHECK(got.own == std::ranges::none_of(far, [&](const auto& one) { return one.id == told.id; }));
    }
  }
  CHECK(journal.read_responses(from, from, 0, 1000)->responses.empty());
}

TEST_CASE("events of two lives at one place are both kept, and none twice", "[board]") {
  TempDir dir;
  FakeWorld world(405);
  tests::Notes notes(405);
  auto journal = open_journal(dir.path(), world);
  const std::vector<event::Fact> before{notes.written(), notes.written()}, after{before[0], notes.written()};
  for (int round = 0; round < 2; ++round) {
    REQUIRE(journal.append_foreign(foreign(before, "00000000000000bb"), 2));
    REQUIRE(journal.append_foreign(foreign(after, "00000000000000bb"), 4));
  }
  std::vector<event::Uuid> read;
  const auto page = journal.read_board(0, 17, 1 << 20);
  REQUIRE(page);
  for (const auto& event : page->foreign) {
    CHECK(event.epoch == "00000000000000bb");
    read.push_back(event.id);
  }
  CHECK(read == std::vector{before[0].id, before[1].id, after[1].id});
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("what may be stored at all is stored at any place", "[board]") {
  TempDir dir;
  FakeWorld world(406);
  tests::Notes notes(406);
  auto journal = open_journal(dir.path(), world);
  event::Fact fact = world.response();
  const std::size_t bare = event::canonical_json(fact.data).size();
  int stored = 0, refused = 0;
  for (std::size_t room = 0; room < 400; room += 3) {
    event::Fact wide = world.response();
    wide.data["answers"]["why"] = std::string(event::kEventBytesMax - bare - room, 'x');
    const bool possible = journal::check_fact(wide).has_value();
    ++(possible ? stored : refused);
    if (possible) CHECK(journal.append({&wide, 1}));
  }
  CHECK(stored > 0);
  CHECK(refused > 0);
}

TEST_CASE("who follows the board gets what was stored, what is stored and what comes from the hub", "[board]") {
  TempDir dir;
  FakeWorld world(405);
  tests::Notes notes(405);
  std::vector<event::Uuid> known;
  std::multiset<event::Uuid> expected, seen;
  auto open = open_journal(dir.path(), world);
  for (int i = 0; i < 3000; ++i) {  // more than is read ahead
    const event::Fact fact = notes.next(known);
    expected.insert(fact.id);
    REQUIRE(open.append({&fact, 1}));
  }
  std::counting_semaphore<> news{0};
  journal::JournalThread thread(std::move(open), {[&] { news.release(); }, {}});
  const auto wait = [&] {
    while (seen.size() < expected.size()) {
      news.acquire();
      thread.poll();
      for (const auto& page : thread.poll_board()) {
        for (const auto& event : page.own) seen.insert(event.id);
        for (const auto& event : page.foreign) seen.insert(event.id);
      }
    }
    CHECK(seen == expected);
  };
  thread.follow_board();
  wait();
  const event::Fact own = notes.written(), response = world.response();
  expected.insert(own.id);
  if (waits(response)) expected.insert(response.id);
  thread.append({response, own});
  wait();
  const auto theirs = foreign({notes.written(), notes.written()}, "00000000000000bb");
  for (const auto& event : theirs) expected.insert(event.id);
  REQUIRE(thread.ask([&](journal::Journal& journal) { return journal.append_foreign(theirs, 2); }));
  wait();
  CHECK(thread.poll_board().empty());
}

TEST_CASE("the board counts as read only when it was, and is tried again until then", "[board]") {
  // No memory for SQLite, in the whole process: nothing can be read.
  struct Starved {
    Starved() { sqlite3_hard_heap_limit64(1); }
    ~Starved() { sqlite3_hard_heap_limit64(0); }
    Starved(const Starved&) = delete;
    Starved& operator=(const Starved&) = delete;
  };
  TempDir dir;
  FakeWorld world(406);
  tests::Notes notes(406);
  auto open = open_journal(dir.path(), world);
  REQUIRE(open.append(std::vector{notes.written(), notes.written(), notes.written()}));
  std::counting_semaphore<> news{0};
  journal::JournalThread thread(std::move(open), {[&] { news.release(); }, {}});
  CHECK(thread.board_read() == journal::BoardRead::reading);
  std::size_t seen = 0;
  const auto until = [&](journal::BoardRead what) {
    while (thread.board_read() != what) {
      REQUIRE(news.try_acquire_for(std::chrono::seconds(60)));
      for (const auto& page : thread.poll_board()) seen += page.own.size();
    }
  };
  {
    const Starved starved;
    thread.follow_board();
    until(journal::BoardRead::failed);
    CHECK(thread.health().problem);
    CHECK(seen == 0);
  }
  until(journal::BoardRead::read);  // although nothing was stored meanwhile
  for (const auto& page : thread.poll_board()) seen += page.own.size();
  CHECK(seen == 3);
}

TEST_CASE("whoever follows the board hears of events that are not of it, too", "[board]") {
  TempDir dir;
  FakeWorld world(407);
  std::counting_semaphore<> news{0};
  journal::JournalThread thread(open_journal(dir.path(), world), {[&] { news.release(); }, {}});
  thread.follow_board();
  event::Fact plain = world.response();
  while (waits(plain)) plain = world.response();
  const std::int64_t before = thread.newest_row();
  thread.append({plain});
  while (thread.newest_row() == before) REQUIRE(news.try_acquire_for(std::chrono::seconds(30)));
  CHECK(thread.poll_board().empty());
}
