#include "kiosk/desk/csv.h"

#include <algorithm>
#include <boost/locale/encoding.hpp>

#include "sync/event/prose.h"

namespace chalkpoint::desk {
namespace {

// Longer than any cell of a list: a quote that has not ended by then was never meant to begin.
constexpr std::size_t kQuotedBytesMax = 4'096;
constexpr std::string_view kSeparators = ";,\t";

/// Where the line that contains `at` ends, before its line feed.
std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

/// One line end, whichever the system.
void skip_line_end(std::string_view text, std::size_t& at) {
  if (text.substr(at).starts_with("\r\n")) ++at;
  if (at < text.size()) ++at;
}

std::size_t lines_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = line_end(text, 0); at < text.size(); at = line_end(text, at)) {
    skip_line_end(text, at);
    ++count;
  }
  return count;
}

struct Cell {
  std::string text;
  bool unclosed = false;
};

/// Of a quoted cell, from behind its opening quote to behind what ends it.
Cell quoted_cell(std::string_view text, std::size_t& at) {
  Cell cell;
  const std::size_t last = std::min(text.size(), at + kQuotedBytesMax);
  while (at < last) {
    if (text[at] != '"') {
      cell.text += text[at++];
    } else if (text.substr(at).starts_with("\"\"")) {
      cell.text += '"';
      at += 2;
    } else {
      ++at;
      return cell;
    }
  }
  cell.unclosed = true;
  return cell;
}

Cell read_cell(std::string_view text, std::size_t& at, char separator, bool quotes) {
  const auto ends = [&] { return at >= text.size() || text[at] == separator || text[at] == '\r' || text[at] == '\n'; };
  std::size_t opening = at;
  while (opening < text.size() && text[opening] == ' ') ++opening;
  Cell cell;
  if (quotes && opening < text.size() && text[opening] == '"') {
    at = opening + 1;
    cell = quoted_cell(text, at);
    while (at < text.size() && text[at] == ' ') ++at;
    cell.unclosed |= !ends();  // it ended where another one was meant to begin
    if (cell.unclosed) return cell;
  }
  while (!ends()) cell.text += text[at++];
  cell.text = event::trimmed(cell.text);
  return cell;
}

/// The row at `at`, which moves behind it; as if there were no quotes when one of them does not end.
CsvRow read_row(std::string_view text, std::size_t& at, char separator, bool quotes) {
  CsvRow row;
  const std::size_t from = at;
  while (true) {
    Cell cell = read_cell(text, at, separator, quotes);
    if (cell.unclosed) {
      at = from;
      row = read_row(text, at, separator, false);
      row.unclosed = true;
      return row;
    }
    row.cells.push_back(std::move(cell.text));
    if (at >= text.size() || text[at] != separator) break;
    ++at;
  }
  if (at < text.size()) skip_line_end(text, at);
  return row;
}

bool is_blank_row(const CsvRow& row) {
  return !row.unclosed && std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
}

char usual_separator(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of("\r\n"), text.size());
  const std::string_view line = text.substr(first, line_end(text, first) - first);
  return *std::ranges::max_element(kSeparators, {}, [line](char one) { return std::ranges::count(line, one); });
}

}  // namespace

std::optional<std::string> decoded(std::string_view octets) {
  namespace conv = boost::locale::conv;
  const std::string text(octets);
  std::string out;
  try {
    if (octets.starts_with("\xFF\xFE"))
      out = conv::to_utf<char>(text.substr(2), "UTF-16LE", conv::stop);
    else if (octets.starts_with("\xFE\xFF"))
      out = conv::to_utf<char>(text.substr(2), "UTF-16BE", conv::stop);
    else
      out = conv::utf_to_utf<char>(octets.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text, conv::stop);
  } catch (const conv::conversion_error&) {
    try {
      out = conv::to_utf<char>(text, "windows-1251", conv::stop);
    } catch (const conv::conversion_error&) {
      return std::nullopt;
    }
  }
  if (out.contains('\0')) return std::nullopt;
  return out;
}

std::vector<CsvRow> read_csv(std::string_view text) {
  std::size_t at = 0, line = 1;
  char separator = usual_separator(text);
  constexpr std::string_view kSays = "sep=";
  if (text.starts_with(kSays) && line_end(text, 0) == kSays.size() + 1) {
    separator = text[kSays.size()];
    at = kSays.size() + 1;
    skip_line_end(text, at);
    ++line;
  }
  std::vector<CsvRow> out;
  while (at < text.size()) {
    const std::size_t from = at;
    CsvRow row = read_row(text, at, separator, true);
    row.line = line;
    line += lines_in(text.substr(from, at - from));
    if (!is_blank_row(row)) out.push_back(std::move(row));
  }
  return out;
}

}  // namespace chalkpoint::desk
