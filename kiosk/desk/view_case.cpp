// A case: what it is about and everything that was done about it, its department, cause, assignee and control date, and
// what can be done next.
#include <algorithm>
#include <array>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"
#include "sync/event/day.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

std::string today(const Scene& scene) {
  return day_ahead(scene.state.status, 0);
}

const std::optional<event::Case>& dossier(const Scene& scene) {
  return scene.around.notes.opened.dossier;
}

struct Tile {
  const char* id;
  Screen asks;
  std::string value;  ///< empty: nothing is said of it yet
  ui::Color color;
};

std::array<Tile, 4> tiles_of(const Scene& scene, const event::Case& one) {
  const ui::Ui& ui = scene.ui;
  const ui::Text& text = ui.text_lookup();
  const ui::Color chalk = ui.theme().chalk;
  const int over = event::days_overdue(one, today(scene));
  std::string due = one.due.empty() ? "" : text.day(one.due);
  if (over > 0) due += " · " + text.get("queue.days.over", "n", std::to_string(over));
  const std::string cause =
      one.cause == event::Cause::none
          ? ""
          : ui.tr("cause." + std::string(event::kCauses[static_cast<std::size_t>(one.cause) - 1]));
  return {{{"case.department", Screen::department,
            one.department.empty() ? "" : label_of(scene.around.notes, one.department), chalk},
           {"case.cause", Screen::cause, cause, chalk},
           {"case.assignee", Screen::assignee, one.assignee ? person_name(scene, *one.assignee) : "", chalk},
           {"case.due", Screen::due, due, over > 0 ? ui.theme().coral : chalk}}};
}

void draw_tile(Scene& scene, const Tile& tile, const Rect& place) {
  ui::Ui& ui = scene.ui;
  const std::string& name = ui.tr(tile.id);
  const std::string value = tile.value.empty() ? ui.tr("case.unset") : tile.value;
  if (ui.touch_area(tile.id, name, place)) scene.intent = AskCase{tile.asks};
  ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  Rect inside = place.inset(ui.mm(4), ui.mm(2.4F));
  draw_lines(ui, name, inside.cut_top(ui.line_height(ui::kSmall)), ui::kSmall, 1, ui.theme().muted);
  draw_lines(ui, value, inside, ui::kSmallStrong, 1, tile.value.empty() ? ui.theme().muted : tile.color);
}

// "open since …", or how it was resolved.
std::string state_of(const Scene& scene, const event::Case& one) {
  const ui::Text& text = scene.ui.text_lookup();
  const Status& status = scene.state.status;
  const auto when = [&](std::int64_t at) { return text.when(at, status.now_unix_ms, status.utc_offset_min); };
  if (one.open()) return text.get("case.is.open", "when", when(one.opened_unix_ms)) + " · " + one.opened_by.name;
  const char* how = one.resolution == event::Resolution::corrected ? "case.is.corrected" : "case.is.explained";
  return text.get(how, "when", when(one.resolved_unix_ms)) + " · " + one.resolved_by.name;
}

std::string what_it_is(const Scene& scene) {
  switch (scene.state.care.source) {
    case Source::confided:
      return scene.ui.tr("queue.from.confided");
    case Source::voice:
      return scene.ui.tr("voice.title");
    case Source::note:
      break;
  }
  return scene.ui.tr("care.note");
}

const char* item_key(const Scene& scene) {
  const bool voice = scene.state.care.source == Source::voice;
  return voice ? "item.voice" : "item.note";
}

// The words, how it ended, whom to ask, and the history: measured or drawn from the top of `at`; returns the height.
float paper(Scene& scene, const event::Case& one, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const ui::Text& text = ui.text_lookup();
  float y = at.y;
  const auto line = [&](const std::string& words, ui::Type type, ui::Color color, float after_mm) {
    if (words.empty()) return;
    const float high = ui.height(words, type, at.w);
    if (draws) ui.text({at.x, y, at.w, high}, words, type, color);
    y += high + ui.mm(after_mm);
  };
  line(what_it_is(scene), ui::kSmall, ui.theme().muted, 2);
  const Item* item = opened(scene);
  if (item && !item->strokes.empty()) {
    const float high = at.w * 0.4F;
    if (draws) scene.around.hand.drawing(ui, item->strokes, {at.x, y, at.w, high}, "desk." + item->id.text());
    y += high + ui.mm(2);
  }
  if (const event::Voice* voice = opened_voice(scene); voice && voice->score)
    line(text.get("voice.score", "n", std::to_string(*voice->score)), ui::kButton, ui.theme().chalk, 2);
  const std::string words = opened_words(scene);
  const bool covered = words.empty() && scene.state.care.source == Source::confided;
  line(covered ? ui.tr("queue.confided.covered") : words, covered ? ui::kBody : ui::Type{ui::Face::chalk, 6},
       item ? scene.around.hand.colour(ui.theme(), item->colour) : ui.theme().chalk, 3);
  if (!one.open() && !one.follow_up.empty())
    line(text.get("case.asks", "date", text.day_of_week(one.follow_up)), ui::kSmallStrong,
         event::follow_up_is_due(one, today(scene)) ? ui.theme().yellow : ui.theme().mint, 3);
  return y - at.y + draw_history(scene, {at.x, y, at.w, 0}, draws);
}

// The first one is what comes next, if anything does: a case that is closed waits for nobody.
std::vector<Choice> choices(const Scene& scene, const event::Case& one) {
  const ui::Ui& ui = scene.ui;
  const bool may_publish = may_see(scene.state, Screen::publish);
  const Choice publish{"case.publish", ui.tr("case.tell"), {.icon = ui::Icon::chalk}, AskPublish{one.did}};
  const Choice reopen{"case.reopen", ui.tr("case.reopen"), {.icon = ui::Icon::undo}, AskCase{Screen::why}};
  std::vector<Choice> out;
  if (one.open())
    out.push_back({"case.resolve", ui.tr("case.resolve"), {.icon = ui::Icon::check}, AskCase{Screen::how}});
  if (event::follow_up_is_due(one, today(scene)))
    out.push_back({"case.follow", ui.tr("case.follow"), {.icon = ui::Icon::clock}, AskCase{Screen::follow}});
  const bool reopens = !one.open() && one.outcome == event::Outcome::unwell;
  if (reopens) out.push_back(reopen);
  if (!one.open() && may_publish && !one.published) out.push_back(publish);
  if (!one.open() && !reopens) out.push_back(reopen);
  out.push_back({"case.comment", ui.tr("case.comment"), {.icon = ui::Icon::pencil}, AskCase{Screen::comment}});
  if (!one.open() && !one.follow_up.empty() && !event::follow_up_is_due(one, today(scene)))
    out.push_back({"case.follow", ui.tr("case.follow.early"), {}, AskCase{Screen::follow}});
  out.push_back({"case.item", ui.tr(item_key(scene)), {}, OpenItem{}});
  const bool ends = out.front().id == "case.comment" || (out.front().id == "case.reopen" && !reopens);
  if (!ends) out.front().look.look = Look::primary;
  return out;
}

}  // namespace

std::string person_name(const Scene& scene, const event::Uuid& id) {
  const event::Person* them = person(scene.state, id);
  return them ? them->name : scene.ui.tr("case.gone");
}

std::vector<Choice> ways_to_case(const Scene& scene) {
  if (!dossier(scene) || !may_see(scene.state, Screen::dossier)) return {};
  return {{"case.open", scene.ui.tr("case.more"), {}, OpenCase{}}};
}

float draw_case_block(Scene& scene, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  if (!may_see(scene.state, Screen::dossier)) return 0;
  if (!dossier(scene)) {
    const Choice open{"case.open", ui.tr("case.begin"), {.icon = ui::Icon::pencil}, OpenCase{true}};
    return draw_grid(scene, {&open, 1}, at, 1, draws);
  }
  const float gap = ui.mm(2.4F), state = ui.line_height(ui::kSmall) + ui.mm(1.6F);
  const float high = ui.line_height(ui::kSmall) + ui.line_height(ui::kSmallStrong) + ui.mm(5);
  const auto tiles = tiles_of(scene, *dossier(scene));
  if (draws) {
    draw_lines(ui, state_of(scene, *dossier(scene)), {at.x, at.y, at.w, ui.line_height(ui::kSmall)}, ui::kSmall, 1,
               dossier(scene)->open() ? ui.theme().muted : ui.theme().mint);
    const float wide = (at.w - gap) / 2;
    for (std::size_t i = 0; i < tiles.size(); ++i)
      draw_tile(scene, tiles[i],
                {at.x + static_cast<float>(i % 2) * (wide + gap),
                 at.y + state + static_cast<float>(i / 2) * (high + gap), wide, high});
  }
  return state + 2 * high + gap;
}

void draw_dossier(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("case.title"), BarLeft::back);
  draw_failure(scene, area);
  draw_news(scene, area);
  if (!dossier(scene)) return;  // it is being opened
  const auto actions = choices(scene, *dossier(scene));
  const float block = draw_case_block(scene, area, false);
  Rect side = area;
  if (ui.portrait())
    side = area.cut_bottom(block + ui.mm(4) + draw_actions(scene, actions, area, false), ui.mm(5));
  else
    side = area.cut_right(area.w * 0.5F, ui.mm(8));
  // Where the letters are large, both do not stand in one column.
  const float all = draw_case_block(scene, side, false) + ui.mm(4) + draw_actions(scene, actions, side, false);
  Rect& column = all > side.h ? area : side;
  draw_case_block(scene, column.cut_top(draw_case_block(scene, column, false), ui.mm(4)), true);
  draw_actions(scene, actions, side, true);
  ui.fill(area, ui.theme().fill.faded(0.5F), ui.mm(4));
  const Rect view = area.inset(ui.mm(6), ui.mm(5));
  const float content = paper(scene, *dossier(scene), view, false);
  paper(scene, *dossier(scene), ui.begin_scroll(view, content, ui.kept("scroll")), true);
  ui.end_scroll();
}

}  // namespace chalkpoint::desk
