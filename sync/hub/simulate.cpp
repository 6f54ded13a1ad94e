#include "sync/hub/simulate.h"

#include <array>

#include "sync/event/kinds.h"

namespace chalkpoint::hub {
namespace {

using event::Json;

/// How often each score is given, in a club that is neither the best nor the worst.
constexpr std::array<int, 11> kScoreWeights = {3, 2, 3, 3, 4, 8, 7, 13, 18, 17, 22};
constexpr std::array<const char*, 7> kReasons = {"trainers",  "cleanliness", "equipment", "schedule",
                                                 "reception", "price",       "other"};
struct Words {
  const char* language;
  const char* text;
};
constexpr std::array<Words, 8> kWords = {{{"ru", "Тренеры отличные, спасибо Анне за занятия по утрам"},
                                          {"ru", "В раздевалке холодно, а в душе нет горячей воды по вечерам"},
                                          {"ru", "Поменяйте, пожалуйста, коврики в зале для йоги"},
                                          {"ru", "Всё нравится, хожу третий год"},
                                          {"en", "More evening classes, please"},
                                          {"en", "The treadmill by the window has been broken for two weeks"},
                                          {"en", "Friendly staff, clean pool"},
                                          {"en", "Too crowded after six"}}};
constexpr int kAbandonedPercent = 12;
constexpr int kSuspectPercent = 3;
constexpr int kWordsPercent = 35;
constexpr int kContactPercent = 15;
constexpr int kRussianPercent = 75;
constexpr int kUtcOffsetMin = 180;

std::string phone_of(std::uint64_t number) {
  return "+7900" + std::to_string(1'000'000 + number % 9'000'000);
}

}  // namespace

SimulatedTerminal::SimulatedTerminal(const Plan& plan) : plan_(plan), random_(plan.seed) {
  std::array<std::uint8_t, 8> name{};
  for (auto& octet : name) octet = static_cast<std::uint8_t>(below(256));
  epoch_ = event::hex(name);
}

std::vector<event::Event> SimulatedTerminal::next(std::size_t count) {
  std::vector<event::Event> events;
  while (events.size() < count && made_ < plan_.answers) events.push_back(make_event());
  return events;
}

event::Response SimulatedTerminal::make_response() {
  event::Response response;
  response.survey = "nps";
  response.language = below(100) < kRussianPercent ? "ru" : "en";
  int pick = static_cast<int>(below(100));
  int score = 0;
  while (pick >= kScoreWeights[static_cast<std::size_t>(score)])
    pick -= kScoreWeights[static_cast<std::size_t>(score++)];
  response.score = score;
  response.answers["nps"] = score;
  response.duration_ms = static_cast<std::int64_t>(4000 + below(26'000));
  if (below(100) < kSuspectPercent) {
    response.suspect = {"too-fast"};
    response.duration_ms = static_cast<std::int64_t>(200 + below(600));
  }
  return response;
}

event::Event SimulatedTerminal::make_event() {
  const std::int64_t span_ms = plan_.end_ms - plan_.begin_ms;
  const auto share = static_cast<double>(made_) / static_cast<double>(plan_.answers);
  const std::int64_t unix_ms = plan_.begin_ms + static_cast<std::int64_t>(share * static_cast<double>(span_ms));
  event::Response response = make_response();
  event::Fact fact;
  fact.at = {unix_ms, kUtcOffsetMin, unix_ms - plan_.begin_ms + 60'000, "simulated"};
  std::array<std::uint8_t, 10> noise{};
  for (auto& octet : noise) octet = static_cast<std::uint8_t>(below(256));
  fact.id = event::make_uuid_v7(unix_ms, noise);

  const bool completed = below(100) >= kAbandonedPercent;
  fact.type = completed ? event::kResponseCompleted : event::kResponseAbandoned;
  if (completed) {
    for (int i = 0; i < event::kCodeLength; ++i)
      response.code += event::kCodeAlphabet[below(event::kCodeAlphabet.size())];
    response.answers["reasons"] = Json::array({kReasons[below(kReasons.size())]});
    if (below(100) < kWordsPercent) {
      const Words& words = kWords[below(kWords.size())];
      response.language = words.language;
      response.answers["words"] = words.text;
    }
    const bool leaves_contact = plan_.key && below(100) < kContactPercent;
    response.answers["contact"] = leaves_contact;
    if (leaves_contact) {
      fact.sealed = event::seal_contact(phone_of(random_()), *plan_.key);
      response.contact = {"phone", "1", event::seal_digest(*fact.sealed)};
    }
  }
  fact.data = event::to_json(response);

  event::Event event;
  event.id = fact.id;
  event.epoch = epoch_;
  event.sequence = ++made_;
  event.type = fact.type;
  event.time = event::rfc3339(fact.at);
  event.body = event::canonical_body(fact, epoch_, event.sequence, {unix_ms, 0});
  event.hash = chain_ = event::chain_hash(chain_, event.body);
  event.sealed = std::move(fact.sealed);
  return event;
}

}  // namespace chalkpoint::hub
