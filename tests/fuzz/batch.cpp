// Whatever arrives from the network: a batch, an ack, a page, a site or a packed body. It is refused, or it means the
// same after another round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/wire/ack.h"
#include "sync/wire/page.h"
#include "sync/wire/site.h"

namespace {

using namespace chalkpoint;

void require(bool holds) {
  if (!holds) std::abort();
}

void as_batch(std::string_view text) {
  const auto batch = wire::decode(text);
  if (!batch) {
    require(!batch.error().problem.what.empty());
    return;
  }
  require(!batch->events.empty() && batch->events.size() <= wire::kBatchEventsMax && batch->first > 0);
  std::vector<event::Event> good;
  for (std::size_t i = 0; i < batch->events.size(); ++i) {
    const auto& item = batch->events[i];
    require((item ? item->sequence : item.error().sequence) == batch->first + i);
    if (!item) require(!item.error().reason.empty());
    if (item && (good.empty() || good.back().sequence + 1 == item->sequence)) good.push_back(*item);
  }
  if (good.empty()) return;
  // What was taken in can be sent on, and arrives the same.
  const auto sent = wire::encode(batch->source, good);
  require(sent.has_value());
  const auto again = wire::decode(sent->body);
  require(again && again->events.size() == sent->count && again->events.front() &&
          again->events.front()->body == good.front().body && again->events.front()->hash == good.front().hash &&
          again->events.front()->sealed == good.front().sealed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  const std::string_view text(reinterpret_cast<const char*>(octets), count);
  as_batch(text);
  if (const auto ack = wire::parse_ack(text)) require(wire::parse_ack(wire::to_text(*ack)) == *ack);
  if (const auto site = wire::parse_site(text)) require(wire::parse_site(wire::to_text(*site)) == *site);
  if (const auto page = wire::parse_page(text)) {
    const auto again = wire::parse_page(wire::to_text(*page));
    require(again && again->events.size() == page->events.size() && again->through == page->through);
  }
  static_cast<void>(wire::parse_problem(text));
  if (const auto plain = wire::gunzip(text, wire::kBatchBytesMax)) {
    require(plain->size() <= wire::kBatchBytesMax && wire::gunzip(wire::gzip(*plain), wire::kBatchBytesMax) == *plain);
    as_batch(*plain);
  }
  return 0;
}
