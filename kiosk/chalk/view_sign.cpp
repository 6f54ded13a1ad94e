// The second page of writing, name and readers with a preview, and what comes of sending.
#include <algorithm>
#include <cmath>
#include <functional>

#include "kiosk/chalk/view_canvas.h"
#include "kiosk/chalk/view_wall.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/keyboard.h"

namespace chalkpoint::chalk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::int64_t kSavingShownAfterMs = 400;
constexpr float kButtonMm = 18, kFieldMm = 15, kRulesMm = 14, kGapMm = 3;

// The note as it will stand there.
Note as_note(const Scene& scene) {
  const Flow& flow = scene.flow;
  Note note;
  note.name = flow.name;
  note.unix_ms = scene.around.now_unix_ms;
  note.utc_offset_min = scene.around.utc_offset_min;
  if (flow.tool == Tool::letters) {
    note.text = flow.text;
    note.colour = flow.colour;
  } else {
    note.strokes = scene.draft.strokes;
    // A picture is kept by the id of its note: another drawing, another id.
    const std::size_t digest = std::hash<std::string>{}(note.strokes);
    for (std::size_t i = 0; i < 8; ++i) note.id.bytes[i] = static_cast<std::uint8_t>(digest >> (8 * i));
  }
  return note;
}

void draw_preview(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool hidden = scene.flow.confided;
  const std::string& title = ui.tr(hidden ? "sign.preview.private" : "sign.preview");
  const float high = ui.height(title, ui::kSmall, area.w);
  ui.text(area.cut_top(high, ui.mm(4)), title, ui::kSmall, ui.theme().muted);
  if (area.h < ui.mm(16)) return;
  const Note note = as_note(scene);
  const float wide = std::min(area.w - ui.mm(4), ui.mm(86));
  NoteStyle style{.opens = false, .supports = false};
  const float needed = draw_note(scene, note, {0, 0, wide, 0}, style, false);
  const Rect content = ui.begin_scroll(area, needed, ui.kept("preview"));
  const float lower = std::max(0.F, (area.h - needed) * 0.25F);
  draw_note(scene, note, {content.x, content.y + lower, wide, needed}, style, true);
  ui.end_scroll();
}

class SignView {
 public:
  explicit SignView(Scene& scene) : s_(scene), ui_(scene.ui), typing_(scene.draft.focus == "note.name") {}

  void draw() {
    Rect area = ui::stage(ui_);
    Rect keys{};
    if (typing_) {
      const Rect whole = ui_.area();
      const float high = ui::keyboard_height(ui_, area.h * (ui_.portrait() ? 0.42F : 0.47F));
      keys = {0, whole.bottom() - high, whole.w, high};
      area.h = keys.y - ui_.mm(2.4F) - area.y;
    }
    draw_bar(s_, area, "", typing_ ? std::vector<BarButton>{} : aids(s_));
    if (ui::is_lifted(ui_)) {
      draw_preview(s_, ui::headroom(ui_));
    } else if (!typing_ && ui_.portrait()) {
      draw_preview(s_, area.cut_top(area.h - choices_height(area.w), ui_.mm(6)));
    } else if (!ui_.portrait()) {
      draw_preview(s_, area.cut_right(area.w * 0.4F, ui_.mm(12)));
    }
    draw_choices(area);
    if (typing_) draw_keyboard(keys);
  }

 private:
  // What is asked, with the rules beside it; who reads it; a name; the way on.
  void draw_choices(Rect area) {
    if (typing_) return draw_name(area);
    Rect row = area.cut_top(heading_height(area.w), ui_.mm(4));
    const std::string& rules = ui_.tr("board.rules");
    const Button small{.look = Look::small};
    const Rect right = row.cut_right(ui_.button_size(rules, small).w, ui_.mm(kGapMm));
    if (ui_.button("board.rules", rules, {right.x, row.y, right.w, ui_.mm(kRulesMm)}, small)) s_.intent = ReadRules{};
    ui_.text(row, ui_.tr("sign.whom"), ui::kHeading, ui_.theme().chalk, Align::left, true, true);
    audience(area.cut_top(card_height(), ui_.mm(kGapMm)), false, "note.public");
    if (s_.around.confides)
      audience(area.cut_top(card_height(), ui_.mm(kGapMm + 2)), true, "note.private");
    else
      ui_.text(area.cut_top(no_private_height(area.w), ui_.mm(kGapMm + 2)), ui_.tr("sign.no_private"), ui::kSmall,
               ui_.theme().muted);
    draw_name(area);
    area.cut_top(ui_.mm(kFieldMm), ui_.mm(kGapMm + 2));
    const Button look{.look = Look::primary, .icon = ui::Icon::check};
    const std::string& words = ui_.tr(s_.flow.confided ? "sign.send.private" : "sign.send");
    const float wide = std::clamp(ui_.button_size(words, look).w + ui_.mm(10), ui_.mm(60), area.w);
    if (ui_.button("note.send", words, {area.x, area.y, std::min(wide, area.w), ui_.mm(kButtonMm)}, look))
      s_.intent = Send{s_.draft.strokes};
  }

  float heading_height(float width) const {
    const float words = width - ui_.button_size(ui_.tr("board.rules"), {.look = Look::small}).w - ui_.mm(kGapMm);
    return std::max(ui_.mm(kRulesMm), ui_.height(ui_.tr("sign.whom"), ui::kHeading, words, true));
  }
  float card_height() const { return ui_.mm(ui_.frame().options.large_text ? kButtonMm + 6 : kButtonMm + 3); }
  float no_private_height(float width) const { return ui_.height(ui_.tr("sign.no_private"), ui::kSmall, width); }
  float choices_height(float width) const {
    const float second = s_.around.confides ? card_height() : no_private_height(width);
    return heading_height(width) + card_height() + second + ui_.mm(4 + kGapMm + 2 * (kGapMm + 2)) +
           ui_.mm(kFieldMm + kButtonMm) + ui_.mm(6);
  }

  void draw_name(Rect area) {
    const ui::Field field{.id = "note.name",
                          .text = s_.flow.name,
                          .hint = ui_.tr("sign.name"),
                          .hand = {ui::Face::chalk, 6},
                          .focused = typing_,
                          .caret = s_.draft.caret};
    if (const auto caret = ui::draw_field(ui_, area.cut_top(ui_.mm(kFieldMm)), field))
      type_into(s_.draft, "note.name", *caret);
  }

  // Who reads it, in plain words; the chosen one is filled with chalk.
  void audience(const Rect& place, bool confided, const char* id) {
    const ui::Theme& t = ui_.theme();
    const bool chosen = s_.flow.confided == confided, pressed = ui_.is_pressed(place);
    if (ui_.touch_area(id, ui_.tr(id), place)) s_.intent = SetConfided{confided};
    const float radius = ui_.mm(4);
    ui_.fill(place, chosen ? t.chalk : pressed ? t.pressed : t.fill.faded(0.5F), radius);
    if (!chosen) ui_.outline(place, t.outline, std::max(1.F, ui_.mm(0.5F)), radius);
    const ui::Color ink = chosen ? t.ink : t.chalk;
    const float side = ui_.mm(7);
    Rect inside = place.inset(ui_.mm(4), ui_.mm(1.5F));
    ui_.icon(confided ? ui::Icon::lock : ui::Icon::chalk, {inside.x, inside.y + (inside.h - side) / 2, side, side},
             ink);
    inside.cut_left(side, ui_.mm(3));
    const std::string say = ui_.tr(std::string(id) + ".say");
    ui::Type type = ui::kButton;
    const auto used = [&] { return ui_.height(ui_.tr(id), type, inside.w) + ui_.height(say, ui::kSmall, inside.w); };
    while (type.cap_mm > ui::kSmall.cap_mm && used() > inside.h) type.cap_mm -= 0.25F;
    const bool both = used() <= inside.h + 1;
    const float word = ui_.height(ui_.tr(id), type, inside.w);
    if (both) inside.cut_top((inside.h - used()) / 2);
    const Rect upper = both ? inside.cut_top(word) : inside;
    ui_.text(upper, ui_.tr(id), type, ink, Align::left, false, !both);
    if (both) ui_.text(inside, say, ui::kSmall, chosen ? ink : t.muted);
  }

  void draw_keyboard(const Rect& keys) {
    Draft& typing = s_.draft;
    ui::KeyboardState state{typing.layout, typing.shift};
    ui::Writing writing{s_.flow.name, std::min(typing.caret, s_.flow.name.size())};
    const ui::Typed typed = ui::keyboard(ui_, keys, state, writing, event::kNoteNameMax);
    typing.layout = state.layout;
    typing.shift = state.shift;
    typing.caret = writing.caret;
    if (typed.changed) s_.intent = SetName{writing.text};
    if (typed.done) typing.focus.clear();
  }

  Scene& s_;
  ui::Ui& ui_;
  bool typing_;
};

}  // namespace

void draw_sign(Scene& scene) {
  SignView(scene).draw();
}

void draw_saving(Scene& scene) {
  ui::Ui& ui = scene.ui;
  // A commit takes a blink: the page stays as it was touched, and words come only when the disk is slow.
  const std::int64_t words_at_ms = scene.flow.screen_since_ms + kSavingShownAfterMs;
  if (ui.frame().now_ms < words_at_ms) {
    ui.wake_at(words_at_ms);
    draw_sign(scene);
    scene.intent = Nothing{};
    return;
  }
  ui::draw_message(ui, ui::stage(ui), {ui.tr("saving.word"), ui.tr("write.saving.say"), ui::Sketch::cup, nullptr, ""});
}

void draw_sent(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, ui.tr("board.title"), {});
  const bool confided = scene.flow.unsaved && scene.flow.unsaved->confided;
  const ui::Sketch sketch = confided ? ui::Sketch::checklist : scene.flow.held ? ui::Sketch::cup : ui::Sketch::smile;
  if (ui::is_lifted(ui))
    ui::draw_out_of_reach(ui, sketch, ui::headroom(ui));
  else
    ui::draw_sketch(ui, sketch, ui::cut_picture(ui, area).inset(ui.mm(6), ui.mm(6)));
  const std::string& say = ui.tr(confided ? "sent.private" : scene.flow.held ? "sent.held" : "sent.shown");
  const std::string& warm = ui.tr("sent.word");
  ui::Type type = ui::kSay;
  const float card = ui.mm(24), button = ui.mm(kButtonMm), gap = ui.mm(6);
  const float warm_high = ui.height(warm, ui::kWarm, area.w);
  const auto used = [&] { return warm_high + ui.height(say, type, area.w, true) + card + button + 3 * gap; };
  while (used() > area.h && type.cap_mm > 5) type.cap_mm -= 0.5F;
  area.cut_top(std::max(0.F, (area.h - used()) * 0.4F));
  ui.text(area.cut_top(warm_high, gap * 0.6F), warm, ui::kWarm, ui.theme().chalk);
  ui.text(area.cut_top(ui.height(say, type, area.w, true), gap), say, type, ui.theme().chalk, Align::left, true);
  ui::draw_code(ui, area.cut_top(card, gap), scene.flow.unsaved ? scene.flow.unsaved->code : "",
                ui.tr(confided ? "sent.code.private" : "sent.code"));
  const Button look{.look = Look::primary, .icon = ui::Icon::check};
  const float wide = std::min(area.w, std::max(ui.mm(58), ui.button_size(ui.tr("sent.board"), look).w));
  if (ui.button("done", ui.tr("sent.board"), {area.x, area.y, wide, button}, look)) scene.intent = Done{};
}

void draw_refused(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", {});
  const std::int64_t left_ms = scene.flow.free_at_ms - ui.frame().now_ms;
  const bool waits = scene.flow.refusal != Refusal::too_many_waiting && left_ms > 0;
  if (waits) ui.wake_at(ui.frame().now_ms + (left_ms - 1) % 1'000 + 1);  // the seconds count down
  const auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, (left_ms + 999) / 1'000));
  const std::string say = scene.flow.refusal == Refusal::too_many_waiting ? ui.tr("refuse.waiting")
                          : !waits                                        ? ui.tr("refuse.now")
                          : seconds < 90                                  ? ui.tr("refuse.seconds", seconds)
                                         : ui.tr("refuse.minutes", (seconds + 59) / 60);
  if (ui::draw_message(ui, area,
                       {.warm = ui.tr("refuse.word"),
                        .say = say,
                        .sketch = ui::Sketch::cup,
                        .id = "note.send",
                        .label = ui.tr("refuse.button"),
                        .enabled = !waits}))
    scene.intent = Send{scene.draft.strokes};
}

void draw_save_failed(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  // The note that the app goes on trying to store must not be written anew.
  const bool back = !scene.flow.tries_on;
  if (back) draw_bar(scene, area, "", {});
  if (ui::draw_message(ui, area,
                       {ui.tr("failed.word"), ui.tr(back ? "write.failed.kept" : "write.failed.say"),
                        ui::Sketch::checklist, "retry", ui.tr("failed.button")}))
    scene.intent = Retry{};
}

void draw_still_here(Scene& scene) {
  ui::Ui& ui = scene.ui;
  if (ui::draw_message(
          ui, ui::stage(ui),
          {ui.tr("still.word"), ui.tr("board.still.say"), ui::Sketch::cup, "still.here", ui.tr("still.button")}))
    scene.intent = StillHere{};
}

}  // namespace chalkpoint::chalk
