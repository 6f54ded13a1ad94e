#include "platform/clock.h"

#include <ctime>
#include <fstream>

namespace chalkpoint::platform {

std::int64_t mono_us() {
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1'000;
}

Now now() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  tm local{};
  localtime_r(&time.tv_sec, &local);
  return {.unix_ms = static_cast<std::int64_t>(time.tv_sec) * 1'000 + time.tv_nsec / 1'000'000,
          .utc_offset_min = static_cast<std::int32_t>(local.tm_gmtoff / 60),
          .mono_ms = mono_us() / 1'000};
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
