// A workbook as somebody else's program reads it.
#pragma once

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <string>

#include "sync/event/event.h"

namespace chalkpoint::testing {

/// [{"name","frozen","widths","rows":[{"A":[kind, value],…},…]},…]; fails the test when it cannot be read.
inline event::Json read_workbook(const std::filesystem::path& file) {
  const std::string command = "python3 -B " SOURCE_DIR "/tests/xlsx.py " + file.string();
  FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 65536> piece{};
  for (std::size_t got = 0; (got = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;) out.append(piece.data(), got);
  REQUIRE(::pclose(pipe) == 0);
  return event::Json::parse(out);
}

}  // namespace chalkpoint::testing
