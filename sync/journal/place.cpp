#include "sync/journal/place.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace chalkpoint::journal {
namespace fs = std::filesystem;

Result<DirectoryLock> DirectoryLock::take(const fs::path& dir) {
  std::error_code failure;
  if (fs::create_directories(dir, failure)) fs::permissions(dir, fs::perms::owner_all, failure);
  const auto unusable = [&](int error) {
    return std::unexpected(
        Problem{"The data directory " + dir.string() + " cannot be written: " + std::strerror(error),
                "Give this user the right to write there, or choose another directory with --data."});
  };
  if (failure) return unusable(failure.value());
  const int descriptor = ::open((dir / "journal.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return unusable(errno);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(descriptor);
    if (error != EWOULDBLOCK) return unusable(error);
    return std::unexpected(Problem{"The store in " + dir.string() + " is in use by a running terminal",
                                   "Stop that terminal (or wait for the other command) and try again."});
  }
  return DirectoryLock(descriptor);
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

DirectoryLock& DirectoryLock::operator=(DirectoryLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Ballast::Ballast(const fs::path& dir) : file_(dir / "ballast") {
  std::error_code failure;
  held_ = fs::file_size(file_, failure) == kBallastBytes && !failure;
  tend();
}

std::uint64_t Ballast::free_bytes() const {
  struct statvfs disk{};
  if (::statvfs(file_.parent_path().c_str(), &disk) != 0) return 0;
  return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
}

void Ballast::tend() {
  if (held_ || free_bytes() < kBallastBytes + 2 * kLowBytes) return;
  const int descriptor = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  held_ = ::posix_fallocate(descriptor, 0, kBallastBytes) == 0;
  ::close(descriptor);
  if (!held_) ::unlink(file_.c_str());
}

bool Ballast::release() {
  if (!held_) return false;
  held_ = false;
  return ::unlink(file_.c_str()) == 0;
}

std::string file_identity(const fs::path& file) {
  struct statx info{};
  if (::statx(AT_FDCWD, file.c_str(), 0, STATX_INO | STATX_BTIME, &info) != 0) return "";
  std::string identity = std::to_string(info.stx_ino);
  if ((info.stx_mask & STATX_BTIME) != 0) {
    identity += '.' + std::to_string(info.stx_btime.tv_sec) + '.' + std::to_string(info.stx_btime.tv_nsec);
  }
  return identity;
}

void sync_directory(const fs::path& dir) {
  const int descriptor = ::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace chalkpoint::journal
