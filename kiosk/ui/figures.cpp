#include "kiosk/ui/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace chalkpoint::ui {

std::string with_sign(double points) {
  const long long whole = std::llround(points);
  return whole == 0 ? "0" : (whole > 0 ? "+" : "−") + std::to_string(std::llabs(whole));
}

std::string rounded(double points) {
  return std::to_string(std::llround(std::abs(points)));
}

std::string grouped(std::int64_t count) {
  constexpr std::size_t kGroup = 3, kPlainMax = 4;  // four digits read well as they are
  std::string out = std::to_string(count);
  if (out.size() <= kPlainMax) return out;
  for (std::size_t at = out.size() - kGroup; at > 0 && at < out.size(); at -= std::min(at, kGroup))
    out.insert(at, "\u00a0");
  return out;
}

}  // namespace chalkpoint::ui
