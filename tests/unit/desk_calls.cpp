// Whom to call and when: pure questions of rows and promoters, what of them stands in the queue, and the desk's steps.
#include <catch2/catch.hpp>

#include "kiosk/desk/desk.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

constexpr const char* kCallDay = "2026-11-22";
constexpr std::int64_t kCallNoon = 1'795'338'000'000;  // 12:00 in Moscow of that day
constexpr std::int32_t kCallOffset = 180;

event::Uuid called(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

Row list_row(List list, const std::string& day, const std::string& name = "Анна", const std::string& status = "") {
  static std::uint8_t number = 0;
  Row row;
  row.id = called(++number);
  row.list = list;
  row.day = day;
  row.client = Client{.name = name, .phone = "+79161234567", .status = status, .ends = {}, .birthday = {}};
  row.mark = std::string(32, 'a');
  return row;
}

event::Interview interview(const std::string& outcome, const std::string& day, std::optional<int> again = {}) {
  event::Interview out;
  out.outcome = outcome;
  out.day = day;
  out.again_days = again;
  out.by = {"Анна", "staff"};
  return out;
}

Fan some_fan(const std::string& said_day) {
  Fan fan;
  fan.said.id = called(77);
  fan.said.day = said_day;
  fan.said.score = 10;
  return fan;
}

State desk_of(const std::string& role) {
  State state;
  state.screen = Screen::queue;
  state.care.by = {"Анна", role};
  return state;
}

Step call_step(State state, const Intent& intent) {
  Inputs in{.now = {.unix_ms = kCallNoon, .utc_offset_min = kCallOffset, .mono_ms = 1'000, .boot_id = "b"}};
  return update(std::move(state), intent, in);
}

}  // namespace

TEST_CASE("yesterday's clients are due until they were asked, refuse, or were talked to lately", "[calls]") {
  Row row = list_row(List::calls, kCallDay);
  CHECK(is_due(row, kCallNoon, kCallDay));
  CHECK_FALSE(is_due(row, kCallNoon, "2026-11-21"));  // the clock went back
  row.again_unix_ms = kCallNoon + 1;
  CHECK_FALSE(is_due(row, kCallNoon, kCallDay));
  CHECK(is_due(row, kCallNoon + 1, kCallDay));
  row.stop = Stop::recent;
  CHECK_FALSE(is_due(row, kCallNoon + 1, kCallDay));
  CHECK_FALSE(is_done(row));
  row.stop = Stop::refused;
  CHECK(is_done(row));
  row.stop = Stop::none;
  row.asked = interview("", kCallDay);
  CHECK(is_done(row));
}

TEST_CASE("a card is due a week before it ends, and who thinks about it when they said", "[calls]") {
  Row row = list_row(List::renewals, "2026-11-30");
  CHECK_FALSE(is_due(row, kCallNoon, kCallDay));
  CHECK(is_due(row, kCallNoon, "2026-11-23"));
  CHECK(is_due(row, kCallNoon, "2026-12-05"));
  row.asked = interview("thinking", kCallDay, 3);
  CHECK_FALSE(is_done(row));
  CHECK_FALSE(is_due(row, kCallNoon, "2026-11-24"));
  CHECK(is_due(row, kCallNoon, "2026-11-25"));
  for (const char* outcome : {"renewed", "lost"}) {
    row.asked = interview(outcome, kCallDay);
    CHECK(is_done(row));
    CHECK_FALSE(is_due(row, kCallNoon, "2026-11-30"));
  }
}

TEST_CASE("a promoter is thanked, then asked after half a year and congratulated, leap day or not", "[calls]") {
  Fan fan = some_fan("2026-11-20");
  CHECK(next_occasion(fan, kCallDay) == Due{Occasion::first, "2026-11-20"});
  fan.asked = interview("thanked", "2026-11-21");
  CHECK(next_occasion(fan, kCallDay) == Due{Occasion::half_year, "2027-05-21"});
  fan.asked->birthday = "29.02";
  CHECK(next_occasion(fan, kCallDay) == Due{Occasion::birthday, "2027-02-28"});
  CHECK(next_occasion(fan, "2027-03-07") == Due{Occasion::birthday, "2027-02-28"});   // some days late still
  CHECK(next_occasion(fan, "2027-03-08") == Due{Occasion::half_year, "2027-05-21"});  // then no more
  CHECK(is_due(fan, kCallNoon, "2027-02-28"));
  CHECK_FALSE(is_due(fan, kCallNoon, "2027-02-27"));
  fan.asked->day = "2027-11-30";
  CHECK(next_occasion(fan, "2027-12-01") == Due{Occasion::birthday, "2028-02-29"});
  fan.asked->birthday = "30.11";  // today, while they are called: not again before next year
  CHECK(next_occasion(fan, "2027-11-30") == Due{Occasion::half_year, "2028-05-30"});
  fan.asked = interview("unreached", "2026-11-21");
  CHECK(next_occasion(fan, kCallDay) == Due{Occasion::first, "2026-11-22"});
  fan.asked = interview("later", "2026-11-21");
  CHECK(next_occasion(fan, kCallDay) == Due{Occasion::first, "2026-11-28"});
  fan.refused = true;
  CHECK_FALSE(next_occasion(fan, kCallDay));
}

TEST_CASE("first visits stand first, what is done stands last, and the queue has one line for each list", "[calls]") {
  Calling calling;
  calling.rows = {
      list_row(List::renewals, "2026-12-31", "Яна"),       list_row(List::calls, kCallDay, "Борис", "regular"),
      list_row(List::calls, kCallDay, "Вера", "lost"),     list_row(List::calls, kCallDay, "Глеб", "first"),
      list_row(List::renewals, "2026-11-25", "Дина"),      list_row(List::calls, kCallDay, "Анна", "first"),
      list_row(List::calls, "2026-11-21", "Егор", "first")};
  calling.rows[3].asked = interview("", kCallDay);
  calling.fans = {some_fan("2026-11-20")};
  put_in_order(calling, kCallNoon, kCallOffset);
  std::string order;
  for (const Row& row : calling.rows) order += row.client->name + " ";
  CHECK(order == "Анна Егор Вера Борис Глеб Дина Яна ");
  const auto queue = waiting_calls(calling, [](std::int64_t) { return kCallOffset; }, kCallNoon);
  REQUIRE(queue.size() == 3);
  CHECK((queue[0].kind == Kind::call && queue[0].count == 4));
  CHECK(queue[0].since_unix_ms == kCallNoon - 36 * 3'600'000);  // the midnight with which the 21st began
  CHECK((queue[1].kind == Kind::renewal && queue[1].count == 1));
  CHECK((queue[2].kind == Kind::promoter && queue[2].count == 1));
  for (const Waiting& one : queue) CHECK((one.words.empty() && one.name.empty()));
  CHECK(counts_of(queue)[static_cast<std::size_t>(Kind::call)] == 6);  // all that are due, as the section says
  CHECK(waiting_calls({}, [](std::int64_t) { return 0; }, kCallNoon).empty());
}

TEST_CASE("a table is kept only when it was seen, and never again takes two taps", "[calls]") {
  Step now = call_step(desk_of("staff"), OpenList{List::calls});
  REQUIRE(now.state.screen == Screen::calls);
  CHECK_FALSE(call_step(now.state, KeepSheet{}).list_work);
  now = call_step(now.state, AskImport{});
  REQUIRE((now.list_work && std::holds_alternative<FindFiles>(*now.list_work)));
  CHECK_FALSE(call_step(now.state, OpenSheet{}).list_work);  // one thing at a time
  now = call_step(now.state, FilesFound{{{"a.csv", "a"}}});
  now = call_step(now.state, OpenSheet{{"a.csv", "a"}});
  REQUIRE(std::get<ReadFile>(*now.list_work).list == List::calls);
  Sheet sheet;
  sheet.good = {Client{"Анна", "+79161234567", "", "", ""}};
  now = call_step(now.state, SheetRead{"a", sheet});
  REQUIRE(now.state.screen == Screen::sheet);
  CHECK_FALSE(now.list_work);
  now = call_step(now.state, KeepSheet{});
  REQUIRE(std::get<KeepClients>(*now.list_work).clients == sheet.good);
  CHECK_FALSE(call_step(now.state, KeepSheet{}).list_work);
  const Step failed = call_step(now.state, ListKept{.count = 0, .failed = true});
  CHECK(failed.state.screen == Screen::sheet);  // to be tried again
  CHECK(failed.state.lists.failed);
  CHECK(call_step(failed.state, KeepSheet{}).list_work);
  now = call_step(now.state, ListKept{.count = 1});
  CHECK(now.state.screen == Screen::calls);
  CHECK(now.state.lists.kept_count == 1);
  CHECK_FALSE(now.state.lists.sheet);

  const NoteCall never{std::string(32, 'a'), event::CallOutcome::refused, called(1)};
  now = call_step(now.state, OpenRow{called(1)});
  CHECK_FALSE(call_step(now.state, never).act);
  now = call_step(now.state, BeSure{true});
  CHECK_FALSE(call_step(call_step(now.state, OpenRow{called(2)}).state, never).act);  // sure of somebody else
  now = call_step(now.state, never);
  REQUIRE(now.act);
  CHECK(std::get<event::CallNoted>(now.act->what).by == event::Signature{"Анна", "staff"});
  CHECK(now.state.screen == Screen::calls);
}

TEST_CASE("nothing of the lists is for the admin, nor for who has not signed in", "[calls]") {
  State locked;
  for (const State& state : {desk_of("admin"), locked})
    for (const Intent& intent :
         {Intent(OpenList{}), Intent(OpenPromoters{}), Intent(OpenRow{}), Intent(OpenFan{}), Intent(AskImport{}),
          Intent(AskClient{}), Intent(OpenSheet{}), Intent(NoteCall{std::string(32, 'a'), {}, {}})}) {
      const Step after = call_step(state, intent);
      CHECK(after.state.screen == state.screen);
      CHECK_FALSE(after.act);
      CHECK_FALSE(after.list_work);
    }
}
