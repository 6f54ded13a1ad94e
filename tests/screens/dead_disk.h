// A disk that takes nothing.
#pragma once

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

namespace chalkpoint::test {

/// While it lives no file of this process can grow: every commit fails as on a broken disk.
class DeadDisk {
 public:
  DeadDisk() {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit none = before_;
    none.rlim_cur = 0;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &none) == 0);
  }
  ~DeadDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  DeadDisk(const DeadDisk&) = delete;
  DeadDisk& operator=(const DeadDisk&) = delete;

 private:
  rlimit before_{};
};

}  // namespace chalkpoint::test
