// A journal in a directory of its own, with a seeded world, for the tests of the journal.
#pragma once

#include <random>

#include "sync/event/contacts.h"
#include "sync/event/seal.h"
#include "sync/journal/journal.h"
#include "tests/temp_dir.h"

namespace chalkpoint::testing {

/// Randomness from a seed, a clock that ticks a second with each look, and the notices it was given.
struct FakeWorld {
  std::mt19937_64 engine;
  std::int64_t now_ms = 1'795'379'455'123;
  std::vector<std::string> notices;

  explicit FakeWorld(std::uint64_t seed = 1) : engine(seed) {}
  event::Random random() {
    return [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(engine());
    };
  }
  journal::World world() {
    return {random(), [this] { return now_ms += 1000; },
            [this](std::string line) { notices.push_back(std::move(line)); }};
  }
  int below(int bound) { return static_cast<int>(engine() % static_cast<std::uint64_t>(bound)); }

  event::Moment moment() {
    event::Moment at;
    at.unix_ms = now_ms += 700 + below(90'000);
    at.utc_offset_min = 180;
    at.mono_ms = now_ms - 1'795'379'000'000;
    at.boot_id = "6a1f0c9e-boot";
    return at;
  }

  std::string code() {
    std::string out;
    for (int i = 0; i < event::kCodeLength; ++i) {
      out += event::kCodeAlphabet[static_cast<std::size_t>(below(static_cast<int>(event::kCodeAlphabet.size())))];
    }
    return out;
  }

  /// A response of any shape the survey can make.
  event::Fact response() {
    const bool completed = below(10) != 0;
    event::Response response;
    response.survey = "nps";
    response.language = below(2) == 0 ? "ru" : "en";
    response.touchpoint = below(4) == 0 ? "renewal letter" : "lobby";
    response.duration_ms = 900 + below(60'000);
    if (completed) response.code = code();
    if (below(8) != 0) response.score = below(11);
    if (below(12) == 0) response.suspect = {"too-fast"};
    if (response.score) response.answers["nps"] = *response.score;
    response.answers["why"] = event::Json::array({"trainers", "cleanliness"});
    response.answers["words"] = "Раздевалка чистая, спасибо! №" + std::to_string(below(1000));
    event::Moment at = moment();
    return {event::make_uuid_v7(at.unix_ms, random()),
            std::string(completed ? event::kResponseCompleted : event::kResponseAbandoned),
            event::to_json(response),
            at,
            {}};
  }

  /// That what lies sealed beside an event is erased, by somebody of this role.
  event::Fact erasure(const event::Uuid& of, const std::string& role = "owner") {
    const event::ContactEvent what = event::ContactErased{of, {"Анна", role}};
    const event::Moment at = moment();
    return {event::make_uuid_v7(at.unix_ms, random()), std::string(event::type_of(what)), event::to_json(what), at, {}};
  }

  /// A completed response with a contact sealed to `key`.
  event::Fact with_contact(const event::PublicKey& key, std::string_view phone) {
    event::Fact fact = response();
    fact.type = event::kResponseCompleted;
    fact.data["code"] = code();
    fact.sealed = event::seal_contact(phone, key);
    fact.data["contact"] = {{"channel", "phone"}, {"consent", "1"}, {"digest", event::seal_digest(*fact.sealed)}};
    return fact;
  }
};

/// Opens or fails the test with the problem.
inline journal::Journal open_journal(const std::filesystem::path& dir, FakeWorld& world) {
  auto opened = journal::Journal::open(dir, world.world());
  if (!opened) throw std::runtime_error(opened.error().what + " — " + opened.error().remedy);
  return std::move(*opened);
}

}  // namespace chalkpoint::testing
