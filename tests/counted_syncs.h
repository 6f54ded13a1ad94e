// Counts how often a program asks the disk to keep what was written. To be included by one source file of a program.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace chalkpoint::testing {
inline std::atomic<std::uint64_t> counted_syncs = 0;
}

// SQLite's calls come here first, since a program's own symbols go before a library's: each sync is counted and passed
// on.
extern "C" int fsync(int descriptor) {
  ++chalkpoint::testing::counted_syncs;
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
extern "C" int fdatasync(int descriptor) {
  ++chalkpoint::testing::counted_syncs;
  return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}
