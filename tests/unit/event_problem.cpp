// What stands on standard error when something is wrong.
#include <catch2/catch.hpp>

#include "sync/event/problem.h"

using chalkpoint::event::one_line;

TEST_CASE("a problem is one line of two sentences, however its texts end") {
  CHECK(one_line({"The store is in use", "Stop that terminal"}) == "The store is in use. Stop that terminal.");
  CHECK(one_line({"The store is in use.", "Stop that terminal."}) == "The store is in use. Stop that terminal.");
  CHECK(one_line({"the port is taken", "choose another"}) == "the port is taken. Choose another.");
  CHECK(one_line({"Is it on?", "Look!"}) == "Is it on? Look!");
  CHECK(one_line({"No key", "chalkpoint site-key makes one"}) == "No key. chalkpoint site-key makes one.");
  CHECK(one_line({"No key", "Запустите снова…"}) == "No key. Запустите снова…");
}

TEST_CASE("nothing makes a second line or speaks to the terminal emulator") {
  const std::string line = one_line({"The file a\nb\x1B[31m cannot be read\r\n", " \tLook\x7Fthere \n"});
  CHECK(line == "The file a b [31m cannot be read. Look there.");
  CHECK(one_line({"Broken", ""}) == "Broken.");
  CHECK(one_line({"", "Try again"}) == "Try again.");
  CHECK(one_line({"", ""}).empty());
}
