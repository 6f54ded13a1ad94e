#include "sync/wire/one_line.h"

#include <catch2/catch.hpp>

#include "sync/wire/limits.h"

namespace chalkpoint::testing {

TEST_CASE("words of the other side become one line without control characters") {
  CHECK(wire::one_line("plain, даже так, 日本") == "plain, даже так, 日本");
  CHECK(wire::one_line("a\nb\tc\x1b[2J") == "a b c [2J");
  CHECK(wire::one_line("del\x7f.") == "del .");
  CHECK(wire::one_line("c1\xC2\x9B[2J\xC2\x80\xC2\xA0") == "c1  [2J  \xC2\xA0");
  CHECK(wire::one_line("cut off\xC2") == "cut off\xC2");
}

TEST_CASE("a line is cut between characters") {
  for (std::size_t lead = 0; lead < 4; ++lead) {
    std::string text(lead, 'x');
    while (text.size() < 2 * wire::kReasonBytesMax) text += "\xF0\x9F\x98\x80";
    const std::string line = wire::one_line(text);
    CHECK(line.size() <= wire::kReasonBytesMax);
    CHECK(line.size() > wire::kReasonBytesMax - 4);
    CHECK((line.size() - lead) % 4 == 0);
  }
}

}  // namespace chalkpoint::testing
