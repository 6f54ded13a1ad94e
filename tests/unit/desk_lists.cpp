// Lists as they are brought: whatever the encoding and separator, every row is a good one or a bad one with its line;
// days and birthdays of any year.
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <sstream>

#include "kiosk/desk/clients.h"
#include "kiosk/desk/csv.h"
#include "kiosk/desk/days.h"
#include "sync/event/day.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

constexpr const char* kToday = "2026-11-22";

const ListWords& list_words() {
  static const ListWords words = [] {
    std::ifstream file(SOURCE_DIR "/assets/lists/words.json");
    std::ostringstream text;
    text << file.rdbuf();
    return ListWords::parse(text.str()).value();
  }();
  return words;
}

Sheet read(const std::string& octets, List list = List::calls, const std::set<std::string>& known = {}) {
  return read_sheet(octets, list, list_words(), known, kToday);
}

/// "LINE FAULT" of each bad row.
std::vector<std::string> faults(const Sheet& sheet) {
  std::vector<std::string> out;
  for (const BadRow& row : sheet.bad)
    out.push_back(std::to_string(row.line) + " " + std::string(kRowFaults[static_cast<std::size_t>(row.fault)]));
  return out;
}

std::string windows_1251(std::u32string_view text) {
  std::string out;
  for (const char32_t letter : text)
    out += letter >= U'А' && letter <= U'я' ? static_cast<char>(0xC0 + (letter - U'А'))
           : letter == U'ё'                 ? static_cast<char>(0xB8)
                                            : static_cast<char>(letter);
  return out;
}

std::string utf_16(std::u32string_view text) {
  std::string out = "\xFF\xFE";
  for (const char32_t letter : text) (out += static_cast<char>(letter & 0xFFU)) += static_cast<char>(letter >> 8U);
  return out;
}

}  // namespace

TEST_CASE("a list reads the same whatever wrote it", "[lists]") {
  const std::vector<Client> wanted = {
      {.name = "Ольга Фёдорова", .phone = "+79161234567", .status = "first", .ends = {}, .birthday = "02-29"},
      {.name = "Пётр", .phone = "+74951234567", .status = "", .ends = {}, .birthday = ""}};
  const std::u32string table =
      U"Телефон;ФИО;Статус;День рождения\r\n8 916 123-45-67;Ольга Фёдорова;Первый;29.02.1988\r\n+7 (495) "
      U"1234567;Пётр;;\r\n";
  std::string utf8 =
      "Телефон;ФИО;Статус;День рождения\r\n8 916 123-45-67;Ольга Фёдорова;Первый;29.02.1988\r\n+7 (495) "
      "1234567;Пётр;;\r\n";
  for (const std::string& octets :
       {utf8, "\xEF\xBB\xBF" + utf8, windows_1251(table), utf_16(table), "sep=;\n" + utf8}) {
    const Sheet sheet = read(octets);
    CHECK(sheet.fault == SheetFault::none);
    CHECK(sheet.good == wanted);
    CHECK(sheet.bad.empty());
  }
  std::string tabbed = utf8, commas = utf8;
  std::ranges::replace(tabbed, ';', '\t');
  std::ranges::replace(commas, ';', ',');
  CHECK(read(tabbed).good == wanted);
  CHECK(read(commas).good == wanted);
  CHECK(read("name,PHONE\n\"Smith, \"\"Jo\"\"\nAnn\" , 9161234567\n").good.at(0).name == "Smith, \"Jo\" Ann");
}

TEST_CASE("every bad row is named by its line and what is wrong with it; the good ones stay", "[lists]") {
  const Sheet sheet = read(
      "имя;телефон;статус;др\n"          // 1
      ";89161234567;;\n"                 // 2 no name
      "Анна;;;\n"                        // 3 no number
      "Борис;123;;\n"                    // 4
      "Вера;89160000001;вип;\n"          // 5
      "Глеб;89160000002;;31.02\n"        // 6
      "\n"                               // 7 blank: no row
      "Дина;89160000003;первый;01.06\n"  // 8 good
      "Егор;8 916 000 00 03;;\n"         // 9 as in 8
      "Жанна;89160000004;;;лишнее\n"     // 10
      "\"Зоя;89160000005;;\n"            // 11 the quote never ends
      "\"Ира\nМарк\";89160000006;;\n"    // 12 and 13: good
      "Кира;89160000007;;\n"             // 14 on the list already
      "Лев\n" +                          // 15 too short
          std::string(100, 'x') +
          ";89160000008;;\n",
      List::calls, {"+79160000007"});
  CHECK(faults(sheet) == std::vector<std::string>{"2 no-name", "3 no-phone", "4 bad-phone", "5 bad-status",
                                                  "6 bad-birthday", "9 repeated", "10 cells", "11 quote", "14 known",
                                                  "15 no-phone", "16 long-name"});
  CHECK(sheet.bad.at(5).first_line == 8);
  CHECK(sheet.bad.at(2).said == "123");
  REQUIRE(sheet.good.size() == 2);
  CHECK(sheet.good[0] == Client{"Дина", "+79160000003", "first", "", "06-01"});
  CHECK(sheet.good[1].name == "Ира Марк");
  CHECK(sheet.rows_count == sheet.good.size() + sheet.bad.size());
}

TEST_CASE("renewals need the day on which the card ends", "[lists]") {
  const Sheet sheet = read(
      "Клиент,Телефон,Действует до\nАнна,9160000001,2026-12-31\nБорис,9160000002,1.9.2026\nВера,9160000003,\n"
      "Глеб,9160000004,31.11.2026\nДина,9160000005,2026-08-01\n",
      List::renewals);
  CHECK(faults(sheet) == std::vector<std::string>{"4 no-date", "5 bad-date", "6 past-date"});
  REQUIRE(sheet.good.size() == 2);
  CHECK(sheet.good[0].ends == "2026-12-31");
  CHECK(sheet.good[1].ends == "2026-09-01");
}

TEST_CASE("what is no list as a whole is said so at once", "[lists]") {
  CHECK(read("").fault == SheetFault::empty);
  CHECK(read("имя;телефон\n").fault == SheetFault::empty);
  CHECK(read("имя;почта\nАнна;a@b.c\n").fault == SheetFault::no_phone_column);
  CHECK(read("Анна;89161234567\nБорис;89161234568\n").fault == SheetFault::no_name_column);
  CHECK(read("имя;телефон\nАнна;89161234567\n", List::renewals).fault == SheetFault::no_ends_column);
  CHECK(read(std::string("\x89PNG\0\0\r\n\x98 имя;телефон\n", 30)).fault == SheetFault::no_text);
  CHECK(read(std::string(kSheetBytesMax + 1, 'a')).fault == SheetFault::too_large);
  std::string many = "name;phone\n";
  for (std::size_t i = 0; i <= kSheetRowsMax; ++i) many += "A;89161234567\n";
  CHECK(read(many).fault == SheetFault::too_many);
}

TEST_CASE("whatever the octets, the rows are all there: good or bad, each line once", "[lists]") {
  std::mt19937_64 random(3);
  constexpr std::string_view kSigns = "имя;Ольга89161234567+,\t\"\"\"\n\n\r;;;;\x98\xFF\xC3";
  for (int i = 0; i < 5'000; ++i) {
    std::string octets = "name;phone;status\n";
    for (std::size_t n = random() % 200; n > 0; --n) octets += kSigns[random() % kSigns.size()];
    const Sheet sheet = read(octets);
    if (sheet.fault != SheetFault::none) continue;
    CHECK(sheet.rows_count == sheet.good.size() + sheet.bad.size());
    CHECK(std::ranges::is_sorted(sheet.bad, std::ranges::less_equal(), &BadRow::line));
    const auto lines = static_cast<std::size_t>(std::ranges::count(octets, '\n') + std::ranges::count(octets, '\r'));
    for (const BadRow& row : sheet.bad) CHECK((row.line >= 2 && row.line <= lines + 1));
  }
}

TEST_CASE("what is sealed of a client reads back, and nothing else does", "[lists]") {
  const std::string mark(32, 'a');
  for (const Client& client : {Client{"Анна", "+79161234567", "first", "", "02-29"},
                               Client{"Борис \"Б\"", "+442079460958", "", "2026-12-31", ""}}) {
    const auto read = client_from_text(to_text(client, mark));
    REQUIRE(read);
    CHECK(read->client == client);
    CHECK(read->mark == mark);
  }
  for (const char* none : {"", "[]", "{}", R"({"name":"A","phone":"1","mark":"aa"})"})
    CHECK_FALSE(client_from_text(none));
}

TEST_CASE("days and birthdays, leap years and short months among them", "[lists][days]") {
  CHECK(event::day_of(1'795'379'455'123, 180) == "2026-11-22");
  CHECK(event::day_of(1'795'379'455'123, 300) == "2026-11-23");  // 20:30 UTC
  CHECK(event::day_of(-1, 0) == "1969-12-31");
  for (const char* same : {"2026-11-05", "05.11.2026", "5.11.2026", "5/11/2026", "2026-11-5"})
    CHECK(read_day(same) == "2026-11-05");
  for (const char* none : {"", "5.11.26", "31.11.2026", "2026-02-29", "11.2026", "5.11.2026 г.", "2026-11-05T00:00",
                           "99999.1.1", "1.1.1899", "-1.1.2026"})
    CHECK_FALSE(read_day(none));
  CHECK(read_day("29.02.2028") == "2028-02-29");
  CHECK(read_birthday("29.02") == "02-29");
  CHECK(read_birthday("1.6.") == "06-01");
  CHECK(read_birthday("1988-02-29") == "02-29");
  CHECK_FALSE(read_birthday("30.02"));
  CHECK_FALSE(read_birthday("29.02.1987"));
  CHECK(event::days_between("2026-12-31", "2027-01-01").value_or(0) == 1);
  CHECK(event::days_between("2027-01-01", "2026-12-31").value_or(0) == -1);
  CHECK(event::plus_days("2028-02-28", 1) == "2028-02-29");
  CHECK(months_later("2026-08-31", 6) == "2027-02-28");
  CHECK(months_later("2027-08-31", 6) == "2028-02-29");
  CHECK(months_later("2026-11-22", 6) == "2027-05-22");
  CHECK(next_birthday("02-29", "2026-11-22") == "2027-02-28");
  CHECK(next_birthday("02-29", "2027-11-22") == "2028-02-29");
  CHECK(next_birthday("02-29", "2027-02-28") == "2027-02-28");
  CHECK(next_birthday("11-22", "2026-11-22") == "2026-11-22");
  CHECK(next_birthday("11-21", "2026-11-22") == "2027-11-21");
}
