#include "kiosk/app/samples_lists.h"

#include <map>

#include "kiosk/app/samples.h"
#include "sync/event/day.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kListHourMs = 3'600'000, kListDayMs = 24 * kListHourMs;
constexpr std::int32_t kListOffsetMin = 180;

event::Uuid row_id(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

const std::map<std::string, desk::Screen>& lists_screens() {
  using enum desk::Screen;
  static const std::map<std::string, desk::Screen> screens = {{"staff.calls", calls},
                                                              {"staff.calls.empty", calls},
                                                              {"staff.calls.sealed", calls},
                                                              {"staff.calls.no_key", calls},
                                                              {"staff.calls.kept", calls},
                                                              {"staff.renewals", renewals},
                                                              {"staff.renewals.empty", renewals},
                                                              {"staff.promoters", promoters},
                                                              {"staff.promoters.empty", promoters},
                                                              {"staff.call", listed},
                                                              {"staff.call.sure", listed},
                                                              {"staff.call.refused", listed},
                                                              {"staff.call.sealed", listed},
                                                              {"staff.call.renewal", listed},
                                                              {"staff.call.gone", listed},
                                                              {"staff.promoter", fan},
                                                              {"staff.promoter.open", fan},
                                                              {"staff.import", import},
                                                              {"staff.import.none", import},
                                                              {"staff.sheet", sheet},
                                                              {"staff.sheet.good", sheet},
                                                              {"staff.sheet.keeping", sheet},
                                                              {"staff.sheet.fault", sheet},
                                                              {"staff.client", client},
                                                              {"staff.client.phone", client_phone}};
  return screens;
}

desk::Row sample_row(std::uint8_t number, desk::List list, const std::string& day, const std::string& name,
                     const std::string& status) {
  desk::Row row;
  row.id = row_id(number);
  row.list = list;
  row.day = day;
  row.client = desk::Client{.name = name,
                            .phone = "+7916123456" + std::to_string(number % 10),
                            .status = status,
                            .ends = list == desk::List::renewals ? day : "",
                            .birthday = number % 2 == 0 ? "02-29" : ""};
  row.mark = std::string(32, 'a');
  return row;
}

desk::Sheet sample_sheet(const std::string& name, const SampleWords& words) {
  desk::Sheet sheet;
  if (name == "staff.sheet.fault") {
    sheet.fault = desk::SheetFault::no_phone_column;
    return sheet;
  }
  for (const std::string& person : words.people)
    sheet.good.push_back({.name = person, .phone = "+79161234567", .status = "first", .ends = {}, .birthday = {}});
  if (name != "staff.sheet.good")
    for (std::size_t i = 0; i < desk::kRowFaults.size(); ++i)
      sheet.bad.push_back({.line = 7 + i * 5,
                           .fault = static_cast<desk::RowFault>(i),
                           .said = i % 3 == 0 ? "" : words.people[i % words.people.size()],
                           .first_line = 4});
  sheet.rows_count = sheet.good.size() + sheet.bad.size();
  return sheet;
}

}  // namespace

std::vector<std::string> lists_scene_names() {
  std::vector<std::string> names;
  for (const auto& [name, screen] : lists_screens()) names.push_back(name);
  return names;
}

void begin_lists(desk::State& state, const std::string& name, const SampleWords& words) {
  state.screen = lists_screens().at(name);
  desk::Lists& lists = state.lists;
  if (name.starts_with("staff.renewals") || name == "staff.call.renewal") lists.list = desk::List::renewals;
  lists.promoters = name.starts_with("staff.promoter");
  lists.opened = row_id(name == "staff.call.refused" ? 4 : name == "staff.call.renewal" ? 11 : 2);
  if (lists.promoters) lists.opened = row_id(21);
  if (name == "staff.call.gone") lists.opened = row_id(99);
  lists.sure = name == "staff.call.sure";
  if (name == "staff.calls.kept") lists.kept_count = 12;
  if (name == "staff.import")
    for (const char* file :
         {"clients-2026-11-21.csv", "yesterday.csv", "guests with a rather long name of november.csv"})
      lists.files.push_back({file, std::string(file) + " · KINGSTON"});
  lists.file = "clients-2026-11-21.csv · KINGSTON";
  if (state.screen == desk::Screen::sheet) lists.sheet = sample_sheet(name, words);
  if (name == "staff.sheet.keeping") {
    lists.busy = true;
    lists.done_count = 3;
    lists.all_count = 5;
  }
  if (name == "staff.client") state.care.text = words.people[0];
  lists.typed = {.name = words.people[0], .phone = "+7916123", .status = "first", .ends = {}, .birthday = {}};
}

desk::Calling lists_scene_calling(const std::string& name, const SampleWords& words, std::int64_t now_unix_ms) {
  desk::Calling out;
  out.has_key = name != "staff.calls.no_key";
  out.import_folder = "/var/lib/chalkpoint/import";
  if (name.ends_with(".empty") || !out.has_key) return out;
  const std::string today = event::day_of(now_unix_ms, kListOffsetMin);
  const auto asked = [&](const std::string& outcome, std::optional<int> score) {
    event::Interview one;
    one.day = today;
    one.outcome = outcome;
    one.score = score;
    one.again_days = 7;
    one.by = {words.name, "staff"};
    return one;
  };
  const auto add = [&](std::uint8_t number, desk::List list, int days, std::size_t who, const std::string& status) {
    out.rows.push_back(sample_row(number, list, event::plus_days(today, days), words.people[who], status));
    return &out.rows.back();
  };
  add(2, desk::List::calls, 0, 0, "first");
  desk::Row* tried = add(3, desk::List::calls, 0, 1, "lost");
  tried->tries = 2;
  tried->again_unix_ms = now_unix_ms + kListHourMs;
  add(4, desk::List::calls, 0, 2, "regular")->stop = desk::Stop::refused;
  add(5, desk::List::calls, 0, 3, "regular")->stop = desk::Stop::recent;
  add(6, desk::List::calls, 0, 4, "regular")->asked = asked("", 9);
  add(7, desk::List::calls, -1, 4, "");
  add(11, desk::List::renewals, 3, 0, "")->asked = asked("thinking", 8);
  add(12, desk::List::renewals, 0, 1, "");
  add(13, desk::List::renewals, 40, 2, "")->asked = asked("renewed", 10);
  add(14, desk::List::renewals, -2, 3, "");
  if (name.ends_with(".sealed"))
    for (desk::Row& row : out.rows) row.client.reset();
  for (std::uint8_t number = 21; number <= 24; ++number) {
    desk::Fan fan;
    const std::int64_t given = now_unix_ms - (number - 20) * kListDayMs;
    fan.said = {.id = row_id(number),
                .unix_ms = given,
                .day = event::day_of(given, kListOffsetMin),
                .code = "K7M2",
                .score = number % 2 == 0 ? 10 : 9,
                .words = words.comment};
    if (number == 22) fan.asked = asked("friend", {});
    if (number == 23) fan.asked = asked("thanked", {});
    if (number == 23) fan.asked->birthday = "01.12";
    if (name.ends_with(".open")) {
      fan.contact = number % 2 == 0 ? words.email : words.phone;
      fan.mark = std::string(32, 'a');
    }
    out.fans.push_back(std::move(fan));
  }
  desk::put_in_order(out, now_unix_ms, kListOffsetMin);
  return out;
}

}  // namespace chalkpoint::app
