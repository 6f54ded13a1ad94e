// CSV that a spreadsheet opens with a double click: UTF-8 with a byte order mark, CRLF, quoting of RFC 4180, and no
// cell that could become a formula.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chalkpoint::admin {

/// Stands once at the start of a file: without it Excel takes UTF-8 for a code page and Cyrillic is lost.
inline constexpr std::string_view kCsvStart = "\xEF\xBB\xBF";

/// A cell as it may stand in a spreadsheet. What a spreadsheet would calculate gets an apostrophe in front: text that
/// begins, after any blanks, with = + - @ or their full-width forms, and text that begins with a tab or a line end. A
/// plain number (-5, 12.5) stays a number; a phone (+7 900 …) gets the apostrophe, which keeps its plus and its leading
/// zeros.
std::string safe_cell(std::string_view text);
/// A list as one cell: "a; b".
std::string list_cell(std::span<const std::string> items);
/// One line with its CRLF. Cells are made safe, and quoted where they hold a comma, a semicolon, a quote or a line end.
std::string csv_line(std::span<const std::string> cells);

}  // namespace chalkpoint::admin
