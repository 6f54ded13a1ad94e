// Writing a batch. A stored body is canonical JSON, so its `data` is copied as text; nothing is parsed or formed anew.
#include <algorithm>
#include <array>
#include <charconv>

#include "sync/event/seal.h"
#include "sync/wire/batch.h"
#include "sync/wire/element.h"

namespace chalkpoint::wire {
namespace {

template <class Integer>
void append(event::Bytes& out, Integer value) {
  std::array<char, 24> buffer{};
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

}  // namespace

std::optional<event::Bytes> element_text(const std::string& source, const event::Event& event) {
  const auto parts = event::split_body(event.body);
  if (!parts) return std::nullopt;
  const auto at = event::parse_rfc3339(parts->time);
  if (!at) return std::nullopt;
  event::Bytes out;
  out.reserve(event.body.size() + source.size() + 320 + (event.sealed ? event.sealed->size() * 2 : 0));
  // What differs between events comes first and together, what repeats follows in one run: gzip then needs fewer,
  // longer matches.
  out.append(R"({"data":)").append(parts->data);
  out.append(R"(,"id":")").append(parts->id.text());
  out.append(R"(","hash":")").append(event::hex(event.hash));
  out.append(R"(","specversion":"1.0","source":")").append(source);
  out.append(R"(","type":")").append(parts->type);
  out.append(R"(","datacontenttype":"application/json","boot":")").append(parts->boot);
  out.append(R"(","bootms":")");
  append(out, at->unix_ms - parts->mono_ms);
  out.append(R"(","sequence":")");
  const std::string digits = std::to_string(parts->sequence);
  out.append(kSequenceDigits - digits.size(), '0').append(digits);
  out.append(R"(","time":")").append(parts->time).append(R"(")");
  if (parts->hlc != event::Hlc{at->unix_ms, 0})
    out.append(R"(,"hlc":")").append(event::text(parts->hlc)).append(R"(")");
  if (event.sealed) {
    out.append(R"(,"sealed":")").append(event::base64(*event.sealed)).append(R"(")");
  }
  out += '}';
  return out;
}

std::expected<Outgoing, event::Problem> encode(const Source& source, std::span<const event::Event> events,
                                               std::size_t count_max) {
  const std::string source_text = source.text();
  Outgoing batch;
  batch.first = events.empty() ? 0 : events.front().sequence;
  batch.body.reserve(std::min(events.size(), kBatchEventsMax) * 768);
  const std::size_t limit = std::clamp<std::size_t>(count_max, 1, kBatchEventsMax);
  for (const event::Event& event : events.first(std::min(events.size(), limit))) {
    const auto element = element_text(source_text, event);
    if (!element || event.sequence != batch.first + batch.count || event.epoch != source.epoch)
      return std::unexpected(event::Problem{
          "Event " + std::to_string(event.sequence) + " of epoch " + event.epoch + " cannot be sent: it is damaged.",
          "Run `chalkpoint verify`: it names what is wrong."});
    if (batch.count > 0 && batch.body.size() + element->size() + 2 > kBatchBytesMax) break;
    batch.body += batch.count == 0 ? '[' : ',';
    batch.body += *element;
    ++batch.count;
  }
  if (batch.count == 0) return std::unexpected(event::Problem{"There is nothing to send.", "Store an event first."});
  batch.body += ']';
  batch.digest = digest_of(batch.body);
  return batch;
}

std::string digest_of(std::string_view body) {
  return event::hex(event::blake2b({body}));
}

}  // namespace chalkpoint::wire
