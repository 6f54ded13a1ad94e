// A workbook of tables (XLSX, by libxlsxwriter): numbers as numbers, times as times of the local clock, everything else
// as text that is never a formula. Rows are written through to a scratch folder as they come, so a million of them take
// no more memory than one; a table longer than a sheet may be goes on in another sheet.
//
// libxlsxwriter does not tell of every write that failed. So the whole file is read again at its end and counted: a
// workbook that finish() answers for holds every cell it was given.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/admin/cell.h"
#include "sync/event/event.h"

namespace chalkpoint::admin {

/// Rows of one sheet with its head, by Excel's own limit.
inline constexpr std::uint32_t kSheetRowsMax = 1'048'576;
/// What a cell holds at most, by the same; longer texts end with an ellipsis.
inline constexpr std::size_t kCellUnitsMax = 32'767;

class Workbook {
 public:
  struct Paper {
    std::filesystem::path file;     ///< is written anew
    std::filesystem::path scratch;  ///< a folder with room for twice the tables, uncompressed; nothing stays there
    std::string title, author;      ///< as its properties tell them
    std::uint32_t rows_max = kSheetRowsMax;
  };
  static std::expected<std::unique_ptr<Workbook>, event::Problem> open(const Paper& paper);
  ~Workbook();

  /// A table with a head that stays in sight; the name is cut to what a sheet may have.
  std::size_t add_table(const std::string& name, std::vector<Column> columns);
  void add_row(std::size_t table, std::span<const Cell> cells);
  /// A sheet of labels and values, without a head, two columns wide.
  std::size_t add_summary(const std::string& name);

  /// Writes the file, and proves it whole.
  std::expected<void, event::Problem> finish();

 private:
  struct Open;
  explicit Workbook(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

}  // namespace chalkpoint::admin
