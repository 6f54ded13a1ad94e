#include "kiosk/admin/recovery_sheet.h"

#include <algorithm>

#include "kiosk/ui/type.h"

namespace chalkpoint::admin {
namespace {

using ui::Paper;

constexpr double kMargin = 56, kInside = Paper::kWide - 2 * kMargin;
constexpr double kCode = 190;  // side of the code for a camera
constexpr Paper::Ink kBlack{.r = 0.07, .g = 0.09, .b = 0.08}, kGrey{.r = 0.36, .g = 0.39, .b = 0.37},
    kPale{.r = 0.93, .g = 0.94, .b = 0.93};

double draw_groups(const Paper& paper, const std::vector<std::string>& groups, double y) {
  constexpr double gap = 12, wide = (kInside - 2 * gap) / 3, high = 58, size = 25;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double x = kMargin + static_cast<double>(i % 3) * (wide + gap);
    const double top = y + static_cast<double>(i / 3) * (high + gap);
    paper.fill(x, top, wide, high, kPale);
    paper.write(x + 8, top + 15, std::to_string(i + 1), Paper::Weight::medium, 9, kGrey);
    const double text = paper.width(groups[i], Paper::Weight::bold, size);
    paper.write(x + (wide - text) / 2, top + high / 2 + 12, groups[i], Paper::Weight::bold, size, kBlack);
  }
  return y + static_cast<double>((groups.size() + 2) / 3) * (high + gap);
}

void draw_code(const Paper& paper, const ui::Qr& qr, double x, double y) {
  if (qr.side == 0) return;
  const double module = kCode / qr.side;
  for (int row = 0; row < qr.side; ++row)
    for (int column = 0; column < qr.side;) {
      int end = column;
      while (end < qr.side && qr.dark[static_cast<std::size_t>(row * qr.side + end)]) ++end;
      if (end > column) paper.fill(x + column * module, y + row * module, (end - column) * module, module, kBlack);
      column = std::max(end, column + 1);
    }
}

double write_paragraph(const Paper& paper, const std::string& text, double x, double y, double wide) {
  constexpr double size = 11, line = 15.5;
  const auto measure = [&paper](std::string_view said) {
    return static_cast<float>(paper.width(std::string(said), Paper::Weight::medium, size));
  };
  for (const std::string& one : ui::set_lines(text, static_cast<float>(wide), measure, ui::Setting::ragged)) {
    paper.write(x, y, one, Paper::Weight::medium, size, kBlack);
    y += line;
  }
  return y + 7;
}

}  // namespace

std::expected<std::string, std::string> draw_recovery_sheet(const RecoverySheet& sheet, Paper::Format format,
                                                            const std::filesystem::path& fonts,
                                                            const std::string& made) {
  auto paper = Paper::open(fonts, format, {.title = sheet.title, .made = made});
  if (!paper) return std::unexpected(paper.error());
  double y = kMargin + 22;
  paper->write_within(kMargin, y, sheet.title, kInside, Paper::Weight::bold, 24, kBlack);
  paper->write_within(kMargin, y += 24, sheet.club, kInside, Paper::Weight::semibold, 14, kBlack);
  paper->write_within(kMargin, y += 20, sheet.key, kInside, Paper::Weight::medium, 11, kGrey);
  paper->fill(kMargin, y += 14, kInside, 1, kBlack);
  y = draw_groups(*paper, sheet.groups, y + 22) + 22;
  draw_code(*paper, sheet.qr, kMargin, y);
  double said = y + 10;
  const double x = kMargin + kCode + 26;
  for (const std::string& one : sheet.advice) said = write_paragraph(*paper, one, x, said, kMargin + kInside - x);
  return paper->finish();
}

}  // namespace chalkpoint::admin
