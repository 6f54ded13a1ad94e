#include "kiosk/desk/lists.h"

#include <algorithm>

#include "kiosk/desk/days.h"
#include "sync/event/day.h"

namespace chalkpoint::desk {
namespace {

// Outcomes of the forms (assets/surveys/renewal, promoter) after which somebody is called about the same again.
constexpr std::string_view kThinking = "thinking", kLater = "later";

std::size_t status_rank(const Row& row) {
  constexpr std::array<std::string_view, 3> kOrder = {"first", "lost", "regular"};
  const std::string status = row.client ? row.client->status : "";
  return static_cast<std::size_t>(std::ranges::find(kOrder, status) - kOrder.begin());
}

std::string row_name(const Row& row) {
  return row.client ? row.client->name : "";
}

}  // namespace

std::optional<std::string> asked_again_on(const Row& row) {
  if (row.list != List::renewals || !row.asked || row.asked->outcome != kThinking) return std::nullopt;
  return event::plus_days(row.asked->day, row.asked->again_days.value_or(kRenewalDueDays));
}

bool is_done(const Row& row) {
  return row.stop == Stop::refused || (row.asked && !asked_again_on(row));
}

bool is_due(const Row& row, std::int64_t now_unix_ms, std::string_view today) {
  if (is_done(row) || row.stop != Stop::none || now_unix_ms < row.again_unix_ms) return false;
  if (row.list == List::calls) return row.day <= today;
  if (const auto again = asked_again_on(row)) return *again <= today;
  return event::days_between(today, row.day).value_or(0) <= kRenewalDueDays;
}

std::optional<Due> next_occasion(const Fan& fan, std::string_view today) {
  if (fan.refused) return std::nullopt;
  if (!fan.asked) return Due{Occasion::first, fan.said.day};
  const std::string& called = fan.asked->day;
  if (fan.asked->outcome == kUnreached) return Due{Occasion::first, event::plus_days(called, 1)};
  if (fan.asked->outcome == kLater) return Due{Occasion::first, event::plus_days(called, kPromoterLaterDays)};
  Due due{Occasion::half_year, months_later(called, kPromoterMonths)};
  constexpr int kCongratulatedWithinDays = 7;  // later than that nobody wishes a happy birthday any more
  if (const auto birthday = read_birthday(fan.asked->birthday)) {
    const std::string from = std::max(event::plus_days(called, 1), event::plus_days(today, -kCongratulatedWithinDays));
    if (std::string day = next_birthday(*birthday, from); day < due.day) due = {Occasion::birthday, std::move(day)};
  }
  return due;
}

bool is_due(const Fan& fan, std::int64_t now_unix_ms, std::string_view today) {
  const auto due = next_occasion(fan, today);
  return due && due->day <= today && now_unix_ms >= fan.again_unix_ms;
}

void put_in_order(Calling& calling, std::int64_t now_unix_ms, std::int32_t utc_offset_min) {
  const std::string today = event::day_of(now_unix_ms, utc_offset_min);
  std::ranges::sort(calling.rows, {}, [&](const Row& row) {
    const bool later = row.stop != Stop::none || is_done(row);
    return row.list == List::calls ? std::tuple(row.list, later, std::string(), status_rank(row), row_name(row), row.id)
                                   : std::tuple(row.list, later, row.day, std::size_t{0}, row_name(row), row.id);
  });
  std::ranges::sort(calling.fans, {}, [&](const Fan& fan) {
    const auto due = next_occasion(fan, today);
    return std::tuple(!due, due ? due->day : std::string(), fan.said.id);
  });
}

std::vector<Waiting> waiting_calls(const Calling& calling, const std::function<std::int32_t(std::int64_t)>& offset_min,
                                   std::int64_t now_unix_ms) {
  const std::int32_t offset = offset_min(now_unix_ms);
  const std::string today = event::day_of(now_unix_ms, offset);
  Waiting calls, renewals, promoters;
  calls.kind = Kind::call;
  renewals.kind = Kind::renewal;
  promoters.kind = Kind::promoter;
  // Since the day on which it became due, and never since before it was there.
  const auto add = [&](Waiting& to, const std::string& due_day, std::int64_t came_unix_ms) {
    std::int64_t since = event::start_of_day(std::min<std::string>(due_day, today), offset).value_or(now_unix_ms);
    if (came_unix_ms <= now_unix_ms) since = std::max(since, came_unix_ms);  // a clock may have been wrong
    to.since_unix_ms = to.count == 0 ? since : std::min(to.since_unix_ms, since);
    ++to.count;
  };
  for (const Row& row : calling.rows) {
    if (!is_due(row, now_unix_ms, today)) continue;
    if (row.list == List::calls)
      add(calls, row.day, event::unix_ms_of(row.id));
    else
      add(renewals, asked_again_on(row).value_or(event::plus_days(row.day, -kRenewalDueDays)),
          event::unix_ms_of(row.id));
  }
  for (const Fan& fan : calling.fans)
    if (is_due(fan, now_unix_ms, today)) add(promoters, next_occasion(fan, today)->day, event::unix_ms_of(fan.said.id));
  std::vector<Waiting> out;
  for (Waiting* one : {&calls, &renewals, &promoters})
    if (one->count > 0) out.push_back(std::move(*one));
  return out;
}

}  // namespace chalkpoint::desk
