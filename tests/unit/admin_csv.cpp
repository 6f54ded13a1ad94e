#include <catch2/catch.hpp>

#include "kiosk/admin/csv.h"

using chalkpoint::admin::csv_line;
using chalkpoint::admin::safe_cell;

TEST_CASE("no cell can become a formula") {
  for (const char* evil : {"=1+1",
                           "+SUM(A1)",
                           "-1+cmd|' /C calc'!A0",
                           "@SUM(A1)",
                           " =1+1",
                           "\xC2\xA0=1",
                           "\xE3\x80\x80=1",
                           "\xEF\xBC\x9D"
                           "1+1",
                           " \xEF\xBC\x8B"
                           "1",
                           "\xEF\xBC\xA0x",
                           "\t=1",
                           "\r=1",
                           "\n=1",
                           " \t=1",
                           "-",
                           "+7 900 123-45-67",
                           "-5-3",
                           "+5",
                           "\xE2\x88\x92"
                           "5",
                           "-5.",
                           "-.5"}) {
    CHECK(safe_cell(evil) == "'" + std::string(evil));
  }
  for (const char* good :
       {"", "-5", "-12.50", "7", "0012", "text", "a=b", "Раздевалка - чисто", "8 (900) 123", "'quoted'"}) {
    CHECK(safe_cell(good) == good);
  }
}

TEST_CASE("lines are quoted as RFC 4180 asks") {
  const std::vector<std::string> cells{"plain", "with, comma", "with; semicolon", "say \"hello\"", "two\r\nlines",
                                       "",      "=1,2"};
  CHECK(csv_line(cells) ==
        "plain,\"with, comma\",\"with; semicolon\",\"say \"\"hello\"\"\",\"two\r\nlines\",,\"'=1,2\"\r\n");
  CHECK(csv_line({}) == "\r\n");
}
