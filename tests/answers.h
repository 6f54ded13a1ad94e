// Sample answers for tests and measurements: as a lobby gives them, some 250 octets of JSON each, from one seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "sync/event/kinds.h"
#include "tests/chain.h"

namespace chalkpoint::tests {

/// A stream of responses as facts; the same seed gives the same stream.
class Answers {
 public:
  explicit Answers(std::uint64_t seed, std::int64_t start_ms = 1'795'300'000'000) : random_(seed), now_ms_(start_ms) {}

  event::Fact next() {
    now_ms_ += 20'000 + below(160'000);
    event::Response response;
    response.survey = "nps";
    response.language = below(4) == 0 ? "en" : "ru";
    response.duration_ms = 4'000 + below(36'000);
    response.score = static_cast<int>(below(11));
    response.answers = {{"nps", *response.score}, {"why", event::Json::array()}, {"contact", false}};
    for (std::int64_t i = below(3); i >= 0; --i) response.answers["why"].push_back(pick(kReasons));
    if (below(3) != 0) response.answers["words"] = std::string(pick(kWords)) + ". " + pick(kWords);
    for (int i = 0; i < event::kCodeLength; ++i)
      response.code += event::kCodeAlphabet[static_cast<std::size_t>(below(event::kCodeAlphabet.size()))];
    event::Fact fact;
    fact.id = event::make_uuid_v7(now_ms_ - response.duration_ms, [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(below(256));
    });
    fact.type = event::kResponseCompleted;
    fact.data = event::to_json(response);
    fact.at = {now_ms_, 180, now_ms_ - 1'795'200'000'000, "6f1c2a52-1b7f-4f6e-9d6f-1a2b3c4d5e6f"};
    return fact;
  }

 private:
  static constexpr std::array<const char*, 8> kReasons = {"clean", "trainers", "equipment", "price",
                                                          "crowd", "schedule", "staff",     "showers"};
  static constexpr std::array<const char*, 6> kWords = {"Душ холодный уже неделю",
                                                        "Great trainers, thank you!",
                                                        "Вечером очередь на беговую дорожку",
                                                        "Спасибо Анне на ресепшене за терпение",
                                                        "Too loud near the weights",
                                                        "Мало скакалок в зале"};

  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  template <std::size_t N>
  const char* pick(const std::array<const char*, N>& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }

  std::mt19937_64 random_;
  std::int64_t now_ms_;
};

inline std::vector<event::Event> chain_of(std::size_t count, std::uint64_t seed, const std::string& epoch) {
  Answers answers(seed);
  std::vector<event::Fact> facts;
  for (std::size_t i = 0; i < count; ++i) facts.push_back(answers.next());
  return chain(std::move(facts), epoch);
}

}  // namespace chalkpoint::tests
