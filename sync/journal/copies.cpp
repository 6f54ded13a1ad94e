#include "sync/journal/copies.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bitset>
#include <cerrno>

#include "sync/journal/carve.h"
#include "sync/journal/schema.h"

namespace chalkpoint::journal {
namespace {
namespace fs = std::filesystem;

constexpr const char* kDamaged = "journal.damaged-";
constexpr const char* kReplaced = "journal.replaced-";
constexpr std::size_t kWindowBytes = 1024 * kPageBytes;  // looked through at once; they overlap by a page

/// A file that is closed again.
class Descriptor {
 public:
  explicit Descriptor(const fs::path& file) : number_(::open(file.c_str(), O_RDWR | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool is_open() const { return number_ >= 0; }

  /// As much as there is at this place, up to `bytes`; nothing when it cannot be read.
  std::optional<std::string> read(std::size_t from, std::size_t bytes) const {
    std::string out(bytes, '\0');
    std::size_t have = 0;
    while (have < bytes) {
      const auto got = ::pread(number_, out.data() + have, bytes - have, static_cast<off_t>(from + have));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return std::nullopt;
      if (got == 0) break;
      have += static_cast<std::size_t>(got);
    }
    out.resize(have);
    return out;
  }
  bool wipe(std::size_t from, std::size_t bytes) const {
    const std::string zeros(bytes, '\0');
    return ::pwrite(number_, zeros.data(), bytes, static_cast<off_t>(from)) == static_cast<ssize_t>(bytes);
  }
  bool sync() const { return ::fsync(number_) == 0; }

 private:
  int number_;
};

/// Where a box lies, within what was read.
struct Place {
  std::size_t from = 0, bytes = 0;
};

/// SQLite's: seven bits an octet, the highest first, for as long as the eighth is set.
std::uint64_t varint(std::string_view raw, std::size_t& at) {
  std::uint64_t value = 0;
  while (at < raw.size()) {
    const auto octet = static_cast<unsigned char>(raw[at++]);
    value = value << 7U | (octet & 0x7FU);
    if ((octet & 0x80U) == 0) break;
  }
  return value;
}

/// How much of such a row lies in its page; "B-tree Cell Format" in SQLite's description of its files.
std::size_t local_bytes(std::size_t row) {
  constexpr std::size_t most = (kPageBytes - 12) * 64 / 255 - 23, least = (kPageBytes - 12) * 32 / 255 - 23;
  if (row <= most) return row;
  const std::size_t some = least + (row - least) % (kPageBytes - 4);
  return some <= most ? some : least;
}

/// The box of a row of `contact` or `listed` whose id stands at `id_at`: its header says id, some words, a box.
std::optional<Place> box_of_row(std::string_view raw, std::size_t id_at) {
  constexpr std::size_t header_min = 4, header_max = 10;
  constexpr std::uint64_t blob = 12, text = 13;  // the smallest types of those kinds; each octet adds two
  constexpr char id_type = 12 + 2 * 16;
  for (std::size_t header = header_min; header <= std::min(header_max, id_at); ++header) {
    std::size_t at = id_at - header;
    if (static_cast<std::size_t>(raw[at]) != header || raw[at + 1] != id_type) continue;
    std::vector<std::uint64_t> types;
    for (at += 2; at < id_at;) types.push_back(varint(raw, at));
    if (at != id_at || (types.size() != 2 && types.size() != 4)) continue;
    const std::uint64_t box = types.back();
    types.pop_back();
    if (box < blob || box % 2 != 0) continue;
    if (std::ranges::any_of(types, [](std::uint64_t type) { return type < text || type % 2 == 0; })) continue;
    std::size_t before = header + sizeof(event::Uuid::bytes);
    for (const std::uint64_t type : types) before += (type - text) / 2;
    const std::size_t bytes = (box - blob) / 2, local = local_bytes(before + bytes);
    if (local > before) return Place{id_at - header + before, local - before};
  }
  return std::nullopt;
}

/// Which two octets an erased id may end with: few places of a file come into question.
using Ends = std::bitset<65'536>;
std::size_t end_of(const unsigned char* id_last_two) {
  return static_cast<std::size_t>(id_last_two[0]) << 8U | id_last_two[1];
}

/// The boxes of what is erased that lie in this part of a file.
std::vector<Place> boxes_in(std::string_view raw, const std::map<event::Uuid, std::string>& erased, const Ends& ends) {
  std::vector<Place> out;
  event::Uuid id;
  const std::size_t id_bytes = id.bytes.size();
  const auto* octets = reinterpret_cast<const unsigned char*>(raw.data());
  for (std::size_t at = 0; at + id_bytes <= raw.size(); ++at) {
    if (!ends[end_of(octets + at + id_bytes - 2)]) continue;
    std::copy_n(octets + at, id_bytes, id.bytes.begin());
    const auto known = erased.find(id);
    if (known == erased.end()) continue;
    if (const auto place = box_of_row(raw, at)) {
      out.push_back(*place);
    } else if (!known->second.empty()) {  // a row whose beginning is damaged
      const auto box = sealed_behind(raw, at + id_bytes, known->second);
      if (box) out.push_back({static_cast<std::size_t>(box->data() - raw.data()), box->size()});
    }
  }
  return out;
}

}  // namespace

fs::path set_aside_name(const fs::path& dir, std::int64_t unix_ms, SetAside why) {
  return dir / ((why == SetAside::damaged ? kDamaged : kReplaced) + std::to_string(unix_ms) + ".db");
}

std::optional<std::vector<fs::path>> set_aside_stores(const fs::path& dir) {
  std::vector<fs::path> out;
  std::error_code failure;
  for (fs::directory_iterator entry(dir, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure))
    for (const char* prefix : {kDamaged, kReplaced})
      if (entry->path().filename().string().starts_with(prefix)) out.push_back(entry->path());
  if (failure) return std::nullopt;
  std::ranges::sort(out);
  return out;
}

bool wipe_boxes(const fs::path& file, const std::map<event::Uuid, std::string>& erased) {
  const Descriptor opened(file);
  std::error_code failure;
  const std::uintmax_t size = fs::file_size(file, failure);
  if (!opened.is_open() || failure) return false;
  Ends ends;
  for (const auto& [id, digest] : erased) ends.set(end_of(id.bytes.data() + id.bytes.size() - 2));
  bool reached = true, wiped = false;
  for (std::size_t from = 0; from < size; from += kWindowBytes - kPageBytes) {
    const auto raw = opened.read(from, kWindowBytes);
    if (!raw) {
      reached = false;  // what lies behind may be readable
      continue;
    }
    for (const Place& box : boxes_in(*raw, erased, ends)) {
      const std::size_t bytes = std::min(box.bytes, raw->size() - std::min(box.from, raw->size()));
      if (raw->find_first_not_of('\0', box.from) >= box.from + bytes) continue;  // wiped before
      wiped = true;
      reached &= opened.wipe(from + box.from, bytes);
    }
  }
  return (!wiped || opened.sync()) && reached;
}

}  // namespace chalkpoint::journal
