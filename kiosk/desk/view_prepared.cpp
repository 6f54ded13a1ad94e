// Answers to begin from: each as it would stand under the note that is open, so that what is sent is what was read.
#include <algorithm>

#include "kiosk/desk/view_parts.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::size_t kLinesMax = 4;

float card_height(const ui::Ui& ui) {
  return ui.line_height(ui::kSmallStrong) + static_cast<float>(kLinesMax) * ui.line_height(ui::kSmall) + ui.mm(9);
}

void draw_card(Scene& scene, const event::Prepared& prepared, const event::Addressee& to, const Rect& card) {
  ui::Ui& ui = scene.ui;
  const bool editing = scene.state.care.preparing.editing;
  const std::string text = editing ? shown_places(prepared.text, place_words(ui)) : event::filled_in(prepared.text, to);
  if (ui.touch_area("prepared." + prepared.answer, ui.tr("prepared.title"), card))
    scene.intent = editing ? Intent(EditPrepared{prepared}) : Intent(UsePrepared{text});
  ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  Rect inside = card.inset(ui.mm(5), ui.mm(3));
  draw_lines(ui, prepared.title, inside.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 1,
             ui.theme().yellow);
  draw_lines(ui, text, inside, ui::kSmall, kLinesMax, ui.theme().chalk);
}

}  // namespace

PlaceWords place_words(const ui::Ui& ui) {
  return {ui.tr("prepared.name.word"), ui.tr("prepared.quote.word")};
}

void draw_prepared(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  // Whoever wrote in one language is answered in it, whatever the desk speaks.
  const Notes& notes = scene.around.notes;
  const bool begins = !scene.state.care.preparing.editing && !notes.opened.prepared.empty();
  const auto& answers = begins ? notes.opened.prepared : notes.prepared;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("prepared.title"), BarLeft::back);
  const bool editing = care.preparing.editing;
  std::vector<Choice> choices;
  if (event::may(care.by.role, event::Right::prepare))
    choices.push_back({"prepared.edit",
                       ui.tr("prepared.edit"),
                       {.look = Look::pick, .icon = ui::Icon::pencil, .chosen = editing, .again = true},
                       SetEditing{!editing}});
  if (editing) choices.push_back({"prepared.add", ui.tr("prepared.add"), {}, EditPrepared{}});
  if (!choices.empty()) {
    const float high = draw_choices(scene, choices, area, false);
    draw_choices(scene, choices, area.cut_top(high, ui.mm(3)));
  }
  draw_failure(scene, area);
  const std::string say = ui.tr(editing ? "prepared.edit.say" : "prepared.say");
  const float said = ui.height(say, ui::kSmall, area.w);
  ui.text(area.cut_top(said, ui.mm(3)), say, ui::kSmall, ui.theme().muted);
  const Item* item = opened(scene);
  const event::Addressee to = item == nullptr ? event::Addressee{} : event::Addressee{item->name, item->text};
  ui::draw_list(scene.ui, area, answers.size(), card_height(ui),
                [&](std::size_t i, const Rect& card) { draw_card(scene, answers[i], to, card); });
}

}  // namespace chalkpoint::desk
