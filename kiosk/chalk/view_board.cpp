// The board itself.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/chalk/view_ledge.h"
#include "kiosk/chalk/view_wall.h"

namespace chalkpoint::chalk {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 2.4F, kFadeMm = 6;
constexpr ui::Type kSaidAndDone{ui::Face::chalk, 9};

std::vector<BarButton> board_buttons(const ui::Ui& ui) {
  return {
      {"board.find", ui.tr("board.find"), {.look = Look::small}, Find{}},
      {"board.rules", ui.tr("board.rules"), {.look = Look::small}, ReadRules{}},
      {"board.write", ui.tr("board.write"), {.look = Look::small, .icon = ui::Icon::pencil, .chosen = true}, Write{}},
      {"board.close", ui.tr("board.close"), {.look = Look::small, .icon = ui::Icon::close}, Close{}}};
}

// The ledge at the foot: the languages at its left, what helps to see at its right, between them the way through the
// notes; low, since the notes are what one comes for. In two rows where one is too narrow.
class Foot {
 public:
  enum class Tap { nothing, done, earlier };

  explicit Foot(Scene& scene) : s_(scene), ui_(scene.ui), aids_(aids(scene)) {
    const float free = ui_.area().w - 2 * ui_.mm(kMarginMm) - group(0, 2) - group(2, 4) - 2 * ui_.mm(kGapMm);
    rows_ = middle() <= free ? 1 : 2;
  }

  float height() const {
    return static_cast<float>(rows_) * ui_.mm(kRowMm + kRowGapMm) - ui_.mm(kRowGapMm) + 2 * ui_.mm(kPaddingMm);
  }

  /// `earlier`: there are earlier notes to go on to.
  Tap draw(bool earlier) {
    const float top = ui_.frame().size.h - height();
    draw_wood(ui_, {0, top, ui_.frame().size.w, height()});
    Rect inside = Rect{0, top, ui_.frame().size.w, height()}.inset(ui_.mm(kMarginMm), ui_.mm(kPaddingMm));
    Rect row = inside.cut_bottom(ui_.mm(kRowMm), ui_.mm(kRowGapMm));
    for (const std::size_t i : {0U, 1U}) draw_aid(aids_[i], row.cut_left(wide(aids_[i]), ui_.mm(kGapMm)));
    for (const std::size_t i : {3U, 2U}) draw_aid(aids_[i], row.cut_right(wide(aids_[i]), ui_.mm(kGapMm)));
    return draw_middle(rows_ == 1 ? row : inside.cut_bottom(ui_.mm(kRowMm)), earlier);
  }

 private:
  static constexpr float kRowMm = 12.4F, kRowGapMm = 2, kPaddingMm = 1.4F, kMarginMm = 8, kLeastMm = 14;

  static Button small(bool chosen = false) { return {.look = Look::small, .chosen = chosen, .again = true}; }
  float wide(const BarButton& one) const { return std::max(ui_.mm(kLeastMm), ui_.button_size(one.label, one.look).w); }
  float wide(const char* key) const { return std::max(ui_.mm(kLeastMm), ui_.button_size(ui_.tr(key), small()).w); }
  float group(std::size_t from, std::size_t to) const {
    float sum = -ui_.mm(kGapMm);
    for (; from < to; ++from) sum += wide(aids_[from]) + ui_.mm(kGapMm);
    return sum;
  }
  bool has_done() const { return !s_.board.done(s_.around.trusted).empty(); }
  float middle() const { return (has_done() ? wide("board.done") + ui_.mm(kGapMm) : 0) + wide("board.earlier"); }

  void draw_aid(const BarButton& one, const Rect& at) {
    if (wood_button(ui_, one.id, one.label, at, one.look)) s_.intent = one.intent;
  }

  Tap draw_middle(Rect row, bool earlier) {
    row.cut_left((row.w - middle()) / 2);
    Tap tap = Tap::nothing;
    if (has_done() && wood_button(ui_, "board.done", ui_.tr("board.done"),
                                  row.cut_left(wide("board.done"), ui_.mm(kGapMm)), small(s_.draft.done_only)))
      tap = Tap::done;
    if (earlier &&
        wood_button(ui_, "board.earlier", ui_.tr("board.earlier"), row.cut_left(wide("board.earlier")), small()))
      tap = Tap::earlier;
    return tap;
  }

  Scene& s_;
  ui::Ui& ui_;
  std::vector<BarButton> aids_;
  int rows_ = 1;
};

// Nothing stands there yet: an invitation.
void draw_empty(Scene& scene, Rect area) {
  if (!scene.around.known) return;  // a blink after the start; the bar takes notes all the same
  ui::Ui& ui = scene.ui;
  // Notes that nobody has looked at are not shown when the hub has not been heard for long.
  const bool cut_off = !scene.around.trusted && !scene.board.visible(true).empty();
  if (ui::draw_message(ui, area,
                       {ui.tr(cut_off ? "board.offline.word" : "board.empty.word"),
                        ui.tr(cut_off ? "board.offline" : "board.empty.say"), ui::Sketch::heart, "board.first",
                        ui.tr(cut_off ? "board.write" : "board.empty.button")}))
    scene.intent = Write{};
}

// On to earlier notes: what stood at the foot comes to the top. The next page is unrolled where this one ends.
void leap(Draft& draft, const Wall& wall, float view_px, float furthest_px) {
  const float to = draft.scroll_px + view_px * 0.85F;
  if (to > furthest_px && wall.has_more()) ++draft.pages;
  draft.leap = {.from_px = draft.scroll_px, .to_px = to, .serial = draft.leap.serial + 1, .under_way = true};
}

void move_on(ui::Ui& ui, Draft& draft) {
  constexpr std::int64_t kLeapMs = 240;
  Draft::Leap& leap = draft.leap;
  if (!leap.under_way) return;
  const float part = ui.grow("leap." + std::to_string(leap.serial), kLeapMs);
  draft.scroll_px = leap.from_px + (leap.to_px - leap.from_px) * part;
  leap.under_way = part < 1;
}

// The notes in `area`; whether there are earlier ones than those to be seen, and how far it may be scrolled.
struct Shown {
  bool earlier = false;
  float furthest_px = 0;
};
Shown draw_notes(Scene& s, Wall& wall, const Rect& area, float touch_top_px) {
  ui::Ui& ui = s.ui;
  wall.arrange(s, area.w - ui.mm(kGapMm));
  const std::string title = s.draft.done_only ? ui.tr("board.done") : "";
  const float above = title.empty() ? 0 : ui.height(title, kSaidAndDone, area.w) + ui.mm(4);
  const float high = wall.height() + above;
  move_on(ui, s.draft);
  const Rect content =
      ui.begin_scroll(area, high, s.draft.scroll_px, ui.frame().options.high_contrast ? 0 : ui.mm(kFadeMm));
  if (above > 0) ui.text({content.x, content.y, area.w, above}, title, kSaidAndDone, ui.theme().mint);
  wall.draw(s, {content.x, content.y + above}, area, {.touch_top_px = touch_top_px});
  ui.end_scroll();
  const float furthest = std::max(0.F, high - area.h);
  return {.earlier = wall.has_more() || s.draft.scroll_px < furthest - 1, .furthest_px = furthest};
}

}  // namespace

void draw_board(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Draft& draft = scene.draft;
  if (draft.done_only && scene.board.done(scene.around.trusted).empty()) draft.done_only = false;
  Foot foot(scene);
  const Rect reach = ui::stage(ui);
  Rect area = reach;
  area.h = ui.frame().size.h - foot.height() - ui.mm(1) - area.y;
  draw_bar(scene, area, ui.tr("board.title"), board_buttons(ui));
  // Notes may stand above what can be reached: they are dragged from below.
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(5), area.w, area.bottom() - ui.mm(5)};
  if (notes_of(scene).empty()) {
    foot.draw(false);
    return draw_empty(scene, ui::is_lifted(ui) ? Rect{area.x, reach.y, area.w, area.bottom() - reach.y} : area);
  }
  if (!draft.wall) draft.wall = std::make_shared<Wall>();
  const Shown shown = draw_notes(scene, *draft.wall, area, reach.y);
  const Foot::Tap tap = foot.draw(shown.earlier);
  if (tap == Foot::Tap::nothing) return;
  if (tap == Foot::Tap::earlier) {
    leap(draft, *draft.wall, area.h, shown.furthest_px);
  } else {
    draft.done_only = !draft.done_only;
    draft.scroll_px = 0;
    draft.pages = 1;
  }
  ui.wake_at(ui.frame().now_ms);
}

}  // namespace chalkpoint::chalk
