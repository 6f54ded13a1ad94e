#include "platform/paths.h"

#include <mntent.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

#include "platform/safe_file.h"

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

std::expected<void, Failure> replace(const fs::path& file, std::string_view content, Durably durably) {
  auto out = SafeFile::open(file, durably);
  if (!out) return std::unexpected(out.error().said);
  auto done = out->write(content);
  if (done) done = out->finish();
  if (!done) return std::unexpected(done.error().said);
  return {};
}

}  // namespace

std::expected<void, Failure> write_atomically(const fs::path& file, std::string_view content) {
  return replace(file, content, Durably::no);
}

std::expected<void, Failure> write_durably(const fs::path& file, std::string_view content) {
  return replace(file, content, Durably::yes);
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
