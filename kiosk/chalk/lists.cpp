#include "kiosk/chalk/lists.h"

namespace chalkpoint::chalk {

std::vector<ListLine> list_lines(std::string_view text) {
  std::vector<ListLine> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line == "#" || line.starts_with("# ")) continue;
    ListLine read{.number = number, .words = {}};
    for (bool inside = false; const Glyph& glyph : glyphs(line)) {
      if (!glyph.blank && !inside) read.words.emplace_back();
      inside = !glyph.blank;
      if (inside) read.words.back() += glyph.code;
    }
    if (!read.words.empty()) lines.push_back(std::move(read));
  }
  return lines;
}

event::Problem list_problem(std::string_view file, std::size_t line, std::string_view what) {
  return {
      .what = "The filter's list " + std::string(file) + ", line " + std::to_string(line) + ": " + std::string(what),
      .remedy = "Correct the line as the README.md beside the list describes"};
}

}  // namespace chalkpoint::chalk
