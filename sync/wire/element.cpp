#include "sync/wire/element.h"

#include <algorithm>
#include <charconv>

#include "sync/event/canonical.h"
#include "sync/event/seal.h"

namespace chalkpoint::wire {
namespace {

template <class Integer>
std::optional<Integer> number(std::string_view text) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The parts of the body as the attributes tell them; what is wrong otherwise.
std::expected<event::BodyParts, std::string> body_parts(const Attributes& from, const Source& source) {
  event::BodyParts parts;
  const auto id = event::Uuid::parse(from.id);
  if (!id) return std::unexpected("id is not a UUID");
  const auto sequence = parse_sequence(from.sequence);
  if (!sequence || *sequence == 0) return std::unexpected("sequence is not a number from 1, written with 20 digits");
  const auto at = event::parse_rfc3339(from.time);
  if (!at) return std::unexpected("time is not RFC 3339 with milliseconds and an offset");
  const auto boot_ms = number<std::int64_t>(from.bootms);
  if (!boot_ms || __builtin_sub_overflow(at->unix_ms, *boot_ms, &parts.mono_ms))
    return std::unexpected("bootms is not a number of milliseconds");
  parts.hlc = event::Hlc{at->unix_ms, 0};
  if (!from.hlc.empty()) {
    const auto hlc = event::parse_hlc(from.hlc);
    if (!hlc) return std::unexpected("hlc is not WALL.COUNTER");
    parts.hlc = *hlc;
  }
  parts.boot = from.boot;
  parts.data = from.data;
  parts.epoch = source.epoch;
  parts.id = *id;
  parts.sequence = *sequence;
  parts.time = from.time;
  parts.type = from.type;
  return parts;
}

}  // namespace

std::optional<std::uint64_t> parse_sequence(std::string_view text) {
  if (text.size() != kSequenceDigits || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return number<std::uint64_t>(text);
}

std::expected<event::Event, std::string> rebuild(const Attributes& from, const Source& source) {
  if (from.specversion != "1.0") return std::unexpected("specversion is not 1.0");
  if (!from.datacontenttype.empty() && from.datacontenttype != "application/json")
    return std::unexpected("datacontenttype is not application/json");
  if (from.data.empty()) return std::unexpected("data is missing or no object");
  const auto hash = event::hash_from_hex(from.hash);
  if (!hash) return std::unexpected("hash is not 64 lower-case hex digits");
  const auto parts = body_parts(from, source);
  if (!parts) return std::unexpected(parts.error());
  auto event = event::make_event(*parts);
  if (!event) return std::unexpected(event.error().what);
  if (event->body.size() > event::kEventBytesMax)
    return std::unexpected("the event is larger than " + std::to_string(event::kEventBytesMax) + " octets");
  event->hash = *hash;
  if (!from.sealed.empty()) {
    event->sealed = event::from_base64(from.sealed);
    if (!event->sealed || event->sealed->size() > kSealedBytesMax)
      return std::unexpected("sealed is not base64 of at most " + std::to_string(kSealedBytesMax) + " octets");
  }
  return std::move(*event);
}

}  // namespace chalkpoint::wire
