// Tables as spreadsheets write them: RFC 4180, with whichever separator and encoding. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chalkpoint::desk {

/// The octets of a text file as UTF-8 without a byte order mark: UTF-8 as it is, UTF-16 by its mark, else Windows-1251.
/// Nothing for what is no text.
std::optional<std::string> decoded(std::string_view octets);

struct CsvRow {
  std::size_t line = 0;  ///< on which it begins, from 1
  std::vector<std::string> cells;
  bool unclosed = false;  ///< a quote in it never ends, or amid a cell: the cells are of that line alone
};
/// The rows of a table in UTF-8, blank ones left out. Cells may be quoted, with the quote doubled inside and line feeds
/// among them; blanks around a cell are left out. The separator is the one of ; , and tab that stands most often in the
/// first row, or the one that a first line "sep=;" names.
std::vector<CsvRow> read_csv(std::string_view text);

}  // namespace chalkpoint::desk
