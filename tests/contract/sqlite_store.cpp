// What is a SQLite store's own: its file, its lock, and that verify finds what was tampered with.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/contract/store_contract.h"

namespace chalkpoint::testing {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs statements on a file that no store has open.
void tamper(const std::filesystem::path& path, const char* statements) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  char* message = nullptr;
  const int result = sqlite3_exec(db, statements, nullptr, nullptr, &message);
  INFO((message != nullptr ? message : ""));
  sqlite3_free(message);
  sqlite3_close(db);
  REQUIRE(result == SQLITE_OK);
}

std::int64_t count(const std::filesystem::path& path, const char* query) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(db, query, -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  const std::int64_t found = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return found;
}

std::unique_ptr<hub::Store> open(const std::filesystem::path& path, std::uint64_t seed) {
  auto store = hub::open_sqlite_store(path.string(), seeded(seed));
  INFO((store ? std::string() : store.error().what));
  REQUIRE(store);
  return std::move(*store);
}

}  // namespace

TEST_CASE("a hub's file in use is not opened a second time, and one line says so") {
  const TempDir folder;
  const auto path = folder.path() / "deep" / "er" / "hub.db";
  auto store = open(path, 1);
  const auto second = hub::open_sqlite_store(path.string(), seeded(2));
  REQUIRE_FALSE(second);
  CHECK(second.error().what.find("in use by a running hub") != std::string::npos);
  CHECK(second.error().what.find(".lock") == std::string::npos);
  CHECK_FALSE(second.error().remedy.empty());
  store.reset();
  open(path, 3);
}

TEST_CASE("a file of a newer hub, or of something else, is refused and left as it is") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  const auto [statements, expected] = GENERATE(table<const char*, const char*>(
      {{"PRAGMA user_version = 99", "newer"}, {"PRAGMA application_id = 1", "no hub's store"}}));
  open(path, 1).reset();
  tamper(path, statements);
  const std::string before = bytes_of(path);
  const auto opened = hub::open_sqlite_store(path.string(), seeded(2));
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find(expected) != std::string::npos);
  CHECK(bytes_of(path) == before);
}

TEST_CASE("a file that is no database is refused, named and left as it is") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  std::ofstream(path) << "This is a shopping list, not a database, and it is long enough to be read as a header.\n";
  const std::string before = bytes_of(path);
  const auto opened = hub::open_sqlite_store(path.string(), seeded(2));
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find(path.string()) != std::string::npos);
  CHECK(bytes_of(path) == before);
  CHECK_FALSE(std::filesystem::exists(path.string() + ".lock"));
}

TEST_CASE("the hub epoch stays over restarts and changes when an older copy is put back") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  auto store = open(path, 1);
  add_device(*store, kLobby);
  const std::string epoch = store->epoch();
  store = nullptr;
  std::filesystem::copy_file(path, folder.path() / "copy.db");
  store = open(path, 2);
  CHECK(store->epoch() == epoch);
  append(*store, deliver(kLobby, make_events(1, 5)));
  store = nullptr;
  store = open(path, 3);
  CHECK(store->epoch() == epoch);
  store = nullptr;
  std::filesystem::remove(path);
  std::filesystem::rename(folder.path() / "copy.db", path);
  store = open(path, 4);
  const std::string later = store->epoch();
  CHECK(later != epoch);
  // Nothing stands in the way of offering everything again.
  CHECK(append(*store, deliver(kLobby, make_events(1, 5))).held_through == 5);
  store = nullptr;
  CHECK(open(path, 5)->epoch() == later);
}

TEST_CASE("verify names the place of whatever was changed behind the store's back") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  auto store = open(path, 1);
  add_device(*store, kLobby);
  append(*store, deliver(kLobby, make_events(20, 60)));
  const auto before = store->verify();
  REQUIRE(before);
  REQUIRE(before->faults.empty());
  REQUIRE(before->contacts > 0);
  store = nullptr;

  const auto [statements, expected] = GENERATE(table<const char*, const char*>({
      {"UPDATE event SET body = replace(body, '\"score\":', '\"score\":1') WHERE sequence = 7", "sequence 7"},
      {"UPDATE event SET hash = zeroblob(32) WHERE sequence = 9", "sequence 9"},
      {"DELETE FROM event WHERE sequence = 11", "from sequence 10 to 12"},
      {"DELETE FROM event WHERE sequence = 60", "ends at sequence 59"},
      {"DELETE FROM event_id WHERE place = (SELECT min(place) FROM event)", "hub_seq 1: the index of ids"},
      {"UPDATE counter SET responses = responses + 3 WHERE rowid_is_first", "is off by 3"},
      {"UPDATE contact SET sealed = x'00' WHERE place = (SELECT min(place) FROM contact)", "the contact at place"},
      {"UPDATE contact SET place = 5 WHERE place = (SELECT min(place) FROM contact)", "belongs to no event"},
      {"UPDATE origin SET held_through = 61", "held through 61"},
      {"UPDATE origin SET chain = zeroblob(32)", "the hash the next event hangs on"},
      {"UPDATE site SET hub_seq = 70", "not at 70"},
      {"DELETE FROM receipt", "nobody is noted"},
  }));
  std::string change = statements;
  const std::string first_counter = "rowid_is_first";
  if (const auto at = change.find(first_counter); at != std::string::npos) {
    change.replace(at, first_counter.size(),
                   "(day, touchpoint, language, completed, suspect, score) = "
                   "(SELECT day, touchpoint, language, completed, suspect, score FROM counter LIMIT 1)");
  }
  tamper(path, change.c_str());
  store = open(path, 2);
  const auto findings = store->verify();
  REQUIRE(findings);
  CAPTURE(findings->faults, expected);
  CHECK(std::ranges::any_of(findings->faults,
                            [&](const std::string& fault) { return fault.find(expected) != std::string::npos; }));
}

TEST_CASE("batches after gaps leave no row behind, whatever epochs they make up") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  auto store = open(path, 1);
  add_device(*store, kLobby);
  for (std::uint64_t seed = 30; seed < 40; ++seed) {
    const auto events = make_events(seed, 3);
    CHECK(append(*store, deliver(kLobby, std::span(events).subspan(1))).outcomes.empty());
  }
  append(*store, deliver(kLobby, make_events(40, 3)));
  store = nullptr;
  CHECK(count(path, "SELECT count(*) FROM origin") == 1);
}

TEST_CASE("a store is its owner's alone, also one that was not before") {
  using std::filesystem::perms;
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  const auto rights = [&](const char* suffix) {
    return std::filesystem::status(path.string() + suffix).permissions() & perms::all;
  };
  constexpr perms kPrivate = perms::owner_read | perms::owner_write;
  auto store = open(path, 1);
  add_device(*store, kLobby);
  CHECK(rights("") == kPrivate);
  CHECK(rights("-wal") == kPrivate);
  CHECK(rights(".lock") == kPrivate);
  store = nullptr;
  std::filesystem::permissions(path, kPrivate | perms::group_read | perms::others_read);
  store = open(path, 2);
  append(*store, deliver(kLobby, make_events(41, 3)));
  CHECK(rights("") == kPrivate);
  CHECK(rights("-wal") == kPrivate);
}

TEST_CASE("verify finds a damaged page") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  auto store = open(path, 1);
  add_device(*store, kLobby);
  append(*store, deliver(kLobby, make_events(21, 400)));
  store = nullptr;
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  for (std::streamoff at = size / 2; at < size / 2 + 4096; at += 16) {
    file.seekp(at);
    file.write("\xff\xff\xff\xff", 4);
  }
  file.close();
  store = open(path, 2);
  const auto findings = store->verify();
  CHECK((!findings || !findings->faults.empty()));
}

TEST_CASE("an erased contact leaves no octet in the file or in its log") {
  const TempDir folder;
  const auto path = folder.path() / "hub.db";
  auto store = open(path, 1);
  add_device(*store, kLobby);
  const auto events = make_events(22, 60);
  append(*store, deliver(kLobby, events));
  const auto found = std::ranges::find_if(events, [](const event::Event& event) { return event.sealed.has_value(); });
  REQUIRE(found != events.end());
  const auto holds = [&](const char* suffix) {
    const auto file = path.string() + suffix;
    return std::filesystem::exists(file) && bytes_of(file).find(found->sealed->substr(0, 48)) != std::string::npos;
  };
  REQUIRE((holds("") || holds("-wal")));
  REQUIRE(store->say("north", std::vector{erasure_of(found->id)}, kNowMs));
  CHECK_FALSE(holds(""));
  CHECK_FALSE(holds("-wal"));
}

TEST_CASE("a store's name says what it is kept in") {
  const auto [spec, expected] = GENERATE(table<const char*, const char*>({
      {"postgres:host=db", "without PostgreSQL"},
      {"sqlite:", "names no store"},
      {"/var/lib/hub.db", "names no store"},
      {"sqlite:/nonexistent-folder/hub.db", "there is no store"},
  }));
  const auto store = hub::open_store(spec, seeded(1), hub::Missing::refuse);
  REQUIRE_FALSE(store);
  CHECK(store.error().what.find(expected) != std::string::npos);
  CHECK_FALSE(store.error().remedy.empty());
}

}  // namespace chalkpoint::testing
