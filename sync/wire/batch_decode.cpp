// Reading a batch. Two looks at each text: one finds the elements, one takes a single element apart, so that a bad one
// is set aside in its place while its neighbours are taken in.
#include <algorithm>

#include "sync/wire/batch.h"
#include "sync/wire/one_line.h"
#include "sync/wire/reader.h"

namespace chalkpoint::wire {
namespace {

/// Whose batch it is and where it begins, as far as its elements agree.
std::expected<Incoming, Unreadable> frame(const std::vector<Element>& elements) {
  Incoming batch;
  std::string_view known;  // the source as it stands in the events
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Attributes& given = elements[i].attributes;
    const auto sequence = parse_sequence(given.sequence);
    if (!sequence) continue;  // set aside later, unless nobody else knows
    if (given.source != known || known.empty()) {
      auto source = Source::parse(given.source);
      if (!source) continue;
      if (!known.empty()) return malformed("The events are not consecutive ones of one source.");
      batch.source = std::move(*source);
      batch.first = *sequence - i;
      known = given.source;
    }
    if (*sequence <= i) return malformed("A sequence leaves no room for the events before it.");
    if (batch.first + i != *sequence) return malformed("The events are not consecutive ones of one source.");
  }
  if (known.empty()) return malformed("No event tells its source and sequence.");
  return batch;
}

Refused refuse(const Element& element, std::uint64_t sequence, std::string reason) {
  Refused out;
  out.sequence = sequence;
  out.id = event::Uuid::parse(element.attributes.id);
  out.hash = event::hash_from_hex(element.attributes.hash);
  out.reason = one_line(std::move(reason));
  out.raw = element.raw;
  return out;
}

std::expected<event::Event, Refused> read(const Element& element, const Source& source, std::string_view source_text,
                                          std::uint64_t sequence) {
  const Attributes& given = element.attributes;
  if (!element.fault.empty()) return std::unexpected(refuse(element, sequence, element.fault));
  if (element.raw.size() > kElementBytesMax)
    return std::unexpected(refuse(element, sequence, "larger than " + std::to_string(kElementBytesMax) + " octets"));
  // Those that are well formed were found to be equal.
  if (given.source != source_text) return std::unexpected(refuse(element, sequence, "source is malformed"));
  auto event = rebuild(given, source);
  if (!event) return std::unexpected(refuse(element, sequence, std::move(event.error())));
  return std::move(*event);
}

}  // namespace

std::expected<Incoming, Unreadable> decode(std::string_view body) {
  if (body.size() > kBatchBytesMax)
    return std::unexpected(Unreadable{
        413,
        {"The batch is larger than " + std::to_string(kBatchBytesMax) + " octets.", "Send fewer events at once."}});
  Reader reader(body);
  const auto elements = reader.array(kBatchEventsMax);
  if (!elements) return std::unexpected(elements.error());
  if (elements->empty()) return malformed("The batch is empty.");
  auto batch = frame(*elements);
  if (!batch) return batch;
  batch->digest = digest_of(body);
  batch->events.reserve(elements->size());
  const std::string source_text = batch->source.text();
  for (std::size_t i = 0; i < elements->size(); ++i)
    batch->events.push_back(read((*elements)[i], batch->source, source_text, batch->first + i));
  return batch;
}

}  // namespace chalkpoint::wire
