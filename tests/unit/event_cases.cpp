// Cases: what their events may carry, and that the same events make the same cases and histories, however they arrive.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/board.h"
#include "sync/event/day.h"
#include "sync/event/kinds.h"
#include "tests/cases.h"
#include "tests/notes.h"

using namespace chalkpoint;
using event::Json;

namespace {

constexpr const char* kAbout = "01a204f4-448b-7111-9111-111111111111";
const event::Signature kAnna{"Анна", "staff"}, kPyotr{"Пётр", "director"};

// Two who act on one item, each stamped as a terminal would.
class Work {
 public:
  event::Event say(const auto& what) { return at({++wall_ms_, 0}, what); }
  event::Event at(const event::Hlc& hlc, const auto& what) { return stamped(notes_.fact(what), hlc); }
  static event::Event stamped(const event::Fact& fact, const event::Hlc& hlc) {
    const auto event = event::parse_body(event::canonical_body(fact, "0123456789abcdef", 1, hlc));
    REQUIRE(event);
    return *event;
  }
  event::Uuid item() const { return *event::Uuid::parse(kAbout); }
  event::CaseDescribed describe(const event::Signature& by = kAnna) const {
    return {.about = item(), .department = {}, .cause = {}, .assignee = {}, .due = {}, .by = by};
  }
  event::CaseDescribed due(const std::string& day) const {
    auto out = describe();
    out.due = day;
    return out;
  }
  const event::Case& tell(std::initializer_list<event::Event> events) {
    for (const event::Event& one : events) cases_.apply({&one, 1});
    const event::Case* found = cases_.find(item());
    REQUIRE(found != nullptr);
    return *found;
  }
  event::Cases& cases() { return cases_; }

 private:
  tests::Notes notes_{7};
  std::int64_t wall_ms_ = 1'795'300'000'000;
  event::Cases cases_;
};

void check_case_refusal(const event::CaseEvent& good, const Json& patch, const std::string& place) {
  REQUIRE(event::validate(event::type_of(good), event::to_json(good)));
  Json bad = event::to_json(good);
  bad.merge_patch(patch);
  INFO(patch.dump());
  const auto result = event::validate(event::type_of(good), bad);
  REQUIRE_FALSE(result);
  CHECK(result.error().what.contains(place));
  CHECK_FALSE(result.error().remedy.empty());
}

}  // namespace

TEST_CASE("every step of a case reads back as it was written", "[cases]") {
  tests::Notes notes(5);
  std::set<std::size_t> met;
  for (int i = 0; i < 500; ++i) {
    const event::Fact fact = notes.worked_on(*event::Uuid::parse(kAbout));
    REQUIRE(event::validate(fact.type, fact.data));
    const auto deed = event::read_deed(fact.type, event::canonical_json(fact.data));
    REQUIRE((deed && *deed));
    CHECK(event::type_of(**deed) == fact.type);
    CHECK(event::to_json(**deed) == fact.data);
    CHECK(event::item_of(**deed) == event::Uuid::parse(kAbout));
    met.insert((*deed)->index());
  }
  CHECK(met.size() == 6);
}

TEST_CASE("a step of a case is refused by the member at fault", "[cases]") {
  Work work;
  auto described = work.describe();
  described.department = "trainers";
  described.cause = event::Cause::process;
  described.assignee = work.item();
  described.due = "2026-11-25";
  const auto refuses = [](const event::CaseEvent& good, const char* patch, const std::string& place) {
    check_case_refusal(good, Json::parse(patch), place);
  };
  refuses(described, R"({"about":null})", "about");
  refuses(described, R"({"about":"x"})", "about");
  refuses(described, R"({"department":""})", "department");
  refuses(described, R"({"department":"a\nb"})", "department");
  refuses(described, R"({"cause":"mood"})", "cause");
  refuses(described, R"({"assignee":"Анна"})", "assignee");
  refuses(described, R"({"assignee":"00000000-0000-0000-0000-000000000000"})", "assignee");
  refuses(described, R"({"due":"2026-02-30"})", "due");
  refuses(described, R"({"due":"tomorrow"})", "due");
  refuses(described, R"({"by":null})", "by");
  refuses(described, R"({"by":{"role":"guest"}})", "by.role");
  refuses(described, R"({"phone":"+7"})", "phone");
  const event::CaseEvent commented = event::CaseCommented{work.item(), "Спросили", kAnna};
  refuses(commented, R"({"text":" "})", "text");
  check_case_refusal(commented, {{"text", std::string(501, 'x')}}, "text");
  const event::CaseEvent resolved =
      event::CaseResolved{work.item(), event::Resolution::explained, "Рассказали", "2026-11-28", kAnna};
  refuses(resolved, R"({"how":"forgotten"})", "how");
  refuses(resolved, R"({"did":null})", "did");
  refuses(resolved, R"({"did":"  "})", "did");
  refuses(resolved, R"({"follow_up":""})", "follow_up");
  const event::CaseEvent reopened = event::CaseReopened{work.item(), "Снова", kAnna};
  check_case_refusal(reopened, {{"why", std::string(301, 'x')}}, "why");
  const event::CaseEvent followed =
      event::CaseFollowed{work.item(), event::Outcome::unreached, "", "2026-11-28", kAnna};
  refuses(followed, R"({"outcome":"well"})", "again");
  refuses(followed, R"({"outcome":""})", "outcome");
  refuses(followed, R"({"words":""})", "words");
}

TEST_CASE("a case goes from its opening to the answer of who was asked again", "[cases]") {
  Work work;
  auto described = work.describe();
  described.department = "schedule";
  described.cause = event::Cause::information;
  CHECK(work.tell({work.say(described)}).open());
  CHECK(work.cases().open().size() == 1);
  auto assigned = work.describe(kPyotr);
  assigned.assignee = work.item();
  const event::Case* one = &work.tell({work.say(assigned), work.say(work.due("2026-11-25"))});
  CHECK(one->department == "schedule");
  CHECK(one->cause == event::Cause::information);
  CHECK(one->assignee == work.item());
  CHECK(one->opened_by == kAnna);
  CHECK(event::days_overdue(*one, "2026-11-25") == 0);
  CHECK(event::days_overdue(*one, "2026-11-26") == 1);
  CHECK(event::days_overdue(*one, "2026-12-25") == 30);
  assigned.assignee = event::Uuid{};
  CHECK_FALSE(work.tell({work.say(assigned)}).assignee);

  one = &work.tell(
      {work.say(event::CaseResolved{work.item(), event::Resolution::corrected, "Починили", "2026-11-28", kPyotr})});
  CHECK_FALSE(one->open());
  CHECK(one->resolved_by == kPyotr);
  CHECK(one->resolved_unix_ms > one->opened_unix_ms);
  CHECK(event::days_overdue(*one, "2026-12-25") == 0);
  CHECK_FALSE(event::follow_up_is_due(*one, "2026-11-27"));
  CHECK(event::follow_up_is_due(*one, "2026-11-28"));
  CHECK(event::follow_up_is_due(*one, "2027-01-01"));
  CHECK(work.cases().open().empty());
  one = &work.tell({work.say(event::CaseFollowed{work.item(), event::Outcome::unreached, "", "2026-12-01", kAnna})});
  CHECK_FALSE(event::follow_up_is_due(*one, "2026-11-28"));
  CHECK(event::follow_up_is_due(*one, "2026-12-01"));
  one = &work.tell({work.say(event::CaseFollowed{work.item(), event::Outcome::unwell, "Снова холодно", "", kAnna})});
  CHECK_FALSE(event::follow_up_is_due(*one, "2027-01-01"));
  CHECK(one->outcome == event::Outcome::unwell);
  CHECK(one->outcome_words == "Снова холодно");

  one = &work.tell({work.say(event::CaseReopened{work.item(), "", kAnna})});
  CHECK(one->open());
  CHECK(one->outcome == event::Outcome::none);
  CHECK(one->resolved_unix_ms == 0);
  CHECK(event::days_overdue(*one, "2026-11-26") == 1);  // the day that was promised counts again
  CHECK(work.cases().history(work.item()).size() == 8);
}

TEST_CASE("of two who acted at the same time both stay to be seen, and the later word counts", "[cases]") {
  Work work;
  auto trainers = work.describe(kAnna), price = work.describe(kPyotr);
  trainers.department = "trainers";
  price.department = "price";
  const auto first = work.at({1'795'300'000'500, 0}, trainers), second = work.at({1'795'300'000'500, 1}, price);
  CHECK(work.tell({second, first, second}).department == "price");
  const auto history = work.cases().history(work.item());
  REQUIRE(history.size() == 2);
  CHECK(history[0].by() == kAnna);
  CHECK(history[1].by() == kPyotr);
  // An answer to an asking that crossed a reopening changes nothing but the history.
  work.tell({work.at({1'795'300'000'600, 0},
                     event::CaseResolved{work.item(), event::Resolution::corrected, "Да", "2026-11-28", kAnna}),
             work.at({1'795'300'000'700, 0}, event::CaseReopened{work.item(), "Нет", kPyotr})});
  const event::Case& one = work.tell(
      {work.at({1'795'300'000'800, 0}, event::CaseFollowed{work.item(), event::Outcome::well, "", "", kAnna})});
  CHECK(one.open());
  CHECK(one.outcome == event::Outcome::none);
  CHECK(work.cases().history(work.item()).size() == 5);
}

TEST_CASE("an item has a history before it has a case, and what nobody may do counts for nothing", "[cases]") {
  Work work;
  const auto apply = [&work](const event::Event& one) { work.cases().apply({&one, 1}); };
  apply(work.say(event::NoteReplied{work.item(), "Греем", kAnna}));
  apply(work.say(event::CaseCommented{work.item(), "Спросили", kAnna}));
  apply(work.say(event::NoteSupported{work.item()}));  // a member's
  CHECK(work.cases().find(work.item()) == nullptr);
  CHECK(work.cases().all().empty());
  REQUIRE(work.cases().history(work.item()).size() == 2);
  const std::uint64_t before = work.cases().version();
  tests::Notes notes(9);
  event::Fact forged = notes.fact(work.describe({"Кто-то", "staff"}));
  forged.data["by"]["role"] = "guest";
  apply(Work::stamped(forged, {1'799'000'000'000, 0}));
  CHECK(work.cases().version() == before);
  CHECK(work.cases().find(work.item()) == nullptr);
}

TEST_CASE("any order, repetition and split of the same steps makes the same cases and histories", "[cases]") {
  std::mt19937_64 random(12);
  const auto below = [&random](std::size_t bound) { return random() % bound; };
  tests::Notes notes(12);
  std::set<event::Uuid> items;
  std::vector<event::Event> said;
  for (int i = 0; i < 12; ++i) items.insert(notes.written().id);
  // Two terminals and a clock that stands: stamps meet, and the id decides.
  for (int i = 0; i < 400; ++i) {
    const event::Uuid item = *std::next(items.begin(), static_cast<std::ptrdiff_t>(below(items.size())));
    said.push_back(Work::stamped(below(4) == 0 ? notes.said_of(item) : notes.worked_on(item),
                                 {1'795'300'000'000 + static_cast<std::int64_t>(below(60)), 0}));
  }
  event::Cases straight;
  straight.apply(said);
  const auto told = tests::retold(straight, items);
  CHECK(straight.all().size() == items.size());
  CHECK(straight.open().size() > 1);
  CHECK(straight.open().size() < items.size());
  for (int round = 0; round < 50; ++round) {
    std::vector<event::Event> shuffled = said;
    for (int i = 0; i < 100; ++i) shuffled.push_back(said[below(said.size())]);
    std::ranges::shuffle(shuffled, random);
    event::Cases cases;
    for (std::size_t from = 0; from < shuffled.size();) {
      const std::size_t count = std::min(1 + below(40), shuffled.size() - from);
      cases.apply(std::span(shuffled).subspan(from, count));
      from += count;
    }
    REQUIRE(tests::retold(cases, items) == told);
  }
}

TEST_CASE("what was told to the club alone stands on the board in its words, and can be taken off", "[cases]") {
  Work work;
  const auto published = work.say(event::NotePublished{work.item(), "Вода была холодной", "Починили бойлер", kAnna});
  const auto hidden = work.say(event::NoteModerated{published.id, event::Verdict::hidden, "other", kPyotr});
  for (const bool hidden_first : {false, true}) {
    event::Board board;
    board.apply({hidden_first ? &hidden : &published, 1}, event::Origin::foreign);
    if (!hidden_first) {
      REQUIRE(board.visible(false).size() == 1);  // somebody of the club answers for it
      REQUIRE(board.done(false).size() == 1);
      const event::Note& note = *board.done(false)[0];
      CHECK(note.text == "Вода была холодной");
      CHECK(note.did == "Починили бойлер");
      CHECK(note.of_club);
      CHECK(board.by_code("") == nullptr);
    }
    board.apply({hidden_first ? &published : &hidden, 1}, event::Origin::foreign);
    CHECK(board.visible(true).empty());
    CHECK(board.find(published.id)->verdict == event::Verdict::hidden);
    CHECK(board.find(published.id)->did == "Починили бойлер");
  }
}

TEST_CASE("days are counted as people count them", "[cases]") {
  CHECK(event::is_day("2028-02-29"));
  CHECK_FALSE(event::is_day("2026-02-29"));
  CHECK_FALSE(event::is_day("2026-2-1"));
  CHECK_FALSE(event::is_day(""));
  CHECK(event::day_of(1'795'379'455'123, 180) == "2026-11-22");
  CHECK(event::day_of(1'795'379'455'123, 240) == "2026-11-23");
  CHECK(event::plus_days("2026-12-31", 1) == "2027-01-01");
  CHECK(event::plus_days("2028-03-01", -1) == "2028-02-29");
  CHECK(event::days_between("2026-11-22", "2026-12-22") == 30);
  CHECK(event::days_between("2026-11-22", "2026-11-21") == -1);
  CHECK_FALSE(event::days_between("", "2026-11-21"));
  CHECK(event::start_of_day("2026-11-23", 240) == 1'795'377'600'000);
}
