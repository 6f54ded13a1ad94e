// The board itself, its rules, and one note found by its code or opened by a tap.
#include <algorithm>
#include <cmath>

#include "kiosk/chalk/view_wall.h"
#include "kiosk/ui/text.h"
#include "sync/event/kinds.h"

namespace chalkpoint::chalk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 2.4F, kAidsMm = 12, kButtonMm = 18;

std::vector<BarButton> board_buttons(const ui::Ui& ui) {
  return {
      {"board.find", ui.tr("board.find"), {.look = Look::small}, Find{}},
      {"board.rules", ui.tr("board.rules"), {.look = Look::small}, ReadRules{}},
      {"board.write", ui.tr("board.write"), {.look = Look::small, .icon = ui::Icon::pencil, .chosen = true}, Write{}},
      {"board.close", ui.tr("board.close"), {.look = Look::small, .icon = ui::Icon::close}, Close{}}};
}

// The languages at the left, what helps to see at the right; small and low, since the notes are what one comes for.
void draw_aids(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  Rect row = area.cut_bottom(ui.mm(kAidsMm), ui.mm(2));
  const auto all = aids(scene);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const BarButton& one = all[i];
    const float wide = std::max(ui.mm(14), ui.button_size(one.label, one.look).w);
    const Rect place = i < 2 ? row.cut_left(wide, ui.mm(kGapMm)) : row.cut_right(wide, ui.mm(kGapMm));
    if (ui.button(one.id, one.label, place, one.look)) scene.intent = one.intent;
  }
}

// Nothing stands there yet: an invitation.
void draw_empty(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  // Notes that nobody has looked at are not shown when the hub has not been heard for long.
  const bool cut_off = !scene.around.trusted && !scene.board.visible(true).empty();
  if (ui::draw_message(ui, area,
                       {ui.tr(cut_off ? "board.offline.word" : "board.empty.word"),
                        ui.tr(cut_off ? "board.offline" : "board.empty.say"), ui::Sketch::heart, "board.first",
                        ui.tr(cut_off ? "board.write" : "board.empty.button")}))
    scene.intent = Write{};
}

// A title that is only read and a heading in the upper part of the screen, what is touched below.
void draw_heading(ui::Ui& ui, Rect& area, const std::string& title) {
  const float high = ui.height(title, ui::kHeading, area.w, true);
  ui.text(area.cut_top(high, ui.mm(4)), title, ui::kHeading, ui.theme().chalk, Align::left, true);
}

std::string reason_words(const ui::Ui& ui, const std::string& reason) {
  return reason.empty() ? ui.tr("found.reason.other") : ui.tr("found.reason." + reason);
}

// What has become of a note, where that needs saying; `title` in chalk, `say` below.
struct Fate {
  std::string title, say;
  bool shows_note = true;
};

Fate fate_of(const Scene& s, const Note* note) {
  const ui::Ui& ui = s.ui;
  if (note == nullptr)
    return s.flow.opened
               ? Fate{ui.tr("found.gone.word"), ui.tr("found.gone.say"), false}
               : Fate{ui.tr("found.none.word"), ui.text_lookup().get("found.none.say", "code", s.flow.code), false};
  if (note->confided) return {ui.tr("found.private.word"), ui.tr("found.private.say"), false};
  const auto with_reason = [&](const char* key) {
    return ui.text_lookup().get(key, "reason", reason_words(ui, note->reason));
  };
  if (note->verdict == Verdict::hidden) return {ui.tr("found.hidden.word"), with_reason("found.hidden.say"), true};
  if (note->verdict == Verdict::removed) return {ui.tr("found.removed.word"), with_reason("found.removed.say"), false};
  // Who knows what was said of it at another terminal in the meantime.
  if (note->verdict == Verdict::none && !s.around.trusted)
    return {ui.tr("board.offline.word"), ui.tr("board.offline"), false};
  if (note->verdict == Verdict::none && !note->held.empty())
    return {ui.tr("found.waiting.word"), ui.tr("found.waiting.say"), true};
  return {};
}

}  // namespace

const Note* found_note(const Board& board, const Flow& flow) {
  if (!flow.opened) return board.by_code(flow.code);
  // Opened from the board: only as long as it stands there.
  const Note* note = board.find(*flow.opened);
  const bool stands = note && !note->confided &&
                      (note->verdict == Verdict::shown || (note->verdict == Verdict::none && note->held.empty()));
  return stands ? note : nullptr;
}

void draw_board(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Rect reach = ui::stage(ui);
  Rect area = reach;
  draw_aids(scene, area);
  draw_bar(scene, area, ui.tr("board.title"), false, board_buttons(ui));
  // Notes may stand above what can be reached: they are dragged from below.
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(5), area.w, area.bottom() - ui.mm(5)};
  if (scene.board.visible(scene.around.trusted).empty())
    return draw_empty(scene, ui::is_lifted(ui) ? Rect{area.x, reach.y, area.w, area.bottom() - reach.y} : area);
  if (!scene.draft.wall) scene.draft.wall = std::make_shared<Wall>();
  Wall& wall = *scene.draft.wall;
  wall.arrange(scene, area.w - ui.mm(2.4F));
  const float more = wall.has_more() ? ui.mm(kButtonMm) : 0;
  const Rect content = ui.begin_scroll(area, wall.height() + more, scene.draft.scroll_px,
                                       ui.frame().options.high_contrast ? 0 : ui.mm(9));
  wall.draw(scene, {content.x, content.y}, area, {.touch_top_px = reach.y});
  if (wall.has_more()) {
    const std::string& label = ui.tr("board.earlier");
    const Button look{.look = Look::quiet, .again = true};
    const float wide = std::max(ui.mm(40), ui.button_size(label, look).w);
    if (ui.button("board.earlier", label, {area.centre().x - wide / 2, content.y + wall.height(), wide, ui.mm(14)},
                  look)) {
      ++scene.draft.pages;
      ui.wake_at(ui.frame().now_ms);
    }
  }
  ui.end_scroll();
}

void draw_rules(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", true, aids(scene));
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(6), area.w, area.bottom() - ui.mm(6)};  // to be read, not touched
  draw_heading(ui, area, ui.tr("rules.title"));
  const std::string& text = ui.tr("rules.text");
  const float wide = area.w - ui.mm(4);
  ui::Type type = ui::kBody;
  while (type.cap_mm > ui::kSmall.cap_mm && ui.height(text, type, wide) > area.h) type.cap_mm -= 0.25F;
  const float high = ui.height(text, type, wide);
  const Rect content = ui.begin_scroll(area, high, ui.kept("scroll"));
  ui.text({content.x, content.y, wide, high}, text, type, ui.theme().chalk);
  ui.end_scroll();
}

void draw_find(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", true, aids(scene));
  const bool beside = !ui.portrait();
  constexpr std::size_t kAcross = 5;
  const std::size_t keys = event::kCodeAlphabet.size() + 1, rows = (keys + kAcross - 1) / kAcross;
  const float gap = ui.mm(2);
  Rect pad = beside ? area.cut_right(area.w * 0.5F, ui.mm(10))
                    : area.cut_bottom(area.h * (ui::is_lifted(ui) ? 0.58F : 0.46F), ui.mm(6));
  const float wide = std::floor((pad.w - gap * (kAcross - 1)) / kAcross);
  const float high =
      std::min(std::floor((pad.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows)), ui.mm(24));
  for (std::size_t i = 0; i < keys; ++i) {
    const Rect place{pad.x + static_cast<float>(i % kAcross) * (wide + gap),
                     pad.y + static_cast<float>(i / kAcross) * (high + gap), wide, high};
    std::string code = scene.flow.code;
    if (i < event::kCodeAlphabet.size()) {
      const std::string letter(1, event::kCodeAlphabet[i]);
      if (ui.button("find." + letter, letter, place, {.look = Look::key, .again = true}))
        scene.intent = TypeCode{code + letter};
    } else if (ui.button("find.erase", "", place, {.look = Look::key, .icon = ui::Icon::backspace, .again = true}) &&
               !code.empty()) {
      code.pop_back();
      scene.intent = TypeCode{code};
    }
  }
  // What is typed, and the way on.
  const std::string& title = ui.tr("find.title");
  if (ui::is_lifted(ui)) {
    ui::draw_out_of_reach(ui, ui::Sketch::checklist, ui::headroom(ui), title);
  } else {
    draw_heading(ui, area, title);
    const std::string& say = ui.tr("find.say");
    const float said = ui.height(say, ui::kBody, area.w);
    if (said < area.h - ui.mm(50)) ui.text(area.cut_top(said, ui.mm(6)), say, ui::kBody, ui.theme().muted);
  }
  const float cell = std::min({ui.mm(20), (area.w - 3 * ui.mm(3)) / 4, area.h - ui.mm(kButtonMm + 5)});
  for (std::size_t i = 0; i < event::kCodeLength; ++i) {
    const Rect place{area.x + static_cast<float>(i) * (cell + ui.mm(3)), area.y, cell, cell};
    const bool typed = i < scene.flow.code.size();
    ui.outline(place, typed ? ui.theme().yellow : ui.theme().outline, ui.mm(0.6F), ui.mm(3));
    if (typed)
      ui.text(place, scene.flow.code.substr(i, 1), {ui::Face::bold, 9}, ui.theme().yellow, Align::centre, false, true);
  }
  area.cut_top(cell, ui.mm(5));
  const bool whole = scene.flow.code.size() == event::kCodeLength;
  if (ui.button("find.show", ui.tr("find.show"),
                {area.x, area.y, std::min(area.w, 4 * cell + 3 * ui.mm(3)), ui.mm(kButtonMm)},
                {.look = Look::primary, .icon = ui::Icon::next, .enabled = whole}))
    scene.intent = ShowCode{};
}

void draw_found(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", true, aids(scene));
  const Note* note = found_note(scene.board, scene.flow);
  const Fate fate = fate_of(scene, note);
  const Rect foot = area.cut_bottom(ui.mm(kButtonMm), ui.mm(5));
  const bool by_code = !scene.flow.opened;
  if (by_code && ui.button("board.find", ui.tr("found.another"), {foot.x, foot.y, std::min(foot.w, ui.mm(80)), foot.h},
                           {.look = Look::outline}))
    scene.intent = Find{};
  if (!by_code) area.h += foot.h + ui.mm(5);
  const float reach_top = area.y;
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(6), area.w, area.bottom() - ui.mm(6)};
  const bool shows = note != nullptr && fate.shows_note;
  const float wide = std::min(area.w - ui.mm(3), ui.mm(150));
  const NoteStyle style{
      .hand_mm = 7, .tilts = false, .opens = false, .supports = shows && fate.title.empty(), .touch_top_px = reach_top};
  const ui::Type word{ui::Face::chalk, 11};
  const float title_high = fate.title.empty() ? 0 : ui.height(fate.title, word, wide) + ui.mm(2);
  const float say_high = fate.say.empty() ? 0 : ui.height(fate.say, ui::kBody, wide) + ui.mm(8);
  const float note_high = shows ? draw_note(scene, *note, {0, 0, wide, 0}, style, false) : 0;
  const Rect content = ui.begin_scroll(area, title_high + say_high + note_high, ui.kept("scroll"));
  float y = content.y;
  if (title_high > 0) ui.text({content.x, y, wide, title_high}, fate.title, word, ui.theme().yellow);
  y += title_high;
  if (say_high > 0) ui.text({content.x, y, wide, say_high}, fate.say, ui::kBody, ui.theme().chalk);
  y += say_high;
  if (shows) draw_note(scene, *note, {content.x, y, wide, note_high}, style, true);
  ui.end_scroll();
}

}  // namespace chalkpoint::chalk
