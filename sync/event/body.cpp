// The body of an event: its outer frame is fixed, so it is written and taken apart as text; only `data` is JSON of any
// shape.
#include <algorithm>
#include <charconv>
#include <limits>

#include "sync/event/canonical.h"

namespace chalkpoint::event {
namespace {

/// Boot ids, times and types are plain ASCII without anything JSON would escape.
bool plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

template <class Integer>
std::optional<Integer> integer(std::string_view text) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool canonical = !text.empty() && (text.front() != '0' || text.size() == 1) && !text.starts_with("-0");
  if (error != std::errc() || end != text.data() + text.size() || !canonical) return std::nullopt;
  return value;
}

template <class Integer>
void append(Bytes& out, Integer value) {
  std::array<char, 24> buffer{};
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

/// As rfind, which compares at every place; few octets are an `h`.
std::size_t find_last(std::string_view text, std::string_view mark) {
  const std::size_t h = mark.find('h');
  for (std::size_t at = text.rfind('h'); at != std::string_view::npos && at >= h; at = text.rfind('h', at - 1)) {
    if (text.substr(at - h).starts_with(mark)) return at - h;
  }
  return std::string_view::npos;
}

/// Takes `text` up to the next `mark` away and returns it; nothing when the mark is missing.
std::optional<std::string_view> take(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto taken = text.substr(0, at);
  text.remove_prefix(at + mark.size());
  return taken;
}

constexpr std::string_view kFrame = "its members boot, data, epoch, hlc, id, mono_ms, sequence, time, type";

/// Whether each part can stand in the frame of a body; `data` aside.
bool is_sound(const BodyParts& parts) {
  return is_epoch(parts.epoch) && parts.hlc.wall_ms >= 0 && plain(parts.boot) && plain(parts.time) && plain(parts.type);
}

Problem not_canonical(std::string place) {
  return {"The body of an event is not in canonical form: " + std::move(place),
          "Compare the sender's version with PROTOCOL.md; the event is kept aside."};
}

}  // namespace

bool is_epoch(std::string_view text) {
  return text.size() == 16 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Hlc next(const Hlc& last, std::int64_t now_ms) {
  if (now_ms > last.wall_ms) return {std::min(now_ms, kHlcWallMsMax), 0};
  if (last.counter < std::numeric_limits<std::uint32_t>::max()) return {last.wall_ms, last.counter + 1};
  return last.wall_ms < kHlcWallMsMax ? Hlc{last.wall_ms + 1, 0} : last;
}

std::string text(const Hlc& hlc) {
  Bytes out;
  append(out, hlc.wall_ms);
  out += '.';
  append(out, hlc.counter);
  return out;
}

std::optional<Hlc> parse_hlc(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto wall = integer<std::int64_t>(text.substr(0, dot));
  const auto counter = integer<std::uint32_t>(text.substr(dot + 1));
  if (!wall || !counter || *wall < 0 || *wall > kHlcWallMsMax) return std::nullopt;
  return Hlc{*wall, *counter};
}

Bytes join_body(const BodyParts& parts) {
  Bytes out;
  out.reserve(parts.data.size() + parts.boot.size() + parts.type.size() + 224);
  out.append(R"({"boot":")").append(parts.boot).append(R"(","data":)").append(parts.data);
  out.append(R"(,"epoch":")").append(parts.epoch).append(R"(","hlc":")").append(text(parts.hlc));
  out.append(R"(","id":")").append(parts.id.text()).append(R"(","mono_ms":)");
  append(out, parts.mono_ms);
  out.append(R"(,"sequence":)");
  append(out, parts.sequence);
  out.append(R"(,"time":")").append(parts.time).append(R"(","type":")").append(parts.type).append(R"("})");
  return out;
}

std::optional<BodyParts> split_body(std::string_view body) {
  constexpr std::string_view head = R"({"boot":")";
  constexpr std::string_view foot = R"("})";
  // Inside a string a quote is escaped, so the last place where this mark stands bare is the outer one.
  constexpr std::string_view epoch_mark = R"(,"epoch":")";
  if (!body.starts_with(head) || !body.ends_with(foot)) return std::nullopt;
  const std::size_t split = find_last(body, epoch_mark);
  if (split == std::string_view::npos) return std::nullopt;
  std::string_view front = body.substr(head.size(), split - std::min(split, head.size()));
  std::string_view back = body.substr(split + epoch_mark.size());
  if (back.size() < foot.size()) return std::nullopt;
  back.remove_suffix(foot.size());

  const auto boot = take(front, R"(","data":)");
  const auto epoch = take(back, R"(","hlc":")");
  const auto hlc = take(back, R"(","id":")");
  const auto id = take(back, R"(","mono_ms":)");
  const auto mono = take(back, R"(,"sequence":)");
  const auto sequence = take(back, R"(,"time":")");
  const auto time = take(back, R"(","type":")");
  if (!boot || !epoch || !hlc || !id || !mono || !sequence || !time || front.empty()) return std::nullopt;
  const auto clock = parse_hlc(*hlc);
  const auto uuid = Uuid::parse(*id);
  const auto mono_ms = integer<std::int64_t>(*mono);
  const auto place = integer<std::uint64_t>(*sequence);
  if (!clock || !uuid || !mono_ms || !place) return std::nullopt;
  const BodyParts parts{*boot, front, *epoch, *clock, *uuid, *mono_ms, *place, *time, back};
  if (!is_sound(parts)) return std::nullopt;
  return parts;
}

Bytes canonical_body(const Fact& fact, std::string_view epoch, std::uint64_t sequence, const Hlc& hlc) {
  const Bytes data = canonical_json(fact.data);
  const std::string time = rfc3339(fact.at);
  std::string boot = fact.at.boot_id;
  if (!plain(boot)) std::ranges::replace_if(boot, [](char c) { return !plain({&c, 1}); }, '?');
  return join_body({boot, data, epoch, hlc, fact.id, fact.at.mono_ms, sequence, time, fact.type});
}

std::expected<Event, Problem> parse_body(std::string_view body) {
  const auto parts = split_body(body);
  if (!parts) return std::unexpected(not_canonical(std::string(kFrame)));
  return make_event(*parts);
}

std::expected<Event, Problem> make_event(const BodyParts& parts) {
  if (!is_sound(parts)) return std::unexpected(not_canonical(std::string(kFrame)));
  if (parts.sequence == 0) return std::unexpected(not_canonical("sequence starts at 1"));
  if (!parse_rfc3339(parts.time)) return std::unexpected(not_canonical("time is not RFC 3339 with milliseconds"));
  if (!canonical_parts(parts.data)) return std::unexpected(not_canonical("data"));
  Event event;
  event.id = parts.id;
  event.epoch = parts.epoch;
  event.sequence = parts.sequence;
  event.type = parts.type;
  event.time = parts.time;
  event.body = join_body(parts);
  return event;
}

Json body_data(std::string_view body) {
  const auto parts = split_body(body);
  if (!parts) return nullptr;
  Json data = Json::parse(parts->data, nullptr, false);
  return data.is_discarded() ? Json(nullptr) : data;
}

}  // namespace chalkpoint::event
