#include "kiosk/admin/xlsx_check.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace chalkpoint::admin {
namespace {

// Of the ZIP format, little endian.
constexpr std::uint32_t kEndSign = 0x06054B50, kEntrySign = 0x02014B50, kLocalSign = 0x04034B50;
constexpr std::size_t kEndOctets = 22, kEntryOctets = 46, kLocalOctets = 30;
constexpr std::uint16_t kDeflated = 8;

std::uint32_t number(std::string_view octets, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8U | static_cast<unsigned char>(octets[at + i]);
  return value;
}

struct Part {
  std::string name;
  std::uint16_t method = 0;
  std::uint32_t crc = 0, packed = 0, size = 0, local = 0;
};

std::optional<std::string> read(std::ifstream& in, std::uint64_t at, std::size_t count) {
  std::string out(count, '\0');
  in.clear();
  in.seekg(static_cast<std::streamoff>(at));
  if (!in.read(out.data(), static_cast<std::streamsize>(count))) return std::nullopt;
  return out;
}

std::optional<std::vector<Part>> parts_of(std::ifstream& in, std::uint64_t size) {
  if (size < kEndOctets) return std::nullopt;
  const auto end = read(in, size - kEndOctets, kEndOctets);
  if (!end || number(*end, 0, 4) != kEndSign) return std::nullopt;
  const std::size_t count = number(*end, 10, 2), octets = number(*end, 12, 4);
  const auto list = octets <= size ? read(in, number(*end, 16, 4), octets) : std::nullopt;
  if (!list) return std::nullopt;
  std::vector<Part> out;
  for (std::size_t at = 0; out.size() < count;) {
    if (at + kEntryOctets > list->size() || number(*list, at, 4) != kEntrySign) return std::nullopt;
    const std::size_t name = number(*list, at + 28, 2);
    if (at + kEntryOctets + name > list->size()) return std::nullopt;
    out.push_back({.name = list->substr(at + kEntryOctets, name),
                   .method = static_cast<std::uint16_t>(number(*list, at + 10, 2)),
                   .crc = number(*list, at + 16, 4),
                   .packed = number(*list, at + 20, 4),
                   .size = number(*list, at + 24, 4),
                   .local = number(*list, at + 42, 4)});
    at += kEntryOctets + name + number(*list, at + 30, 2) + number(*list, at + 32, 2);
  }
  return out;
}

// What is counted of a part while it is unpacked.
struct Seen {
  std::uint64_t octets = 0, cells = 0;
  uLong crc = crc32(0, nullptr, 0);
  std::string tail;  // the last octets: a mark may lie across two pieces

  void take(std::string_view piece) {
    constexpr std::string_view kCell = "<c ", kLast = "</worksheet>";
    octets += piece.size();
    crc = crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
    const std::size_t kept = std::min(tail.size(), kCell.size() - 1);
    const std::string joined = tail.substr(tail.size() - kept).append(piece);
    for (std::size_t at = joined.find(kCell); at != std::string::npos; at = joined.find(kCell, at + 1)) ++cells;
    tail = (tail + std::string(piece.substr(piece.size() - std::min(piece.size(), kLast.size()))));
    if (tail.size() > kLast.size()) tail.erase(0, tail.size() - kLast.size());
  }
};

std::optional<Seen> unpacked(std::ifstream& in, const Part& part) {
  const auto local = read(in, part.local, kLocalOctets);
  if (!local || number(*local, 0, 4) != kLocalSign || part.method != kDeflated) return std::nullopt;
  const std::uint64_t begin = part.local + kLocalOctets + number(*local, 26, 2) + number(*local, 28, 2);
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  Seen seen;
  int state = Z_OK;
  std::vector<char> out(1 << 18);
  for (std::uint64_t at = 0; state == Z_OK && at < part.packed;) {
    const std::size_t count = std::min<std::size_t>(1 << 16, part.packed - at);
    auto piece = read(in, begin + at, count);
    if (!piece) break;
    at += count;
    stream.next_in = reinterpret_cast<Bytef*>(piece->data());
    stream.avail_in = static_cast<uInt>(count);
    do {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      state = inflate(&stream, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END) break;
      seen.take({out.data(), out.size() - stream.avail_out});
    } while (state == Z_OK && stream.avail_out == 0);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || seen.octets != part.size || seen.crc != part.crc) return std::nullopt;
  return seen;
}

}  // namespace

std::expected<void, event::Problem> check_workbook(const std::filesystem::path& file,
                                                   std::span<const std::uint64_t> cells) {
  const auto torn = std::unexpected(event::Problem{
      "The workbook was not written whole", "Free some room there and on the disk of the terminal, or choose CSV."});
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return torn;
  const auto parts = parts_of(in, static_cast<std::uint64_t>(in.tellg()));
  if (!parts) return torn;
  std::size_t sheets = 0;
  for (const Part& part : *parts) {
    const auto seen = unpacked(in, part);
    if (!seen) return torn;
    const std::size_t last = seen->tail.find_last_not_of('\n');
    if (last == std::string::npos || seen->tail[last] != '>') return torn;
    constexpr std::string_view kSheet = "xl/worksheets/sheet";
    if (!part.name.starts_with(kSheet) || !part.name.ends_with(".xml")) continue;
    const std::size_t index =
        static_cast<std::size_t>(std::strtoul(part.name.c_str() + kSheet.size(), nullptr, 10)) - 1;
    if (index >= cells.size() || seen->cells != cells[index] || !seen->tail.ends_with("</worksheet>")) return torn;
    ++sheets;
  }
  if (sheets != cells.size()) return torn;
  return {};
}

}  // namespace chalkpoint::admin
