// A note found by its code, or opened by a tap: the pad, and what has become of the note.
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

constexpr float kButtonMm = 18;

std::string reason_words(const ui::Ui& ui, const std::string& reason) {
  return reason.empty() ? ui.tr("found.reason.other") : ui.tr("found.reason." + reason);
}

// What has become of a note, where that needs saying; `title` in chalk, `say` below.
struct Fate {
  std::string title, say;
  ui::Sketch sketch = ui::Sketch::checklist;
  bool shows_note = true;
};

Fate fate_of(const Scene& s, const Note* note) {
  const ui::Ui& ui = s.ui;
  if (note == nullptr)
    return s.flow.opened ? Fate{ui.tr("found.gone.word"), ui.tr("found.gone.say"), ui::Sketch::cup, false}
                         : Fate{ui.tr("found.none.word"), ui.text_lookup().get("found.none.say", "code", s.flow.code),
                                ui::Sketch::checklist, false};
  if (note->confided) return {ui.tr("found.private.word"), ui.tr("found.private.say"), ui::Sketch::smile, false};
  const auto with_reason = [&](const char* key) {
    return ui.text_lookup().get(key, "reason", reason_words(ui, note->reason));
  };
  if (note->verdict == Verdict::hidden)
    return {ui.tr("found.hidden.word"), with_reason("found.hidden.say"), ui::Sketch::stairs};
  if (note->verdict == Verdict::removed)
    return {ui.tr("found.removed.word"), with_reason("found.removed.say"), ui::Sketch::stairs, false};
  // Who knows what was said of it at another terminal in the meantime.
  if (note->verdict == Verdict::none && !s.around.trusted)
    return {ui.tr("board.offline.word"), ui.tr("board.offline"), ui::Sketch::cup, false};
  if (note->verdict == Verdict::none && !note->held.empty())
    return {ui.tr("found.waiting.word"), ui.tr("found.waiting.say"), ui::Sketch::cup};
  return {};
}

// What stands above and below a note that is on the board.
struct Around {
  std::string above, below;
};

Around around(const Scene& s, const Note& note) {
  if (s.flow.opened) return {};
  const bool silent = note.replies.empty() && note.work == Work::none;
  return {s.ui.text_lookup().get("found.title", "code", note.code), silent ? s.ui.tr("found.no_reply") : ""};
}

// Words and a note below one another, as they fit into `area`; scrolled where they do not.
class Story {
 public:
  Story(Scene& scene, const Note* note, const Fate& fate, float wide, const NoteStyle& style)
      : s_(scene), ui_(scene.ui), note_(fate.shows_note ? note : nullptr), style_(style), wide_(wide) {
    const Around words = note_ != nullptr && fate.title.empty() ? around(scene, *note_) : Around{};
    add(words.above, ui::kBody, ui_.theme().muted, 3);
    add(fate.title, {ui::Face::chalk, 10}, ui_.theme().accent, 3);
    add(fate.say, ui::kBody, ui_.theme().chalk, 8);
    below_ = words.below;
    if (note_ != nullptr) note_high_ = draw_note(s_, *note_, {0, 0, wide_, 0}, style_, false) + ui_.mm(6);
    if (!below_.empty()) below_high_ = ui_.height(below_, ui::kBody, wide_);
  }

  void draw(const Rect& area) {
    const float high = lines_high_ + note_high_ + below_high_;
    const Rect content = ui_.begin_scroll(area, high, ui_.kept("scroll"), ui_.mm(4));
    float y = content.y + std::max(0.F, (area.h - high) * 0.3F);
    for (const Line& line : lines_) {
      ui_.text({content.x, y, wide_, line.high}, line.words, line.type, line.color);
      y += line.high + line.gap;
    }
    if (note_ != nullptr) draw_note(s_, *note_, {content.x, y, wide_, note_high_}, style_, true);
    y += note_high_;
    if (!below_.empty()) ui_.text({content.x, y, wide_, below_high_}, below_, ui::kBody, ui_.theme().muted);
    ui_.end_scroll();
  }

 private:
  struct Line {
    std::string words;
    ui::Type type;
    ui::Color color;
    float high, gap;
  };
  void add(const std::string& words, ui::Type type, ui::Color color, float gap_mm) {
    if (words.empty()) return;
    lines_.push_back({words, type, color, ui_.height(words, type, wide_), ui_.mm(gap_mm)});
    lines_high_ += lines_.back().high + lines_.back().gap;
  }

  Scene& s_;
  ui::Ui& ui_;
  const Note* note_;
  const NoteStyle& style_;
  float wide_, lines_high_ = 0, note_high_ = 0, below_high_ = 0;
  std::vector<Line> lines_;
  std::string below_;
};

// Another code, another note.
void draw_ways_on(Scene& scene, Rect foot) {
  ui::Ui& ui = scene.ui;
  const float wide = std::min(ui.mm(80), (foot.w - ui.mm(3)) / 2);
  const Button write{.look = Look::primary, .icon = ui::Icon::pencil};
  if (ui.button("board.write", ui.tr("board.write"), foot.cut_right(wide, ui.mm(3)), write)) scene.intent = Write{};
  if (scene.flow.opened) return;
  if (ui.button("board.find", ui.tr("found.another"), foot.cut_left(wide), {.look = Look::outline}))
    scene.intent = Find{};
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

void draw_find(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", aids(scene), "found.board");
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
    const bool typed = i < scene.flow.code.size(), next = i == scene.flow.code.size();
    ui.fill(place, ui.theme().fill, ui.mm(3));
    ui.outline(place, typed || next ? ui.theme().accent : ui.theme().outline, ui.mm(next ? 0.9F : 0.6F), ui.mm(3));
    if (typed)
      ui.text(place, scene.flow.code.substr(i, 1), {ui::Face::bold, 9}, ui.theme().accent, Align::centre, false, true);
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
  draw_bar(scene, area, "", aids(scene), "found.board");
  const Note* note = found_note(scene.board, scene.flow);
  const Fate fate = fate_of(scene, note);
  draw_ways_on(scene, area.cut_bottom(ui.mm(kButtonMm), ui.mm(5)));
  const float reach_top = area.y;
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(6), area.w, area.bottom() - ui.mm(6)};
  const bool stands = note != nullptr && fate.title.empty();
  if (!stands && !ui.portrait()) {
    const Rect picture = area.cut_right(area.w * 0.34F, ui.mm(8));
    ui::draw_sketch(ui, fate.sketch, picture.inset(ui.mm(4), ui.mm(4)));
  }
  const float wide = std::min(area.w - ui.mm(3), ui.mm(190));
  const NoteStyle style{
      .hand_mm = stands ? 9.F : 7.F, .tilts = false, .opens = false, .supports = stands, .touch_top_px = reach_top};
  Story(scene, note, fate, wide, style).draw(area);
}

}  // namespace chalkpoint::chalk
