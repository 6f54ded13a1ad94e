// The filter's lists as they stand in their files: a line for each entry, a comment line begins with "# ", words stand
// apart by blanks. Every word is folded as texts are, so that both compare.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/chalk/glyphs.h"
#include "sync/event/event.h"

namespace chalkpoint::chalk {

/// A line of a list that says something.
struct ListLine {
  std::size_t number = 0;             ///< from 1
  std::vector<std::u32string> words;  ///< at least one, folded
};

/// The lines of a list that say something, in order.
std::vector<ListLine> list_lines(std::string_view text);

/// What is wrong where.
event::Problem list_problem(std::string_view file, std::size_t line, std::string_view what);

}  // namespace chalkpoint::chalk
