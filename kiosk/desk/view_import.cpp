// A list is brought: which file, what is in it, what is kept of it; and the number of a client who is typed.
#include <algorithm>

#include "kiosk/desk/view_lists.h"
#include "kiosk/ui/cover.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr ui::Type kNumber{ui::Face::bold, 8};

void say(Scene& scene, Rect& area, const std::string& text, ui::Type type, ui::Color color, float after_mm) {
  scene.ui.text(area.cut_top(scene.ui.height(text, type, area.w), scene.ui.mm(after_mm)), text, type, color);
}

std::string columns_key(List list) {
  return list == List::calls ? "import.columns.calls" : "import.columns.renewals";
}

// "Line 12: this is no number. Write it with the code of the city." and what stands there.
std::string bad_row_words(const ui::Ui& ui, const BadRow& row) {
  std::string out = ui.text_lookup().get("import.line", "n", std::to_string(row.line)) + " " +
                    ui.text_lookup().get("import.fault." + std::string(kRowFaults[static_cast<std::size_t>(row.fault)]),
                                         "n", std::to_string(row.first_line));
  return out;
}

std::string shown_cell(const BadRow& row) {
  constexpr std::size_t kShownMax = 60;
  return event::quote(row.said, kShownMax);
}

// What stands in a bad row may be somebody's name or number, so it lies under cover and can be touched.
float cell_height(const ui::Ui& ui, const std::string& cell, float wide) {
  constexpr float kTouchMm = 12.5F;
  return cell.empty() ? 0 : std::max(ui.height(cell, ui::kSmall, wide), ui.mm(kTouchMm));
}

void draw_bad(Scene& scene, const std::vector<BadRow>& bad, const Rect& area) {
  ui::Ui& ui = scene.ui;
  const float gap = ui.mm(3), wide = area.w - gap;
  std::vector<float> heights;
  float content = 0;
  for (const BadRow& row : bad) {
    const std::string cell = shown_cell(row);
    heights.push_back(ui.height(bad_row_words(ui, row), ui::kSmall, wide) + cell_height(ui, cell, wide) + gap);
    content += heights.back();
  }
  Rect at = ui.begin_scroll(area, content, ui.kept("scroll"), ui.mm(8));
  for (std::size_t i = 0; i < bad.size(); at.y += heights[i++]) {
    if (at.y > area.bottom() || at.y + heights[i] < area.y) continue;
    const std::string words = bad_row_words(ui, bad[i]), cell = shown_cell(bad[i]);
    const float high = ui.height(words, ui::kSmall, wide);
    ui.text({at.x, at.y, wide, high}, words, ui::kSmall, ui.theme().chalk);
    if (!cell.empty())
      ui::draw_covered(ui, "import.line." + std::to_string(bad[i].line), ui.tr("import.cell"),
                       {at.x, at.y + high, wide, cell_height(ui, cell, wide)}, cell, ui::kSmall, ui.theme().muted);
  }
  ui.end_scroll();
}

}  // namespace

void draw_import(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Lists& lists = scene.state.lists;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("import.title"), BarLeft::back);
  say(scene, area, ui.tr(columns_key(lists.list)), ui::kSmall, ui.theme().chalk, 2);
  say(scene, area, ui.text_lookup().get("import.where", "folder", scene.around.notes.calling.import_folder), ui::kSmall,
      ui.theme().muted, 4);
  const std::vector<Choice> again = {
      {"import.open", ui.tr("import.again"), {.again = true, .enabled = !lists.busy}, AskImport{}}};
  draw_choices(scene, again, area.cut_bottom(ui.mm(16), ui.mm(4)));
  if (lists.busy || lists.files.empty()) {
    ui.text(area, ui.tr(lists.busy ? "import.looking" : "import.none"), ui::kBody, ui.theme().mint, Align::centre, true,
            true);
    return;
  }
  const float high = ui.line_height(ui::kSmallStrong) + ui.mm(12);
  ui::draw_list(scene.ui, area, lists.files.size(), high, [&](std::size_t i, const Rect& card) {
    const SheetFile& file = lists.files[i];
    if (ui.touch_area("import." + std::to_string(i) + ".open", ui.tr("import.title"), card))
      scene.intent = OpenSheet{file};
    ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
    Rect inside = card.inset(ui.mm(6), ui.mm(6));
    draw_lines(ui, file.shown, inside, ui::kSmallStrong, 1, ui.theme().chalk);
  });
}

void draw_sheet(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Lists& lists = scene.state.lists;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("import.title"), BarLeft::back);
  if (!lists.sheet) return;
  const Sheet& sheet = *lists.sheet;
  say(scene, area, lists.file, ui::kSmall, ui.theme().muted, 2);
  if (sheet.fault != SheetFault::none) {
    say(scene, area, ui.tr("sheet.fault." + std::string(kSheetFaults[static_cast<std::size_t>(sheet.fault)])),
        ui::kBody, ui.theme().yellow, 4);
    say(scene, area, ui.tr(columns_key(lists.list)), ui::kSmall, ui.theme().chalk, 0);
    return;
  }
  if (lists.failed) say(scene, area, ui.tr("import.failed"), ui::kSmallStrong, ui.theme().yellow, 3);
  say(scene, area, ui.tr("import.good", sheet.good.size()), ui::kButton, ui.theme().mint, 1);
  if (!sheet.good.empty() && !lists.busy) {
    const Button look{.look = Look::primary, .icon = ui::Icon::check, .again = true};
    const std::string label = ui.tr("import.keep", sheet.good.size());
    Rect foot = area.cut_bottom(ui.mm(18), ui.mm(4));
    if (ui.button("import.keep", label, {foot.x, foot.y, std::min(foot.w, ui.button_size(label, look).w), foot.h},
                  look))
      scene.intent = KeepSheet{};
  }
  if (lists.busy) {
    const std::string progress =
        ui::filled(ui.text_lookup().get("import.keeping", "done", std::to_string(lists.done_count)), "all",
                   std::to_string(lists.all_count));
    const Rect foot = area.cut_bottom(ui.mm(18), ui.mm(4));
    ui.text(foot, progress, ui::kBody, ui.theme().chalk, Align::left, false, true);
    const float part =
        lists.all_count == 0 ? 0 : static_cast<float>(lists.done_count) / static_cast<float>(lists.all_count);
    ui.fill({foot.x, foot.bottom() - ui.mm(2), foot.w, ui.mm(1.6F)}, ui.theme().fill, ui.mm(0.8F));
    ui.fill({foot.x, foot.bottom() - ui.mm(2), foot.w * part, ui.mm(1.6F)}, ui.theme().mint, ui.mm(0.8F));
  }
  if (sheet.bad.empty()) return say(scene, area, ui.tr("import.take"), ui::kSmall, ui.theme().muted, 0);
  say(scene, area, ui.tr("import.bad", sheet.bad.size()), ui::kSmallStrong, ui.theme().yellow, 3);
  draw_bad(scene, sheet.bad, area);
}

void draw_client_phone(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Lists& lists = scene.state.lists;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("client.title"), BarLeft::back);
  Rect keys = ui.portrait() ? area.cut_bottom(area.h * 0.56F, ui.mm(6)) : area.cut_right(area.w * 0.42F, ui.mm(10));
  const ui::Size size = ui::pad_size(ui, {keys.w, keys.h});
  const Rect pad{keys.centre().x - size.w / 2, keys.centre().y - size.h / 2, size.w, size.h};
  for (const char key : ui::draw_pad(ui, pad, ui::kPhonePad)) scene.intent = PhoneKey{key};
  const Rect name = area.cut_top(std::max(ui.height(lists.typed.name, ui::kButton, area.w), ui.mm(13)), ui.mm(3));
  ui::draw_covered(ui, "call.name", ui.tr("call.name"), name, lists.typed.name, ui::kButton, ui.theme().chalk);
  const auto shown = ui::phone_shown(lists.typed.phone);
  const Rect number = area.cut_top(ui.line_height(kNumber), ui.mm(4));
  ui.text(number, shown.typed, kNumber, ui.theme().yellow);
  const std::string words = ui.tr(lists.busy          ? "client.keeping"
                                  : lists.phone_wrong ? "client.phone.wrong"
                                                      : "client.phone.say");
  say(scene, area, words, ui::kSmall, lists.phone_wrong ? ui.theme().yellow : ui.theme().muted, 5);
  const Button look{.look = Look::primary, .icon = ui::Icon::check, .again = true, .enabled = !lists.busy};
  const Rect row = area.cut_top(ui.mm(18));
  const std::string label = ui.tr("client.keep");
  if (ui.button("client.keep", label, {row.x, row.y, std::min(row.w, ui.button_size(label, look).w), row.h}, look))
    scene.intent = SendText{};
}

}  // namespace chalkpoint::desk
