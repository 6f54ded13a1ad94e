#include <png.h>

#include "platform/offscreen.h"

namespace chalkpoint::platform {

std::expected<void, Failure> write_png(const std::filesystem::path& file, Size size,
                                       std::span<const std::uint8_t> rgb) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(size.width);
  image.height = static_cast<png_uint_32>(size.height);
  image.format = PNG_FORMAT_RGB;
  if (!png_image_write_to_file(&image, file.c_str(), 0, rgb.data(), 0, nullptr))
    return std::unexpected(Failure{"The picture " + file.string() + " cannot be written: " + image.message + ".",
                                   "Name a file in a writable folder with --out."});
  return {};
}

}  // namespace chalkpoint::platform
