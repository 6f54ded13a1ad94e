#include "sync/journal/carve.h"

#include "sync/event/seal.h"
#include "sync/journal/schema.h"

namespace chalkpoint::journal {
namespace {

constexpr std::string_view kBodyStart = R"({"boot":")";
constexpr std::string_view kBodyEnd = R"("})";
constexpr std::size_t kKeyIdBytes = 16;

/// The event that starts at the front of `raw`, if any.
std::optional<StoredEvent> event_at(std::string_view raw) {
  const std::size_t hash_bytes = std::tuple_size_v<event::Hash>;
  for (std::size_t end = raw.find(kBodyEnd); end != std::string_view::npos; end = raw.find(kBodyEnd, end + 1)) {
    const std::size_t length = end + kBodyEnd.size();
    if (length + 2 * hash_bytes > raw.size()) return std::nullopt;
    if (!event::split_body(raw.substr(0, length))) continue;
    StoredEvent stored{event::Bytes(raw.substr(0, length)), *hash_of(raw.substr(length, hash_bytes)),
                       *hash_of(raw.substr(length + hash_bytes, hash_bytes))};
    if (fits(stored)) return stored;
  }
  return std::nullopt;
}

}  // namespace

bool fits(const StoredEvent& stored) {
  return event::chain_hash(stored.previous, stored.body) == stored.hash;
}

void carve_events(std::string_view raw, const std::function<void(StoredEvent)>& found) {
  for (std::size_t at = raw.find(kBodyStart); at != std::string_view::npos; at = raw.find(kBodyStart, at + 1)) {
    if (auto stored = event_at(raw.substr(at, kPageBytes))) found(std::move(*stored));
  }
}

std::optional<std::string_view> sealed_behind(std::string_view raw, std::size_t behind_id, std::string_view digest) {
  // A box is what it holds, padded to a multiple of 256 octets, and 48 octets of the seal. A row of this table that is
  // larger than a quarter of a page is spread over others.
  constexpr std::array<std::size_t, 3> box_sizes{304, 560, 816};
  for (const std::size_t key_bytes : {kKeyIdBytes, std::size_t{0}}) {
    for (const std::size_t size : box_sizes) {
      if (behind_id + key_bytes + size > raw.size()) continue;
      const std::string_view box = raw.substr(behind_id + key_bytes, size);
      if (event::seal_digest(box) == digest) return box;
    }
  }
  return std::nullopt;
}

std::optional<event::Bytes> carve_sealed(std::string_view raw, const event::Uuid& id, std::string_view digest) {
  for (std::size_t at = raw.find(view(id)); at != std::string_view::npos; at = raw.find(view(id), at + 1))
    if (const auto box = sealed_behind(raw, at + id.bytes.size(), digest)) return event::Bytes(*box);
  return std::nullopt;
}

}  // namespace chalkpoint::journal
