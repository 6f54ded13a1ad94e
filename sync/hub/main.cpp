// The hub: gives its commands a clock and randomness.
#include <sodium.h>

#include <chrono>
#include <cstdio>

#include "sync/hub/cli.h"

int main(int argc, char** argv) {
  if (sodium_init() < 0) {
    std::fputs("chalkpoint-hub: The system gives no randomness. Check /dev/urandom.\n", stderr);
    return 1;
  }
  const chalkpoint::hub::World world{
      .now_ms =
          [] {
            const auto now = std::chrono::system_clock::now().time_since_epoch();
            return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
          },
      .random = [](std::span<std::uint8_t> octets) { randombytes_buf(octets.data(), octets.size()); }};
  return chalkpoint::hub::run_command_line(argc, argv, CHALKPOINT_VERSION, world);
}
