// The real hub as a process of its own, for tests that kill it and benches that measure it.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <filesystem>
#include <string>

namespace chalkpoint::testing {

/// `chalkpoint-hub serve` on a free port of loopback. Throws std::runtime_error when it does not start.
class HubProcess {
 public:
  /// `program` is the hub's executable.
  HubProcess(const std::string& program, const std::filesystem::path& store);
  ~HubProcess();
  HubProcess(const HubProcess&) = delete;
  HubProcess& operator=(const HubProcess&) = delete;

  /// http://127.0.0.1:PORT
  const std::string& url() const { return url_; }
  /// Sends a signal and waits for the end; the status as wait() gives it, 0 when it has ended before.
  int end(int signal);
  /// The most memory it has held so far, in KiB; while it runs.
  long peak_kib() const;
  /// Its processor time, at its end. (Its `ru_maxrss` would be ours: a child begins with its parent's.)
  const rusage& used() const { return used_; }

 private:
  pid_t pid_ = -1;
  std::string url_;
  rusage used_{};
};

}  // namespace chalkpoint::testing
