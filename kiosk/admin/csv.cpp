#include "kiosk/admin/csv.h"

#include <algorithm>
#include <array>

namespace chalkpoint::admin {
namespace {

constexpr std::array<std::string_view, 9> kFormulaStarts{
    "=",           "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
    "\xE2\x88\x92"};  // full-width = + - @, and the minus sign
/// Space, no-break space, ideographic space, zero-width space, byte order mark: a spreadsheet skips them.
constexpr std::array<std::string_view, 5> kBlanks{" ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

bool starts_with_any(std::string_view text, std::span<const std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return all_digits(text);
  return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

bool could_calculate(std::string_view text) {
  if (is_number(text)) return false;
  if (starts_with_any(text, std::array<std::string_view, 3>{"\t", "\r", "\n"})) return true;
  while (starts_with_any(text, kBlanks)) {
    const auto blank = std::ranges::find_if(kBlanks, [&](std::string_view start) { return text.starts_with(start); });
    text.remove_prefix(blank->size());
    if (starts_with_any(text, std::array<std::string_view, 3>{"\t", "\r", "\n"})) return true;
  }
  return starts_with_any(text, kFormulaStarts);
}

}  // namespace

std::string safe_cell(std::string_view text) {
  std::string cell(could_calculate(text) ? 1 : 0, '\'');
  return cell.append(text);
}

std::string list_cell(std::span<const std::string> items) {
  std::string cell;
  for (const std::string& item : items) cell += (cell.empty() ? "" : "; ") + item;
  return cell;
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    const std::string cell = safe_cell(cells[i]);
    if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) {  // the semicolon: Russian spreadsheets split at it
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace chalkpoint::admin
