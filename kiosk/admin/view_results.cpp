#include "kiosk/admin/view_results.h"

#include <algorithm>

#include "kiosk/admin/results_told.h"
#include "kiosk/admin/view_results_cards.h"
#include "kiosk/ui/calendar.h"
#include "kiosk/ui/figures.h"
#include "kiosk/ui/page.h"
#include "sync/event/month.h"

namespace chalkpoint::admin::results {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

constexpr ui::Type kFigure{ui::Face::bold, 14};
constexpr float kPadMm = 5, kGapMm = 4;

ResultsIntent draw_bar(const ResultsAround& around, ui::Ui& ui, Rect& area, const std::string& title) {
  const ui::Bar bar{.title = title, .language = around.language, .tight = !ui.portrait()};
  return ui::bar_intent<Speak>(ui::draw_bar(ui, area, bar), ResultsIntent(), StepBack{}, Leave{});
}

std::string place_name(const std::string& touchpoint, ui::Ui& ui) {
  return touchpoint.empty() ? ui.tr("results.everywhere") : Told(ui.text_lookup()).word("touchpoint.", touchpoint);
}

void draw_choosing(const ResultsState& state, ui::Ui& ui, Rect& area, ResultsIntent& intent) {
  std::vector<ui::Choice> choices;
  for (std::size_t i = 0; i < kSpans.size(); ++i) {
    const std::string id = "results." + std::string(kSpans[i]);
    const bool chosen = state.span == static_cast<Span>(i);
    choices.push_back({id, ui.tr(id), {.look = Look::small, .chosen = chosen, .again = true}});
  }
  choices.push_back(
      {"results.where",
       place_name(state.touchpoint, ui),
       {.look = Look::small, .icon = ui::Icon::list, .chosen = !state.touchpoint.empty(), .again = true}});
  const ui::Tapped tapped = ui::draw_rows(ui, choices, area);
  if (!tapped) return;
  if (*tapped < kSpans.size())
    intent = SetSpan{static_cast<Span>(*tapped)};
  else
    intent = AskTouchpoint{};
}

/// The page under the bar, drawn or only measured, from the top down; everything returns its height.
class Paper {
 public:
  Paper(const ResultsState& state, ui::Ui& ui, ResultsIntent* intent)
      : read_(*state.read), ui_(ui), told_(ui.text_lookup()), intent_(intent) {}

  float whole(const Rect& at, const std::vector<ResultsCard>& cards) {
    float y = at.y;
    y += head({at.x, y, at.w, 0}) + ui_.mm(4);
    const bool two = !ui_.portrait();
    const float gap = ui_.mm(kGapMm), wide = two ? (at.w - gap) / 2 : at.w;
    std::array<float, 2> columns = {y, y};
    for (const ResultsCard& one : cards) {
      const std::size_t column = two && columns[1] < columns[0] ? 1 : 0;
      const float x = at.x + static_cast<float>(column) * (wide + gap);
      columns[column] += card(one, {x, columns[column], wide, 0}) + gap;
    }
    return std::max(columns[0], columns[1]) - gap - at.y;
  }

 private:
  bool draws() const { return intent_ != nullptr; }

  float head(const Rect& at) {
    const event::Tally tally = event::tally_of(read_.now.total);
    const bool few = tally.scored() < event::kScoredMin;
    const std::string score = told_.score(read_.now.total);
    const std::size_t space = score.find(' ');
    const std::string big = few ? ui::grouped(tally.scored()) : score.substr(0, space);
    const std::string small =
        few ? ui_.tr("report.scores.word", static_cast<std::uint64_t>(tally.scored())) : score.substr(space + 1);
    const float big_wide = ui_.width(big, kFigure) + ui_.mm(4);
    const float small_wide = ui_.width(small, ui::kHeading) + ui_.mm(8);
    const float big_high = ui_.line_height(kFigure);
    const float drop = big_high - ui_.line_height(ui::kHeading) - ui_.mm(3);
    write({at.x, at.y, big_wide, big_high}, big, kFigure, ui_.theme().chalk);
    write({at.x + big_wide, at.y + drop, small_wide, big_high - drop}, small, ui::kHeading, ui_.theme().muted);
    const bool beside = !ui_.portrait();
    const float x = beside ? at.x + big_wide + small_wide : at.x, wide = at.right() - x;
    float y = beside ? at.y + ui_.mm(2) : at.y + big_high;
    for (const std::string& sentence : told_.head(read_))
      y += words({x, y, wide, 0}, sentence, ui::kSmall, ui_.theme().chalk);
    y += words({x, y, wide, 0}, when(), ui::kSmall, ui_.theme().muted);
    return std::max(y - at.y, big_high);
  }

  std::string when() const { return told_.days(read_.days) + " · " + place_name(read_.question.touchpoint, ui_); }

  float card(const ResultsCard& card, const Rect& at) {
    const float pad = ui_.mm(kPadMm), wide = at.w - 2 * pad;
    float high = pad + ui_.height(card.title, ui::kSmallStrong, wide);
    if (!card.legend.empty()) high += ui_.height(card.legend, ui::kSmall, wide);
    const float chart = high + ui_.mm(3);
    high = card.draw ? chart + card.high + pad : high + pad;
    if (!draws()) return high;
    ui_.fill({at.x, at.y, at.w, high}, ui_.theme().fill.faded(0.6F), ui_.mm(4));
    float y = at.y + pad;
    y += words({at.x + pad, y, wide, 0}, card.title, ui::kSmallStrong, ui_.theme().chalk);
    if (!card.legend.empty()) words({at.x + pad, y, wide, 0}, card.legend, ui::kSmall, ui_.theme().muted);
    if (!card.draw) return high;
    if (const ui::Meant meant = card.draw({at.x + pad, at.y + chart, wide, card.high}))
      *intent_ = ChooseDatum{card.id, *meant};
    return high;
  }

  void write(const Rect& at, const std::string& text, ui::Type type, ui::Color color) {
    if (draws()) ui_.text(at, text, type, color);
  }
  float words(const Rect& at, const std::string& text, ui::Type type, ui::Color color) {
    const float high = ui_.height(text, type, at.w);
    write({at.x, at.y, at.w, high}, text, type, color);
    return high;
  }

  const ResultsRead& read_;
  ui::Ui& ui_;
  Told told_;
  ResultsIntent* intent_;  // null: only measures
};

ResultsIntent draw_charts(const ResultsState& state, const ResultsAround& around, ui::Ui& ui) {
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  ResultsIntent intent = draw_bar(around, ui, area, ui.tr("admin.results"));
  draw_choosing(state, ui, area, intent);
  const auto say = [&](const char* key, ui::Color color) {
    ui.text(area, ui.tr(key), ui::kBody, color, Align::centre, true, true);
    return intent;
  };
  if (!state.read)
    return say(state.failed ? "results.failed" : "report.reading", state.failed ? ui.theme().yellow : ui.theme().muted);
  if (state.failed) {
    const std::string& failed = ui.tr("results.failed");
    ui.text(area.cut_bottom(ui.height(failed, ui::kSmall, area.w), ui.mm(2)), failed, ui::kSmall, ui.theme().yellow);
  }
  const auto cards = results_cards(state, around, ui);
  const Rect inside{area.x, area.y, area.w - ui.mm(3), area.h};
  const float content = Paper(state, ui, nullptr).whole(inside, cards);
  const Rect at = ui.begin_scroll(area, content, ui.kept("scroll"), ui.mm(6));
  Paper(state, ui, &intent).whole({at.x, at.y, inside.w, inside.h}, cards);
  ui.end_scroll();
  return intent;
}

ResultsIntent draw_touchpoints(const ResultsState& state, const ResultsAround& around, ui::Ui& ui) {
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  ResultsIntent intent = draw_bar(around, ui, area, ui.tr("results.where"));
  std::vector<std::string> all = {""};
  if (state.read) std::ranges::copy(state.read->touchpoints, std::back_inserter(all));
  ui::draw_list(ui, area, all.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const ui::Option option{.id = "results.where." + (all[i].empty() ? "all" : all[i]),
                            .label = place_name(all[i], ui),
                            .say = all[i].empty() ? ui.tr("results.everywhere.say") : std::string(),
                            .chosen = state.touchpoint == all[i]};
    if (ui::draw_option(ui, place, option)) intent = SetTouchpoint{all[i]};
  });
  return intent;
}

ResultsIntent draw_days(const ResultsState& state, const ResultsAround& around, ui::Ui& ui) {
  const bool first = state.page == ResultsPage::first_day;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  ResultsIntent intent = draw_bar(around, ui, area, ui.tr(first ? "results.first" : "results.last"));
  const event::Month month = event::month_at(around.today, -state.months_back);
  const ui::CalendarTap tap = ui::draw_calendar(ui, area,
                                                {.year = month.year,
                                                 .month = month.month,
                                                 .first = month.first,
                                                 .days = month.days,
                                                 .lead = month.lead,
                                                 .from = {},
                                                 .to = std::string(around.today),
                                                 .chosen = first ? state.chosen_days.first : state.first_day,
                                                 .back = true,
                                                 .on = state.months_back > 0});
  if (tap.turn != 0) intent = TurnMonth{tap.turn};
  if (tap.day) intent = ChooseDay{*tap.day};
  return intent;
}

}  // namespace

std::string results_screen_name(const ResultsState& state) {
  switch (state.page) {
    case ResultsPage::touchpoints:
      return "admin.results.where";
    case ResultsPage::first_day:
      return "admin.results.first";
    case ResultsPage::last_day:
      return "admin.results.last";
    case ResultsPage::charts:
      break;
  }
  return "admin.results";
}

ResultsIntent draw_results(const ResultsState& state, const ResultsAround& around, ui::Ui& ui) {
  ui.screen(results_screen_name(state));
  switch (state.page) {
    case ResultsPage::touchpoints:
      return draw_touchpoints(state, around, ui);
    case ResultsPage::first_day:
    case ResultsPage::last_day:
      return draw_days(state, around, ui);
    case ResultsPage::charts:
      break;
  }
  return draw_charts(state, around, ui);
}

}  // namespace chalkpoint::admin::results
