#include "platform/clock.h"

#include <ctime>
#include <fstream>

namespace chalkpoint::platform {

std::int64_t mono_us() {
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

std::int32_t utc_offset_min(std::int64_t unix_ms) {
  // Rounded down: the last moment before a change of the clocks belongs before it.
  const auto seconds = static_cast<time_t>(unix_ms / 1'000 - (unix_ms % 1'000 < 0 ? 1 : 0));
  tm local{};
  localtime_r(&seconds, &local);
  return static_cast<std::int32_t>(local.tm_gmtoff / 60);
}

Now now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  const std::int64_t unix_ms = static_cast<std::int64_t>(time.tv_sec) * 1'000 + time.tv_nsec / 1'000'000;
  return {.unix_ms = unix_ms, .utc_offset_min = utc_offset_min(unix_ms), .mono_ms = mono_us() / 1'000};
}

const std::string& boot_id() {
  static const std::string id = [] {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string line;
    std::getline(file, line);
    return line;
  }();
  return id;
}

}  // namespace chalkpoint::platform
