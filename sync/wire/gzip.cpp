#include "sync/wire/gzip.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace chalkpoint::wire {
namespace {

// Measured on batches of 500 answers: 7 packs to 86 octets an answer at 180,000 answers a second; 6 is 2 % larger
// and 1.7 times as fast, 9 is 1 % smaller and half as fast. The line is dearer than the processor.
constexpr int kLevel = 7;

using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;
using Decompressor = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;

std::unexpected<Unreadable> malformed_gzip(std::string what) {
  return std::unexpected(Unreadable{400, {std::move(what), "Send the batch again, packed as one gzip member."}});
}

/// The size a gzip member says it unpacks to (RFC 1952, ISIZE): its last four octets, little-endian.
std::size_t claimed_size(std::string_view packed) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i)
    size |= static_cast<std::size_t>(static_cast<unsigned char>(packed[packed.size() - 4 + i])) << (8 * i);
  return size;
}

}  // namespace

event::Bytes gzip(std::string_view plain) {
  // Both hold tables of some 100 kB and no state between calls: one for each thread is cheaper than one for each batch.
  thread_local const Compressor compressor(libdeflate_alloc_compressor(kLevel), &libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  event::Bytes out(libdeflate_gzip_compress_bound(compressor.get(), plain.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), plain.data(), plain.size(), out.data(), out.size()));
  return out;
}

std::expected<event::Bytes, Unreadable> gunzip(std::string_view packed, std::size_t bytes_max) {
  constexpr std::string_view kMagic = "\x1F\x8B";
  constexpr std::size_t kMemberBytesMin = 18;  // header and trailer
  if (packed.size() < kMemberBytesMin)
    return malformed_gzip("The body is cut off: it is shorter than any gzip member.");
  if (!packed.starts_with(kMagic)) return malformed_gzip("The body is not gzip.");
  const std::size_t size = claimed_size(packed);
  if (size > bytes_max)
    return std::unexpected(Unreadable{
        413,
        {"The body unpacks to " + std::to_string(size) + " octets; the limit is " + std::to_string(bytes_max) + ".",
         "Send fewer events at once."}});
  thread_local const Decompressor decompressor(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (!decompressor) throw std::bad_alloc();
  event::Bytes out(size, '\0');
  std::size_t used = 0;
  std::size_t written = 0;
  const auto result = libdeflate_gzip_decompress_ex(decompressor.get(), packed.data(), packed.size(), out.data(),
                                                    out.size(), &used, &written);
  if (result != LIBDEFLATE_SUCCESS || used != packed.size() || written != size)
    return malformed_gzip("The body is not one whole gzip member.");
  return out;
}

}  // namespace chalkpoint::wire
