// The one database file of a hub, opened by this process alone: its lock, its pragmas, its schema, its life.
//
// A life is what lies between two openings. Its random name stands in the file and in the lock beside it; an older copy
// put back in the file's place carries another name than the lock, and so is noticed: the store then begins a new hub
// epoch.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

/// Holds an advisory lock on a file for as long as it lives; the file outlives it once it has a text.
class FileLock {
 public:
  /// A Problem when another process holds it, or the file cannot be made.
  static Result<FileLock> take(const std::string& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

  /// At most 64 octets.
  std::string text() const;
  /// Durable when it returns.
  Result<void> set_text(std::string_view text);

 private:
  FileLock(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
};

/// The open file, its lock and what it calls itself.
struct SqliteFile {
  FileLock lock;
  std::unique_ptr<SQLite::Database> db;
  std::string epoch;  ///< the hub epoch
};

/// Opens or makes the store at `path` and its folder. Refuses, and leaves as it is: a file in use, one of a newer
/// version, one that is no hub's store.
Result<SqliteFile> open_sqlite_file(const std::string& path, const event::Random& random);

/// Begins a new hub epoch, durably.
void renew_epoch(SqliteFile& file, const event::Random& random);

/// 16 random lower-case hex digits.
std::string random_hex(const event::Random& random);

}  // namespace chalkpoint::hub
