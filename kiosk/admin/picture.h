// The club's logo: a PNG of bounded size, as pixels.
#pragma once

#include <expected>
#include <string_view>

#include "kiosk/ui/house.h"

namespace chalkpoint::admin {

inline constexpr std::size_t kLogoOctetsMax = 40 * 1024;  ///< of the file: as base64 it fits an event
inline constexpr int kLogoSideMin = 16, kLogoSideMax = 1'024;

enum class LogoFault { large, no_png, sides };
/// The octets of a PNG file. Its size is known before anything is unpacked.
std::expected<ui::Image, LogoFault> read_logo(std::string_view png);

}  // namespace chalkpoint::admin
