#include "kiosk/admin/picture.h"

#include <png.h>

#include <functional>

namespace chalkpoint::admin {

std::expected<ui::Image, LogoFault> read_logo(std::string_view png) {
  if (png.size() > kLogoOctetsMax) return std::unexpected(LogoFault::large);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, png.data(), png.size()) == 0) return std::unexpected(LogoFault::no_png);
  const auto fits = [](png_uint_32 side) {
    return side >= static_cast<png_uint_32>(kLogoSideMin) && side <= static_cast<png_uint_32>(kLogoSideMax);
  };
  if (!fits(image.width) || !fits(image.height)) {
    png_image_free(&image);
    return std::unexpected(LogoFault::sides);
  }
  image.format = PNG_FORMAT_RGBA;
  ui::Image out{.width = static_cast<int>(image.width),
                .height = static_cast<int>(image.height),
                .rgba = {},
                .digest = std::hash<std::string_view>{}(png)};
  out.rgba.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, out.rgba.data(), 0, nullptr) == 0)
    return std::unexpected(LogoFault::no_png);
  return out;
}

}  // namespace chalkpoint::admin
