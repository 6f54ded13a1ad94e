#include "kiosk/app/samples_report.h"

namespace chalkpoint::app {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

event::Tally tally(std::int64_t promoters, std::int64_t passives, std::int64_t detractors, std::int64_t abandoned = 0) {
  return {.completed = promoters + passives + detractors,
          .abandoned = abandoned,
          .suspect = abandoned / 4,
          .promoters = promoters,
          .passives = passives,
          .detractors = detractors};
}

// A day of few answers, of which a club has many.
desk::Report few() {
  desk::Report out;
  out.days = {"2026-11-17", "2026-11-17"};
  out.before = {"2026-11-16", "2026-11-16"};
  out.total = tally(5, 4, 3, 15);
  out.total_before = tally(9, 2, 1);
  out.touchpoints = {{"lobby", tally(4, 3, 2, 15), tally(9, 2, 1)}, {"call", tally(1, 1, 1), {}}};
  out.departments = {{"cleanliness", tally(0, 2, 3), {}}, {"trainers", tally(4, 0, 0), {}}};
  out.answering = {.came = 6,
                   .in_time = 3,
                   .late = 1,
                   .pending = 2,
                   .answered = 4,
                   .resolved = 1,
                   .first_answer_ms = 95 * kMinuteMs,
                   .resolution_ms = 640 * kMinuteMs};
  out.cases = {.opened = 2, .resolved = 1, .open = 3, .overdue = 1, .causes = {1, 0, 1, 0}};
  return out;
}

desk::Report week() {
  desk::Report out;
  out.days = {"2026-11-16", "2026-11-18"};
  out.before = {"2026-11-09", "2026-11-11"};
  out.total = tally(75, 36, 23, 17);
  out.total_before = tally(66, 38, 28, 21);
  out.touchpoints = {{"lobby", tally(52, 22, 14, 17), tally(48, 28, 20, 21)},
                     {"call", tally(18, 10, 6), tally(14, 8, 5)},
                     {"told", tally(3, 2, 2), tally(4, 2, 3)},
                     {"renewal", tally(2, 2, 1), {}}};
  out.departments = {
      {"trainers", tally(38, 9, 2), tally(14, 16, 9)}, {"cleanliness", tally(9, 12, 11), tally(20, 10, 2)},
      {"equipment", tally(12, 8, 7), tally(10, 9, 6)}, {"schedule", tally(7, 6, 4), tally(6, 4, 4)},
      {"reception", tally(8, 3, 3), tally(7, 2, 2)},   {"price", tally(2, 5, 3), tally(1, 4, 2)}};
  out.statuses = {{"first", tally(9, 5, 2), tally(6, 3, 2)},
                  {"regular", tally(8, 4, 2), tally(7, 4, 1)},
                  {"lost", tally(1, 1, 2), tally(1, 1, 2)}};
  out.answering = {.came = 41,
                   .in_time = 34,
                   .late = 4,
                   .pending = 3,
                   .answered = 37,
                   .resolved = 21,
                   .first_answer_ms = 147 * kMinuteMs,
                   .resolution_ms = 1'513 * kMinuteMs};
  out.cases = {.opened = 14, .resolved = 9, .open = 8, .overdue = 2, .causes = {2, 6, 4, 2}};
  out.contact_openings = 5;
  return out;
}

}  // namespace

desk::Reported sample_report(const std::string& name, std::int64_t now_unix_ms) {
  desk::Reported out;
  if (!name.starts_with("staff.report") || name == "staff.report.reading") return out;
  out.failed = name == "staff.report.failed";
  if (out.failed) return out;
  const bool alone = name == "staff.report.few" || name == "staff.report.empty";
  if (name == "staff.report.empty")
    out.report = desk::Report{.days = {"2026-11-17", "2026-11-17"}, .before = {"2026-11-16", "2026-11-16"}};
  else
    out.report = name == "staff.report.few" ? few() : week();
  out.report->made_unix_ms = now_unix_ms;
  out.report->utc_offset_min = 180;
  if (!alone) out.scope = {.club = "", .whole_site = true, .read_unix_ms = now_unix_ms - 3 * kMinuteMs};
  return out;
}

}  // namespace chalkpoint::app
