#include "kiosk/ui/facts.h"

#include <algorithm>
#include <array>
#include <vector>

namespace chalkpoint::ui {

namespace {

float fact_height(const Fact& fact, const Ui& ui, float wide, Type said) {
  const float remedy = fact.remedy.empty() ? 0 : ui.height(fact.remedy, kSmall, wide) + ui.mm(1);
  return ui.line_height(kSmall) + ui.height(fact.value, said, wide) + remedy + ui.mm(9);
}

void draw_fact(const Fact& fact, Ui& ui, const Rect& card, Type said) {
  ui.fill(card, ui.theme().fill, ui.mm(4));
  ui.fill({card.x + ui.mm(2.4F), card.y + ui.mm(4), ui.mm(1.6F), card.h - ui.mm(8)},
          fact.worries ? ui.theme().coral
          : fact.open  ? ui.theme().outline
                       : ui.theme().mint,
          ui.mm(0.8F));
  Rect inside = card.inset(ui.mm(7), ui.mm(4));
  const float side = ui.mm(6);
  ui.icon(fact.icon, {inside.x, inside.y, side, side}, ui.theme().muted);
  inside.cut_left(side, ui.mm(3));
  ui.text(inside.cut_top(ui.line_height(kSmall)), fact.label, kSmall, ui.theme().muted);
  ui.text(inside.cut_top(ui.height(fact.value, said, inside.w), ui.mm(1)), fact.value, said, ui.theme().chalk);
  if (!fact.remedy.empty())
    ui.text({inside.x, inside.y, inside.w, ui.height(fact.remedy, kSmall, inside.w)}, fact.remedy, kSmall,
            fact.worries ? ui.theme().yellow : ui.theme().muted);
}

}  // namespace

float draw_facts(Ui& ui, const Rect& area, std::span<const Fact> facts) {
  const bool two = !ui.portrait() && facts.size() > 1;
  const float gap = ui.mm(4), wide = two ? (area.w - gap) / 2 : area.w;
  std::vector<Rect> places;
  const auto place_all = [&](Type said) {
    std::array<float, 2> columns{};  // heights filled so far
    places.clear();
    for (const Fact& fact : facts) {
      const std::size_t column = two && columns[1] < columns[0] ? 1 : 0;
      const float high = fact_height(fact, ui, wide - ui.mm(23), said);
      places.push_back({static_cast<float>(column) * (wide + gap), columns[column], wide, high});
      columns[column] += high + gap;
    }
    return std::max(columns[0], columns[1]) - gap;
  };
  Type said = kButton;
  float content = place_all(said);
  if (content > area.h) content = place_all(said = kSmallStrong);
  const bool scrolls = content > area.h;
  const Rect at = scrolls ? ui.begin_scroll(area, content, ui.kept("scroll")) : area;
  for (std::size_t i = 0; i < facts.size(); ++i) draw_fact(facts[i], ui, places[i].moved(at.x, at.y), said);
  if (scrolls) ui.end_scroll();
  return std::min(content, area.h);
}

}  // namespace chalkpoint::ui
