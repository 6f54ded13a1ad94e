// The lists: notes of the board, what waits first, and the journal of truth.
#include <algorithm>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/cover.h"
#include "kiosk/ui/text.h"
#include "sync/event/seal.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::int64_t kLateMs = 24 * 3'600'000;  // a member may expect an answer within a day

ui::Color worry(const Item& item, const Scene& scene) {
  const ui::Theme& theme = scene.ui.theme();
  if (item.verdict == event::Verdict::hidden || item.verdict == event::Verdict::removed) return theme.muted;
  if (!item.waits()) return theme.mint;
  return scene.state.status.now_unix_ms - item.unix_ms > kLateMs ? theme.coral : theme.yellow;
}

// Two lines of the words, two of how it stands and one of who and when: the same height for all, so that a list is read
// at a glance.
float card_height(const ui::Ui& ui) {
  return 2 * ui.line_height(ui::kSmallStrong) + 3 * ui.line_height(ui::kSmall) + ui.mm(7);
}

void draw_card(Scene& scene, const Item& item, const Rect& card) {
  ui::Ui& ui = scene.ui;
  const std::string words = excerpt(item, ui);
  // Targets are written to a file: when and which, never what a member wrote.
  const auto touch = ui.peek_area(open_id(item.id), known(scene, item), card, !item.name.empty());
  if (touch.acted) scene.intent = OpenNote{item.id};
  ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  ui.fill({card.x + ui.mm(2), card.y + ui.mm(3), ui.mm(1.6F), card.h - ui.mm(6)}, worry(item, scene), ui.mm(0.8F));
  Rect inside = card.inset(ui.mm(6), ui.mm(2.5F));
  if (!item.strokes.empty())
    scene.around.hand.drawing(ui, item.strokes, inside.cut_right(std::min(inside.w * 0.35F, inside.h * 1.4F), ui.mm(3)),
                              "desk." + item.id.text());
  draw_lines(ui, words, inside.cut_top(2 * ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 2,
             ui.theme().chalk);
  draw_lines(ui, standing(item, ui), inside.cut_top(2 * ui.line_height(ui::kSmall)), ui::kSmall, 2,
             item.waits() ? ui.theme().yellow : ui.theme().muted);
  ui::draw_line_covered(ui, inside.cut_top(ui.line_height(ui::kSmall)), "", item.name,
                        (item.name.empty() ? "" : " · ") + known(scene, item), touch.shows, ui::kSmall,
                        ui.theme().muted);
}

}  // namespace

void draw_care(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Notes& notes = scene.around.notes;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("care.title"), BarLeft::back);
  const bool before = notes.screening_before;
  std::vector<Choice> choices;
  if (may_see(scene.state, Screen::journal))
    choices.push_back({"care.journal",
                       ui.tr("journal.title") + " · " + std::to_string(notes.confided.size()),
                       {.look = Look::outline, .icon = ui::Icon::lock},
                       OpenJournal{}});
  if (event::may(scene.state.care.by.role, event::Right::screening)) {
    choices.push_back({"screening.before",
                       ui.tr("screening.before"),
                       {.look = Look::pick, .chosen = before, .again = before},
                       before ? Intent(Nothing{}) : Intent(Rule{true})});
    choices.push_back({"screening.after",
                       ui.tr("screening.after"),
                       {.look = Look::pick, .chosen = !before, .again = !before},
                       before ? Intent(Rule{false}) : Intent(Nothing{})});
  }
  if (!choices.empty()) {
    const float high = draw_choices(scene, choices, area, false);
    draw_choices(scene, choices, area.cut_top(high, ui.mm(4)));
  }
  draw_failure(scene, area);
  std::string say = notes.items.empty()        ? ui.tr("care.none")
                    : notes.waiting_count == 0 ? ui.tr("care.waiting.none")
                                               : ui.tr("care.waiting", notes.waiting_count);
  const auto& drafts = scene.state.care.drafts;
  if (!drafts.empty()) say += (say.ends_with('.') ? " " : ". ") + ui.tr("care.begun", drafts.size());
  const float said = ui.height(say, ui::kSmall, area.w);
  ui.text(area.cut_top(said, ui.mm(3)), say, ui::kSmall,
          notes.waiting_count > 0 || !drafts.empty() ? ui.theme().yellow : ui.theme().muted);
  ui::draw_list(scene.ui, area, notes.items.size(), card_height(ui),
                [&](std::size_t i, const Rect& card) { draw_card(scene, notes.items[i], card); });
}

void draw_journal(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const auto& confided = scene.around.notes.confided;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("journal.title"), BarLeft::back);
  const bool others = !care.key.empty() && std::ranges::any_of(confided, [&care](const Confidence& one) {
    return !one.key.empty() && one.key != care.key;
  });
  std::string say = ui.tr(confided.empty() ? "journal.none" : "journal.say");
  if (others) say += "\n" + ui.text_lookup().get("journal.mixed", "key", event::for_people(care.key));
  const auto elsewhere =
      static_cast<std::uint64_t>(std::ranges::count_if(confided, [](const Confidence& one) { return !one.own; }));
  if (elsewhere > 0) say += "\n" + ui.tr("journal.elsewhere", elsewhere);
  if (!confided.empty() && (elsewhere > 0 || !care.key_here)) {
    if (!care.key_here) say += "\n" + ui.tr("journal.hub");
    const std::string command =
        ui.text_lookup().get("journal.hub.command", "site", care.site.empty() ? "SITE" : care.site);
    const float high = ui.height(command, ui::kSmall, area.w);
    ui.text(area.cut_bottom(high, ui.mm(3)), command, ui::kSmall, ui.theme().muted);
  }
  const float said = ui.height(say, ui::kSmall, area.w);
  ui.text(area.cut_top(said, ui.mm(4)), say, ui::kSmall, ui.theme().muted);
  if (care.key_here && !confided.empty() && care.key.empty()) {
    const Button look{.look = Look::primary, .icon = ui::Icon::lock};
    const Rect row = area.cut_top(ui.mm(18), ui.mm(4));
    const Rect at{row.x, row.y, std::min(row.w, ui.button_size(ui.tr("journal.open"), look).w), row.h};
    if (ui.button("care.phrase", ui.tr("journal.open"), at, look)) scene.intent = AskPhrase{};
  }
  // Where some are open, the cards are as high as what is written on the longest.
  float high = 2 * ui.line_height(ui::kSmall) + ui.mm(7), opened_high = 0;
  const float wide = (ui.portrait() ? area.w : (area.w - ui.mm(3)) / 2) - ui.mm(15);
  for (const Confidence& one : confided)
    if (!reading_of(care, one.id))
      opened_high =
          std::max(opened_high, ui.height(cover(scene.state, one, ui), ui::kSmall, wide) - ui.line_height(ui::kSmall));
  for (const Reading& reading : care.readings)
    opened_high = std::max(opened_high, reading_height(scene, reading, wide));
  high += opened_high;
  ui::draw_list(scene.ui, area, confided.size(), high, [&](std::size_t i, const Rect& card) {
    const Confidence& one = confided[i];
    ui.fill(card, ui.theme().fill, ui.mm(3));
    Rect inside = card.inset(ui.mm(6), ui.mm(2.5F));
    const Status& status = scene.state.status;
    const std::string when =
        ui.text_lookup().when(one.unix_ms, status.now_unix_ms, status.utc_offset_min) + " · " + one.code;
    ui.text(inside.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), when, ui::kSmallStrong, ui.theme().chalk);
    if (const Reading* reading = reading_of(care, one.id))
      draw_reading(scene, *reading, inside);
    else
      ui.text(inside, cover(scene.state, one, ui), ui::kSmall, ui.theme().muted);
  });
}

}  // namespace chalkpoint::desk
