#include "kiosk/survey/view.h"

#include <algorithm>

#include "kiosk/survey/view_parts.h"
#include "kiosk/ui/house.h"

namespace chalkpoint::survey {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::int64_t kStaffHoldMs = 3000;
constexpr float kBarMm = 18, kBarMmTight = 14, kGapMm = 2.4F;

struct BarButton {
  std::string id;
  std::string label;
  Button look;
  Intent intent;
};

std::vector<BarButton> bar_buttons(const Scene& scene) {
  const Flow& flow = scene.flow;
  const auto comfort = [&flow](bool Comfort::* which) {
    SetComfort set{flow.comfort};
    set.comfort.*which = !(set.comfort.*which);
    return set;
  };
  const auto small = [](ui::Icon icon, bool chosen) {
    return Button{.look = Look::small, .icon = icon, .chosen = chosen, .again = true};
  };
  const ui::Ui& ui = scene.ui;
  std::vector<BarButton> buttons;
  for (const std::string& language : ui::languages_offered(ui))
    buttons.push_back({"lang." + language, ui.tr("lang." + language),
                       small(ui::Icon::none, flow.language() == language), Speak{language}});
  if (flow.phase == Phase::attract)
    buttons.push_back({"board.open", ui.tr("board.open"), {.look = Look::small, .icon = ui::Icon::chalk}, OpenBoard{}});
  // While it saves, the page stays as it was touched: its bar too.
  const bool asks = flow.phase == Phase::attract || flow.phase == Phase::asking || flow.phase == Phase::consent ||
                    flow.phase == Phase::saving;
  if (!asks) return buttons;
  buttons.push_back({"text.large", ui.tr("text.large"), small(ui::Icon::none, flow.comfort.large_text),
                     comfort(&Comfort::large_text)});
  buttons.push_back({"theme.contrast", ui.tr("theme.contrast"), small(ui::Icon::contrast, flow.comfort.high_contrast),
                     comfort(&Comfort::high_contrast)});
  if (flow.phase == Phase::attract)
    buttons.push_back({"reach.low", ui.tr("reach.low"), small(ui::Icon::lower, flow.comfort.low_reach),
                       comfort(&Comfort::low_reach)});
  return buttons;
}

void draw_brand(Scene& scene, const Rect& place) {
  ui::Ui& ui = scene.ui;
  const Rect mark = ui::draw_mark(ui, place);
  if (scene.brand.waiting > 0) {
    // Large enough for whoever knows to look; it says nothing to others.
    const std::string count = scene.brand.waiting > 99 ? "99+" : std::to_string(scene.brand.waiting);
    const ui::Type type{ui::Face::bold, 2};
    const float high = ui.mm(4.6F), wide = std::max(high, ui.width(count, type) + ui.mm(2));
    const Rect badge{mark.right() - wide * 0.6F, mark.y - high * 0.35F, wide, high};
    ui.fill(badge, ui.theme().coral, high / 2);
    ui.text(badge, count, type, ui.theme().ink, ui::Align::centre, false, true);
  }
  const Rect words{mark.right() + ui.mm(3), place.y, place.right() - mark.right() - ui.mm(3), place.h};
  if (!scene.brand.name.empty()) {
    ui::Type type = ui::kButton;
    while (type.cap_mm > 2 && ui.height(scene.brand.name, type, words.w, true) > words.h) type.cap_mm -= 0.25F;
    ui.text(words, scene.brand.name, type, ui.theme().chalk, ui::Align::left, true, true);
  }
  const Rect corner{place.x, place.y, std::min(ui.mm(18), place.w), place.h};
  if (ui.touch_area("staff.corner", "", corner, true, kStaffHoldMs)) scene.intent = OpenStaff{};
}

}  // namespace

void draw_bar(Scene& scene, Rect& area, BarLeft left, bool tight) {
  if (scene.form != nullptr) return draw_form_bar(scene, area);
  ui::Ui& ui = scene.ui;
  const bool below = ui.frame().options.low_reach;
  const float gap = ui.mm(kGapMm), high = ui.mm(below || (tight && !ui.portrait()) ? kBarMmTight : kBarMm);
  auto buttons = bar_buttons(scene);
  std::vector<float> widths;
  float all = -gap;
  for (const BarButton& b : buttons) {
    widths.push_back(std::max(ui.mm(18), ui.button_size(b.label, b.look).w));
    all += widths.back() + gap;
  }
  const Button back{.look = Look::small, .icon = ui::Icon::back};
  const float back_wide = ui.button_size(ui.tr("nav.back"), back).w;
  const float brand_wide = scene.brand.name.empty() ? std::max(ui.mm(18), ui::mark_width(ui, high))
                                                    : ui::mark_width(ui, high) + ui.mm(4) +
                                                          std::ceil(ui.width(scene.brand.name, ui::kButton));
  const float left_wide = left == BarLeft::back ? back_wide : left == BarLeft::brand ? brand_wide : 0;
  // Where all does not stand in one row, the languages stay above and what helps to see goes into a row of its own.
  const std::size_t first_row = left_wide + gap + all <= area.w ? buttons.size() : ui::languages_offered(ui).size();
  Rect row = below ? area.cut_bottom(high, ui.mm(4)) : area.cut_top(high, gap);
  Rect left_part = row;
  for (std::size_t i = first_row; i-- > 0;) {
    if (ui.button(buttons[i].id, buttons[i].label, row.cut_right(widths[i], gap), buttons[i].look))
      scene.intent = buttons[i].intent;
  }
  left_part.w = std::min(left_wide, row.w);
  if (left == BarLeft::back && ui.button("back", ui.tr("nav.back"), left_part, back)) scene.intent = Back{};
  if (left == BarLeft::brand) draw_brand(scene, {left_part.x, left_part.y, row.w, left_part.h});
  if (first_row < buttons.size()) {
    Rect second = below ? area.cut_bottom(high, gap) : area.cut_top(high, gap);
    for (std::size_t i = buttons.size(); i-- > first_row;)
      if (ui.button(buttons[i].id, buttons[i].label, second.cut_right(widths[i], gap), buttons[i].look))
        scene.intent = buttons[i].intent;
  }
  if (!below) area.cut_top(ui.mm(2.6F));
}

std::map<std::string, std::string> choice_labels(const Definition& definition, std::string_view language) {
  std::map<std::string, std::string> out;
  for (const Page& page : definition.pages)
    for (const Element& element : page.elements)
      for (const Choice& choice : element.choices)
        if (!choice.text.empty()) out[to_text(choice.value)] = choice.text.in(language);
  return out;
}

std::map<std::string, std::string> question_titles(const Definition& definition, std::string_view language) {
  std::map<std::string, std::string> out;
  for (const Page& page : definition.pages)
    for (const Element& element : page.elements)
      if (!element.title.empty()) out[element.name] = element.title.in(language);
  return out;
}

std::vector<std::string> choice_values(const Definition& definition) {
  std::vector<std::string> out;
  for (const Page& page : definition.pages)
    for (const Element& element : page.elements)
      for (const Choice& choice : element.choices)
        if (!choice.text.empty()) out.push_back(to_text(choice.value));
  return out;
}

std::string screen_name(const Definition& definition, const Flow& flow) {
  if (flow.still_here) return "still_here";
  switch (flow.phase) {
    case Phase::attract:
      return "attract";
    case Phase::asking:
      break;
    case Phase::consent:
      return "consent";
    case Phase::saving:
      return "saving";
    case Phase::thanks:
      return "thanks";
    case Phase::save_failed:
      return "save_failed";
    case Phase::refused:
      return "refused";
    case Phase::off:
      return "off";
  }
  const Page* page = flow.page(definition);
  return page ? "page." + page->name : "page";
}

Intent draw(const Definition& definition, const Flow& flow, Draft& draft, const Brand& brand, ui::Ui& ui,
            std::span<const Voice> voices) {
  ui.screen(screen_name(definition, flow), flow.errors.size());
  Scene scene{definition, flow, draft, brand, voices, ui, Nothing{}};
  if (flow.still_here) {
    draw_still_here(scene);
    return scene.intent;
  }
  switch (flow.phase) {
    case Phase::attract:
      draw_attract(scene);
      break;
    case Phase::asking:
      draw_page(scene);
      break;
    case Phase::consent:
      draw_consent(scene);
      break;
    case Phase::saving:
      draw_saving(scene);
      break;
    case Phase::thanks:
      draw_thanks(scene);
      break;
    case Phase::save_failed:
      draw_save_failed(scene);
      break;
    case Phase::refused:
      draw_refused(scene);
      break;
    case Phase::off:
      draw_off(scene);
      break;
  }
  return scene.intent;
}

Intent draw_preview(const Definition& definition, const Flow& flow, Draft& draft, const Brand& brand, ui::Ui& ui) {
  Scene scene{definition, flow, draft, brand, {}, ui, Nothing{}};
  draw_attract(scene);
  return scene.intent;
}

}  // namespace chalkpoint::survey
