// The words of a report and its page: what is told when there is little, and that it is one page whatever it holds.
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/app/samples_report.h"
#include "kiosk/desk/report_page.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

const std::filesystem::path kReportAssets = std::filesystem::path(BINARY_DIR) / "assets";
constexpr std::int64_t kReportNow = 1'795'000'000'000;

ui::Text words_in(const std::string& language) {
  auto text = ui::Text::open(kReportAssets / "lang", language);
  REQUIRE(text);
  return std::move(*text);
}

bool says(const PrintSheet& sheet, const std::string& words) {
  return std::ranges::any_of(sheet.words, [&](const std::string& one) { return one.contains(words); });
}

// Beside them stands one "/Type /Pages", their list.
std::size_t pages_in(const event::Bytes& pdf) {
  constexpr std::string_view kPage = "/Type /Page";
  std::size_t count = 0;
  for (std::size_t at = pdf.find(kPage); at != std::string::npos; at = pdf.find(kPage, at + 1))
    count += pdf.substr(at + kPage.size(), 1) == "s" ? 0 : 1;
  return count;
}

}  // namespace

TEST_CASE("below thirty scores a report tells counts, and says that a small change is none", "[report]") {
  const auto text = words_in("en");
  const auto sheet_for = [&](const std::string& name) {
    const auto sample = app::sample_report(name, kReportNow);
    return sheet_of(*sample.report, sample.scope, {}, text);
  };
  const PrintSheet few = sheet_for("staff.report.few");
  CHECK(few.big == "12");
  CHECK(few.small == "scores");
  CHECK(says(few, "12 scores: 5 promoters, 4 passives, 3 detractors."));
  CHECK(says(few, "Fewer than 30 scores"));
  CHECK(says(few, "Fewer than half"));  // fifteen of 27 left before the end
  CHECK_FALSE(says(few, "No change"));
  CHECK(few.scope.contains("this terminal alone"));
  const PrintSheet week = sheet_for("staff.report");
  CHECK(week.big == "+39");
  CHECK(week.small == "± 13");
  CHECK(says(week, "No change: +10"));
  CHECK(week.scope.contains("the whole club, read today"));
  CHECK(sheet_for("staff.report.empty").words.front() == "No scores on these days.");
  const std::string lines = to_text(week);
  for (const char* const wanted :
       {"answered within 24 hours: 89 % (34 of 38)", "to the first answer: 2 h 27 min (median of 37)", "Information: 4",
        "overdue: 2", "trainers: +73 ± "})
    CHECK_THAT(lines, Catch::Contains(wanted));
}

TEST_CASE("the page is one page, in both languages, however much there is to tell", "[report]") {
  for (const char* const language : {"ru", "en"}) {
    const auto text = words_in(language);
    auto sample = app::sample_report("staff.report", kReportNow);
    for (int i = 0; i < 80; ++i)
      for (auto* rows : {&sample.report->departments, &sample.report->touchpoints})
        rows->push_back({"an uncommonly long name of a department, the number of which is " + std::to_string(i),
                         sample.report->total, sample.report->total_before});
    for (const bool much : {false, true}) {
      const auto report = much ? *sample.report : *app::sample_report("staff.report.empty", kReportNow).report;
      const PrintSheet sheet = sheet_of(report, sample.scope, {}, text);
      const auto pdf = page_of(sheet, PageFormat::pdf, kReportAssets / "fonts", kReportNow, text);
      REQUIRE(pdf);
      CHECK(pdf->starts_with("%PDF-"));
      CHECK(pages_in(*pdf) == 1);
      CHECK(*pdf == page_of(sheet, PageFormat::pdf, kReportAssets / "fonts", kReportNow, text).value());
      const auto png = page_of(sheet, PageFormat::png, kReportAssets / "fonts", kReportNow, text);
      REQUIRE(png);
      CHECK(png->starts_with("\x89PNG"));
    }
    CHECK_FALSE(page_of({}, PageFormat::pdf, kReportAssets / "lang", kReportNow, text));  // no fonts there
  }
}
