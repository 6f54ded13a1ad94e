// Charts that a finger asks: columns, a line with its band, a heat map, rows of bars. Each is one touch target; the
// datum nearest to the finger is the one that is meant, and while it is chosen a callout tells its exact values. The
// words of all of it are the caller's; what is chosen, too, so that a chart stays a picture of a constant state.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// The datum that was tapped, by its place; nothing: none was. The chosen one tapped again is meant to be let go.
using Meant = std::optional<std::size_t>;

/// What every chart has besides its data.
struct ChartFrame {
  std::string id;     ///< of the touch target
  std::string title;  ///< what it shows: in the register of touch targets, before what is told
  std::optional<std::size_t> chosen = {};
};

/// One column, as high as its number.
struct Column {
  std::string label;  ///< under it
  double number = 0;
  std::string value;  ///< over it, where all of them find room
  Color color;
  std::string told;  ///< in the callout
};
/// Columns side by side across `at`.
Meant draw_columns(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const Column> columns);

/// A point of a line, with the band in which it may lie.
struct LinePoint {
  std::string label;             ///< below; shown for the first, the last and as many between as find room
  std::optional<double> number;  ///< nothing: the line is interrupted here
  double low = 0, high = 0;      ///< of the band
  std::string told;
};
/// A line from left to right in its band, over lines of equal numbers that bear theirs.
Meant draw_line_band(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const LinePoint> points);

/// A field of cells, shaded by their numbers.
struct HeatMap {
  std::vector<std::string> rows, columns;  ///< labels
  struct Cell {
    double shade = 0;  ///< 0 to 1
    std::string told;
  };
  std::vector<Cell> cells;  ///< row by row
};
/// Cells across `at`; every so many a column is labelled as there is room.
Meant draw_heat_map(Ui& ui, const Rect& at, const ChartFrame& frame, const HeatMap& map);

/// A bar of parts, with words at its left and right above it.
struct BarRow {
  std::string label, value;
  struct Part {
    double number = 0;
    Color color;
  };
  std::vector<Part> parts;
  std::string told;
};
/// Rows from the upper edge of `at`; the bars are as long as their parts, measured by `whole` (0: the longest).
Meant draw_bar_rows(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const BarRow> rows, double whole = 0);
/// How high so many rows are.
float bar_rows_height(const Ui& ui, std::size_t rows);

}  // namespace chalkpoint::ui
