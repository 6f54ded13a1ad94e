#include "sync/journal/backup.h"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "sync/journal/open.h"
#include "sync/journal/place.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 1 << 20;
constexpr std::uint64_t kRoomLeftBytes = 16 << 20;  // for the answers that come meanwhile

class SteppedCopy final : public Copying {
 public:
  SteppedCopy(SQLite::Database& from, fs::path file)
      : file_(std::move(file)),
        to_(std::make_unique<SQLite::Database>(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)),
        copy_(std::make_unique<SQLite::Backup>(*to_, from)) {}
  ~SteppedCopy() override {
    copy_.reset();
    to_.reset();
    std::error_code ignored;
    if (!whole_) fs::remove(file_, ignored);
  }

  Result<bool> step(int pages) override {
    return guarded(file_.parent_path(), "write the backup " + file_.string(), [&]() -> Result<bool> {
      copy_->executeStep(pages);
      total_ = copy_->getTotalPageCount();
      left_ = copy_->getRemainingPageCount();
      if (left_ > 0) return false;
      copy_.reset();
      to_->exec("PRAGMA journal_mode=DELETE");  // one file, complete in itself
      to_->exec("INSERT OR REPLACE INTO setting VALUES('restored', '1')");
      to_.reset();
      whole_ = true;
      return true;
    });
  }
  double done() const override { return total_ > 0 ? 1.0 - static_cast<double>(left_) / total_ : whole_ ? 1 : 0; }

 private:
  fs::path file_;
  std::unique_ptr<SQLite::Database> to_;
  std::unique_ptr<SQLite::Backup> copy_;
  int total_ = 0, left_ = 0;
  bool whole_ = false;
};

std::unexpected<Problem> no_backup(const fs::path& file, const std::string& why) {
  return std::unexpected(Problem{file.string() + " is no backup of a terminal: " + why,
                                 "Choose a file that `chalkpoint backup` or the terminal's own screen made."});
}

std::string text_of(SQLite::Database& db, const char* sql) {
  SQLite::Statement row(db, sql);
  return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

BackupFacts facts_of(SQLite::Database& db, const fs::path& file) {
  BackupFacts out;
  std::error_code unknown;
  out.bytes = fs::file_size(file, unknown);
  out.events = static_cast<std::uint64_t>(db.execAndGet("SELECT count(*) FROM event").getInt64());
  SQLite::Statement responses(db,  // of events, which all versions have alike
                              "SELECT count(*) FROM event JOIN origin ON origin.id = event.origin WHERE own = 1 AND "
                              "type IN (?, ?)");
  responses.bind(1, std::string(event::kResponseCompleted));
  responses.bind(2, std::string(event::kResponseAbandoned));
  if (responses.executeStep()) out.responses = static_cast<std::uint64_t>(responses.getColumn(0).getInt64());
  const std::string newest = text_of(db,
                                     "SELECT body FROM event JOIN origin ON origin.id = event.origin WHERE own = 1 "
                                     "ORDER BY seq DESC LIMIT 1");
  if (const auto parts = event::split_body(newest)) out.newest = parts->time;
  out.site = text_of(db, "SELECT value FROM setting WHERE key = 'site'");
  out.device = text_of(db, "SELECT value FROM setting WHERE key = 'device_name'");
  return out;
}

/// Everything that can be known of it without the store it came from.
Result<BackupFacts> look(SQLite::Database& db, const fs::path& file) {
  for (const char* table : {"origin", "event", "contact", "setting"})
    if (!db.tableExists(table)) return no_backup(file, "it has no such table as " + std::string(table) + ".");
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  if (version > kSchemaVersion)
    return std::unexpected(Problem{file.string() + " was written by a newer version (" + std::to_string(version) + ")",
                                   "Install that version first; nothing was changed."});
  if (version < 1) return no_backup(file, "its version number is missing.");
  std::string damage = quick_check(db);
  if (damage.empty() && !waiting_events_sound(db)) damage = "an event does not fit its hash";
  if (!damage.empty())
    return std::unexpected(
        Problem{"The backup " + file.string() + " is damaged: " + damage, "Choose an older one; nothing was changed."});
  return facts_of(db, file);
}

/// Octet by octet, to the disk; what was written is gone after a Problem.
Result<void> copy_octets(const fs::path& from, const fs::path& to, const Going& going) {
  const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int out = in < 0 ? -1 : ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  std::error_code unknown;
  const std::uint64_t all = fs::file_size(from, unknown);
  std::string chunk(kChunkBytes, '\0');
  std::uint64_t done = 0;
  bool wanted = true;
  int error = in < 0 || out < 0 ? errno : 0;
  while (error == 0 && wanted) {
    const ssize_t got = ::read(in, chunk.data(), chunk.size());
    if (got <= 0) {
      error = got < 0 ? errno : 0;
      break;
    }
    if (::write(out, chunk.data(), static_cast<std::size_t>(got)) != got) error = errno != 0 ? errno : ENOSPC;
    wanted = going(done += static_cast<std::uint64_t>(got), all);
  }
  if (error == 0 && wanted && ::fsync(out) != 0) error = errno;
  if (in >= 0) ::close(in);
  if (out >= 0) ::close(out);
  if (error == 0 && wanted) return {};
  fs::remove(to, unknown);
  if (!wanted) return std::unexpected(Problem{"It was given up.", "Nothing was changed."});
  return std::unexpected(Problem{
      "The backup " + from.string() + " cannot be copied to " + to.parent_path().string() + ": " + std::strerror(error),
      "Look at the stick and at the room left on this terminal's disk; nothing was changed."});
}

void take_boxes_out(SQLite::Database& db, std::span<const event::Uuid> erased) {
  db.exec("PRAGMA secure_delete=ON");
  SQLite::Transaction transaction(db);
  SQLite::Statement erase(db, "DELETE FROM contact WHERE event_id = ?");
  for (const event::Uuid& id : erased) {
    erase.reset();
    bind_blob(erase, 1, view(id));
    erase.exec();
  }
  db.exec("INSERT OR REPLACE INTO setting VALUES('restored', '1')");
  transaction.commit();
}

/// As guarded(), for what is no store yet.
template <class Work>
auto looked(const fs::path& file, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    return no_backup(file, failure.what());
  }
}

}  // namespace

Result<std::unique_ptr<Copying>> Journal::begin_copy(const fs::path& file) {
  return guarded(file.parent_path(), "write the backup " + file.string(), [&]() -> Result<std::unique_ptr<Copying>> {
    std::error_code ignored;
    fs::remove(file, ignored);
    make_private(file);
    return std::make_unique<SteppedCopy>(state_->db, file);
  });
}

Result<void> Journal::backup(const fs::path& file) {
  if (std::error_code unused; fs::exists(file, unused)) {
    return std::unexpected(
        Problem{"The file " + file.string() + " exists already", "Choose another name; a backup replaces nothing."});
  }
  const auto part = fs::path(file) += ".part";
  auto copy = begin_copy(part);
  if (!copy) return std::unexpected(copy.error());
  if (const auto whole = (*copy)->step(-1); !whole) return std::unexpected(whole.error());
  std::error_code failure;
  fs::rename(part, file, failure);
  if (failure)
    return std::unexpected(
        Problem{"Cannot name the backup " + file.string() + ": " + failure.message(), "Choose another place."});
  sync_directory(fs::absolute(file).parent_path());
  return {};
}

Result<std::vector<event::Uuid>> Journal::erased() {
  return guarded(state_->dir, "look for what was erased", [&]() -> Result<std::vector<event::Uuid>> {
    std::vector<event::Uuid> out;
    for (const auto& [id, digest] : state_->erased_digests()) out.push_back(id);
    return out;
  });
}

void sync_folder(const fs::path& folder) {
  sync_directory(folder);
}

Result<BackupFacts> look_at_backup(const fs::path& file) {
  if (!is_database(file)) return no_backup(file, "it does not begin as one.");
  return looked(file, [&]() -> Result<BackupFacts> {
    SQLite::Database db(file.string(), SQLite::OPEN_READONLY);
    return look(db, file);
  });
}

Result<BackupFacts> stage_restore(const fs::path& dir, const fs::path& file, std::span<const event::Uuid> erased,
                                  const Going& going) {
  if (!is_database(file)) return no_backup(file, "it does not begin as one.");
  std::error_code unknown;
  const fs::space_info room = fs::space(dir, unknown);
  if (!unknown && room.available < fs::file_size(file, unknown) + kRoomLeftBytes)
    return std::unexpected(Problem{"There is no room on this terminal's disk for the backup beside the present store.",
                                   "Free some room; nothing was changed."});
  const fs::path part = dir / kRestoredPart;
  if (const auto copied = copy_octets(file, part, going); !copied) return std::unexpected(copied.error());
  auto facts = looked(file, [&]() -> Result<BackupFacts> {
    SQLite::Database db(part.string(), SQLite::OPEN_READWRITE);
    db.exec("PRAGMA synchronous=FULL");
    db.exec("PRAGMA journal_mode=DELETE");
    auto found = look(db, part);
    if (found) take_boxes_out(db, erased);
    return found;
  });
  if (!facts) {
    fs::remove(part, unknown);
    return facts;
  }
  fs::rename(part, dir / kRestored, unknown);
  if (unknown)
    return std::unexpected(Problem{"The backup cannot be put beside the store: " + unknown.message(),
                                   "Check the rights on " + dir.string() + "; nothing was changed."});
  sync_directory(dir);
  return facts;
}

}  // namespace chalkpoint::journal
