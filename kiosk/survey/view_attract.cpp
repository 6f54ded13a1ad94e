// The first screen: its question is live, one tap answers it.
#include <algorithm>
#include <cmath>

#include "kiosk/survey/view_parts.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Rect;

constexpr float kRateMmMin = 14, kRateGapMm = 2.4F, kRateMmMax = 24;
constexpr float kRateHighMmMin = 18;

struct Grid {
  std::size_t columns = 1, rows = 1;
  float wide = 0, high = 0, gap = 0;
};

// One row, or two (and more for long scales) where a row would make the rates too narrow.
Grid rate_grid(const ui::Ui& ui, std::size_t rates, float width) {
  Grid grid;
  grid.gap = ui.mm(kRateGapMm);
  for (grid.rows = 1;; ++grid.rows) {
    grid.columns = (rates + grid.rows - 1) / grid.rows;
    grid.wide =
        std::floor((width - grid.gap * static_cast<float>(grid.columns - 1)) / static_cast<float>(grid.columns));
    if (grid.wide >= ui.mm(kRateMmMin) || grid.columns == 1) break;
  }
  grid.wide = std::min(grid.wide, ui.mm(kRateMmMax) * (rates <= 5 ? 1.5F : 1.F));
  grid.high = std::clamp(grid.wide, ui.mm(kRateHighMmMin), ui.mm(kRateMmMax));
  return grid;
}

bool is_live(const Scene& scene, const Page& page) {
  const auto shown = scene.flow.run.visible_elements(page);
  return shown.size() == 1 && shown.front()->type == ElementType::rating;
}

// Below the question: who listens, and that it is quick. Nothing here can be touched.
void draw_welcome(Scene& scene, Rect area, bool with_sketch) {
  ui::Ui& ui = scene.ui;
  if (area.h < ui.mm(26)) return;
  const ui::Type hand{ui::Face::chalk, ui.portrait() ? 9.F : 8.F};
  if (!ui.portrait()) {
    Rect picture = area.cut_right(std::min(area.h * 1.5F, area.w * 0.36F), ui.mm(6));
    ui::draw_sketch(ui, ui::Sketch::barbell, picture);
    const float words = ui.height(ui.tr("attract.welcome"), hand, area.w, true);
    const float promise = ui.height(ui.tr("attract.promise"), ui::kSmall, area.w, true);
    if (words + promise + ui.mm(3) > area.h) return;
    area.cut_top((area.h - words - promise - ui.mm(3)) * 0.5F);
    ui.text(area.cut_top(words, ui.mm(3)), ui.tr("attract.welcome"), hand, ui.theme().chalk, Align::left, true);
    ui.text(area.cut_top(promise), ui.tr("attract.promise"), ui::kSmall, ui.theme().muted, Align::left, true);
    return;
  }
  const float words = ui.height(ui.tr("attract.welcome"), hand, area.w, true);
  const float promise = ui.height(ui.tr("attract.promise"), ui::kSmall, area.w, true);
  const bool words_fit = words + promise + ui.mm(6) < area.h;
  if (!words_fit) return;
  Rect lower = area.cut_bottom(words + promise + ui.mm(3), ui.mm(4));
  if (with_sketch && area.h > ui.mm(24))
    ui::draw_sketch(ui, ui::Sketch::barbell, area.inset(area.w * 0.14F, area.h * 0.06F));
  ui.text(lower.cut_top(words, ui.mm(3)), ui.tr("attract.welcome"), hand, ui.theme().chalk, Align::centre, true);
  ui.text(lower.cut_top(promise), ui.tr("attract.promise"), ui::kSmall, ui.theme().muted, Align::centre, true);
}

// At the foot: words, and beside or under them what may be tapped. Nothing where there is no room for it.
void draw_card(Scene& scene, Rect& area) {
  if (!scene.brand.card) return;
  ui::Ui& ui = scene.ui;
  Card card = *scene.brand.card;
  card.say = ui.tr(card.say);
  for (ui::Choice& way : card.ways) way.label = ui.tr(way.label);
  const float margin = ui.mm(4), high = ui.mm(16);
  float wide = -ui.mm(kRateGapMm);
  for (const ui::Choice& way : card.ways) wide += ui.button_size(way.label, way.look).w + ui.mm(kRateGapMm);
  const bool beside = wide < (area.w - 3 * margin) * 0.6F;
  const float words_wide = area.w - 2 * margin - (beside ? wide + margin : 0);
  const float words = ui.height(card.say, ui::kSmall, words_wide);
  const float ways = ui::draw_choices(ui, card.ways, {0, 0, area.w - 2 * margin, high}, false).height;
  const float inside = beside ? std::max(words, high) : words + ways + ui.mm(3);
  if (inside + 2 * ui.mm(3) > area.h) return;
  const Rect place = area.cut_bottom(inside + 2 * ui.mm(3), ui.mm(4));
  ui.fill(place, ui.theme().fill, margin);
  Rect within = place.inset(margin, ui.mm(3));
  Rect row = beside ? within.cut_right(wide, margin) : within.cut_bottom(ways);
  if (beside) row = {row.x, row.centre().y - high / 2, row.w, high};
  if (const auto tapped = ui::draw_choices(ui, card.ways, row).tapped) scene.intent = TapCard{card.ways[*tapped].id};
  ui.text(within, card.say, ui::kSmall, ui.theme().chalk, Align::left, false, beside);
}

}  // namespace

float rating_height(const ui::Ui& ui, const Element& element, std::size_t rates, float width) {
  const Grid grid = rate_grid(ui, rates, width);
  const float rows = static_cast<float>(grid.rows) * (grid.high + grid.gap) - grid.gap;
  const bool labelled = !element.min_label.empty() || !element.max_label.empty();
  const float label = labelled ? ui.line_height(ui::kBody) + ui.mm(2) : 0;
  return rows + (grid.rows > 1 ? 2 : 1) * label;
}

void draw_rating(Scene& scene, const Element& element, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const Run& run = scene.flow.run;
  const auto rates = run.visible_choices(element);
  const Grid grid = rate_grid(ui, rates.size(), at.w);
  const std::string low = run.text(element.min_label), high = run.text(element.max_label);
  const float label = ui.line_height(ui::kBody);
  Rect area = at;
  // With several rows the ends stand at opposite corners: words above the first rate, below the last.
  if (grid.rows > 1 && !(low.empty() && high.empty()))
    ui.text(area.cut_top(label, ui.mm(2)), low, ui::kBody, ui.theme().muted, Align::left);
  const float used = static_cast<float>(grid.columns) * (grid.wide + grid.gap) - grid.gap;
  const bool alone = run.visible_elements(*scene.flow.page(scene.definition)).size() == 1;
  const auto draw_one = [&](std::size_t i) {
    const Choice& rate = *rates[i];
    const Rect rect{area.x + static_cast<float>(i % grid.columns) * (grid.wide + grid.gap),
                    area.y + static_cast<float>(i / grid.columns) * (grid.high + grid.gap), grid.wide, grid.high};
    const ui::Button look{.look = ui::Look::score, .chosen = run.is_chosen(element, rate.value), .again = !alone};
    if (ui.button(element.name + "." + to_text(rate.value), choice_label(run, rate), rect, look))
      scene.intent = Pick{element.name, rate.value};
  };
  // The chosen one comes last: the hand that circled it did not stop at its edge.
  const auto is_chosen = [&](std::size_t i) { return run.is_chosen(element, rates[i]->value); };
  for (const bool chosen : {false, true})
    for (std::size_t i = 0; i < rates.size(); ++i)
      if (is_chosen(i) == chosen) draw_one(i);
  if (low.empty() && high.empty()) return;
  area.cut_top(static_cast<float>(grid.rows) * (grid.high + grid.gap) - grid.gap, ui.mm(2));
  const Rect below{area.x, area.y, used, label};
  if (grid.rows > 1) {
    const float last = static_cast<float>((rates.size() - 1) % grid.columns + 1) * (grid.wide + grid.gap) - grid.gap;
    const bool under_last = ui.width(high, ui::kBody) <= last;
    ui.text({below.x, below.y, under_last ? last : used, label}, high, ui::kBody, ui.theme().muted, Align::right);
    return;
  }
  const float half = below.w / 2 - ui.mm(1);
  ui.text({below.x, below.y, half, label}, low, ui::kBody, ui.theme().muted, Align::left);
  ui.text({below.right() - half, below.y, half, label}, high, ui::kBody, ui.theme().muted, Align::right);
}

void draw_attract(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::brand);
  const Page* page = scene.flow.page(scene.definition);
  if (page == nullptr) return;
  const bool live = is_live(scene, *page);
  const Element* question = live ? scene.flow.run.visible_elements(*page).front() : nullptr;
  const std::string title = live ? scene.flow.run.title(*question) : scene.flow.run.text(scene.definition.title);
  const float answer_high =
      live ? rating_height(ui, *question, scene.flow.run.visible_choices(*question).size(), area.w) : ui.mm(22);
  const bool lifted = ui::is_lifted(ui);
  if (lifted) {
    ui::draw_out_of_reach(ui, ui::Sketch::barbell, ui::headroom(ui), title);
  } else {
    const float high = ui.height(title, ui::kHeading, area.w, true);
    const float spare = area.h - high - answer_high - ui.mm(6);
    area.cut_top(std::clamp(spare * 0.08F, 0.F, ui.mm(ui.portrait() ? 12 : 4)));
    ui.text(area.cut_top(high, ui.mm(6)), title, ui::kHeading, ui.theme().chalk, Align::left, true);
  }
  const Rect answer = area.cut_top(answer_high, ui.mm(6));
  if (live)
    draw_rating(scene, *question, answer);
  else if (ui.button("start", ui.tr("attract.start"), {answer.x, answer.y, std::min(answer.w, ui.mm(90)), answer.h},
                     {.look = ui::Look::primary, .icon = ui::Icon::next}))
    scene.intent = Start{};
  draw_card(scene, area);
  // The board's voices stand beside the drawing of a wide screen in place of the welcome; a high one has room for both.
  if (!scene.voices.empty() && !ui.portrait() && area.h >= ui.mm(26)) {
    Rect beside = area;
    const Rect picture = beside.cut_right(std::min(area.h * 1.5F, area.w * 0.36F), ui.mm(6));
    if (draw_voices(scene, beside)) return ui::draw_sketch(ui, ui::Sketch::barbell, picture);
  }
  for (const float part : {0.45F, 0.6F, 1.F}) {
    if (scene.voices.empty() || !ui.portrait()) break;
    Rect rest = area;
    if (!draw_voices(scene, rest.cut_top(area.h * part, ui.mm(4)))) continue;
    area = rest;
    break;
  }
  draw_welcome(scene, area, !lifted);
}

}  // namespace chalkpoint::survey
