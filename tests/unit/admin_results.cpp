// What the results ask for and make of what was read: days, stretches of the line, departments, words.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "kiosk/admin/results.h"
#include "sync/event/day.h"
#include "sync/event/month.h"

using namespace chalkpoint;
using namespace chalkpoint::admin;
using namespace chalkpoint::admin::results;

namespace {

event::Counts scored(std::int64_t promoters, std::int64_t passives = 0, std::int64_t detractors = 0) {
  event::Counts out;
  out.scores[10] = promoters;
  out.scores[7] = passives;
  out.scores[0] = detractors;
  out.completed = promoters + passives + detractors;
  return out;
}

WordLists word_lists() {
  return WordLists::load(std::string(SOURCE_DIR) + "/assets/words").value();
}

}  // namespace

TEST_CASE("each span ends today, and chosen days are those chosen in whatever order", "[results]") {
  ResultsState state;
  const auto days = [&](Span span) {
    state = update(state, SetSpan{span});
    return question_of(state, "2026-03-01").days;
  };
  CHECK(days(Span::week) == Days{"2026-02-23", "2026-03-01"});
  CHECK(days(Span::month) == Days{"2026-01-31", "2026-03-01"});
  CHECK(days(Span::year) == Days{"2025-03-02", "2026-03-01"});
  CHECK(days(Span::all) == Days{"", "2026-03-01"});
  state = update(state, SetSpan{Span::chosen});
  CHECK(state.page == ResultsPage::first_day);
  state = update(update(state, ChooseDay{"2026-02-10"}), StepBack{});
  CHECK(state.page == ResultsPage::first_day);
  state = update(update(state, ChooseDay{"2026-02-10"}), ChooseDay{"2026-01-05"});
  CHECK(state.page == ResultsPage::charts);
  CHECK(question_of(state, "2026-03-01").days == Days{"2026-01-05", "2026-02-10"});
}

TEST_CASE("a datum is told until it or another one is tapped, and other days forget it", "[results]") {
  ResultsState state = update({}, ChooseDatum{"results.scores", 3});
  CHECK(state.chosen == std::map<std::string, std::size_t>{{"results.scores", 3}});
  state = update(state, ChooseDatum{"results.hours", 5});
  CHECK(state.chosen == std::map<std::string, std::size_t>{{"results.hours", 5}});
  CHECK(update(state, ChooseDatum{"results.hours", 5}).chosen.empty());
  CHECK(update(state, SetSpan{Span::year}).chosen.empty());
  CHECK(update(state, SetTouchpoint{"call"}).chosen.empty());
}

TEST_CASE("the stretches of the line hold every day once, whatever their length", "[results]") {
  std::mt19937 chance(3);
  for (int i = 0; i < 60; ++i) {
    const Days days{event::plus_days("2024-02-20", static_cast<int>(chance() % 400)), "2026-03-05"};
    event::Results results;
    event::Counts all;
    const auto most = static_cast<std::int64_t>(chance() % 90);
    for (std::string day = days.first; day <= days.last;
         day = event::plus_days(day, 1 + static_cast<int>(chance() % 3))) {
      results.days[day] = scored(static_cast<std::int64_t>(chance()) % (most + 1), 1);
      all += results.days[day];
    }
    const auto stretches = stretches_of(results, days);
    REQUIRE_FALSE(stretches.empty());
    CHECK(stretches.size() <= kStretchesMax);
    event::Counts sum;
    std::string next = days.first;
    for (const Stretch& one : stretches) {
      CHECK(one.days.first == next);
      CHECK(one.days.first <= one.days.last);
      next = event::plus_days(one.days.last, 1);
      sum += one.counts;
    }
    CHECK(next == event::plus_days(days.last, 1));
    CHECK(sum == all);
  }
}

TEST_CASE("a stretch is as short as its scores can bear", "[results]") {
  const Days month{"2026-02-02", "2026-03-01"};  // from a Monday to a Sunday
  const auto stretches_with = [&](std::int64_t a_day) {
    event::Results results;
    for (std::string day = month.first; day <= month.last; day = event::plus_days(day, 1))
      results.days[day] = scored(a_day);
    return stretches_of(results, month).size();
  };
  CHECK(stretches_with(30) == 28);
  CHECK(stretches_with(29) == 4);
  CHECK(stretches_with(5) == 4);
  CHECK(stretches_with(4) == 2);  // February and March
  CHECK(stretches_with(0) == 2);
}

TEST_CASE("departments are what members tap, and of staff forms only what the survey knows", "[results]") {
  event::Results results;
  results.tapped = {{"trainers", scored(9, 1, 1)}, {"cleanliness", scored(1, 2, 7)}, {"ghost", {}}};
  results.tapped_by_staff = {{"cleanliness", scored(0, 0, 2)}, {"in_touch", scored(5)}};
  const auto found = departments_of(results, {{"cleanliness", "Чистота"}, {"trainers", "Тренеры"}});
  REQUIRE(found.size() == 2);
  CHECK(found[0].value == "cleanliness");
  CHECK(event::tally_of(found[0].counts).detractors == 9);
  CHECK(found[1].value == "trainers");
}

TEST_CASE("forms of a word are one word, empty words and those of one answer are left out", "[results]") {
  const WordLists lists = word_lists();
  const std::vector<event::WordCount> counts = {
      {"тренер", {1, 0, 2, 0}}, {"тренеры", {0, 0, 5, 0}}, {"тренера", {0, 1, 0, 0}}, {"очень", {50, 0, 0, 0}},
      {"towels", {3, 0, 0, 0}}, {"towel", {1, 0, 0, 1}},   {"the", {90, 0, 0, 0}},    {"петров", {0, 0, 1, 0}}};
  const std::vector<Word> expected = {{"тренеры", {1, 1, 7, 0}}, {"towels", {4, 0, 0, 1}}};
  CHECK(most_used(counts, lists, 10) == expected);
  CHECK(most_used(counts, lists, 1).size() == 1);
  CHECK(lists.stem("зал") == "зал");
  CHECK(lists.stem("залы") == "зал");
}

TEST_CASE("a month of the calendar begins on its weekday", "[results]") {
  CHECK(event::month_at("2026-11-18", 0) == event::Month{2026, 11, "2026-11-01", 30, 6});
  CHECK(event::month_at("2026-01-31", -11) == event::Month{2025, 2, "2025-02-01", 28, 5});
  CHECK(event::month_at("2026-12-01", 2) == event::Month{2027, 2, "2027-02-01", 28, 0});
}
