#include "kiosk/ui/charts.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/figures.h"
#include "kiosk/ui/impl.h"

namespace chalkpoint::ui {
namespace {

constexpr float kBarMm = 3.2F, kRowGapMm = 2.6F;

/// What is told of a datum, over everything else of its chart: beside the datum, within the chart.
void draw_callout(Ui& ui, const Rect& chart, Point datum, const std::string& told) {
  const float pad = ui.mm(2.6F), away = ui.mm(2.2F);
  const float room = std::min(chart.w, ui.mm(104)) - 2 * pad;
  float wide = 0;
  const auto lines = ui.lines(told, kSmallStrong, room);
  for (const std::string& line : lines) wide = std::max(wide, std::ceil(ui.width(line, kSmallStrong)) + 1);
  const float high = static_cast<float>(lines.size()) * ui.line_height(kSmallStrong) + 1.4F * pad;
  Rect box{datum.x - wide / 2 - pad, datum.y - high - away, wide + 2 * pad, high};
  box.x = std::clamp(box.x, chart.x, std::max(chart.x, chart.right() - box.w));
  const bool above = box.y >= chart.y - ui.mm(6);
  if (!above) box.y = std::min(datum.y + away, chart.bottom() - high);
  const Theme& theme = ui.theme();
  const float edge = std::clamp(datum.x, box.x + pad, std::max(box.x + pad, box.right() - pad));
  const float root = above ? box.bottom() - 1 : box.y + 1, tip = ui.mm(1.8F);
  ImDrawList& list = ui.impl().list;
  list.AddTriangleFilled({edge - tip, root}, {edge + tip, root}, {edge, root + (above ? tip : -tip)},
                         packed(theme.chalk));
  ui.fill(box, theme.chalk, ui.mm(2.4F));
  ui.text(box.inset(pad, 0.7F * pad), told, kSmallStrong, theme.ink);
}

/// The touch of a chart, and which datum it means.
template <class Nearest>
Meant touch(Ui& ui, const Rect& at, const ChartFrame& frame, const std::string& told, Nearest nearest) {
  const std::string label = told.empty() ? frame.title : frame.title + ": " + told;
  if (!ui.touch_area(frame.id, label, at)) return {};
  return nearest(ui.acted_at());
}

template <class Data>
const std::string& told_of(const ChartFrame& frame, const Data& data) {
  static const std::string kNothing;
  return frame.chosen && *frame.chosen < data.size() ? data[*frame.chosen].told : kNothing;
}

/// The place among `count` equal strips of a span.
std::size_t strip(float at, float from, float span, std::size_t count) {
  const float place = std::floor((at - from) / span * static_cast<float>(count));
  return static_cast<std::size_t>(std::clamp(place, 0.F, static_cast<float>(count - 1)));
}

/// As much as stands in a line of that width, with an ellipsis where there is more.
std::string shortened(Ui& ui, const std::string& text, float wide) {
  constexpr const char* kMore = " …";
  if (ui.width(text, kSmall) <= wide) return text;
  return ui.lines(text, kSmall, wide - ui.width(kMore, kSmall)).front() + kMore;
}

/// Every so many labels of this width fit into strips of that one; at least every one.
std::size_t every(float label, float of_strip) {
  return static_cast<std::size_t>(std::max(1.F, std::ceil(label / std::max(1.F, of_strip))));
}

}  // namespace

Meant draw_columns(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const Column> columns) {
  if (columns.empty()) return {};
  const Theme& theme = ui.theme();
  const float count = static_cast<float>(columns.size()), line = ui.line_height(kSmallStrong);
  const float strip_wide = at.w / count, gap = std::min(ui.mm(2.4F), strip_wide * 0.18F);
  const bool valued = std::ranges::all_of(
      columns, [&](const Column& one) { return ui.width(one.value, kSmallStrong) <= strip_wide - ui.mm(0.6F); });
  Rect field = at;
  const Rect labels = field.cut_bottom(line, ui.mm(1.2F));
  field.cut_top(line, ui.mm(0.8F));  // the highest one's number, or nothing
  double most = 1;
  for (const Column& one : columns) most = std::max(most, one.number);
  const std::string& told = told_of(frame, columns);
  const Meant meant = touch(ui, at, frame, told, [&](Point p) { return strip(p.x, at.x, at.w, columns.size()); });
  Point datum;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& one = columns[i];
    const bool dim = frame.chosen && *frame.chosen != i;
    const float x = at.x + static_cast<float>(i) * strip_wide;
    const float least = one.number > 0 ? ui.mm(0.8F) : 0;
    const float high = std::max(least, field.h * static_cast<float>(one.number / most));
    const Rect bar{x + gap / 2, field.bottom() - high, strip_wide - gap, high};
    ui.fill(bar, one.color.faded(dim ? 0.45F : 1.F), std::min(ui.mm(1.4F), high / 2));
    if (one.number <= 0) ui.fill({bar.x, field.bottom() - ui.mm(0.4F), bar.w, ui.mm(0.4F)}, theme.outline);
    if (valued && !one.value.empty())
      ui.text({x, bar.y - line - ui.mm(0.4F), strip_wide, line}, one.value, kSmallStrong, theme.muted, Align::centre);
    ui.text({x, labels.y, strip_wide, line}, one.label, kSmallStrong, theme.chalk, Align::centre);
    if (frame.chosen == i) datum = {bar.centre().x, valued ? bar.y - line : bar.y};
  }
  if (!told.empty()) draw_callout(ui, at, datum, told);
  return meant;
}

namespace {

/// Where the numbers of a line stand on the screen.
struct Scale {
  Rect field;
  double low, high;
  float y(double number) const { return field.bottom() - field.h * static_cast<float>((number - low) / (high - low)); }
};

Scale scale_of(Ui& ui, const Rect& field, std::span<const LinePoint> points, double& step) {
  double low = 0, high = 0;
  bool any = false;
  for (const LinePoint& one : points) {
    if (!one.number) continue;
    low = any ? std::min(low, one.low) : one.low;
    high = any ? std::max(high, one.high) : one.high;
    any = true;
  }
  if (!any) low = -50, high = 50;
  const double most = std::max(2.0, std::floor(field.h / (1.35 * ui.line_height(kSmall))));
  const double lowest = low, highest = std::max(high, low + 1);
  for (const double round : {5.0, 10.0, 20.0, 25.0, 50.0, 100.0}) {  // the finest that finds room
    step = round;
    low = std::floor(lowest / step) * step;
    high = std::ceil(highest / step) * step;
    if ((high - low) / step <= most) break;
  }
  return {field, low, high};
}

void draw_grid_lines(Ui& ui, const Scale& scale, double step, float label_wide) {
  const float line = ui.line_height(kSmall);
  for (double at = scale.low; at <= scale.high + step / 2; at += step) {
    const float y = scale.y(at);
    const bool zero = std::abs(at) < step / 2;
    ui.fill({scale.field.x, y - ui.mm(0.1F), scale.field.w, std::max(1.F, ui.mm(zero ? 0.4F : 0.2F))},
            ui.theme().outline.faded(zero ? 0.9F : 0.45F));
    ui.text({scale.field.x - label_wide, y - line / 2, label_wide - ui.mm(2), line}, with_sign(at), kSmall,
            ui.theme().muted, Align::right);
  }
}

void draw_band(Ui& ui, const Scale& scale, std::span<const LinePoint> points, const std::vector<float>& x) {
  ImDrawList& list = ui.impl().list;
  const Theme& theme = ui.theme();
  const ImU32 band = packed(theme.blue.faded(0.26F)), line = packed(theme.blue);
  const float thick = ui.mm(0.9F), dot = ui.mm(1.1F);
  const auto alone = [&](std::size_t i) {
    return (i == 0 || !points[i - 1].number) && (i + 1 == points.size() || !points[i + 1].number);
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].number) continue;
    if (alone(i))
      ui.fill({x[i] - dot, scale.y(points[i].high), 2 * dot, scale.y(points[i].low) - scale.y(points[i].high)},
              theme.blue.faded(0.26F), dot);
    if (i == 0 || !points[i - 1].number) continue;
    list.AddQuadFilled({x[i - 1], scale.y(points[i - 1].high)}, {x[i], scale.y(points[i].high)},
                       {x[i], scale.y(points[i].low)}, {x[i - 1], scale.y(points[i - 1].low)}, band);
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].number) continue;
    if (i > 0 && points[i - 1].number)
      list.AddLine({x[i - 1], scale.y(*points[i - 1].number)}, {x[i], scale.y(*points[i].number)}, line, thick);
    list.AddCircleFilled({x[i], scale.y(*points[i].number)}, alone(i) ? dot : thick / 2, line);
  }
}

void draw_line_labels(Ui& ui, const Rect& row, std::span<const LinePoint> points, const std::vector<float>& x) {
  float widest = 0;
  for (const LinePoint& one : points) widest = std::max(widest, ui.width(one.label, kSmall));
  const float apart = points.size() > 1 ? x[1] - x[0] : row.w;
  const std::size_t step = every(widest + ui.mm(4), apart);
  for (std::size_t i = (points.size() - 1) % step; i < points.size(); i += step) {
    const float wide = ui.width(points[i].label, kSmall) + 1;
    const float left = std::clamp(x[i] - wide / 2, row.x, std::max(row.x, row.right() - wide));
    ui.text({left, row.y, wide, row.h}, points[i].label, kSmall, ui.theme().muted);
  }
}

}  // namespace

Meant draw_line_band(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const LinePoint> points) {
  if (points.empty()) return {};
  const float axis = std::max(ui.width("−100", kSmall), ui.width("+100", kSmall)) + ui.mm(3),
              line = ui.line_height(kSmall);
  Rect field = at;
  Rect labels = field.cut_bottom(line, ui.mm(1.6F));
  field = {field.x + axis, field.y + line / 2, field.w - axis - ui.mm(2), field.h - line / 2};
  double step = 1;
  const Scale scale = scale_of(ui, field, points, step);
  std::vector<float> x;
  for (std::size_t i = 0; i < points.size(); ++i)
    x.push_back(points.size() == 1 ? field.centre().x
                                   : field.x + field.w * static_cast<float>(i) / static_cast<float>(points.size() - 1));
  const std::string& told = told_of(frame, points);
  const Meant meant = touch(ui, at, frame, told, [&](Point p) {
    const auto apart = [&](float one) { return std::abs(one - p.x); };
    return static_cast<std::size_t>(std::ranges::min_element(x, {}, apart) - x.begin());
  });
  draw_grid_lines(ui, scale, step, axis);
  draw_band(ui, scale, points, x);
  draw_line_labels(ui, {field.x, labels.y, field.w, labels.h}, points, x);
  if (told.empty()) return meant;
  const LinePoint& one = points[*frame.chosen];
  const Point datum{x[*frame.chosen], one.number ? scale.y(*one.number) : field.centre().y};
  ui.fill({datum.x - ui.mm(0.2F), field.y, ui.mm(0.4F), field.h}, ui.theme().chalk.faded(0.5F));
  if (one.number) ui.impl().list.AddCircleFilled({datum.x, datum.y}, ui.mm(1.9F), packed(ui.theme().chalk));
  draw_callout(ui, at, datum, told);
  return meant;
}

Meant draw_heat_map(Ui& ui, const Rect& at, const ChartFrame& frame, const HeatMap& map) {
  if (map.rows.empty() || map.columns.empty()) return {};
  const Theme& theme = ui.theme();
  const float line = ui.line_height(kSmall), gap = ui.mm(0.6F);
  float axis = 0;
  for (const std::string& row : map.rows) axis = std::max(axis, ui.width(row, kSmall));
  Rect field = at;
  const Rect labels = field.cut_bottom(line, ui.mm(1.2F));
  field.cut_left(axis, ui.mm(2.4F));
  const float wide = field.w / static_cast<float>(map.columns.size());
  const float high = field.h / static_cast<float>(map.rows.size());
  const std::string& told = told_of(frame, map.cells);
  const Meant meant = touch(ui, at, frame, told, [&](Point p) {
    return strip(p.y, field.y, field.h, map.rows.size()) * map.columns.size() +
           strip(p.x, field.x, field.w, map.columns.size());
  });
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const float y = field.y + static_cast<float>(r) * high;
    ui.text({at.x, y, axis + 1, high}, map.rows[r], kSmall, theme.muted, Align::left, false, true);
    for (std::size_t c = 0; c < map.columns.size(); ++c) {
      const HeatMap::Cell& cell = map.cells[r * map.columns.size() + c];
      const Rect place{field.x + static_cast<float>(c) * wide, y, wide - gap, high - gap};
      const auto shade = static_cast<float>(std::clamp(cell.shade, 0.0, 1.0));
      ui.fill(place, theme.outline.faded(0.16F), ui.mm(0.7F));
      if (shade > 0) ui.fill(place, theme.blue.faded(0.14F + 0.86F * shade), ui.mm(0.7F));
      if (frame.chosen == r * map.columns.size() + c)
        ui.outline(place.inset(-gap, -gap), theme.chalk, ui.mm(0.7F), ui.mm(1.1F));
    }
  }
  float widest = 0;
  for (const std::string& label : map.columns) widest = std::max(widest, ui.width(label, kSmall));
  const std::size_t step = every(widest + ui.mm(2), wide);
  for (std::size_t c = 0; c < map.columns.size(); c += step) {
    const float x = field.x + (static_cast<float>(c) + 0.5F) * wide, width = ui.width(map.columns[c], kSmall) + 1;
    ui.text({std::clamp(x - width / 2, at.x, at.right() - width), labels.y, width, line}, map.columns[c], kSmall,
            theme.muted);
  }
  if (told.empty()) return meant;
  const std::size_t r = *frame.chosen / map.columns.size(), c = *frame.chosen % map.columns.size();
  draw_callout(ui, at, {field.x + (static_cast<float>(c) + 0.5F) * wide, field.y + static_cast<float>(r) * high}, told);
  return meant;
}

float bar_rows_height(const Ui& ui, std::size_t rows) {
  const float one = ui.line_height(kSmall) + ui.mm(0.8F + kBarMm + kRowGapMm);
  return rows == 0 ? 0 : one * static_cast<float>(rows) - ui.mm(kRowGapMm);
}

Meant draw_bar_rows(Ui& ui, const Rect& at, const ChartFrame& frame, std::span<const BarRow> rows, double whole) {
  if (rows.empty()) return {};
  const Theme& theme = ui.theme();
  const float line = ui.line_height(kSmall), bar_high = ui.mm(kBarMm);
  const float high = line + ui.mm(0.8F + kBarMm + kRowGapMm);
  const auto sum_of = [](const BarRow& row) {
    double sum = 0;
    for (const BarRow::Part& part : row.parts) sum += part.number;
    return sum;
  };
  for (const BarRow& row : rows) whole = std::max(whole, sum_of(row));
  const std::string& told = told_of(frame, rows);
  const Rect place{at.x, at.y, at.w, std::max(ui.mm(12), bar_rows_height(ui, rows.size()))};
  const Meant meant = touch(ui, place, frame, told, [&](Point p) {
    return std::min(rows.size() - 1, static_cast<std::size_t>(std::max(0.F, (p.y - at.y) / high)));
  });
  Point datum;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const BarRow& row = rows[i];
    const bool dim = frame.chosen && *frame.chosen != i;
    const float y = at.y + static_cast<float>(i) * high, value = ui.width(row.value, kSmallStrong) + 1;
    const float room = at.w - value - ui.mm(3);
    ui.text({at.x, y, room, line}, shortened(ui, row.label, room), kSmall, theme.chalk);
    ui.text({at.right() - value, y, value, line}, row.value, kSmallStrong, theme.chalk, Align::right);
    const Rect track{at.x, y + line + ui.mm(0.8F), at.w, bar_high};
    ui.fill(track, theme.outline.faded(0.2F), bar_high / 2);
    float x = at.x;
    for (const BarRow::Part& part : row.parts) {
      const float wide = whole > 0 ? at.w * static_cast<float>(part.number / whole) : 0;
      if (wide > 0) ui.fill({x, track.y, wide, bar_high}, part.color.faded(dim ? 0.45F : 1.F), bar_high / 2);
      x += wide;
    }
    if (frame.chosen == i) datum = {std::max(at.x + ui.mm(6), (at.x + x) / 2), track.y};
  }
  if (!told.empty()) draw_callout(ui, {at.x, at.y, at.w, place.h}, datum, told);
  return meant;
}

}  // namespace chalkpoint::ui
