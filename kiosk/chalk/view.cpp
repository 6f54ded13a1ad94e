#include "kiosk/chalk/view.h"

#include <algorithm>
#include <cmath>

#include "kiosk/chalk/view_parts.h"
#include "kiosk/ui/house.h"

namespace chalkpoint::chalk {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::int64_t kStaffHoldMs = 3000;
constexpr float kBarMm = 14, kBarWideMm = 12.4F, kGapMm = 2.4F;  // of a wide screen, where height is dear

// The mark of the club and what the screen is; held for long, the mark leads the staff in.
void draw_title(Scene& scene, const Rect& place, const std::string& title) {
  ui::Ui& ui = scene.ui;
  const Rect mark = ui::draw_mark(ui, place);
  const Rect words{mark.right() + ui.mm(3), place.y, place.right() - mark.right() - ui.mm(3), place.h};
  ui.text(words, title, ui::kButton, ui.theme().chalk, ui::Align::left, true, true);
  const Rect corner{place.x, place.y, std::min(ui.mm(16), place.w), place.h};
  if (ui.touch_area("staff.corner", "", corner, true, kStaffHoldMs)) scene.intent = OpenStaff{};
}

}  // namespace

std::vector<BarButton> aids(const Scene& scene) {
  const Flow& flow = scene.flow;
  const ui::Ui& ui = scene.ui;
  const auto small = [](ui::Icon icon, bool chosen) {
    return Button{.look = Look::small, .icon = icon, .chosen = chosen, .again = true};
  };
  const auto comfort = [&flow](bool Comfort::* which) {
    SetComfort set{flow.comfort};
    set.comfort.*which = !(set.comfort.*which);
    return set;
  };
  std::vector<BarButton> buttons;
  for (const std::string& language : ui::languages_offered(ui))
    buttons.push_back({"lang." + language, ui.tr("lang." + language), small(ui::Icon::none, flow.language == language),
                       Speak{language}});
  buttons.push_back({"text.large", ui.tr("text.large"), small(ui::Icon::none, flow.comfort.large_text),
                     comfort(&Comfort::large_text)});
  buttons.push_back({"theme.contrast", ui.tr("theme.contrast"), small(ui::Icon::contrast, flow.comfort.high_contrast),
                     comfort(&Comfort::high_contrast)});
  return buttons;
}

void draw_heading(ui::Ui& ui, Rect& area, const std::string& title) {
  const float high = ui.height(title, ui::kHeading, area.w, true);
  ui.text(area.cut_top(high, ui.mm(4)), title, ui::kHeading, ui.theme().chalk, ui::Align::left, true);
}

void type_into(Draft& draft, const std::string& field, std::size_t caret) {
  if (draft.focus != field) draft.shift = false;
  draft.focus = field;
  draft.caret = caret;
}

void draw_bar(Scene& scene, Rect& area, const std::string& title, std::vector<BarButton> buttons,
              const char* back_key) {
  ui::Ui& ui = scene.ui;
  const bool back = title.empty();
  const bool below = ui::is_lifted(ui);
  const float gap = ui.mm(kGapMm), high = ui.mm(ui.portrait() ? kBarMm : kBarWideMm);
  const Button way_back{.look = Look::small, .icon = ui::Icon::back};
  const float left_wide = back ? ui.button_size(ui.tr(back_key), way_back).w
                               : ui::mark_width(ui, high) + ui.mm(4) + std::ceil(ui.width(title, ui::kButton));
  Rect row = below ? area.cut_bottom(high, ui.mm(4)) : area.cut_top(high, gap);
  const Rect left{row.x, row.y, std::min(left_wide, row.w), high};
  const auto wide_of = [&ui](const BarButton& one) {
    return std::max(ui.mm(kBarMm), ui.button_size(one.label, one.look).w);
  };
  // From the right, beside the left part; where not all fit there, only half of them, so that none stands alone.
  float needed = 0;
  for (const BarButton& one : buttons) needed += wide_of(one) + gap;
  const std::size_t left_over = left_wide + needed <= row.w ? 0 : buttons.size() / 2;
  bool first = true;
  float free = row.w - left_wide - gap;
  while (!buttons.empty()) {
    BarButton& button = buttons.back();
    const float wide = wide_of(button);
    if ((wide > free && (first || row.w < area.w)) || (first && buttons.size() == left_over)) {
      row = below ? area.cut_bottom(high, gap) : area.cut_top(high, gap);
      free = row.w;
      first = false;
    }
    if (ui.button(button.id, button.label, row.cut_right(std::min(wide, row.w), gap), button.look))
      scene.intent = button.intent;
    free = row.w - (first ? left_wide + gap : 0);
    buttons.pop_back();
  }
  if (!back) draw_title(scene, left, title);
  if (back && ui.button("note.back", ui.tr(back_key), left, way_back)) scene.intent = Back{};
  if (!below) area.cut_top(ui.mm(2));
}

std::string screen_name(const Board& board, const Flow& flow) {
  if (flow.still_here) return "still_here";
  switch (flow.screen) {
    case Screen::board:
      return "board";
    case Screen::rules:
      return "board.rules";
    case Screen::find:
      return "board.find";
    case Screen::found: {
      const Note* note = found_note(board, flow);
      const bool warned = note && (note->verdict == Verdict::hidden || note->verdict == Verdict::removed);
      return warned ? "board.warned" : "board.found";
    }
    case Screen::compose:
      return flow.tool == Tool::chalk ? "write.chalk" : "write.letters";
    case Screen::sign:
      return "write.preview";
    case Screen::saving:
      return "write.saving";
    case Screen::sent:
      return "write.sent";
    case Screen::refused:
      return "write.refused";
    case Screen::save_failed:
      return "write.failed";
  }
  return "board";
}

Intent draw(const Board& board, const Flow& flow, Draft& draft, const Surroundings& around, ui::Ui& ui) {
  ui.screen(screen_name(board, flow));
  if (draft.serial != flow.draft_serial) {
    draft.serial = flow.draft_serial;
    draft.pad = {};
    draft.strokes.clear();
    type_into(draft, "", 0);
    draft.layout.clear();
  }
  Scene scene{board, flow, draft, around, ui, Nothing{}};
  if (flow.still_here) {
    draw_still_here(scene);
    return scene.intent;
  }
  switch (flow.screen) {
    case Screen::board:
      draw_board(scene);
      break;
    case Screen::rules:
      draw_rules(scene);
      break;
    case Screen::find:
      draw_find(scene);
      break;
    case Screen::found:
      draw_found(scene);
      break;
    case Screen::compose:
      draw_compose(scene);
      break;
    case Screen::sign:
      draw_sign(scene);
      break;
    case Screen::saving:
      draw_saving(scene);
      break;
    case Screen::sent:
      draw_sent(scene);
      break;
    case Screen::refused:
      draw_refused(scene);
      break;
    case Screen::save_failed:
      draw_save_failed(scene);
      break;
  }
  return scene.intent;
}

}  // namespace chalkpoint::chalk
