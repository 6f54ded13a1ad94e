#include "tests/hub_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace chalkpoint::testing {

HubProcess::HubProcess(const std::string& program, const std::filesystem::path& store) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const std::string spec = "sqlite:" + store.string();
  const std::array<const char*, 7> words = {program.c_str(), "serve",      "--listen", "127.0.0.1:0",
                                            "--store",       spec.c_str(), nullptr};
  const int failure =
      ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, const_cast<char**>(words.data()), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  std::array<char, 128> buffer{};
  const ssize_t length = failure == 0 ? ::read(ends[0], buffer.data(), buffer.size()) : 0;
  ::close(ends[0]);
  const std::string line(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(0, length)));
  const auto begin = line.find("http://");
  if (begin == std::string::npos) throw std::runtime_error(program + " did not say where it listens");
  url_ = line.substr(begin, line.find('\n') - begin);
}

HubProcess::~HubProcess() {
  end(SIGKILL);
}

long HubProcess::peak_kib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  const std::string name = "VmHWM:";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::stol(line.substr(name.size()));
  }
  throw std::runtime_error("the hub's memory cannot be read");
}

int HubProcess::end(int signal) {
  if (pid_ <= 0) return 0;
  ::kill(pid_, signal);
  int status = 0;
  ::wait4(pid_, &status, 0, &used_);
  pid_ = -1;
  return status;
}

}  // namespace chalkpoint::testing
