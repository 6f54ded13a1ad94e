#include "sync/hub/intake.h"

#include "sync/wire/one_line.h"

namespace chalkpoint::hub {
namespace {

using wire::Unreadable;

std::expected<event::Bytes, Unreadable> plain_body(const Post& post) {
  if (!wire::is_media_type(post.content_type, wire::kBatchType)) {
    return std::unexpected(
        Unreadable{415, {"this is no batch of events", "send it as " + std::string(wire::kBatchType)}});
  }
  if (post.content_encoding == "gzip") return wire::gunzip(post.body, wire::kBatchBytesMax);
  if (!post.content_encoding.empty() && post.content_encoding != "identity")
    return std::unexpected(Unreadable{415, {"the body is packed in a way unknown here", "pack it with gzip"}});
  if (post.body.size() > wire::kBatchBytesMax)
    return std::unexpected(Unreadable{413, {"the batch is too large", "send fewer events at once"}});
  return event::Bytes(post.body);
}

/// An event refused here is kept with the contact that came beside it.
event::Bytes raw_of(const event::Event& event) {
  event::Bytes raw = R"({"body":)" + event.body;
  if (event.sealed) raw += R"(,"sealed":")" + event::base64(*event.sealed) + '"';
  return raw + '}';
}

}  // namespace

std::expected<Delivery, Unreadable> read_delivery(const Post& post, const Principal& sender, std::int64_t received_ms) {
  const auto body = plain_body(post);
  if (!body) return std::unexpected(body.error());
  auto batch = wire::decode(*body);
  if (!batch) return std::unexpected(batch.error());
  if (batch->source.site != sender.site || batch->source.device != sender.device) {
    return std::unexpected(
        Unreadable{403, {"the token belongs to another device than the batch", "enrol the terminal again"}});
  }
  Delivery delivery{.batch = std::move(*batch), .buckets = {}, .received_ms = received_ms, .clock_offset_ms = {}};
  if (const auto clock = event::parse_rfc3339(post.clock)) delivery.clock_offset_ms = received_ms - clock->unix_ms;

  delivery.buckets.resize(delivery.batch.events.size());
  for (std::size_t i = 0; i < delivery.buckets.size(); ++i) {
    auto& item = delivery.batch.events[i];
    if (!item) continue;
    if (auto bucket = bucket_of(*item)) {
      delivery.buckets[i] = std::move(*bucket);
    } else {
      item = std::unexpected(wire::Refused{.sequence = item->sequence,
                                           .id = item->id,
                                           .hash = item->hash,
                                           .reason = wire::one_line(bucket.error().what),
                                           .raw = raw_of(*item)});
    }
  }
  return delivery;
}

}  // namespace chalkpoint::hub
