#include "sync/wire/reading.h"

#include <algorithm>
#include <charconv>

#include "sync/wire/limits.h"

namespace chalkpoint::wire {
namespace {

/// Of an `own` in a store of ours: what SQLite can hold.
constexpr std::uint64_t kSequenceMax = INT64_MAX;
/// Of a place: a store has the site's number beside it in 64 bits.
constexpr std::uint64_t kPlaceMax = INT64_MAX >> 24;

std::optional<std::uint64_t> whole_number(std::string_view text, std::uint64_t max) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && value <= max;
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<Held> parse_held(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !event::is_epoch(text.substr(0, colon))) return std::nullopt;
  const auto through = whole_number(text.substr(colon + 1), kSequenceMax);
  if (!through) return std::nullopt;
  return Held{std::string(text.substr(0, colon)), *through};
}

}  // namespace

std::string to_query(const Reading& reading) {
  std::string query = "after=" + std::to_string(reading.after);
  for (const Held& held : reading.own) query += "&own=" + held.epoch + ':' + std::to_string(held.through);
  return query;
}

std::expected<Reading, event::Problem> parse_query(std::string_view query) {
  constexpr std::string_view after_name = "after=";
  constexpr std::string_view own_name = "own=";
  Reading reading;
  bool placed = false;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), one.size() + 1));
    if (one.starts_with(after_name) && !placed) {
      const auto after = whole_number(one.substr(after_name.size()), kPlaceMax);
      if (after) {
        reading.after = *after;
        placed = true;
        continue;
      }
    } else if (one.starts_with(own_name)) {
      auto held = parse_held(one.substr(own_name.size()));
      const bool fresh = held && std::ranges::find(reading.own, held->epoch, &Held::epoch) == reading.own.end();
      if (fresh && reading.own.size() < kHeldEpochsMax) {
        reading.own.push_back(std::move(*held));
        continue;
      }
      return std::unexpected(event::Problem{
          "the address does not say clearly what the reader holds",
          "write &own=EPOCH:LAST, each epoch once, at most " + std::to_string(kHeldEpochsMax) + " of them"});
    }
    return std::unexpected(event::Problem{"the address does not say where to read on",
                                          "write ?after=HUB_SEQ, 0 to begin; see PROTOCOL.md for what may follow"});
  }
  return reading;
}

}  // namespace chalkpoint::wire
