// PROTOCOL.md shows real octets: what it prints is what the code makes today.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/protocol_example.h"

TEST_CASE("the examples of PROTOCOL.md are what the code makes", "[wire]") {
  std::ifstream file(SOURCE_DIR "/sync/wire/PROTOCOL.md");
  std::stringstream text;
  text << file.rdbuf();
  for (const auto& [name, example] : chalkpoint::tests::protocol_example()) {
    INFO(name << " should read: " << example);
    CHECK(text.str().find("\n" + example + "\n") != std::string::npos);
  }
}
