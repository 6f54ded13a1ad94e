// Workbooks, read back by a reader that shares nothing with their writer.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/admin/xlsx.h"
#include "kiosk/admin/xlsx_check.h"
#include "tests/temp_dir.h"
#include "tests/workbook.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
using admin::Cell;
using event::Json;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<admin::Workbook> begin(const fs::path& folder, std::uint32_t rows_max = admin::kSheetRowsMax) {
  auto book = admin::Workbook::open(
      {.file = folder / "book.xlsx", .scratch = folder, .title = "Клуб", .author = "Chalkpoint", .rows_max = rows_max});
  REQUIRE(book);
  return std::move(*book);
}

}  // namespace

TEST_CASE("a workbook holds numbers, local times and words, and never a formula", "[export]") {
  TempDir dir;
  auto book = begin(dir.path());
  const std::size_t summary = book->add_summary("Итог");
  const std::size_t table =
      book->add_table("Ответы", {{.name = "time", .label = "Когда"}, {.name = "score"}, {.name = "words"}});
  std::string long_text;
  for (int i = 0; i < 40'000; ++i) long_text += "ж";
  book->add_row(table, std::vector<Cell>{{"2026-11-21T20:30:55.500+03:00", Cell::Kind::time},
                                         {"-5.25", Cell::Kind::number},
                                         {"=1+1", Cell::Kind::text}});
  book->add_row(table, std::vector<Cell>{{"no time", Cell::Kind::time},
                                         {"ten", Cell::Kind::number},
                                         {"http://club.example/?a=1&b=<2>\tи \"кавычки\"\x01", Cell::Kind::text}});
  book->add_row(table, std::vector<Cell>{{}, {}, {long_text, Cell::Kind::text}});
  book->add_row(summary, std::vector<Cell>{{"Всего"}, {"3", Cell::Kind::number}});
  REQUIRE(book->finish());

  const Json sheets = read_workbook(dir.path() / "book.xlsx");
  REQUIRE(sheets.size() == 2);
  CHECK(sheets[0]["name"] == "Итог");
  CHECK(sheets[0]["rows"][0]["B"] == Json({"number", 3.0}));
  const Json& rows = sheets[1]["rows"];
  CHECK(sheets[1]["frozen"] == true);
  CHECK(sheets[1]["widths"] > 0);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0]["A"] == Json({"text", "Когда"}));
  CHECK(rows[0]["B"] == Json({"text", "score"}));
  CHECK(rows[1]["A"][0] == "time");
  // 2026-11-21 is day 46347 of Excel's; 20:30:55.5 on the wall, whatever the offset.
  CHECK(rows[1]["A"][1].get<double>() == Approx(46'347 + (20 * 3600 + 30 * 60 + 55.5) / 86'400).epsilon(1e-12));
  CHECK(rows[1]["B"] == Json({"number", -5.25}));
  CHECK(rows[1]["C"] == Json({"text", "=1+1"}));
  CHECK(rows[2]["A"] == Json({"text", "no time"}));
  CHECK(rows[2]["B"] == Json({"text", "ten"}));
  CHECK(rows[2]["C"] == Json({"text", "http://club.example/?a=1&b=<2>\tи \"кавычки\""}));
  const std::string cut = rows[3]["C"][1];
  CHECK(cut.size() == (admin::kCellUnitsMax - 1) * 2 + std::string("…").size());
  CHECK(cut.ends_with("…"));
}

TEST_CASE("a table longer than a sheet goes on in another, under the same head", "[export]") {
  TempDir dir;
  auto book = begin(dir.path(), 4);
  const std::size_t table = book->add_table("Очень длинное [имя]: листа, что не помещается", {{.name = "n"}});
  for (int i = 0; i < 7; ++i) book->add_row(table, std::vector<Cell>{{std::to_string(i), Cell::Kind::number}});
  REQUIRE(book->finish());
  const Json sheets = read_workbook(dir.path() / "book.xlsx");
  REQUIRE(sheets.size() == 3);
  std::vector<double> seen;
  for (const Json& sheet : sheets) {
    CHECK(sheet["rows"][0]["A"] == Json({"text", "n"}));
    CHECK(sheet["rows"].size() <= 4);
    for (std::size_t i = 1; i < sheet["rows"].size(); ++i) seen.push_back(sheet["rows"][i]["A"][1]);
  }
  CHECK(seen == std::vector<double>{0, 1, 2, 3, 4, 5, 6});
  CHECK(sheets[1]["name"].get<std::string>().ends_with(" 2"));
}

TEST_CASE("a workbook that lost anything on its way is not called whole", "[export]") {
  TempDir dir;
  auto book = begin(dir.path());
  const std::size_t table = book->add_table("t", {{.name = "n"}});
  for (int i = 0; i < 500; ++i) book->add_row(table, std::vector<Cell>{{"word " + std::to_string(i)}});
  REQUIRE(book->finish());
  const fs::path file = dir.path() / "book.xlsx";
  const std::array<std::uint64_t, 1> cells{501}, more{502};
  REQUIRE(admin::check_workbook(file, cells));
  CHECK_FALSE(admin::check_workbook(file, more));  // a cell is missing
  CHECK_FALSE(admin::check_workbook(file, {}));    // a sheet too many
  CHECK_FALSE(admin::check_workbook(dir.path() / "none.xlsx", cells));
  std::string octets(fs::file_size(file), '\0');
  std::ifstream(file, std::ios::binary).read(octets.data(), static_cast<std::streamsize>(octets.size()));
  const auto written = [&](const std::string& what) {
    const fs::path other = dir.path() / "other.xlsx";
    std::ofstream(other, std::ios::binary) << what;
    return admin::check_workbook(other, cells).has_value();
  };
  CHECK(written(octets));
  for (const std::size_t kept : {octets.size() - 1, octets.size() / 2, std::size_t{30}, std::size_t{0}})
    CHECK_FALSE(written(octets.substr(0, kept)));
  const std::size_t in_sheet = octets.find("xl/worksheets/sheet1.xml") + 60;
  std::string altered = octets;
  altered[in_sheet] = static_cast<char>(altered[in_sheet] ^ 1);
  CHECK_FALSE(written(altered));
}
