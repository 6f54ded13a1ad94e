#include "sync/journal/schema.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "sync/journal/results.h"

namespace chalkpoint::journal {
namespace {

constexpr int kApplicationId = 0x43484B50;  // "CHKP"

// An append touches five pages: the right edges of event, of its two indexes and of response, and the log's own. Ids
// are time-ordered, so no index is entered at random.
constexpr const char* kTables = R"sql(
CREATE TABLE origin(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  own INTEGER NOT NULL,
  acked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE event(
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  origin INTEGER NOT NULL REFERENCES origin(id),
  origin_seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  body BLOB NOT NULL,
  prev_hash BLOB,
  hash BLOB NOT NULL,
  UNIQUE(origin, origin_seq)
) STRICT;
)sql";
// No index of its own, not even by time: it would be one more page of each append, and a million of these narrow rows
// are looked through in the time of a blink.
constexpr const char* kResponse = R"sql(
CREATE TABLE response(
  seq INTEGER PRIMARY KEY,
  own INTEGER NOT NULL,
  at INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  score INTEGER,
  suspect INTEGER NOT NULL,
  day TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  code TEXT NOT NULL,
  has_contact INTEGER NOT NULL,
  by_staff INTEGER NOT NULL,
  worded INTEGER NOT NULL
) STRICT;
)sql";
constexpr const char* kFurtherTables = R"sql(
CREATE TABLE contact(
  event_id BLOB PRIMARY KEY,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Rows of lists of people to be called: no events, never sent, erasable. It came later than the others, and stands last
// so that it moves none of them.
constexpr const char* kLists = R"sql(
CREATE TABLE IF NOT EXISTS listed(
  id BLOB PRIMARY KEY,
  list TEXT NOT NULL,
  day TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  mark TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
)sql";

// The lists of version 2 have none; those of version 1 may not be there at all.
void add_marks(SQLite::Database& db) {
  if (!db.tableExists("listed")) return;
  if (db.execAndGet("SELECT count(*) FROM pragma_table_info('listed') WHERE name = 'mark'").getInt() == 0)
    db.exec("ALTER TABLE listed ADD COLUMN mark TEXT NOT NULL DEFAULT ''");
}

}  // namespace

std::optional<int> peek_schema_version(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 64> head{};
  if (!in.read(head.data(), head.size())) return std::nullopt;
  unsigned version = 0;
  for (std::size_t i = 60; i < 64; ++i) version = (version << 8U) | static_cast<unsigned char>(head[i]);
  return static_cast<int>(version);
}

bool is_database(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 16> magic{};
  return in.read(magic.data(), magic.size()) &&
         std::string_view(magic.data(), magic.size()) == std::string_view("SQLite format 3\0", 16);
}

void make_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;  // SQLite says why
  ::fchmod(descriptor, 0600);
  ::close(descriptor);
}

SQLite::Database connect(const std::filesystem::path& file) {
  make_private(file);
  SQLite::Database db(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  // EXCLUSIVE before WAL: no shared memory file, and no second connection, which the SQLite of Debian 12 could corrupt
  // a log with.
  db.exec("PRAGMA locking_mode=EXCLUSIVE");
  db.exec("PRAGMA journal_mode=WAL");
  db.exec("PRAGMA synchronous=FULL");
  db.exec("PRAGMA trusted_schema=OFF");
  db.exec("PRAGMA cell_size_check=ON");
  db.exec("PRAGMA secure_delete=ON");  // what is erased leaves no octets in the file
  return db;
}

void create_tables(SQLite::Database& db) {
  SQLite::Transaction transaction(db);
  for (const char* tables : {kTables, kResponse, kFurtherTables}) db.exec(tables);  // one order: salvage rests on it
  create_lists(db);
  remake_results(db);
  db.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
  db.exec("PRAGMA user_version=" + std::to_string(kSchemaVersion));
  db.exec("INSERT INTO setting VALUES('projection_version', '" + std::to_string(kProjectionVersion) + "')");
  transaction.commit();
}

void remake_projections(SQLite::Database& db) {
  db.exec("DROP TABLE response");
  db.exec(kResponse);
  remake_results(db);
  add_marks(db);
  db.exec("PRAGMA user_version=" + std::to_string(kSchemaVersion));
}

void create_lists(SQLite::Database& db) {
  db.tryExec(kLists);
}

std::string quick_check(SQLite::Database& db) {
  SQLite::Statement check(db, "PRAGMA quick_check(1)");
  if (!check.executeStep()) return "no answer to quick_check";
  const std::string answer = check.getColumn(0).getString();
  return answer == "ok" ? "" : answer;
}

Problem problem_of(const SQLite::Exception& failure, const std::filesystem::path& dir, std::string_view doing) {
  const auto cannot = [&](std::string_view why) {
    return "Cannot " + std::string(doing) + ": " + std::string(why) + " (" + dir.string() + ")";
  };
  switch (failure.getErrorCode()) {
    case SQLITE_FULL:
      return {cannot("the disk is full"), "Free some room on that disk; nothing that was stored is lost."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {cannot("another program uses the store"), "Stop the terminal that runs on this directory and try again."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {cannot("the store may not be written"),
              "Give this user the right to write there, or choose another directory with --data."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {cannot("the store is damaged"),
              "Start the terminal again: it sets the damaged store aside and takes over what can be read."};
    default:
      break;
  }
  return {cannot(failure.what()), "Check the disk; nothing that was stored is lost."};
}

bool means_damage(const SQLite::Exception& failure) {
  return failure.getErrorCode() == SQLITE_CORRUPT || failure.getErrorCode() == SQLITE_NOTADB;
}

void bind_blob(SQLite::Statement& statement, int index, std::string_view octets) {
  statement.bindNoCopy(index, static_cast<const void*>(octets.data()), static_cast<int>(octets.size()));
}

void bind_text(SQLite::Statement& statement, int index, const std::string& text) {
  statement.bindNoCopy(index, text);
}

std::string_view blob(const SQLite::Column& column) {
  const void* octets = column.getBlob();
  return octets == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(octets), static_cast<std::size_t>(column.getBytes()));
}

std::string_view view(const event::Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}
std::string_view view(const event::Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

std::optional<event::Hash> hash_of(std::string_view octets) {
  event::Hash hash{};
  if (octets.size() != hash.size()) return std::nullopt;
  std::ranges::copy(octets, hash.begin());
  return hash;
}

std::optional<event::Uuid> uuid_of(std::string_view octets) {
  event::Uuid id;
  if (octets.size() != id.bytes.size()) return std::nullopt;
  std::ranges::copy(octets, id.bytes.begin());
  return id;
}

}  // namespace chalkpoint::journal
