// One value of a table that is taken away: the text that every kind of file can hold, and what a spreadsheet may make
// of it.
#pragma once

#include <cstdint>
#include <string>

namespace chalkpoint::admin {

struct Cell {
  enum class Kind : std::uint8_t {
    text,    ///< never calculated, whatever it looks like
    number,  ///< a JSON number
    time,    ///< RFC 3339 with its offset: shown as the clock on the wall showed it
    word     ///< of the wire, such as "completed": shown in the reader's language
  };
  std::string text;
  Kind kind = Kind::text;
};

/// A column of it: its name in files for programs, and what people read over it.
struct Column {
  std::string name;
  std::string label = {};
  double wide = 14;       ///< in a spreadsheet, letters
  bool question = false;  ///< named as an answer of a survey is
};

}  // namespace chalkpoint::admin
