#include "kiosk/app/host.h"

#include <array>
#include <limits>

namespace chalkpoint::app {

std::uint64_t random_below(const event::Random& random, std::uint64_t n) {
  // Numbers in the last, incomplete run of n would make small results likelier: drawn again.
  const std::uint64_t fair_max = std::numeric_limits<std::uint64_t>::max() / n * n - 1;
  for (;;) {
    std::array<std::uint8_t, 8> bytes{};
    random(bytes);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8U | byte;
    if (number <= fair_max) return number % n;
  }
}

}  // namespace chalkpoint::app
