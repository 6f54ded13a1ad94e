#include "platform/paths.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
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

std::expected<void, Failure> write_atomically(const fs::path& file, std::string_view content) {
  const fs::path part = file.string() + ".part";
  const auto failed = [&](const std::string& why) {
    return std::unexpected(
        Failure{"The file " + file.string() + " cannot be written: " + why + ".", "Name a file in a writable folder."});
  };
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) return failed(std::strerror(errno));
  }
  std::error_code error;
  fs::rename(part, file, error);
  if (error) return failed(error.message());
  return {};
}

}  // namespace chalkpoint::platform
