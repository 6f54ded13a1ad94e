// The terminal's own log: on standard error, and in a few files of its data folder that never grow beyond a size. What
// is noted is about the terminal and its hub, never what a member said or left.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace spdlog {
class logger;
}

namespace chalkpoint::app {

inline constexpr std::size_t kLogBytesMax = 512 * 1024, kLogFilesMax = 4;

class Log {
 public:
  /// Makes the folder when it is missing. Where nothing can be written there, standard error alone is.
  explicit Log(const std::filesystem::path& folder);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  /// One line; from any thread.
  void note(const std::string& line) const;

 private:
  std::shared_ptr<spdlog::logger> file_;
};

/// One line on standard error, and nowhere else.
void say_aloud(const std::string& line);

}  // namespace chalkpoint::app
