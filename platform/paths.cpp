#include "platform/paths.h"

#include <fcntl.h>
#include <mntent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>

namespace chalkpoint::platform {

namespace fs = std::filesystem;

fs::path program_dir() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : self.parent_path();
}

std::expected<fs::path, Failure> assets_dir(const fs::path& program) {
  for (const char* place : {"../assets", "../share/chalkpoint"}) {
    std::error_code error;
    fs::path dir = fs::weakly_canonical(program / place, error);
    if (!error && fs::is_directory(dir / "fonts", error)) return dir;
  }
  return std::unexpected(Failure{"The fonts and texts are not beside the program (" + program.string() + "/../assets).",
                                 "Build or install it again."});
}

fs::path default_data_dir() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data) return fs::path(data) / "chalkpoint" / "terminal";
  if (const char* home = std::getenv("HOME"); home && *home)
    return fs::path(home) / ".local" / "share" / "chalkpoint" / "terminal";
  return "/var/lib/chalkpoint/terminal";
}

std::expected<void, Failure> make_data_dir(const fs::path& dir) {
  std::error_code error;
  const bool made = fs::create_directories(dir, error);
  if (error)
    return std::unexpected(Failure{"The data folder " + dir.string() + " cannot be made: " + error.message() + ".",
                                   "Name another folder with --data, or make this one writable."});
  if (made) fs::permissions(dir, fs::perms::owner_all, error);
  if (!fs::is_directory(dir, error))
    return std::unexpected(
        Failure{"The data folder " + dir.string() + " is no folder.", "Name another one with --data."});
  if (access(dir.c_str(), R_OK | W_OK | X_OK) != 0)
    return std::unexpected(
        Failure{"The data folder " + dir.string() + " cannot be written: " + std::strerror(errno) + ".",
                "Name another folder with --data, or give it to the user that runs the terminal."});
  return {};
}

namespace {

/// What was written to the file, or of the names in the folder, is on the disk when it returns.
bool sync_to_disk(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

std::expected<void, Failure> replace(const fs::path& file, std::string_view content, bool durably) {
  const fs::path part = file.string() + ".part";
  const auto failed = [&](const std::string& why) {
    return std::unexpected(
        Failure{"The file " + file.string() + " cannot be written: " + why + ".", "Name a file in a writable folder."});
  };
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out || (durably && !sync_to_disk(part))) return failed(std::strerror(errno));
  }
  std::error_code error;
  fs::rename(part, file, error);
  if (error) return failed(error.message());
  if (durably && !sync_to_disk(fs::absolute(file).parent_path())) return failed(std::strerror(errno));
  return {};
}

}  // namespace

std::expected<void, Failure> write_atomically(const fs::path& file, std::string_view content) {
  return replace(file, content, false);
}

std::expected<void, Failure> write_durably(const fs::path& file, std::string_view content) {
  return replace(file, content, true);
}

std::vector<fs::path> removable_folders() {
  const std::unique_ptr<FILE, int (*)(FILE*)> mounts(setmntent("/proc/self/mounts", "r"), endmntent);
  std::vector<fs::path> out;
  if (!mounts) return out;
  mntent entry{};
  std::array<char, 4096> room{};
  while (getmntent_r(mounts.get(), &entry, room.data(), static_cast<int>(room.size())) != nullptr) {
    const std::string_view dir = entry.mnt_dir;
    if ((dir.starts_with("/media/") || dir.starts_with("/run/media/")) && access(entry.mnt_dir, R_OK | X_OK) == 0)
      out.emplace_back(dir);
  }
  return out;
}

}  // namespace chalkpoint::platform
