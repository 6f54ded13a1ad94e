// What staff forms say of rows and of earlier responses, and who is a promoter to be called back: the same from any
// order, repetition and split of the same events.
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/callbacks.h"
#include "tests/chain.h"
#include "tests/notes.h"

using namespace chalkpoint;

namespace {

/// Responses of one terminal, each some seconds after the last.
class Asker {
 public:
  Asker(std::uint64_t seed, std::string epoch) : notes_(seed), epoch_(std::move(epoch)) {}
  event::Uuid store(const event::Response& response) {
    event::Fact fact = notes_.fact(event::NoteSupported{});
    fact.type = event::kResponseCompleted;
    fact.data = event::to_json(response);
    facts_.push_back(fact);
    return fact.id;
  }
  std::vector<event::Event> events() const { return tests::chain(facts_, epoch_); }

 private:
  tests::Notes notes_;
  std::string epoch_;
  std::vector<event::Fact> facts_;
};

event::Response staff_form(const std::string& touchpoint, const event::Uuid& about, event::Json answers,
                           std::optional<int> score = {}) {
  event::Response out;
  out.survey = out.touchpoint = touchpoint;
  out.language = "ru";
  out.answers = std::move(answers);
  out.score = score;
  out.about = about;
  out.by = {"Анна", "staff"};
  return out;
}

event::Response member_said(int score, bool contact) {
  event::Response out;
  out.survey = "nps";
  out.language = "ru";
  out.code = "K7M2";
  out.score = score;
  out.answers = {{"nps", score}, {"words", "Спасибо тренеру"}};
  if (contact) out.contact = {.channel = "phone", .consent = "ru-1", .digest = std::string(64, 'a')};
  return out;
}

event::Uuid about_id(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

}  // namespace

TEST_CASE("the newest form about a row counts, and a birthday that was told once stays known", "[calls]") {
  Asker asker(3, "00000000000000aa");
  asker.store(staff_form("promoter", about_id(1), {{"outcome", "later"}, {"birthday", " 05.11"}}));
  asker.store(staff_form("promoter", about_id(1), {{"outcome", "thanked"}}));
  asker.store(staff_form("renewal", about_id(2), {{"outcome", "thinking"}, {"again", "14"}}, 8));
  asker.store(staff_form("call", about_id(3), {{"do_not_call", true}}));
  asker.store(staff_form("call", about_id(4), {{"again", "soon"}, {"do_not_call", "yes"}, {"outcome", 7}}));
  event::Callbacks callbacks;
  callbacks.apply(asker.events(), true);
  REQUIRE(callbacks.about(about_id(1)));
  CHECK(callbacks.about(about_id(1))->outcome == "thanked");
  CHECK(callbacks.about(about_id(1))->birthday == "05.11");
  CHECK(callbacks.about(about_id(2))->again_days == 14);
  CHECK(callbacks.about(about_id(2))->score == 8);
  CHECK(callbacks.about(about_id(2))->by == event::Signature{"Анна", "staff"});
  CHECK(callbacks.about(about_id(3))->no_calls);
  CHECK_FALSE(callbacks.about(about_id(4))->no_calls);
  CHECK_FALSE(callbacks.about(about_id(4))->again_days);
  CHECK(callbacks.about(about_id(4))->outcome.empty());
  CHECK(callbacks.about(about_id(9)) == nullptr);
}

TEST_CASE("never again, said in one talk, stays said after the next, and each talk is one of its own", "[calls]") {
  Asker asker(5, "00000000000000aa");
  const event::Uuid first = asker.store(staff_form("promoter", about_id(1), {{"do_not_call", true}}));
  const event::Uuid second = asker.store(staff_form("promoter", about_id(1), {{"outcome", "thanked"}}));
  auto events = asker.events();
  for (int way = 0; way < 2; ++way) {
    event::Callbacks callbacks;
    callbacks.apply(std::span(events).first(1), true);
    CHECK(callbacks.about(about_id(1))->id == (way == 0 ? first : second));
    callbacks.apply(events, true);
    CHECK(callbacks.about(about_id(1))->no_calls);
    CHECK(callbacks.about(about_id(1))->id == second);
    CHECK(callbacks.about(about_id(1))->outcome == "thanked");
    std::ranges::reverse(events);
  }
}

TEST_CASE("promoters are own members with a 9 or 10 who left a contact", "[calls]") {
  Asker asker(4, "00000000000000aa");
  const event::Uuid nine = asker.store(member_said(9, true));
  asker.store(member_said(8, true));
  asker.store(member_said(10, false));
  event::Response by_staff = member_said(10, true);
  by_staff.by = {"Анна", "staff"};
  by_staff.touchpoint = "told";
  asker.store(by_staff);
  event::Callbacks own, foreign;
  own.apply(asker.events(), true);
  foreign.apply(asker.events(), false);
  REQUIRE(own.promoters().size() == 1);
  CHECK(own.promoters()[0].id == nine);
  CHECK(own.promoters()[0].words == "Спасибо тренеру");
  CHECK(foreign.promoters().empty());
}

TEST_CASE("callbacks are the same in any order, repetition and split", "[calls]") {
  std::mt19937_64 random(21);
  for (int round = 0; round < 40; ++round) {
    Asker here(random(), "00000000000000aa"), there(random(), "00000000000000bb");
    for (int i = 0; i < 10; ++i)
      for (Asker* asker : {&here, &there}) {
        const event::Uuid about = about_id(static_cast<std::uint8_t>(random() % 3));
        if (random() % 3 == 0)
          asker->store(member_said(8 + static_cast<int>(random() % 3), random() % 2 == 0));
        else
          asker->store(staff_form(
              "promoter", about,
              random() % 2 == 0
                  ? event::Json{{"outcome", "thanked"}}
                  : event::Json{{"outcome", "friend"}, {"birthday", "0" + std::to_string(1 + random() % 9) + ".11"}}));
      }
    const auto own = here.events(), foreign = there.events();
    event::Callbacks once;
    once.apply(own, true);
    once.apply(foreign, false);
    std::vector<std::pair<event::Event, bool>> all;
    for (const event::Event& one : own) all.emplace_back(one, true);
    for (const event::Event& one : foreign) all.emplace_back(one, false);
    all.insert(all.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(random() % all.size()));
    std::ranges::shuffle(all, random);
    event::Callbacks shuffled;
    for (const auto& [one, mine] : all) shuffled.apply({&one, 1}, mine);
    CHECK(shuffled.promoters() == once.promoters());
    for (std::uint8_t number = 0; number < 3; ++number) {
      const event::Interview *a = once.about(about_id(number)), *b = shuffled.about(about_id(number));
      REQUIRE((a != nullptr) == (b != nullptr));
      if (a) CHECK(*a == *b);
    }
  }
}
