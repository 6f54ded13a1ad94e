// Which survey is asked when.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "kiosk/admin/plan.h"
#include "sync/event/day.h"

using namespace chalkpoint;
using admin::Plan;
using admin::Turn;

namespace {

constexpr std::int32_t kOffset = 180;

// Local time.
event::Moment at(const std::string& day, int hour, int minute = 0) {
  return {.unix_ms = event::start_of_day(day, kOffset).value() + (hour * 60 + minute) * std::int64_t{60'000},
          .utc_offset_min = kOffset,
          .mono_ms = 0,
          .boot_id = {}};
}

std::string asked(const std::string& plan, const event::Moment& now, std::uint64_t counter = 0) {
  const auto read = admin::parse_plan(plan);
  REQUIRE(read);
  return admin::asked(*read, now, counter);
}

std::string fault(const std::string& plan) {
  const auto read = admin::parse_plan(plan);
  return read ? std::string() : read.error().what;
}

Plan random_plan(std::mt19937& chance) {
  const auto below = [&chance](unsigned n) { return static_cast<int>(chance() % n); };
  Plan plan{.usual = below(2) ? "nps" : "other", .off = below(8) == 0, .turns = {}};
  for (int i = below(4); i > 0; --i) {
    Turn turn{.survey = "s" + std::to_string(i), .off = below(5) == 0, .times = {}, .from = {}, .until = {}};
    if (below(2)) turn.times = admin::DayTimes{below(1440), 0};
    if (turn.times) turn.times->until_min = (turn.times->from_min + 1 + below(1438)) % 1440;
    for (bool& day : turn.days) day = below(3) > 0;
    turn.days[static_cast<std::size_t>(below(7))] = true;
    if (below(3) == 0) turn.from = event::plus_days("2026-11-20", below(20));
    if (below(3) == 0) turn.until = event::plus_days("2026-12-10", below(20));
    if (below(2)) turn.one_in = 1 + below(9);
    plan.turns.push_back(turn);
  }
  return plan;
}

}  // namespace

TEST_CASE("a site that said nothing asks the usual survey", "[plan]") {
  CHECK(asked("", at("2026-11-30", 12)) == "nps");
  CHECK(admin::to_text(Plan{}).empty());
  CHECK(asked(R"({"usual":"classes"})", at("2026-11-30", 12)) == "classes");
  CHECK(asked(R"({"off":true,"turns":[{"survey":"x"}]})", at("2026-11-30", 12)).empty());
}

TEST_CASE("a turn holds at its hours, days and dates", "[plan]") {
  const std::string evening = R"({"turns":[{"survey":"x","hours":"18:00-21:30"}]})";
  CHECK(asked(evening, at("2026-11-30", 17, 59)) == "nps");
  CHECK(asked(evening, at("2026-11-30", 18)) == "x");
  CHECK(asked(evening, at("2026-11-30", 21, 29)) == "x");
  CHECK(asked(evening, at("2026-11-30", 21, 30)) == "nps");
  const std::string monday = R"({"turns":[{"survey":"x","days":["mon"]}]})";  // 2026-11-30 is one
  CHECK(asked(monday, at("2026-11-30", 0)) == "x");
  CHECK(asked(monday, at("2026-11-30", 23, 59)) == "x");
  CHECK(asked(monday, at("2026-12-01", 0)) == "nps");
  const std::string december = R"({"turns":[{"survey":"x","from":"2026-12-01","until":"2026-12-02"}]})";
  CHECK(asked(december, at("2026-11-30", 23, 59)) == "nps");
  CHECK(asked(december, at("2026-12-01", 0)) == "x");
  CHECK(asked(december, at("2026-12-02", 23, 59)) == "x");
  CHECK(asked(december, at("2026-12-03", 0)) == "nps");
  CHECK(asked(R"({"turns":[{"survey":"x","off":true}]})", at("2026-11-30", 12)) == "nps");
}

TEST_CASE("what lies past midnight belongs to the day before", "[plan]") {
  const std::string night = R"({"turns":[{"survey":"x","hours":"22:00-02:00","days":["mon"],"until":"2026-11-30"}]})";
  CHECK(asked(night, at("2026-11-30", 1)) == "nps");
  CHECK(asked(night, at("2026-11-30", 23)) == "x");
  CHECK(asked(night, at("2026-12-01", 1, 59)) == "x");
  CHECK(asked(night, at("2026-12-01", 2)) == "nps");
  CHECK(asked(night, at("2026-12-01", 23)) == "nps");
}

TEST_CASE("one in N is exactly that, among those whom the turns before left", "[plan]") {
  const event::Moment now = at("2026-11-30", 12);
  for (const int first : {1, 2, 3, 7})
    for (const int second : {1, 2, 5}) {
      Plan plan;
      plan.turns = {{.survey = "a", .times = {}, .from = {}, .until = {}, .one_in = first},
                    {.survey = "b", .times = {}, .from = {}, .until = {}, .one_in = second}};
      std::vector<std::string> row, left;
      for (std::uint64_t i = 0; i < 500; ++i) {
        row.push_back(admin::asked(plan, now, i));
        if (row.back() != "a") left.push_back(row.back());
      }
      const auto exactly = [](const std::vector<std::string>& all, const std::string& who, int one_in) {
        for (std::size_t i = 0; i + static_cast<std::size_t>(one_in) <= all.size(); ++i)
          if (std::count(all.begin() + static_cast<std::ptrdiff_t>(i),
                         all.begin() + static_cast<std::ptrdiff_t>(i) + one_in, who) != 1)
            return false;
        return true;
      };
      CAPTURE(first, second);
      CHECK(exactly(row, "a", first));
      CHECK(exactly(left, "b", second));
    }
}

TEST_CASE("a plan is what it was written as, and nothing changes before it says so", "[plan]") {
  std::mt19937 chance(5);
  for (int i = 0; i < 300; ++i) {
    const Plan plan = random_plan(chance);
    const auto again = admin::parse_plan(admin::to_text(plan));
    REQUIRE(again);
    CHECK(*again == plan);
    const event::Moment now = at(event::plus_days("2026-11-25", static_cast<int>(chance() % 30)),
                                 static_cast<int>(chance() % 24), static_cast<int>(chance() % 60));
    const std::uint64_t counter = chance() % 100;
    const std::int64_t next = admin::next_change_unix_ms(plan, now);
    REQUIRE(next > now.unix_ms);
    CHECK(next <= now.unix_ms + 24 * 60 * 60'000);
    for (event::Moment later = now; later.unix_ms < next; later.unix_ms += 60'000)
      CHECK(admin::asked(plan, later, counter) == admin::asked(plan, now, counter));
  }
}

TEST_CASE("a malformed plan is refused with the place named", "[plan]") {
  CHECK(fault("[]").find("object") != std::string::npos);
  CHECK(fault("{").find("object") != std::string::npos);
  CHECK(fault(R"({"usuall":"nps"})").find("usuall") != std::string::npos);
  CHECK(fault(R"({"usual":"Опрос"})").find("usual") != std::string::npos);
  CHECK(fault(R"({"off":1})").find("off") != std::string::npos);
  CHECK(fault(R"({"turns":{}})").find("turns") != std::string::npos);
  CHECK(fault(R"({"turns":[1]})").find("turns[0]") != std::string::npos);
  CHECK(fault(R"({"turns":[{"survey":"x"},{}]})").find("turns[1].survey") != std::string::npos);
  for (const char* hours :
       {"18-21", "18:00", "18:00-18:00", "24:00-06:00", "18:60-19:00", "25:00-26:00", "-1:00-02:00"})
    CHECK(fault(R"({"turns":[{"survey":"x","hours":")" + std::string(hours) + R"("}]})").find("turns[0].hours") !=
          std::string::npos);
  for (const char* days : {R"([])", R"(["monday"])", R"("mon")", R"([1])"})
    CHECK(fault(R"({"turns":[{"survey":"x","days":)" + std::string(days) + "}]}").find("turns[0].days") !=
          std::string::npos);
  CHECK(fault(R"({"turns":[{"survey":"x","from":"2026-02-30"}]})").find("turns[0].from") != std::string::npos);
  CHECK(fault(R"({"turns":[{"survey":"x","from":"2026-03-02","until":"2026-03-01"}]})").find("turns[0].until") !=
        std::string::npos);
  for (const char* one_in : {"0", "1001", "1.5", "\"2\""})
    CHECK(fault(R"({"turns":[{"survey":"x","one_in":)" + std::string(one_in) + "}]}").find("turns[0].one_in") !=
          std::string::npos);
  CHECK(fault(R"({"turns":[{"survey":"x","hours":"18:00-24:00"}]})").empty());
}
