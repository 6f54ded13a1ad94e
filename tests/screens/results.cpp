// The results on the real terminal, by touch target: what members said stands in the charts, a finger asks them, days
// and places are chosen, and what is stored meanwhile is counted.
#include <catch2/catch.hpp>

#include "sync/event/day.h"
#include "tests/screens/person.h"

using namespace chalkpoint;
using chalkpoint::test::Folder;
using chalkpoint::test::Person;

namespace {

constexpr std::int64_t kOneHourMs = 3'600'000, kOneDayMs = 24 * kOneHourMs;

void give(Person& person, const std::string& score, const char* reason = "trainers") {
  person.tap("nps." + score);
  person.tap(std::string("reasons.") + reason);
  person.tap("next");
  person.tap("contact.no");
  person.wait_while("saving");
  person.tap("done");
}

std::string label(Person& person, std::string_view id) {
  for (const ui::Target& target : person.ui().targets())
    if (target.id == id) return target.label;
  return {};
}

float height(Person& person, std::string_view id) {
  for (const ui::Target& target : person.ui().targets())
    if (target.id == id) return target.rect.h;
  return 0;
}

/// Brings the whole chart under the finger, however far down the page it is.
void scroll_to(Person& person, std::string_view id) {
  constexpr float kStepPx = 60, kPagePx = 6'000;
  float before = -1;
  for (float at = 0; at < kPagePx && (before <= 0 || height(person, id) > before); at += kStepPx) {
    before = height(person, id);
    person.ui().kept("scroll") = at;
    person.look();
  }
}

/// What the chart tells of its middle; taps it unless it tells something already.
std::string ask(Person& person, std::string_view id) {
  scroll_to(person, id);
  if (!person.sees(id)) return {};  // not drawn yet
  if (label(person, id).find(": ") == std::string::npos) person.tap(id);
  person.look();
  return label(person, id);
}

void open_results(Person& person) {
  person.open_part("results");
  person.look_until([&] { return person.sees("results.funnel") || person.sees("results.scores"); });
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the results say what members said, and a finger asks for the exact values", "[results]") {
  for (const std::string language : test::kLanguages) {
    const bool ru = language == "ru";
    const Folder folder;
    Person person(folder.path(), {.shape = {1080, 1920}, .language = language});
    for (const char* const score : {"10", "5", "5"}) give(person, score);
    person.tap("nps.3");
    person.restart();  // abandoned with the reasons unanswered; what was counted of the hour is told
    open_results(person);
    CHECK(person.screen() == "admin.results");
    CHECK(says(ask(person, "results.scores"), ru ? "5: 2 оценки, 67" : "5: 2 scores, 67"));
    CHECK(says(ask(person, "results.departments"), ru ? "Тренеры: 1 сторонник, 0 нейтральных, 2 критика"
                                                      : "Trainers: 1 promoter, 0 passives, 2 detractors"));
    CHECK(says(ask(person, "results.hours"), ru ? "ответ" : "answer"));
    CHECK(says(ask(person, "results.funnel"), ru ? "Дошли до «Спасибо!»: 3 · 75" : "as far as “Thank you!”: 3 · 75"));
    CHECK(says(ask(person, "results.left"), ru ? "Что повлияло на вашу оценку?: 1" : "What shaped your score?: 1"));
    CHECK(says(ask(person, "results.languages"), ru ? "русский" : "English"));
    person.tap("results.languages");  // tapped again it is silent
    person.look();
    CHECK_FALSE(says(label(person, "results.languages"), ru ? "русский:" : "English:"));
    for (const ui::Target& target : person.ui().targets()) CHECK_FALSE(says(target.label, "±"));  // of three scores
    CHECK(person.verifies());
  }
}

TEST_CASE("from thirty scores on a score is told, with its margin", "[results]") {
  for (const std::string language : test::kLanguages) {
    const Folder folder;
    Person person(folder.path(), {.shape = {1080, 1920}, .language = language});
    for (int i = 0; i < 29; ++i) person.leave_contact("+79161234567", i < 20 ? 10 : 5, "K7MP");
    open_results(person);
    CHECK_FALSE(says(ask(person, "results.touchpoints"), "±"));
    person.leave_contact("+79161234567", 5, "K7MX");
    person.wait(4'000);
    // Its place is another one: with the score comes the chart of the score.
    person.look_until([&] { return says(ask(person, "results.touchpoints"), "+33 ± "); });
  }
}

TEST_CASE("days and places are chosen, and only what was heard then and there is counted", "[results]") {
  for (const std::string language : test::kLanguages) {
    const bool ru = language == "ru";
    const Folder folder;
    Person person(folder.path(), {.shape = {}, .language = language});
    give(person, "9");
    const std::string day = event::day_of(person.unix_ms(), 180);
    person.wait(10 * kOneDayMs);
    give(person, "2", "cleanliness");
    open_results(person);
    const auto departments_say = [&](const char* first) {
      person.look_until([&] { return says(ask(person, "results.departments"), first); });
    };
    departments_say(ru ? "Чистота: 0" : "Cleanliness: 0");  // the worse of two
    person.tap("results.week");
    departments_say(ru ? "Чистота: 0" : "Cleanliness: 0");
    person.tap("results.days");
    CHECK(person.screen() == "admin.results.first");
    while (!person.sees("day." + day)) person.tap("month.back");
    person.tap("day." + day);
    CHECK(person.screen() == "admin.results.last");
    person.tap("note.back");
    person.tap("day." + day);
    person.tap("day." + day);
    departments_say(ru ? "Тренеры: 1" : "Trainers: 1");
    person.tap("results.where");
    CHECK(person.screen() == "admin.results.where");
    person.tap("results.where.lobby");
    person.look_until([&] { return person.sees("results.scores"); });
    scroll_to(person, "results.funnel");
    CHECK(person.sees("results.funnel"));
    CHECK_FALSE(person.sees("results.touchpoints"));
    person.tap("note.back");
    CHECK(person.screen() == "staff.sections");
    person.tap("admin.results");
    person.tap(ru ? "lang.en" : "lang.ru");
    person.look();
    CHECK(label(person, "results.week") == (ru ? "Week" : "Неделя"));
    person.tap("staff.close");
    CHECK(person.screen() == "attract");
  }
}

TEST_CASE("an hour of the question is told by itself, and no answer costs another sync for it", "[results]") {
  const Folder folder;
  Person person(folder.path());
  give(person, "9");
  for (int minute = 0; minute < 130; ++minute) person.wait(60'000);  // over the ends of two hours
  person.restart();
  const auto results = person.journal().ask([](journal::Journal& store) { return store.results({}); });
  REQUIRE(results);
  CHECK(results->presence.touched == 1);
  CHECK(results->presence.shown_min >= 125);
  CHECK(results->presence.shown_min <= 131);
}
