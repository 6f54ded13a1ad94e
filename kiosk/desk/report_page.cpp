#include "kiosk/desk/report_page.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/ui/print.h"
#include "kiosk/ui/type.h"

namespace chalkpoint::desk {
namespace {

using ui::Paper;
using Weight = Paper::Weight;
using Ink = Paper::Ink;
using At = Paper::At;

constexpr double kWide = Paper::kWide, kHigh = Paper::kHigh, kMargin = 44, kInside = kWide - 2 * kMargin;
constexpr double kColumnGap = 26, kColumn = (kInside - kColumnGap) / 2;
constexpr double kRow = 20, kBlockGap = 15;

constexpr Ink kBlack{.r = 0.07, .g = 0.09, .b = 0.08}, kGrey{.r = 0.36, .g = 0.39, .b = 0.37},
    kLine{.r = 0.78, .g = 0.8, .b = 0.79};
/// Of 9–10, 7–8 and 0–6: told apart on a printer without colours.
constexpr std::array<Ink, 3> kGroups = {kBlack, {.r = 0.84, .g = 0.86, .b = 0.85}, {.r = 0.55, .g = 0.58, .b = 0.56}};

/// The parts of the page, from its top down.
class Page {
 public:
  Page(const PrintSheet& sheet, const Paper& pen, const ui::Text& text) : sheet_(sheet), pen_(pen), text_(text) {}

  void draw() {
    head();
    score();
    counts();
    columns();
  }

 private:
  void head() {
    y_ += 20;
    pen_.write(kMargin, y_, sheet_.title, Weight::bold, 22, kBlack);
    pen_.write(kMargin + kInside, y_, sheet_.when, Weight::semibold, 15, kBlack, At::right);
    y_ += 17;
    pen_.write_within(kMargin, y_, sheet_.scope, kInside, Weight::medium, 10, kGrey);
    y_ += 12;
    pen_.fill(kMargin, y_, kInside, 1, kBlack);
  }

  void score() {
    constexpr double big = 58, small = 22, line = 14.5;
    const double top = y_ + 16, base = top + 44;
    pen_.write(kMargin, base, sheet_.big, Weight::bold, big, kBlack);
    const double after = kMargin + pen_.width(sheet_.big, Weight::bold, big) + 10;
    pen_.write(after, base, sheet_.small, Weight::medium, small, kGrey);
    const double x = std::max(after + pen_.width(sheet_.small, Weight::medium, small) + 24, kMargin + 215);
    const double wide = kMargin + kInside - x;
    double y = top + 10;
    for (const std::string& sentence : sheet_.words) {
      const auto measure = [this](std::string_view said) {
        return static_cast<float>(pen_.width(std::string(said), Weight::medium, 10.5));
      };
      for (const std::string& one : ui::set_lines(sentence, static_cast<float>(wide), measure, ui::Setting::ragged)) {
        pen_.write(x, y, one, Weight::medium, 10.5, kBlack);
        y += line;
      }
      y += 2;
    }
    y_ = std::max(base + 12, y);
  }

  void counts() {
    y_ += 24;
    const double wide = kInside / static_cast<double>(std::max<std::size_t>(1, sheet_.counts.size()));
    double x = kMargin;
    for (const SheetRow& row : sheet_.counts) {
      pen_.write(x, y_, row.value, Weight::bold, 17, kBlack);
      pen_.write_within(x, y_ + 13, row.label, wide - 8, Weight::medium, 9.5, kGrey);
      x += wide;
    }
    y_ += 22;
  }

  // Blocks stand left and right in turn; each column shares what room there is among its own.
  void columns() {
    for (const std::size_t side : {0U, 1U}) {
      std::vector<const SheetBlock*> blocks;
      for (std::size_t i = side; i < sheet_.blocks.size(); i += 2) blocks.push_back(&sheet_.blocks[i]);
      double y = y_;
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        double later = 0;  // what those below need at least
        for (std::size_t j = i + 1; j < blocks.size(); ++j)
          later += height(*blocks[j], std::min<std::size_t>(blocks[j]->rows.size(), kRowsKept));
        const double room = kHigh - kMargin - y - later - height(*blocks[i], 0);
        const auto rows = static_cast<std::size_t>(std::max(0.0, std::floor(room / kRow)));
        y = block(*blocks[i], kMargin + static_cast<double>(side) * (kColumn + kColumnGap), y, rows);
      }
    }
  }

  static double height(const SheetBlock& block, std::size_t rows) {
    return kBlockGap + 20 + (block.legend.empty() ? 0 : 13) + static_cast<double>(rows) * kRow;
  }

  double block(const SheetBlock& block, double x, double y, std::size_t rows_max) const {
    y += kBlockGap;
    pen_.fill(x, y, kColumn, 0.7, kLine);
    y += 16;
    pen_.write_within(x, y, block.title, kColumn, Weight::bold, 12, kBlack);
    if (!block.legend.empty()) pen_.write_within(x, y += 13, block.legend, kColumn, Weight::medium, 8.5, kGrey);
    y += 4;
    const bool all = block.rows.size() <= rows_max;
    const std::size_t shown = all ? block.rows.size() : rows_max - std::min<std::size_t>(rows_max, 1);
    for (std::size_t i = 0; i < shown; ++i) row(block.rows[i], x, y += kRow);
    if (!all)
      pen_.write(x, y += kRow, text_.get("report.more", "n", std::to_string(block.rows.size() - shown)), Weight::medium,
                 10, kGrey);
    return y;
  }

  // Label; under it, thin, its bar; what it comes to on the right.
  void row(const SheetRow& row, double x, double y) const {
    constexpr double size = 10, bar_high = 2.4;
    pen_.write(x + kColumn, y - 6.5, row.value, Weight::bold, size, kBlack, At::right);
    double right = kColumn - pen_.width(row.value, Weight::bold, size) - 8;
    if (!row.detail.empty()) {
      pen_.write(x + right, y - 6.5, row.detail, Weight::medium, 8.5, kGrey, At::right);
      right -= pen_.width(row.detail, Weight::medium, 8.5) + 8;
    }
    pen_.write_within(x, y - 6.5, row.label, right, Weight::medium, size, kBlack);
    const std::int64_t scored = row.groups[0] + row.groups[1] + row.groups[2];
    double at = x;
    for (std::size_t i = 0; i < row.groups.size() && scored > 0; ++i) {
      const double wide = kColumn * static_cast<double>(row.groups[i]) / static_cast<double>(scored);
      pen_.fill(at, y - 2.6, wide, bar_high, kGroups[i]);
      at += wide;
    }
    if (row.whole <= 0) return;
    pen_.fill(x, y - 2.6, kColumn, bar_high, kGroups[1]);
    pen_.fill(x, y - 2.6, kColumn * static_cast<double>(row.part) / static_cast<double>(row.whole), bar_high, kBlack);
  }

  static constexpr std::size_t kRowsKept = 6;  // of a block below, however long those above are

  const PrintSheet& sheet_;
  const Paper& pen_;
  const ui::Text& text_;
  double y_ = kMargin;
};

}  // namespace

std::expected<event::Bytes, event::Problem> page_of(const PrintSheet& sheet, PageFormat format,
                                                    const std::filesystem::path& fonts, std::int64_t made_unix_ms,
                                                    const ui::Text& text) {
  const std::string made =
      event::rfc3339({.unix_ms = made_unix_ms, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}).substr(0, 19) + "Z";
  auto paper = Paper::open(fonts, format == PageFormat::pdf ? Paper::Format::pdf : Paper::Format::png,
                           {.title = sheet.title + " — " + sheet.when, .made = made});
  if (!paper) return std::unexpected(event::Problem{paper.error(), "Build or install the terminal again."});
  Page(sheet, *paper, text).draw();
  auto drawn = paper->finish();
  if (!drawn)
    return std::unexpected(
        event::Problem{"The page of the report cannot be drawn: " + drawn.error(), "Free some memory and try again."});
  return std::move(*drawn);
}

}  // namespace chalkpoint::desk
