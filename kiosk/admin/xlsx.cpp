#include "kiosk/admin/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kiosk/admin/xlsx_check.h"

namespace chalkpoint::admin {
namespace {

constexpr std::size_t kSheetNameMax = 31;
constexpr lxw_color_t kSlate = 0x1F2B27, kChalk = 0xF4F1E8;

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Days since the end of 1899, as the clock on the wall showed it.
std::optional<double> serial_of(std::string_view time) {
  const auto at = event::parse_rfc3339(time);
  if (!at) return std::nullopt;
  constexpr double kUnixEpoch = 25'569, kDayMs = 86'400'000;
  return kUnixEpoch + static_cast<double>(at->unix_ms + at->utc_offset_min * 60'000LL) / kDayMs;
}

// What a cell may hold: no control characters but tabs and line ends, not more than its most.
std::string cell_text(std::string_view text) {
  std::string out;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t octets = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += octets == 4 ? 2 : 1;
    if (units >= kCellUnitsMax) return out + "…";
    const bool control = lead < 0x20 && lead != '\t' && lead != '\n';
    if (!control) out += text.substr(at, octets);
    at += octets;
  }
  return out;
}

std::string sheet_name(const std::string& name, std::size_t part) {
  const std::string tail = part < 2 ? "" : ' ' + std::to_string(part);
  std::string out;
  std::size_t letters = 0;
  for (const char c : name) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++letters + tail.size() > kSheetNameMax) break;
    out += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  }
  return out + tail;
}

}  // namespace

struct Workbook::Open {
  struct Table {
    std::string name;
    std::vector<Column> columns;  // none: a summary
    lxw_worksheet* sheet = nullptr;
    std::size_t part = 1;
    lxw_row_t row = 0;
  };
  Paper paper;
  std::string scratch;  // libxlsxwriter keeps the pointer
  lxw_workbook* book = nullptr;
  lxw_format *head = nullptr, *time = nullptr, *text = nullptr, *strong = nullptr;
  std::vector<Table> tables;
  std::vector<std::uint64_t> cells;  // of each sheet, in their order
  std::vector<lxw_worksheet*> sheets;
  bool refused = false;

  ~Open() {
    if (book != nullptr) workbook_close(book);
  }

  void begin_sheet(Table& table) {
    table.sheet = workbook_add_worksheet(book, sheet_name(table.name, table.part).c_str());
    if (table.sheet == nullptr) {
      refused = true;
      return;
    }
    sheets.push_back(table.sheet);
    cells.push_back(0);
    table.row = 0;
    if (table.columns.empty()) {
      worksheet_set_column(table.sheet, 0, 0, 36, nullptr);
      worksheet_set_column(table.sheet, 1, 1, 24, nullptr);
      return;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(table.sheet, at, at, table.columns[i].wide, nullptr);
    }
    worksheet_freeze_panes(table.sheet, 1, 0);
    std::vector<Cell> labels;
    for (const Column& column : table.columns)
      labels.push_back({column.label.empty() ? column.name : column.label, Cell::Kind::text});
    write(table, labels, head);
  }

  void write(Table& table, std::span<const Cell> row, lxw_format* format) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Cell& cell = row[i];
      if (cell.text.empty()) continue;
      const auto at = static_cast<lxw_col_t>(i);
      const auto serial = cell.kind == Cell::Kind::time ? serial_of(cell.text) : std::nullopt;
      const auto number = cell.kind == Cell::Kind::number ? number_of(cell.text) : std::nullopt;
      const lxw_error done = serial   ? worksheet_write_number(table.sheet, table.row, at, *serial, time)
                             : number ? worksheet_write_number(table.sheet, table.row, at, *number, format)
                                      : worksheet_write_string(table.sheet, table.row, at, cell_text(cell.text).c_str(),
                                                               format != nullptr ? format : text);
      if (done != LXW_NO_ERROR) refused = true;
      ++cells[sheet_index(table)];
    }
    ++table.row;
  }

  std::size_t sheet_index(const Table& table) const {
    return static_cast<std::size_t>(std::ranges::find(sheets, table.sheet) - sheets.begin());
  }
};

Workbook::Workbook(std::unique_ptr<Open> open) : open_(std::move(open)) {}
Workbook::~Workbook() = default;

std::expected<std::unique_ptr<Workbook>, event::Problem> Workbook::open(const Paper& paper) {
  auto made = std::make_unique<Open>();
  made->paper = paper;
  made->scratch = paper.scratch.string();
  lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = made->scratch.data(), .use_zip64 = LXW_FALSE};
  made->book = workbook_new_opt(paper.file.c_str(), &options);
  if (made->book == nullptr)
    return std::unexpected(event::Problem{"There is no memory for a workbook", "Free some memory and try again."});
  std::string title = paper.title, author = paper.author;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  workbook_set_properties(made->book, &properties);
  made->head = workbook_add_format(made->book);
  format_set_bold(made->head);
  format_set_font_color(made->head, kChalk);
  format_set_bg_color(made->head, kSlate);
  format_set_text_wrap(made->head);
  format_set_align(made->head, LXW_ALIGN_VERTICAL_CENTER);
  made->time = workbook_add_format(made->book);
  format_set_num_format(made->time, "yyyy-mm-dd hh:mm:ss");
  format_set_align(made->time, LXW_ALIGN_VERTICAL_TOP);
  made->text = workbook_add_format(made->book);
  format_set_align(made->text, LXW_ALIGN_VERTICAL_TOP);
  made->strong = workbook_add_format(made->book);
  format_set_bold(made->strong);
  return std::unique_ptr<Workbook>(new Workbook(std::move(made)));
}

std::size_t Workbook::add_table(const std::string& name, std::vector<Column> columns) {
  open_->tables.push_back({.name = name, .columns = std::move(columns)});
  open_->begin_sheet(open_->tables.back());
  return open_->tables.size() - 1;
}

std::size_t Workbook::add_summary(const std::string& name) {
  return add_table(name, {});
}

void Workbook::add_row(std::size_t table, std::span<const Cell> cells) {
  Open::Table& to = open_->tables[table];
  if (to.row >= open_->paper.rows_max) {
    ++to.part;
    open_->begin_sheet(to);
  }
  if (to.sheet != nullptr) open_->write(to, cells, to.columns.empty() && to.row == 0 ? open_->strong : nullptr);
}

std::expected<void, event::Problem> Workbook::finish() {
  Open& it = *open_;
  bool sound = !it.refused;
  for (lxw_worksheet* sheet : it.sheets)
    if (sheet->optimize_tmpfile != nullptr && std::ferror(sheet->optimize_tmpfile) != 0) sound = false;
  const lxw_error closed = workbook_close(std::exchange(it.book, nullptr));
  if (!sound || closed != LXW_NO_ERROR)
    return std::unexpected(
        event::Problem{"The workbook could not be written" +
                           (closed == LXW_NO_ERROR ? std::string() : std::string(": ") + lxw_strerror(closed)),
                       "Free some room there and on the disk of the terminal, or choose CSV."});
  return check_workbook(it.paper.file, it.cells);
}

}  // namespace chalkpoint::admin
