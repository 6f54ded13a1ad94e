// Writing: chalk on the slate with its ledge, or letters from the keyboard.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/chalk/view_canvas.h"
#include "kiosk/chalk/view_ledge.h"
#include "kiosk/chalk/view_parts.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/keyboard.h"

namespace chalkpoint::chalk {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::array<const char*, event::kColours> kSticks = {"chalk.white", "chalk.yellow", "chalk.coral",
                                                              "chalk.mint", "chalk.blue"};
constexpr float kTouchMm = 12.4F, kGapMm = 2, kRowMm = 16, kPaddingMm = 4, kMarginMm = 8;

std::vector<BarButton> write_buttons(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Tool tool = scene.flow.tool;
  return {{"write.chalk",
           ui.tr("write.chalk"),
           {.look = Look::small, .chosen = tool == Tool::chalk, .again = true},
           Take{Tool::chalk}},
          {"write.letters",
           ui.tr("write.letters"),
           {.look = Look::small, .chosen = tool == Tool::letters, .again = true},
           Take{Tool::letters}},
          {"board.rules", ui.tr("board.rules"), {.look = Look::small}, ReadRules{}},
          {"note.back", ui.tr("write.cancel"), {.look = Look::small, .icon = ui::Icon::close}, Back{}}};
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(' ') == std::string::npos;
}

void go_on(Scene& scene) {
  if (scene.flow.tool == Tool::chalk) {
    const auto encoded = scene.draft.pad.encoded();
    if (!encoded) return;  // nothing drawn: the button is not offered then
    scene.draft.strokes = *encoded;
  }
  scene.intent = Preview{};
}

// A piece of chalk; the one in hand lies a little higher and askew.
void draw_stick(ui::Ui& ui, const Rect& at, ui::Color color, bool taken) {
  const float high = ui.mm(7.5F), side = high * 0.24F;
  Rect stick{at.x + ui.mm(0.6F), at.centre().y - high / 2, at.w - ui.mm(1.2F), high};
  if (taken) stick = stick.moved(0, -ui.mm(2));
  const ui::Color shade = ui::blend(color, ui::Color{0, 0, 0, 56});
  if (taken) ui.begin_turn(stick.centre(), -0.09F);
  ui.fill({stick.x, stick.y, stick.w, stick.h + side * 0.6F}, ui::Color{0, 0, 0, 60}, ui.mm(1.8F));
  ui.fill(stick, shade, ui.mm(1.6F));
  ui.fill({stick.x, stick.y, stick.w, stick.h - side}, color, ui.mm(1.6F));
  if (taken) ui.end_turn();
}

// What lies on the ledge, in one row where it fits and else in two. Chalk has more to it than letters.
class Ledge {
 public:
  explicit Ledge(Scene& scene) : s_(scene), ui_(scene.ui), chalk_(scene.flow.tool == Tool::chalk) {
    const auto word = [this](const char* key, const Button& look) {
      return std::max(ui_.mm(kTouchMm), ui_.button_size(ui_.tr(key), look).w);
    };
    if (chalk_) {
      eraser_ = word("chalk.eraser", tool(ui::Icon::cloth));
      undo_ = word("chalk.undo", tool(ui::Icon::undo));
      clear_ = word("chalk.clear", tool(ui::Icon::wipe));
    }
    next_ = word("write.next", on_);
    const float gap = ui_.mm(kGapMm);
    stick_ = ui_.mm(18);
    const auto sticks = [&] { return 5 * stick_ + 4 * gap; };
    const float widths = chalk_ ? 3 * ui_.mm(kTouchMm) + 3 * gap + ui_.mm(2) : 0;
    const float words = chalk_ ? eraser_ + undo_ + clear_ + 3 * gap : 0;
    wide_ = ui_.area().w - 2 * ui_.mm(kMarginMm);
    const float rest = widths + words + ui_.mm(4) + next_;
    stick_ = std::clamp((wide_ - rest - 4 * gap) / 5, ui_.mm(kTouchMm), ui_.mm(18));
    rows_ = sticks() + rest <= wide_ ? 1 : 2;
    if (rows_ == 1) return;
    stick_ = std::clamp((wide_ - widths - 4 * gap) / 5, ui_.mm(kTouchMm), ui_.mm(22));
    if (words + next_ <= wide_) return;
    on_.icon = ui::Icon::none;  // under large letters the words need its place
    next_ = word("write.next", on_);
  }

  float height() const {
    return static_cast<float>(rows_) * ui_.mm(kRowMm + kGapMm) - ui_.mm(kGapMm) + 2 * ui_.mm(kPaddingMm);
  }

  void draw(const Rect& at) {
    // Under chalk it reaches to the foot of the screen; under letters the keyboard stands.
    draw_wood(ui_, {at.x, at.y, at.w, chalk_ ? ui_.frame().size.h - at.y : at.h});
    Rect inside{at.x + ui_.mm(kMarginMm), at.y + ui_.mm(kPaddingMm), wide_, at.h - 2 * ui_.mm(kPaddingMm)};
    Rect row = inside.cut_top(ui_.mm(kRowMm), ui_.mm(kGapMm));
    draw_sticks(row);
    if (chalk_) draw_widths(row);
    if (rows_ == 2) row = inside.cut_top(ui_.mm(kRowMm));
    draw_words(row);
  }

 private:
  static Button tool(ui::Icon icon) { return {.look = Look::small, .icon = icon, .again = true, .stacked = true}; }

  void draw_sticks(Rect& row) {
    Hand& hand = s_.draft.pad.hand;
    for (std::size_t i = 0; i < kSticks.size(); ++i) {
      const Rect place = row.cut_left(stick_, ui_.mm(kGapMm));
      const int colour = static_cast<int>(i);
      const bool taken = chalk_ ? !hand.eraser && hand.colour == colour : s_.flow.colour == colour;
      if (ui_.touch_area(kSticks[i], ui_.tr(kSticks[i]), place)) {
        if (chalk_) {
          hand.colour = colour;
          hand.eraser = false;
          ui_.wake_at(ui_.frame().now_ms);  // drawn as taken in the next frame
        } else {
          s_.intent = SetColour{colour};
        }
      }
      draw_stick(ui_, place, colour_of(ui_.theme(), colour), taken || ui_.is_pressed(place));
    }
  }

  void draw_widths(Rect& row) {
    Hand& hand = s_.draft.pad.hand;
    row.cut_left(ui_.mm(2));
    for (int width = 1; width <= 3; ++width) {
      const Rect place = row.cut_left(ui_.mm(kTouchMm), ui_.mm(kGapMm));
      const std::string id = "width." + std::to_string(width);
      if (ui_.touch_area(id, ui_.tr(id), place)) {
        hand.width = width;
        ui_.wake_at(ui_.frame().now_ms);
      }
      const float dot = ui_.mm(1.2F + 1.3F * static_cast<float>(width)), ring = ui_.mm(9);
      const ui::Point c = place.centre();
      ui_.fill({c.x - dot / 2, c.y - dot / 2, dot, dot}, ui_.theme().chalk, dot / 2);
      if (hand.width == width)
        ui_.outline({c.x - ring / 2, c.y - ring / 2, ring, ring}, ui_.theme().yellow, ui_.mm(0.7F), ring / 2);
    }
  }

  void draw_words(Rect row) {
    Pad& pad = s_.draft.pad;
    const bool ready = chalk_ ? !pad.is_empty() : !is_blank(s_.flow.text);
    Button on = on_;
    on.enabled = ready;
    const Rect next = row.cut_right(std::min(next_, row.w), ui_.mm(kGapMm));
    const std::string& words = ui_.tr("write.next");
    if (ready ? ui_.button("note.preview", words, next, on) : wood_button(ui_, "note.preview", words, next, on))
      go_on(s_);
    if (!chalk_) return;
    const float gap = ui_.mm(kGapMm);
    Button rub = tool(ui::Icon::cloth);
    rub.chosen = pad.hand.eraser;
    if (lies("chalk.eraser", row.cut_left(eraser_, gap), rub)) pad.hand.eraser = !pad.hand.eraser;
    Button undo = tool(ui::Icon::undo);
    undo.enabled = pad.can_undo();
    if (lies("chalk.undo", row.cut_left(undo_, gap), undo)) pad.undo();
    Button clear = tool(ui::Icon::wipe);
    clear.enabled = !pad.is_empty();
    if (lies("chalk.clear", row.cut_left(std::min(clear_, row.w)), clear)) pad.clear();
  }

  bool lies(const char* id, const Rect& place, const Button& look) {
    if (!wood_button(ui_, id, ui_.tr(id), place, look)) return false;
    ui_.wake_at(ui_.frame().now_ms);  // the slate above is drawn already
    return true;
  }

  Scene& s_;
  ui::Ui& ui_;
  bool chalk_;
  Button on_{.look = Look::primary, .icon = ui::Icon::next};
  float eraser_ = 0, undo_ = 0, clear_ = 0, next_ = 0, stick_ = 0, wide_ = 0;
  int rows_ = 1;
};

void draw_slate(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Pad& pad = scene.draft.pad;
  // To the very edges: a hand that writes does not look for a margin.
  const Rect slate{0, area.y, ui.area().w, area.bottom() - area.y};
  pad.shape(slate.w, slate.h);
  draw_canvas(ui, pad, slate);
  if (pad.is_empty() && !pad.is_busy()) {
    const ui::Type hand{ui::Face::chalk, 9};
    const float high = ui.height(ui.tr("chalk.hint"), hand, area.w, true);
    if (high < slate.h)
      ui.text({area.x, slate.y + (slate.h - high) / 2, area.w, high}, ui.tr("chalk.hint"), hand,
              ui.theme().muted.faded(0.5F), ui::Align::centre, true);
  }
}

void draw_letters(Scene& scene, const Rect& area, const Rect& keys) {
  ui::Ui& ui = scene.ui;
  Draft& typing = scene.draft;
  const std::string& text = scene.flow.text;
  if (typing.focus != "note.text") type_into(typing, "note.text", text.size());
  const ui::Field field{.id = "note.text",
                        .text = text,
                        .hint = ui.tr("write.here"),
                        .hand = {ui::Face::chalk, area.h > ui.mm(60) ? 8.F : 6.5F},
                        .focused = true,
                        .caret = typing.caret,
                        .ink = colour_of(ui.theme(), scene.flow.colour)};
  if (const auto caret = ui::draw_field(ui, area, field)) typing.caret = *caret;
  ui::KeyboardState state{typing.layout, typing.shift};
  ui::Writing writing{text, std::min(typing.caret, text.size())};
  const ui::Typed typed = ui::keyboard(ui, keys, state, writing, event::kNoteTextMax);
  typing.layout = state.layout;
  typing.shift = state.shift;
  typing.caret = writing.caret;
  if (typed.changed) scene.intent = SetText{writing.text};
  if (typed.done && !is_blank(text)) go_on(scene);
}

}  // namespace

void draw_compose(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const bool lifted = ui::is_lifted(ui), letters = scene.flow.tool == Tool::letters;
  Ledge ledge(scene);
  const Rect whole = ui.area();
  Rect area = ui::stage(ui);
  const float keys_high = letters ? ui::keyboard_height(ui, area.h * (ui.portrait() ? 0.42F : 0.46F)) : 0;
  const float ledge_high = ledge.height();
  const Rect keys{0, whole.bottom() - keys_high, whole.w, keys_high};
  const Rect shelf{0, keys.y - ledge_high, whole.w, ledge_high};
  area.h = shelf.y - ui.mm(2) - area.y;
  draw_bar(scene, area, ui.tr("write.title"), write_buttons(scene));
  ledge.draw(shelf);
  if (letters) {
    const float high = std::min(area.h, ui.mm(90));
    draw_letters(scene, {area.x, area.bottom() - high, area.w, high}, keys);
    return;
  }
  if (lifted) ui::draw_out_of_reach(ui, ui::Sketch::smile, ui::headroom(ui));
  draw_slate(scene, area);
}

}  // namespace chalkpoint::chalk
