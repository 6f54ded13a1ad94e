// The directory a store lives in: made, locked, and with room kept in it.
#pragma once

#include <filesystem>

#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// Holds an advisory lock on DIR/journal.lock for as long as it lives; the system drops it with the process, however
/// that ends.
class DirectoryLock {
 public:
  /// Makes the directory (0700) when it is missing. Problems name it.
  static Result<DirectoryLock> take(const std::filesystem::path& dir);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&& other) noexcept;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

/// Keeps room on the disk: a file of kBallastBytes that is given up when a write finds the disk full, so that the
/// survey under way can still be stored.
class Ballast {
 public:
  static constexpr std::uint64_t kBallastBytes = 4 << 20;  // the log's usual size: hundreds of answers
  static constexpr std::uint64_t kLowBytes = 4 << 20;      // less free than this, and no new survey begins

  explicit Ballast(const std::filesystem::path& dir);
  bool held() const { return held_; }
  /// For us, on the disk of the store; 0 when it cannot be told.
  std::uint64_t free_bytes() const;
  /// Makes the file again if it is missing and there is room for it.
  void tend();
  /// Gives the room back. False when there was nothing to give.
  bool release();
  /// Whether a new survey may begin.
  bool roomy() const { return held_ && free_bytes() >= kLowBytes; }

 private:
  std::filesystem::path file_;
  bool held_ = false;
};

/// What tells this file from a copy of it: inode and time of birth.
std::string file_identity(const std::filesystem::path& file);
/// Makes renames and new files in a directory durable.
void sync_directory(const std::filesystem::path& dir);

}  // namespace chalkpoint::journal
