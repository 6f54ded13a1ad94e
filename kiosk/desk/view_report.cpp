// The report: the score of some days, what it is made of, and what the club did about what it heard.
#include <algorithm>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

constexpr ui::Type kFigure{ui::Face::bold, 14}, kCount{ui::Face::bold, 6};
constexpr float kBarMm = 2.2F, kPadMm = 5;

std::array<ui::Color, 3> group_colors(const ui::Theme& theme) {
  return {theme.mint, theme.muted, theme.coral};  // 9–10, 7–8, 0–6
}

std::vector<Choice> periods(const Scene& scene) {
  std::vector<Choice> out;
  for (std::size_t i = 0; i < kPeriods.size(); ++i) {
    const auto period = static_cast<Period>(i);
    const std::string id = "report." + std::string(kPeriods[i]);
    out.push_back({id,
                   scene.ui.tr(id),
                   {.look = Look::small, .chosen = scene.state.reporting.period == period, .again = true},
                   SetPeriod{period}});
  }
  return out;
}

// Which days, and the page of them: beside each other where the shape has room.
void draw_choosing(Scene& scene, Rect& area, bool ready) {
  ui::Ui& ui = scene.ui;
  const bool saving = scene.state.reporting.saving;
  const ui::Button look{.look = Look::primary, .again = true, .enabled = ready && !saving};
  const std::string label = ui.tr(saving ? "report.saving" : "report.save");
  const float wide = ui.button_size(label, look).w;
  Rect row = area;
  draw_rows(scene, periods(scene), area);
  row.h = area.y - row.y - ui.mm(3);
  const Rect at = ui.portrait() ? area.cut_bottom(ui.mm(18), ui.mm(3)) : row.cut_right(wide, 0);
  if (ui.button("report.save", label, at, look)) scene.intent = SavePage{};
}

// Where the page lies that was saved.
void draw_saved(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  if (!scene.state.reporting.saved) return;
  const PageSaved& saved = *scene.state.reporting.saved;
  const bool failed = saved.file.empty();
  const char* key = failed ? "report.save.failed" : saved.stick.empty() ? "report.saved" : "report.saved.stick";
  const std::string say = ui::filled(ui.text_lookup().get(key, "file", saved.file), "stick", saved.stick);
  ui.text(area.cut_bottom(ui.height(say, ui::kSmall, area.w), ui.mm(3)), say, ui::kSmall,
          failed ? ui.theme().yellow : ui.theme().mint);
}

/// What is drawn, or only measured, from the top down; everything returns its height.
class Paper {
 public:
  Paper(ui::Ui& ui, const PrintSheet& sheet, bool draws) : ui_(ui), sheet_(sheet), draws_(draws) {}

  float whole(const Rect& at) {
    float y = at.y;
    y += head({at.x, y, at.w, 0}) + ui_.mm(5);
    y += counts({at.x, y, at.w, 0}) + ui_.mm(6);
    const bool two = !ui_.portrait();
    const float gap = ui_.mm(5), wide = two ? (at.w - gap) / 2 : at.w;
    std::array<float, 2> columns = {y, y};
    for (const SheetBlock& block : sheet_.blocks) {
      const std::size_t column = two && columns[1] < columns[0] ? 1 : 0;
      const float x = at.x + static_cast<float>(column) * (wide + gap);
      columns[column] += this->block(block, {x, columns[column], wide, 0}) + gap;
    }
    return std::max(columns[0], columns[1]) - gap - at.y;
  }

 private:
  float head(const Rect& at) {
    const float big_wide = ui_.width(sheet_.big, kFigure) + ui_.mm(4);
    const float small_wide = ui_.width(sheet_.small, ui::kHeading) + ui_.mm(8);
    const float big_high = ui_.line_height(kFigure);
    write({at.x, at.y, big_wide, big_high}, sheet_.big, kFigure, ui_.theme().chalk);
    const float drop = big_high - ui_.line_height(ui::kHeading) - ui_.mm(3);
    write({at.x + big_wide, at.y + drop, small_wide, big_high - drop}, sheet_.small, ui::kHeading, ui_.theme().muted);
    const bool beside = !ui_.portrait();
    const float x = beside ? at.x + big_wide + small_wide : at.x;
    const float wide = at.right() - x;
    float y = beside ? at.y : at.y + big_high;
    for (const std::string& sentence : sheet_.words)
      y += words({x, y, wide, 0}, sentence, ui::kSmall, ui_.theme().chalk);
    y += words({x, y, wide, 0}, sheet_.when + " · " + sheet_.scope, ui::kSmall, ui_.theme().muted);
    return std::max(y - at.y, big_high);
  }

  float counts(const Rect& at) {
    const float gap = ui_.mm(3), count = static_cast<float>(sheet_.counts.size());
    const float quarter = (at.w - (count - 1) * gap) / count;
    const bool four = !ui_.portrait() && std::ranges::all_of(sheet_.counts, [&](const auto& one) {
      return ui_.width(one.label, ui::kSmall) <= quarter;
    });
    const float wide = four ? quarter : (at.w - gap) / 2;
    const float high = ui_.line_height(kCount) + ui_.line_height(ui::kSmall) + ui_.mm(1);
    for (std::size_t i = 0; i < sheet_.counts.size(); ++i) {
      const std::size_t column = four ? i : i % 2, row = four ? 0 : i / 2;
      Rect cell{at.x + static_cast<float>(column) * (wide + gap), at.y + static_cast<float>(row) * (high + gap), wide,
                high};
      write(cell.cut_top(ui_.line_height(kCount), ui_.mm(1)), sheet_.counts[i].value, kCount, ui_.theme().chalk);
      write(cell, sheet_.counts[i].label, ui::kSmall, ui_.theme().muted);
    }
    return four ? high : high * 2 + gap;
  }

  float block(const SheetBlock& block, const Rect& at) {
    const float pad = ui_.mm(kPadMm);
    float y = at.y + pad;
    const float wide = at.w - 2 * pad, x = at.x + pad;
    const float high = draws_ ? Paper(ui_, sheet_, false).block(block, at) : 0;
    if (draws_) ui_.fill({at.x, at.y, at.w, high}, ui_.theme().fill.faded(0.6F), ui_.mm(4));
    y += words({x, y, wide, 0}, block.title, ui::kSmallStrong, ui_.theme().chalk);
    if (!block.legend.empty()) y += words({x, y, wide, 0}, block.legend, ui::kSmall, ui_.theme().muted);
    for (const SheetRow& row : block.rows) y += ui_.mm(2.5F) + this->row(row, {x, y + ui_.mm(2.5F), wide, 0});
    return y + pad - at.y;
  }

  // Label and what it comes to in a line, or in two where they do not fit beside each other; the bar below.
  float row(const SheetRow& row, const Rect& at) {
    const float line = ui_.line_height(ui::kSmall), gap = ui_.mm(3);
    const float value = ui_.width(row.value, ui::kSmallStrong);
    const float detail = row.detail.empty() ? 0 : ui_.width(row.detail, ui::kSmall) + gap;
    const float label = ui_.width(row.label, ui::kSmall) + gap;
    const bool one_line = label + detail + value <= at.w;
    float y = at.y;
    if (!one_line) y += words({at.x, y, at.w, 0}, row.label, ui::kSmall, ui_.theme().chalk);
    if (one_line) write({at.x, y, label, line}, row.label, ui::kSmall, ui_.theme().chalk);
    write({at.x, y, at.w, line}, row.value, ui::kSmallStrong, ui_.theme().chalk, Align::right);
    if (!row.detail.empty())
      write({at.x, y, at.w - value - gap, line}, row.detail, ui::kSmall, ui_.theme().muted, Align::right);
    y += line;
    return y + bar(row, {at.x, y + ui_.mm(1), at.w, ui_.mm(kBarMm)}) - at.y;
  }

  float bar(const SheetRow& row, const Rect& at) {
    const std::int64_t scored = row.groups[0] + row.groups[1] + row.groups[2];
    if (scored == 0 && row.whole <= 0) return 0;
    if (draws_) {
      const auto colors = group_colors(ui_.theme());
      const auto part = [](std::int64_t of, std::int64_t whole) {
        return static_cast<float>(of) / static_cast<float>(whole);
      };
      if (scored == 0) ui_.fill(at, ui_.theme().outline, at.h / 2);
      if (scored == 0 && row.part > 0)
        ui_.fill({at.x, at.y, at.w * part(row.part, row.whole), at.h}, ui_.theme().blue, at.h / 2);
      float x = at.x;
      for (std::size_t i = 0; i < row.groups.size() && scored > 0; ++i) {
        const float wide = at.w * part(row.groups[i], scored);
        if (wide > 0) ui_.fill({x, at.y, wide, at.h}, colors[i], at.h / 2);
        x += wide;
      }
    }
    return ui_.mm(1) + at.h;
  }

  void write(const Rect& at, const std::string& text, ui::Type type, ui::Color color, Align align = Align::left) {
    if (draws_ && !text.empty()) ui_.text(at, text, type, color, align);
  }
  float words(const Rect& at, const std::string& text, ui::Type type, ui::Color color) {
    const float high = ui_.height(text, type, at.w);
    write({at.x, at.y, at.w, high}, text, type, color);
    return high;
  }

  ui::Ui& ui_;
  const PrintSheet& sheet_;
  bool draws_;
};

}  // namespace

void draw_report(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Reported* reported = scene.around.reported;
  const bool ready = reported != nullptr && reported->report.has_value();
  const std::string& name = scene.state.care.by.name;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, name.empty() ? ui.tr("report.title") : name, BarLeft::lock, true);
  draw_sections(scene, area);
  draw_choosing(scene, area, ready);
  draw_saved(scene, area);
  draw_failure(scene, area);
  if (!ready) {
    const bool failed = reported != nullptr && reported->failed;
    ui.text(area, ui.tr(failed ? "report.failed" : "report.reading"), ui::kBody,
            failed ? ui.theme().yellow : ui.theme().muted, Align::centre, true, true);
    return;
  }
  const PrintSheet sheet = sheet_of(*reported->report, reported->scope, scene.around.notes.labels, ui.text_lookup());
  const float bar = ui.mm(3);
  const Rect inside{area.x, area.y, area.w - bar, area.h};
  const float content = Paper(ui, sheet, false).whole(inside);
  const Rect at = ui.begin_scroll(area, content, ui.kept("scroll"), ui.mm(8));
  Paper(ui, sheet, true).whole({at.x, at.y, inside.w, inside.h});
  ui.end_scroll();
}

}  // namespace chalkpoint::desk
