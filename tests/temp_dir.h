// A directory of its own for a test.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace chalkpoint::testing {

/// Where a directory shall lie: on the disk, where a commit costs what it costs, or in memory where the machine has
/// room for it there, when thousands of stores come and go.
enum class Place { disk, memory };

/// A new empty directory that is removed at the end.
class TempDir {
 public:
  explicit TempDir(Place place = Place::disk) {
    const std::filesystem::path memory = "/dev/shm";
    const bool there = place == Place::memory && ::access(memory.c_str(), W_OK) == 0;
    std::string name = ((there ? memory : std::filesystem::temp_directory_path()) / "chalkpoint-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
    path_ = name;
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace chalkpoint::testing
