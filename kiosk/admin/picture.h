// The club's logo: a PNG of bounded size, as pixels.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::admin {

inline constexpr std::size_t kLogoOctetsMax = 40 * 1024;  ///< of the file: as base64 it fits an event
inline constexpr int kLogoSideMin = 16, kLogoSideMax = 1'024;

/// Red, green, blue, opacity, straight.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

enum class LogoFault { large, no_png, sides };
/// The octets of a PNG file. Its size is known before anything is unpacked.
std::expected<Pixels, LogoFault> read_logo(std::string_view png);

}  // namespace chalkpoint::admin
