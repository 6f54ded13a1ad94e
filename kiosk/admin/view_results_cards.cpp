#include "kiosk/admin/view_results_cards.h"

#include <algorithm>
#include <numeric>

#include "kiosk/admin/results_told.h"
#include "kiosk/ui/figures.h"

namespace chalkpoint::admin::results {
namespace {

constexpr float kChartMm = 54;
constexpr std::size_t kRowsMax = 8;
constexpr const char* kLobby = "lobby";

std::array<ui::Color, event::kMoods> mood_colors(const ui::Theme& theme) {
  return {theme.coral, theme.muted, theme.mint, theme.outline};
}

/// Makes them; what a card draws it holds itself.
class Cards {
 public:
  Cards(const ResultsState& state, const ResultsAround& around, ui::Ui& ui)
      : state_(state), around_(around), ui_(ui), read_(*state.read), told_(ui.text_lookup()) {}

  std::vector<ResultsCard> all() {
    if (event::tally_of(read_.now.total).scored() > 0) {
      scores();
      line();
      breakdown("departments", departments_of(read_.now, around_.labels), [this](const std::string& value) {
        const auto found = around_.labels.find(value);
        return found == around_.labels.end() ? value : found->second;
      });
    }
    if (read_.now.total != event::Counts{}) hours();
    if (state_.touchpoint.empty())
      breakdown("touchpoints", parts_of(read_.now.touchpoints),
                [this](const std::string& value) { return told_.word("touchpoint.", value); });
    funnel();
    words();
    left_at();
    breakdown("languages", parts_of(read_.now.languages),
              [this](const std::string& value) { return told_.word("results.language.", value); });
    breakdown("statuses", parts_of(read_.now.statuses),
              [this](const std::string& value) { return told_.word("report.status.", value); });
    return std::move(out_);
  }

 private:
  const std::string& tr(const std::string& key) const { return ui_.tr(key); }

  ui::ChartFrame frame(const std::string& id, const std::string& title) const {
    const auto found = state_.chosen.find(id);
    return {id, title, found == state_.chosen.end() ? std::nullopt : std::optional(found->second)};
  }

  ResultsCard& card(const std::string& name, float high) {
    const std::string id = "results." + name;
    out_.push_back({.id = id, .title = tr(id), .legend = {}, .high = high});
    return out_.back();
  }

  void scores() {
    const event::Counts& total = read_.now.total;
    const std::int64_t all = event::tally_of(total).scored();
    const auto colors = mood_colors(ui_.theme());
    std::vector<ui::Column> columns;
    for (std::size_t i = 0; i < event::kScores; ++i) {
      const std::int64_t count = total.scores[i];
      std::string told = ui::filled(tr("results.told.score"), "score", std::to_string(i));
      told = ui::filled(told, "scores", ui_.tr("report.scores", static_cast<std::uint64_t>(count)));
      columns.push_back({.label = std::to_string(i),
                         .number = static_cast<double>(count),
                         .value = ui::grouped(count),
                         .color = colors[static_cast<std::size_t>(event::mood_of(static_cast<int>(i)))],
                         .told = ui::filled(told, "percent", told_.percent(count, all))});
    }
    ResultsCard& one = card("scores", ui_.mm(kChartMm));
    one.draw = [&ui = ui_, frame = frame(one.id, one.title), columns = std::move(columns)](const ui::Rect& at) {
      return ui::draw_columns(ui, at, frame, columns);
    };
  }

  void line() {
    std::vector<ui::LinePoint> points;
    const auto stretches = stretches_of(read_.now, read_.days);
    for (const Stretch& one : stretches) {
      const event::Tally tally = event::tally_of(one.counts);
      ui::LinePoint point{.label = day_and_month(one.days.first), .number = {}, .told = told_.days(one.days) + ": "};
      point.told += tally.scored() == 0 ? tr("results.no.scores") : told_.groups(one.counts);
      if (tally.scored() >= event::kScoredMin) {
        point.number = *event::nps(tally);
        const double margin = *event::margin(tally);
        point.low = std::max(-100.0, *point.number - margin);
        point.high = std::min(100.0, *point.number + margin);
      }
      points.push_back(std::move(point));
    }
    const bool any = std::ranges::any_of(points, [](const ui::LinePoint& one) { return one.number.has_value(); });
    ResultsCard& one = card("line", any ? ui_.mm(kChartMm) : 0);
    one.legend =
        any ? legend_of(stretches) : ui_.text_lookup().get("results.line.few", "n", std::to_string(event::kScoredMin));
    if (!any) return;
    one.draw = [&ui = ui_, frame = frame(one.id, one.title), points = std::move(points)](const ui::Rect& at) {
      return ui::draw_line_band(ui, at, frame, points);
    };
  }

  std::string legend_of(const std::vector<Stretch>& all) const {
    constexpr int kDaysOfWeek = 7;
    int longest = 1;
    for (const Stretch& one : all) longest = std::max(longest, event::count_of(one.days));
    return tr(longest == 1 ? "results.by.day" : longest <= kDaysOfWeek ? "results.by.week" : "results.by.month");
  }

  static std::string day_and_month(const std::string& day) { return day.substr(8, 2) + "." + day.substr(5, 2); }

  void breakdown(const std::string& name, const std::vector<Part>& parts,
                 const std::function<std::string(const std::string&)>& label) {
    if (parts.empty()) return;
    const auto colors = mood_colors(ui_.theme());
    std::vector<ui::BarRow> rows;
    for (const Part& part : std::span(parts).first(std::min(parts.size(), kRowsMax))) {
      const event::Tally tally = event::tally_of(part.counts);
      const auto amount = [](std::int64_t count) { return static_cast<double>(count); };
      rows.push_back({.label = label(part.value),
                      .value = told_.score(part.counts),
                      .parts = {{amount(tally.detractors), colors[0]},
                                {amount(tally.passives), colors[1]},
                                {amount(tally.promoters), colors[2]}},
                      .told = label(part.value) + ": " + told_.groups(part.counts)});
    }
    add_rows(name, std::move(rows)).legend = tr("results.legend.groups");
  }

  ResultsCard& add_rows(const std::string& name, std::vector<ui::BarRow> rows, double whole = 0) {
    ResultsCard& one = card(name, ui::bar_rows_height(ui_, rows.size()));
    one.draw = [&ui = ui_, frame = frame(one.id, one.title), rows = std::move(rows), whole](const ui::Rect& at) {
      return ui::draw_bar_rows(ui, at, frame, rows, whole);
    };
    return one;
  }

  void hours() {
    std::size_t first = 23, last = 0;
    std::int64_t most = 1;
    for (const auto& day : read_.now.hours)
      for (std::size_t hour = 0; hour < day.size(); ++hour) {
        const std::int64_t count = day[hour].completed + day[hour].abandoned;
        if (count == 0) continue;
        first = std::min(first, hour);
        last = std::max(last, hour);
        most = std::max(most, count);
      }
    ui::HeatMap map;
    for (std::size_t hour = first; hour <= last; ++hour) map.columns.push_back(std::to_string(hour));
    for (std::size_t day = 0; day < read_.now.hours.size(); ++day) {
      map.rows.push_back(tr("when.weekday." + std::to_string(day + 1)));
      for (std::size_t hour = first; hour <= last; ++hour)
        map.cells.push_back(cell(read_.now.hours[day][hour], map.rows.back(), hour, most));
    }
    ResultsCard& one = card("hours", ui_.mm(kChartMm));
    one.legend = tr("results.legend.hours");
    one.draw = [&ui = ui_, frame = frame(one.id, one.title), map = std::move(map)](const ui::Rect& at) {
      return ui::draw_heat_map(ui, at, frame, map);
    };
  }

  ui::HeatMap::Cell cell(const event::Counts& counts, const std::string& day, std::size_t hour,
                         std::int64_t most) const {
    const std::int64_t count = counts.completed + counts.abandoned;
    std::string told = day + ", " + std::to_string(hour) + ":00–" + std::to_string(hour + 1) + ":00: ";
    told += told_.answers(count);
    if (event::tally_of(counts).scored() >= event::kScoredMin) told += " · " + told_.score(counts);
    return {.shade = static_cast<double>(count) / static_cast<double>(most), .told = std::move(told)};
  }

  // Of the terminal alone: what the staff take down is never left half-way.
  void funnel() {
    const auto found = read_.now.touchpoints.find(kLobby);
    const event::Counts lobby = found == read_.now.touchpoints.end() ? event::Counts{} : found->second;
    const event::Presence& presence = read_.now.presence;
    if (lobby == event::Counts{} && presence == event::Presence{}) return;
    const std::int64_t begun = lobby.completed + lobby.abandoned;
    std::vector<ui::BarRow> rows;
    const auto row = [&](const char* key, std::int64_t count, std::int64_t of, ui::Color color) {
      std::string value = ui::grouped(count);
      if (of >= count && of > 0) value += " · " + told_.percent(count, of);
      rows.push_back({.label = tr(key),
                      .value = value,
                      .parts = {{static_cast<double>(count), color}},
                      .told = tr(std::string(key) + ".told") + ": " + value});
    };
    const ui::Theme& theme = ui_.theme();
    if (presence.touched > 0) row("results.touched", presence.touched, 0, theme.blue);
    row("results.begun", begun, presence.touched, theme.blue);
    row("results.finished", lobby.completed, begun, theme.mint);
    row("results.abandoned", lobby.abandoned, begun, theme.coral);
    row("results.suspect", lobby.suspect, begun, theme.yellow);
    ResultsCard& one = add_rows("funnel", std::move(rows));
    one.legend = presence_legend(presence, begun);
  }

  std::string presence_legend(const event::Presence& presence, std::int64_t begun) const {
    if (presence == event::Presence{}) return tr("results.presence.none");
    constexpr std::int64_t kMinutes = 60;
    const auto hours = static_cast<std::uint64_t>((presence.shown_min + kMinutes / 2) / kMinutes);
    std::string out = ui_.tr("results.presence", hours);
    if (presence.touched < begun) out += " " + tr("results.presence.partly");
    return out;
  }

  void left_at() {
    std::vector<std::pair<std::int64_t, std::string>> sorted;
    for (const auto& [where, count] : read_.now.left_at) sorted.emplace_back(count, where.second);
    std::ranges::sort(sorted, std::greater());
    if (sorted.empty()) return;
    const std::int64_t all = std::accumulate(sorted.begin(), sorted.end(), std::int64_t{0},
                                             [](std::int64_t sum, const auto& one) { return sum + one.first; });
    std::vector<ui::BarRow> rows;
    for (const auto& [count, name] : std::span(sorted).first(std::min(sorted.size(), kRowsMax))) {
      const auto title = around_.questions.find(name);
      const std::string label = name.empty()                       ? tr("results.left.unknown")
                                : title == around_.questions.end() ? name
                                                                   : title->second;
      const std::string value = ui::grouped(count) + " · " + told_.percent(count, all);
      rows.push_back({.label = label,
                      .value = value,
                      .parts = {{static_cast<double>(count), ui_.theme().coral}},
                      .told = label + ": " + value});
    }
    add_rows("left", std::move(rows), static_cast<double>(all));
  }

  void words() {
    if (read_.words.empty()) return;
    const auto colors = mood_colors(ui_.theme());
    std::vector<ui::BarRow> rows;
    for (const Word& word : read_.words) {
      ui::BarRow row{.label = word.word, .value = ui::grouped(word.all()), .parts = {}, .told = {}};
      for (std::size_t i = 0; i < event::kMoods; ++i)
        row.parts.push_back({static_cast<double>(word.answers[i]), colors[i]});
      row.told = ui::filled(tr("results.told.word"), "word", word.word);
      row.told = ui::filled(row.told, "answers", told_.answers(word.all()));
      row.told += " " + std::to_string(word.answers[2]) + " · " + std::to_string(word.answers[1]) + " · " +
                  std::to_string(word.answers[0]);
      rows.push_back(std::move(row));
    }
    add_rows("words", std::move(rows)).legend = tr("results.legend.words");
  }

  const ResultsState& state_;
  const ResultsAround& around_;
  ui::Ui& ui_;
  const ResultsRead& read_;
  Told told_;
  std::vector<ResultsCard> out_;
};

}  // namespace

std::vector<ResultsCard> results_cards(const ResultsState& state, const ResultsAround& around, ui::Ui& ui) {
  return Cards(state, around, ui).all();
}

}  // namespace chalkpoint::admin::results
