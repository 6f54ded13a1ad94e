// The worked example of sync/wire/PROTOCOL.md, made anew from the code.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sync/event/seal.h"
#include "sync/wire/ack.h"
#include "sync/wire/page.h"
#include "sync/wire/site.h"

namespace chalkpoint::tests {

/// The events of the example: two answers of one evening.
inline std::vector<event::Event> protocol_events() {
  const std::string epoch = "5f0c3a9be2d1774e";
  std::vector<event::Event> out;
  event::Hash previous{};
  for (int i = 0; i < 2; ++i) {
    event::Response response;
    response.survey = "nps";
    response.language = i == 0 ? "ru" : "en";
    response.code = i == 0 ? "K7PX" : "3MTA";
    response.duration_ms = 8200 + 1300 * i;
    response.score = 9 - 5 * i;
    response.answers = {{"nps", 9 - 5 * i}, {"why", {i == 0 ? "trainers" : "showers"}}};
    event::Fact fact;
    fact.at = {1'795'379'455'123 + 61'007 * i, 180, 86'400'000 + 61'007 * i, "6f1c2a52-1b7f-4f6e-9d6f-1a2b3c4d5e6f"};
    fact.id = event::make_uuid_v7(fact.at.unix_ms - response.duration_ms,
                                  [i](std::span<std::uint8_t> octets) { std::ranges::fill(octets, 0x11 * (i + 1)); });
    fact.type = event::kResponseCompleted;
    fact.data = event::to_json(response);
    // The second answer was stored in the same millisecond as some other fact: its hybrid clock counts.
    const event::Hlc hlc{fact.at.unix_ms, static_cast<std::uint32_t>(i)};
    const auto body = event::canonical_body(fact, epoch, static_cast<std::uint64_t>(1 + i), hlc);
    auto event = event::parse_body(body).value();
    event.hash = previous = event::chain_hash(previous, body);
    out.push_back(std::move(event));
  }
  return out;
}

/// Name and text of each example, as they stand in the document.
inline std::vector<std::pair<std::string, std::string>> protocol_example() {
  const auto events = protocol_events();
  const auto batch = wire::encode({"club-1", "d-3f9a2c", events[0].epoch}, events).value();
  wire::Ack ack{batch.digest, "9c41d07be8a25f36", 2, {}};
  wire::add_outcome(ack, wire::Status::accepted);
  wire::add_outcome(ack, wire::Status::accepted);
  const wire::Page page{"9c41d07be8a25f36",
                        1730,
                        false,
                        {{1729, {"club-1", "d-3f9a2c", events[1].epoch}, events[1]}},
                        1700,
                        "/sites/club-1/devices/d-77aa01"};
  const wire::Site site{"club-1",
                        "d-3f9a2c",
                        "Lobby, left",
                        event::Bytes(32, '\x2a'),
                        "8c2e6d327dfaa6ff",
                        "9c41d07be8a25f36",
                        event::base64(std::string(88, '\x2b'))};
  return {{"body 1", events[0].body},   {"hash 1", event::hex(events[0].hash)},
          {"body 2", events[1].body},   {"hash 2", event::hex(events[1].hash)},
          {"batch", batch.body},        {"digest", batch.digest},
          {"ack", wire::to_text(ack)},  {"page", wire::to_text(page)},
          {"site", wire::to_text(site)}};
}

}  // namespace chalkpoint::tests
