#include "platform/safe_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace chalkpoint::platform {

namespace fs = std::filesystem;

namespace {

/// After so much the disk is waited for: progress that is told has happened, and little is lost in memory when a stick
/// goes.
constexpr std::uint64_t kSyncEveryBytes = 4 << 20;

class Descriptor {
 public:
  explicit Descriptor(int it) : it_(it) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return it_; }
  /// False: the system says only now that something was not written.
  bool close() {
    const int it = std::exchange(it_, -1);
    return it < 0 || ::close(it) == 0;
  }

 private:
  int it_;
};

fs::path folder_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

int open_folder(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// A stick that was unmounted lives on behind its descriptor; what matters is what stands at its path.
bool still_there(int folder, const fs::path& path) {
  struct stat held{}, named{};
  return ::fstat(folder, &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

std::unexpected<WriteFailure> failed(const fs::path& file, int error) {
  return std::unexpected(write_failure(file, error));
}

}  // namespace

Trouble trouble_of(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Trouble::full;
    case EIO:
    case ENODEV:
    case ENXIO:
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
      return Trouble::gone;
    case EROFS:
      return Trouble::read_only;
    case EACCES:
    case EPERM:
      return Trouble::denied;
    default:
      return Trouble::other;
  }
}

WriteFailure write_failure(const fs::path& file, int error) {
  const Trouble trouble = trouble_of(error);
  const char* remedy = trouble == Trouble::full        ? "Free some room there, or choose another place."
                       : trouble == Trouble::gone      ? "Plug it in again, or choose another place."
                       : trouble == Trouble::read_only ? "Take off the write protection, or choose another place."
                                                       : "Name a file in a writable folder.";
  return {trouble, error, {"The file " + file.string() + " cannot be written: " + std::strerror(error) + ".", remedy}};
}

struct SafeFile::Open {
  Open(fs::path named, Durably how, int in_folder)
      : file(std::move(named)), part(file.filename().string() + ".part"), durably(how), folder(in_folder), out(-1) {}
  ~Open() {
    if (out >= 0) ::close(out);
    if (begun) ::unlinkat(folder.get(), part.c_str(), 0);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;

  fs::path file;
  std::string part;
  Durably durably;
  Descriptor folder;
  int out;
  bool begun = false;  // the part is ours to take away
  std::uint64_t size = 0, synced = 0;
};

SafeFile::SafeFile(std::unique_ptr<Open> open) : open_(std::move(open)) {}
SafeFile::SafeFile(SafeFile&&) noexcept = default;
SafeFile& SafeFile::operator=(SafeFile&&) noexcept = default;
SafeFile::~SafeFile() = default;

Written<SafeFile> SafeFile::open(const fs::path& file, Durably durably) {
  const int folder = open_folder(folder_of(file));
  if (folder < 0) return failed(file, errno);
  auto made = std::make_unique<Open>(file, durably, folder);
  if (struct stat there{}; ::fstatat(folder, file.filename().c_str(), &there, 0) == 0 && S_ISDIR(there.st_mode))
    return failed(file, EISDIR);
  // Never through what lies there under the part's name: on somebody's stick that may lead to a file of ours.
  ::unlinkat(folder, made->part.c_str(), 0);
  made->out = ::openat(folder, made->part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (made->out < 0) return failed(file, errno);
  made->begun = true;
  return SafeFile(std::move(made));
}

Written<void> SafeFile::write(std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t taken = ::write(open_->out, octets.data(), octets.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken < 0) return failed(open_->file, errno);
    octets.remove_prefix(static_cast<std::size_t>(taken));
    open_->size += static_cast<std::uint64_t>(taken);
  }
  if (open_->durably == Durably::no || open_->size - open_->synced < kSyncEveryBytes) return {};
  open_->synced = open_->size;
  if (::fdatasync(open_->out) != 0) return failed(open_->file, errno);
  if (!still_there(open_->folder.get(), folder_of(open_->file))) return failed(open_->file, ENODEV);
  return {};
}

fs::path SafeFile::part() const {
  return "/proc/self/fd/" + std::to_string(open_->folder.get()) + '/' + open_->part;
}

std::uint64_t SafeFile::size() const {
  struct stat there{};
  return ::fstat(open_->out, &there) == 0 ? static_cast<std::uint64_t>(there.st_size) : open_->size;
}

Written<void> SafeFile::finish() {
  Open& it = *open_;
  const bool durable = it.durably == Durably::yes;
  if (durable && ::fsync(it.out) != 0) return failed(it.file, errno);
  if (::close(std::exchange(it.out, -1)) != 0) return failed(it.file, errno);
  if (!still_there(it.folder.get(), folder_of(it.file))) return failed(it.file, ENODEV);
  if (::renameat(it.folder.get(), it.part.c_str(), it.folder.get(), it.file.filename().c_str()) != 0)
    return failed(it.file, errno);
  it.begun = false;
  if (durable && ::fsync(it.folder.get()) != 0) return failed(it.file, errno);
  return {};
}

struct SafeFolder::Open {
  Open(fs::path named, int in_folder)
      : folder(std::move(named)),
        part(folder.filename().string() + ".part"),
        around(in_folder),
        within("/proc/self/fd/" + std::to_string(in_folder) + '/' + part) {}
  ~Open() {
    std::error_code ignored;
    if (begun) fs::remove_all(within, ignored);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  bool there() const { return still_there(around.get(), folder_of(folder)); }

  fs::path folder;
  std::string part;
  Descriptor around;
  fs::path within;  // by the descriptor: by its name it might lie in what stands there when the stick is gone
  bool begun = false;
};

SafeFolder::SafeFolder(std::unique_ptr<Open> open) : open_(std::move(open)) {}
SafeFolder::SafeFolder(SafeFolder&&) noexcept = default;
SafeFolder& SafeFolder::operator=(SafeFolder&&) noexcept = default;
SafeFolder::~SafeFolder() = default;

Written<SafeFolder> SafeFolder::open(const fs::path& folder) {
  const int around = open_folder(folder_of(folder));
  if (around < 0) return failed(folder, errno);
  auto made = std::make_unique<Open>(folder, around);
  std::error_code error;
  if (fs::exists(folder, error)) return failed(folder, EEXIST);
  fs::remove_all(made->within, error);
  if (::mkdirat(around, made->part.c_str(), 0755) != 0) return failed(folder, errno);
  made->begun = true;
  return SafeFolder(std::move(made));
}

Written<void> SafeFolder::put(const fs::path& name, std::string_view content) {
  if (!open_->there()) return failed(open_->folder, ENODEV);
  const fs::path file = open_->within / name;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return failed(open_->folder, error.value());
  auto out = SafeFile::open(file);
  auto done = out ? out->write(content) : std::unexpected(out.error());
  if (done) done = out->finish();
  if (!done) return failed(open_->folder, done.error().error);
  return {};
}

Written<void> SafeFolder::finish() {
  Open& it = *open_;
  if (!it.there()) return failed(it.folder, ENODEV);
  const int around = it.around.get();
  if (::renameat(around, it.part.c_str(), around, it.folder.filename().c_str()) != 0) return failed(it.folder, errno);
  it.begun = false;
  if (::fsync(around) != 0) return failed(it.folder, errno);
  return {};
}

std::optional<std::uint64_t> free_room(const fs::path& folder) {
  struct statvfs room{};
  if (::statvfs(folder.c_str(), &room) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(room.f_bavail) * room.f_frsize;
}

}  // namespace chalkpoint::platform
