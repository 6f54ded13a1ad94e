// The screens around the questions: consent, saving, thank you, still here, and what is said when something is wrong.
#include <algorithm>

#include "kiosk/survey/view_parts.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::int64_t kSketchMs = 240, kSavingShownAfterMs = 400;

const char* group_key(Group group) {
  switch (group) {
    case Group::promoter:
      return "thanks.promoter";
    case Group::passive:
      return "thanks.passive";
    case Group::detractor:
      return "thanks.detractor";
    case Group::unknown:
      break;
  }
  return "thanks.plain";
}

ui::Sketch group_sketch(Group group) {
  switch (group) {
    case Group::promoter:
      return ui::Sketch::smile;
    case Group::passive:
      return ui::Sketch::stairs;
    case Group::detractor:
      return ui::Sketch::checklist;
    case Group::unknown:
      break;
  }
  return ui::Sketch::heart;
}

}  // namespace

void draw_thanks(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Group group = scene.flow.group(scene.definition);
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::brand);
  const float drawn = ui.grow("thanks.sketch", kSketchMs);
  if (ui::is_lifted(ui))
    ui::draw_out_of_reach(ui, group_sketch(group), ui::headroom(ui));
  else
    ui::draw_sketch(ui, group_sketch(group), ui::cut_picture(ui, area).inset(ui.mm(6), ui.mm(6)), drawn);

  std::string say = ui.tr(group_key(group));
  if (group == Group::unknown && !scene.definition.completed_text.empty())
    say = scene.flow.run.text(scene.definition.completed_text);
  if (scene.flow.answering && scene.flow.answering->consented) say = ui.tr("thanks.contact");
  const std::string warm = ui.tr("thanks.word");
  ui::Type type = ui::kSay;
  const float card_high = ui.mm(24), button_high = ui.mm(18), gap = ui.mm(6);
  const float warm_high = ui.height(warm, ui::kWarm, area.w);
  const auto used = [&] { return warm_high + ui.height(say, type, area.w, true) + card_high + button_high + 3 * gap; };
  while (used() > area.h && type.cap_mm > 5) type.cap_mm -= 0.5F;
  area.cut_top(std::max(0.F, (area.h - used()) * 0.4F));
  ui.text(area.cut_top(warm_high, gap * 0.6F), warm, ui::kWarm, ui.theme().chalk);
  ui.text(area.cut_top(ui.height(say, type, area.w, true), gap), say, type, ui.theme().chalk, Align::left, true);
  ui::draw_code(ui, area.cut_top(card_high, gap), scene.flow.answering ? scene.flow.answering->code : "",
                ui.tr("thanks.code"));
  const Button look{.look = Look::primary, .icon = ui::Icon::check};
  const Rect button{area.x, area.y, std::max(ui.mm(58), ui.button_size(ui.tr("nav.done"), look).w), button_high};
  if (ui.button("done", ui.tr("nav.done"), button, look)) scene.intent = Done{};
  const Button board{.look = Look::outline, .icon = ui::Icon::chalk};
  const float wide = ui.button_size(ui.tr("board.open"), board).w;
  if (ui.button("board.open", ui.tr("board.open"), {button.right() + ui.mm(3), area.y, wide, button_high}, board))
    scene.intent = OpenBoard{};
}

void draw_saving(Scene& scene) {
  ui::Ui& ui = scene.ui;
  // A commit takes a blink: the page stays as it was touched, and words come only when the disk is slow.
  const std::int64_t words_at_ms = scene.flow.phase_since_ms + kSavingShownAfterMs;
  if (ui.frame().now_ms < words_at_ms) {
    ui.wake_at(words_at_ms);
    draw_page(scene);
    scene.intent = Nothing{};
    return;
  }
  ui::draw_message(ui, ui::stage(ui), {ui.tr("saving.word"), ui.tr("saving.say"), ui::Sketch::cup, nullptr, ""});
}

void draw_still_here(Scene& scene) {
  ui::Ui& ui = scene.ui;
  if (ui::draw_message(ui, ui::stage(ui),
                       {ui.tr("still.word"), ui.tr("still.say"), ui::Sketch::cup, "still.here", ui.tr("still.button")}))
    scene.intent = StillHere{};
}

void draw_save_failed(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::brand);
  if (ui::draw_message(ui, area,
                       {ui.tr("failed.word"), ui.tr("failed.say"), ui::Sketch::cup, "retry", ui.tr("failed.button")}))
    scene.intent = Retry{};
}

void draw_refused(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::brand);
  ui::draw_message(ui, area, {ui.tr("refused.word"), ui.tr("refused.say"), ui::Sketch::cup, nullptr, ""});
}

void draw_off(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::brand);
  if (ui::draw_message(ui, area,
                       {ui.tr("off.word"), ui.tr("off.say"), ui::Sketch::cup, "board.open", ui.tr("board.open")}))
    scene.intent = OpenBoard{};
}

void draw_consent(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, BarLeft::back);
  if (ui::is_lifted(ui)) {  // what is only read may stand above
    const Rect above = ui::headroom(ui);
    area = {area.x, above.y, area.w, area.bottom() - above.y};
  }
  const std::string title = ui.tr("consent.title"), text = ui.tr("consent.full");
  ui.text(area.cut_top(ui.height(title, ui::kHeading, area.w, true), ui.mm(4)), title, ui::kHeading, ui.theme().chalk,
          Align::left, true);
  const float wide = area.w - ui.mm(4);
  ui::Type type = ui::kBody;
  while (type.cap_mm > ui::kSmall.cap_mm && ui.height(text, type, wide) > area.h) type.cap_mm -= 0.25F;
  const float high = ui.height(text, type, wide);
  const Rect content = ui.begin_scroll(area, high, scene.draft.scroll_px);
  ui.text({content.x, content.y, wide, high}, text, type, ui.theme().chalk);
  ui.end_scroll();
}

}  // namespace chalkpoint::survey
