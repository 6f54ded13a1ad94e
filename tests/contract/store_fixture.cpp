#include <catch2/catch.hpp>
#include <map>

#include "sync/event/contacts.h"
#include "tests/contract/store_contract.h"

namespace chalkpoint::testing {

std::vector<StoreKind> store_kinds() {
  return {{"sqlite", [](const std::filesystem::path& folder) {
             return hub::open_sqlite_store((folder / "hub.db").string(), seeded(std::random_device()()));
           }}};
}

event::Random seeded(std::uint64_t seed) {
  return [engine = std::mt19937_64(seed)](std::span<std::uint8_t> octets) mutable {
    for (auto& octet : octets) octet = static_cast<std::uint8_t>(engine());
  };
}

const event::SiteKey& test_key() {
  static const event::SiteKey key = event::make_site_key(seeded(7));
  return key;
}

std::string token_of(const hub::Principal& who) {
  return "token of " + who.site + ' ' + who.device;
}

void add_device(hub::Store& store, const hub::Principal& who) {
  hub::Device device;
  device.who = who;
  device.name = "Board of " + who.device;
  device.added_ms = kNowMs;
  const hub::KeyRecord key{test_key().open, "wrapped secret", event::key_id(test_key().open)};
  const auto added = store.add_device(device, hub::token_hash(token_of(who)), key);
  INFO((added ? std::string() : added.error().what));
  REQUIRE(added);
}

std::vector<event::Event> make_events(std::uint64_t seed, std::uint64_t count, bool with_contacts) {
  hub::SimulatedTerminal::Plan plan{.seed = seed, .begin_ms = kNowMs, .end_ms = kNowMs, .answers = count, .key = {}};
  plan.end_ms += static_cast<std::int64_t>(count) * 900'000;
  if (with_contacts) plan.key = test_key().open;
  return hub::SimulatedTerminal(plan).next(count);
}

hub::Delivery deliver(const hub::Principal& who, std::span<const event::Event> events) {
  hub::Delivery delivery;
  delivery.received_ms = kNowMs;
  delivery.batch.source = {who.site, who.device, events.front().epoch};
  delivery.batch.first = events.front().sequence;
  delivery.batch.digest = wire::digest_of(events.front().id.text() + std::to_string(events.size()));
  for (const event::Event& event : events) {
    delivery.batch.events.emplace_back(event);
    delivery.buckets.push_back(hub::bucket_of(event).value());
  }
  return delivery;
}

wire::Ack append(hub::Store& store, const hub::Delivery& delivery) {
  const auto answers = store.append(std::span(&delivery, 1));
  INFO((answers ? std::string() : answers.error().what));
  REQUIRE(answers);
  REQUIRE(answers->size() == 1);
  const hub::Taken& answer = answers->front();
  INFO((answer ? std::string() : answer.error().problem.what));
  REQUIRE(answer);
  CHECK(answer->batch == delivery.batch.digest);
  CHECK(answer->hub_epoch == store.epoch());
  return *answer;
}

wire::Unreadable refusal(hub::Store& store, const hub::Delivery& delivery) {
  const auto answers = store.append(std::span(&delivery, 1));
  INFO((answers ? std::string() : answers.error().what));
  REQUIRE(answers);
  REQUIRE(answers->size() == 1);
  REQUIRE_FALSE(answers->front());
  return answers->front().error();
}

event::Fact erasure_of(const event::Uuid& id) {
  const event::ContactEvent what = event::ContactErased{id, {"Анна", "owner"}};
  event::Fact fact{
      .id = id, .type = std::string(event::type_of(what)), .data = event::to_json(what), .at = {}, .sealed = {}};
  fact.id.bytes.back() ^= 1;  // an id of its own
  fact.at.unix_ms = kNowMs;
  return fact;
}

std::vector<hub::Count> recount(const std::string& site, std::span<const event::Event> events) {
  std::map<hub::Bucket, std::int64_t> counted;
  for (const event::Event& event : events) ++counted[hub::bucket_of(event).value().value()];
  std::vector<hub::Count> counts;
  for (const auto& [bucket, responses] : counted) counts.push_back({site, bucket, responses});
  return counts;
}

}  // namespace chalkpoint::testing
