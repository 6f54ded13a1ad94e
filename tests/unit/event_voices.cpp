// What the club owes an answer, by where it was heard and who took it down; and that any order, repetition and split of
// the same events gives the same voices.
#include <algorithm>
#include <catch2/catch.hpp>

#include "sync/event/touchpoints.h"
#include "sync/event/voices.h"
#include "tests/notes.h"

using namespace chalkpoint;

namespace {

const event::Signature kMaria{"Мария", "staff"};

/// Responses and marks as events of one epoch.
class Desk {
 public:
  explicit Desk(std::uint64_t seed) : notes_(seed) {}

  static event::Response form(const std::string& touchpoint, std::optional<int> score, event::Json answers) {
    event::Response response;
    response.survey = "told";
    response.language = "ru";
    response.touchpoint = touchpoint;
    response.score = score;
    response.answers = std::move(answers);
    response.by = kMaria;
    return response;
  }
  event::Uuid tell(const event::Response& response) {
    event::Fact fact = notes_.fact(event::NoteSupported{});
    fact.type = event::kResponseCompleted;
    fact.data = event::to_json(response);
    return take(fact);
  }
  event::Uuid mark(const event::VoiceMarked& mark) { return take(notes_.fact(mark)); }
  const std::vector<event::Event>& events() const { return events_; }
  std::size_t below(std::size_t bound) { return notes_.below(bound); }

 private:
  event::Uuid take(const event::Fact& fact) {
    const auto event =
        event::parse_body(event::canonical_body(fact, "0123456789abcdef", ++count_, {fact.at.unix_ms, 0}));
    REQUIRE(event);
    events_.push_back(*event);
    return fact.id;
  }

  tests::Notes notes_;
  std::uint64_t count_ = 0;
  std::vector<event::Event> events_;
};

bool is_owed(const event::Response& response) {
  Desk desk(1);
  desk.tell(response);
  event::Voices voices;
  voices.apply(desk.events());
  return !voices.open().empty();
}

}  // namespace

TEST_CASE("words from any channel are owed an answer, whatever the score; of other forms a low score is", "[voices]") {
  for (const std::string_view touchpoint : event::kStaffTouchpoints) {
    const std::string at(touchpoint);
    INFO(at);
    const bool channel = event::is_channel(at);
    CHECK(is_owed(Desk::form(at, {}, {{"words", "жарко"}})) == channel);
    CHECK(is_owed(Desk::form(at, 10, {{"words", "жарко"}})) == channel);
    CHECK(is_owed(Desk::form(at, 6, {{"words", "жарко"}})));
    CHECK(is_owed(Desk::form(at, 7, {{"words", "жарко"}})) == channel);
    CHECK(is_owed(Desk::form(at, 0, {{"words", "  "}, {"mood", "bad"}})));  // whoever was called is known
    CHECK_FALSE(is_owed(Desk::form(at, 7, {{"words", "  "}, {"mood", "bad"}})));
    CHECK_FALSE(is_owed(Desk::form(at, {}, {{"mood", "bad"}})));
  }
  CHECK_FALSE(event::is_channel("lobby"));
  event::Response lobby = Desk::form("told", {}, {{"words", "жарко"}});
  lobby.by.reset();
  CHECK(is_owed(lobby));  // every member is promised that their words are read
  lobby.answers["words"] = " ";
  CHECK_FALSE(is_owed(lobby));
}

TEST_CASE("a told voice says where, who took it down, the words, and what was tapped apart from them", "[voices]") {
  Desk desk(1);
  const event::Uuid id = desk.tell(Desk::form(
      "phone", {},
      {{"words", "Вода холодная"}, {"channel", "phone"}, {"mood", "bad"}, {"reasons", {"cleanliness", "other"}}}));
  event::Voices voices;
  voices.apply(desk.events());
  const event::Voice* voice = voices.find(id);
  REQUIRE(voice != nullptr);
  CHECK(voice->touchpoint == "phone");
  CHECK(voice->taken_by == kMaria);
  CHECK(voice->words == "Вода холодная");
  CHECK_FALSE(voice->score);
  CHECK(voice->details == decltype(voice->details){{"mood", "bad"}});
  CHECK(voice->choices == decltype(voice->choices){{"reasons", "cleanliness"}, {"reasons", "other"}});
  CHECK(voice->by.name.empty());
}

TEST_CASE("read never undoes done, said before or after it; open again does", "[voices]") {
  Desk desk(5);
  const auto told = [&] { return desk.tell(Desk::form("told", {}, {{"words", "жарко"}})); };
  const event::Signature ivan{"Иван", "staff"};
  const event::Uuid id = told();
  desk.mark({id, event::Work::done, "позвонили", kMaria});
  desk.mark({id, event::Work::read, "", ivan});
  const auto voice = [&](std::span<const event::Event> events) {
    event::Voices voices;
    voices.apply(events);
    return *voices.find(id);
  };
  for (bool backwards : {false, true}) {
    auto events = desk.events();
    if (backwards) std::ranges::reverse(events);
    CHECK(voice(events).work == event::Work::done);
    CHECK(voice(events).did == "позвонили");
    CHECK(voice(events).by == kMaria);
    CHECK(voice(events).done_unix_ms > 0);
  }
  desk.mark({id, event::Work::none, "", kMaria});
  auto events = desk.events();
  std::ranges::reverse(events);
  CHECK(voice(events).work == event::Work::read);
  CHECK(voice(events).by == ivan);
  CHECK(voice(events).did.empty());
  CHECK(voice(events).done_unix_ms == 0);
  desk.mark({id, event::Work::done, "", ivan});
  CHECK(voice(desk.events()).work == event::Work::done);
}

TEST_CASE("any order, repetition and split of the same events gives the same voices", "[voices]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Desk desk(seed);
    std::vector<event::Uuid> told;
    for (int i = 0; i < 600; ++i) {
      if (told.empty() || desk.below(3) > 0) {
        const auto at = event::kStaffTouchpoints[desk.below(event::kStaffTouchpoints.size())];
        const auto score = desk.below(2) == 0 ? std::nullopt : std::optional(static_cast<int>(desk.below(11)));
        const char* words = desk.below(4) == 0 ? "" : "жарко";
        told.push_back(desk.tell(Desk::form(std::string(at), score, {{"words", words}, {"mood", "bad"}})));
      } else {
        const auto state = std::array{event::Work::done, event::Work::read, event::Work::none}[desk.below(3)];
        desk.mark({told[desk.below(told.size())], state, state == event::Work::done ? "позвонили" : "", kMaria});
      }
    }
    event::Voices straight;
    straight.apply(desk.events());
    REQUIRE(straight.open().size() > 50);
    REQUIRE(straight.open().size() < told.size());
    std::mt19937_64 random(seed);
    for (int way = 0; way < 6; ++way) {
      auto events = desk.events();
      for (std::size_t i = 0; i < 200; ++i) events.push_back(desk.events()[random() % desk.events().size()]);
      std::ranges::shuffle(events, random);
      event::Voices voices;
      for (std::span<const event::Event> rest(events); !rest.empty();) {
        const std::size_t part = std::min<std::size_t>(rest.size(), 1 + random() % 40);
        voices.apply(rest.first(part));
        rest = rest.subspan(part);
      }
      CHECK(voices.open() == straight.open());
      CHECK(voices.done(20) == straight.done(20));
      for (const event::Uuid& id : told) {
        const event::Voice *one = voices.find(id), *other = straight.find(id);
        REQUIRE((one == nullptr) == (other == nullptr));
        if (one != nullptr) CHECK(*one == *other);
      }
    }
  }
}
