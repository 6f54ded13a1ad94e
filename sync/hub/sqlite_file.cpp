#include "sync/hub/sqlite_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <utility>

#include "sync/event/contacts.h"
#include "sync/hub/sqlite_erasure.h"
#include "sync/hub/sqlite_schema.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

/// Pragmas of the one connection, each with its reason.
constexpr const char* kPragmas = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;           -- an acknowledged event survives a power cut
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;           -- an erased contact leaves no octets behind
PRAGMA cache_size = -24576;          -- 24 MiB: the id index of a day's events stays in memory
PRAGMA wal_autocheckpoint = 8192;    -- 32 MiB: checkpoints, not syncs, limit ingest at the usual 1,000 pages
PRAGMA journal_size_limit = 67108864;
)sql";

Result<void> make_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) return {};
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return std::unexpected(Problem{"cannot make the folder " + folder.string() + ": " + error.message(),
                                   "name another place with --store, or create it with rights for this user"});
  return {};
}

/// A new file is its owner's alone from its first moment on; SQLite gives its log the same rights.
Result<void> make_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return std::unexpected(Problem{"cannot open the store " + path + ": " + std::strerror(errno),
                                   "give this user the right to write there, or name another place with --store"});
  ::close(descriptor);
  return {};
}

/// The same for one that was made otherwise: it holds every answer.
Result<void> make_private(const std::string& path) {
  constexpr auto kPrivate = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  for (const std::string& file : {path, path + "-wal"}) {
    std::error_code error;
    const auto rights = std::filesystem::status(file, error).permissions();
    if (error || (rights & ~kPrivate) == std::filesystem::perms::none) continue;
    std::filesystem::permissions(file, kPrivate, error);
    if (error)
      return std::unexpected(Problem{"others may read " + file + ", and that cannot be changed: " + error.message(),
                                     "make this user the owner of the file"});
  }
  return {};
}

/// What the file says it is, before anything in it is changed.
Result<bool> is_empty_or_ours(SQLite::Database& db, const std::string& path) {
  if (db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0) return true;
  if (db.execAndGet("PRAGMA application_id").getInt() != kApplicationId)
    return std::unexpected(Problem{path + " is a database, but no hub's store", "name another file with --store"});
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  if (version > kSchemaVersion)
    return std::unexpected(Problem{path + " was written by a newer hub (its version " + std::to_string(version) +
                                       ", this one knows " + std::to_string(kSchemaVersion) + ")",
                                   "start that newer version; the file was left as it is"});
  return false;
}

void make_tables(SQLite::Database& db, const event::Random& random) {
  SQLite::Transaction transaction(db);
  db.exec(kSchema);
  SQLite::Statement first(db, "INSERT INTO hub VALUES (1, ?, '')");
  first.bind(1, random_hex(random));
  first.exec();
  db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  db.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

/// What an earlier version kept as it keeps any kind is done now: the boxes go, and none of them is taken any more.
void derive_erased(SQLite::Database& db) {
  SQLite::Transaction transaction(db);
  db.exec(kErasedTable);
  SQLite::Statement rows(db, "SELECT place, body FROM event WHERE instr(body, ?) > 0");
  rows.bind(1, std::string(event::kContactErased));
  while (rows.executeStep()) {
    const std::string body = rows.getColumn(1).getString();
    const auto parts = event::split_body(body);
    const auto of = parts ? event::erased_by(parts->type, parts->data) : std::nullopt;
    if (of) erase_box(db, rows.getColumn(0).getInt64() >> kHubSeqBits, *of);
  }
  transaction.commit();
}

/// Names a new life in the file, then in the lock. A crash between the two looks like a copy put back, which costs the
/// terminals one idempotent round and loses nothing; the other order could hide a real one.
Result<void> begin_life(SqliteFile& file, const event::Random& random) {
  const std::string life = random_hex(random);
  SQLite::Statement update(*file.db, "UPDATE hub SET life = ?");
  update.bind(1, life);
  update.exec();
  return file.lock.set_text(life);
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return std::unexpected(Problem{"cannot write " + path + ": " + std::strerror(errno),
                                   "give this user the right to write there, or name another place with --store"});
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return std::unexpected(Problem{path.substr(0, path.rfind(".lock")) + " is in use by a running hub",
                                   "stop it first, or ask it over HTTP"});
  }
  return FileLock(descriptor, path);
}

FileLock::FileLock(FileLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

FileLock::~FileLock() {
  if (descriptor_ < 0) return;
  // No life began: what stands beside it is no store, and gets no company.
  if (text().empty()) ::unlink(path_.c_str());
  ::close(descriptor_);
}

std::string FileLock::text() const {
  std::array<char, 64> buffer;
  const ssize_t length = ::pread(descriptor_, buffer.data(), buffer.size(), 0);
  return length > 0 ? std::string(buffer.data(), static_cast<std::size_t>(length)) : std::string();
}

Result<void> FileLock::set_text(std::string_view text) {
  const bool written = ::ftruncate(descriptor_, 0) == 0 &&
                       ::pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) &&
                       ::fdatasync(descriptor_) == 0;
  if (!written)
    return std::unexpected(Problem{std::string("cannot write the lock beside the store: ") + std::strerror(errno),
                                   "free some disk space"});
  return {};
}

std::string random_hex(const event::Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random(bytes);
  return event::hex(bytes);
}

void renew_epoch(SqliteFile& file, const event::Random& random) {
  std::string epoch = random_hex(random);
  SQLite::Statement update(*file.db, "UPDATE hub SET epoch = ?");
  update.bind(1, epoch);
  update.exec();
  file.epoch = std::move(epoch);
}

Result<SqliteFile> open_sqlite_file(const std::string& path, const event::Random& random) {
  if (auto made = make_folder(path); !made) return std::unexpected(made.error());
  auto lock = FileLock::take(path + ".lock");
  if (!lock) return std::unexpected(lock.error());
  if (auto made = make_file(path); !made) return std::unexpected(made.error());
  try {
    SqliteFile file{
        std::move(*lock), std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), {}};
    file.db->exec("PRAGMA locking_mode = EXCLUSIVE");  // before WAL: no shared memory, no second connection
    const auto empty = is_empty_or_ours(*file.db, path);
    if (!empty) return std::unexpected(empty.error());
    if (auto made = make_private(path); !made) return std::unexpected(made.error());
    file.db->exec(kPragmas);
    if (*empty) make_tables(*file.db, random);
    if (!file.db->tableExists("erased")) derive_erased(*file.db);
    file.db->exec(kCodesTable);
    file.epoch = file.db->execAndGet("SELECT epoch FROM hub").getString();
    const std::string life = file.db->execAndGet("SELECT life FROM hub").getString();
    if (!life.empty() && life != file.lock.text()) renew_epoch(file, random);
    if (auto begun = begin_life(file, random); !begun) return std::unexpected(begun.error());
    return file;
  } catch (const SQLite::Exception& error) {
    return std::unexpected(
        Problem{"cannot open the store " + path + ": " + error.what(),
                "check the file's rights and the disk; put a damaged file aside and restore a copy"});
  }
}

}  // namespace chalkpoint::hub
