// The frame of every page of the first start, and the pages on which something is typed or picked from two.
#include "kiosk/admin/view_wizard.h"

#include <algorithm>

#include "kiosk/admin/view_wizard_parts.h"

namespace chalkpoint::admin::wizard {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::array<std::string_view, 13> kScreens = {
    "wizard.language", "wizard.hub",   "wizard.club",   "wizard.look",      "wizard.logo",
    "wizard.hours",    "wizard.owner", "wizard.pin",    "wizard.pin_again", "wizard.key_there",
    "wizard.key",      "wizard.prove", "wizard.preview"};

// Which step of how many, as words and as dashes.
std::string step_words(const Scene& scene) {
  const std::size_t at = static_cast<std::size_t>(step_of(scene.state.page)) + 1;
  return ui::filled(scene.ui.text_lookup().get("wizard.step", "n", std::to_string(at)), "of",
                    std::to_string(kSteps.size()));
}

void draw_progress(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const float gap = ui.mm(1.5F), high = ui.mm(1.2F);
  const Rect line = area.cut_top(high, ui.mm(5));
  const float wide = (line.w + gap) / static_cast<float>(kSteps.size()) - gap;
  const std::size_t at = static_cast<std::size_t>(step_of(scene.state.page));
  for (std::size_t i = 0; i < kSteps.size(); ++i)
    ui.fill({line.x + static_cast<float>(i) * (wide + gap), line.y, wide, high},
            i <= at ? ui.theme().yellow : ui.theme().fill, high / 2);
}

std::string foot_words(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  if (scene.state.failed) return ui.tr("wizard.failed");
  if (scene.state.doing == State::Doing::storing) return ui.tr("wizard.storing");
  if (scene.state.doing == State::Doing::making) return ui.tr("wizard.making");
  return {};
}

void draw_club(Scene& scene) {
  draw_typing(
      scene,
      {.heading = scene.ui.tr("wizard.club.heading"), .say = scene.ui.tr("wizard.club.say"), .length_max = kClubMax});
}

void draw_owner(Scene& scene) {
  draw_typing(scene, {.heading = scene.ui.tr("wizard.owner.heading"),
                      .say = scene.ui.tr("wizard.owner.say"),
                      .can_send = !scene.state.text.empty()});
}

void draw_page(Scene& scene) {
  switch (scene.state.page) {
    case Page::language:
      return draw_language(scene);
    case Page::hub:
      return draw_hub(scene);
    case Page::club:
      return draw_club(scene);
    case Page::look:
      return draw_look(scene);
    case Page::logo:
      return draw_logo(scene);
    case Page::hours:
      return draw_hours(scene);
    case Page::owner:
      return draw_owner(scene);
    case Page::pin:
      return draw_pin(scene);
    case Page::pin_again:
      return draw_pin_again(scene);
    case Page::key_there:
      return draw_key_there(scene);
    case Page::key:
      return draw_key(scene);
    case Page::prove:
      return draw_prove(scene);
    case Page::preview:
      scene.intent = scene.around.preview(scene.ui);
  }
}

}  // namespace

std::string_view screen_name(Page page) {
  return kScreens[static_cast<std::size_t>(page)];
}

Intent bar_intent(ui::BarTap tap) {
  return ui::bar_intent<Speak>(tap, Intent(Nothing{}), Back{}, Leave{});
}

Rect draw_frame(Scene& scene, const std::string& heading, const std::string& say, const Foot& foot) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  const ui::BarTap tap = ui::draw_bar(ui, area,
                                      {.title = step_words(scene),
                                       .language = scene.state.language,
                                       .back = scene.state.page != Page::language,
                                       .close = "wizard.later"});
  scene.intent = bar_intent(tap);
  draw_progress(scene, area);
  ui.text(area.cut_top(ui.height(heading, ui::kHeading, area.w, true), ui.mm(3)), heading, ui::kHeading,
          ui.theme().chalk, Align::left, true);
  ui.text(area.cut_top(ui.height(say, ui::kSmall, area.w), ui.mm(6)), say, ui::kSmall, ui.theme().muted);

  Rect row = area.cut_bottom(ui.mm(18), ui.mm(4));
  const bool busy = scene.state.doing != State::Doing::nothing;
  const Button next{.look = Look::primary, .icon = ui::Icon::next, .enabled = foot.enabled && !busy};
  const std::string label = scene.state.failed ? ui.tr("save.retry") : foot.label;
  const Rect at = row.cut_right(std::max(ui.mm(44), ui.button_size(label, next).w), ui.mm(4));
  if (!label.empty() && ui.button("wizard.next", label, at, next)) scene.intent = Next{};
  if (!foot.beside.id.empty()) {
    const Rect left = row.cut_left(std::min(row.w, ui.button_size(foot.beside.label, foot.beside.look).w), ui.mm(4));
    if (ui.button(foot.beside.id, foot.beside.label, left, foot.beside.look)) scene.intent = foot.wanted;
  }
  const std::string words = foot_words(scene);
  if (words.empty()) return area;
  const float high = ui.height(words, ui::kSmall, area.w);
  ui.text(area.cut_bottom(high, ui.mm(2)), words, ui::kSmall,
          scene.state.failed ? ui.theme().yellow : ui.theme().muted);
  return area;
}

void draw_typing(Scene& scene, const Typing& typing) {
  ui::Ui& ui = scene.ui;
  const std::string words = foot_words(scene);
  const bool busy = scene.state.doing != State::Doing::nothing;
  const ui::EntryTap tap = ui::draw_entry(
      ui,
      {.bar = {.title = typing.heading, .language = scene.state.language, .back = true, .close = "wizard.later"},
       .say = words.empty() ? typing.say : words,
       .worries = scene.state.failed || scene.state.wrong,
       .send = ui.tr(scene.state.failed ? "save.retry" : "nav.next"),
       .can_send = typing.can_send && !busy,
       .length_max = typing.length_max,
       .manner = typing.manner,
       .layout = typing.layout},
      scene.state.text, scene.draft);
  scene.intent = bar_intent(tap.bar);
  if (tap.text) scene.intent = SetText{*tap.text};
  if (tap.send) scene.intent = Next{};
}

void draw_language(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Rect area =
      draw_frame(scene, ui.tr("wizard.language.heading"), ui.tr("wizard.language.say"), {.label = ui.tr("nav.next")});
  constexpr std::array<std::string_view, 2> all = {"ru", "en"};
  ui::draw_list(ui, area, all.size(), ui::option_height(ui), [&](std::size_t i, const Rect& card) {
    const std::string id = "wizard." + std::string(all[i]);
    if (ui::draw_option(
            ui, card,
            {.id = id, .label = ui.tr(id), .say = ui.tr(id + ".say"), .chosen = scene.state.language == all[i]}))
      scene.intent = Speak{std::string(all[i])};
  });
}

void draw_hub(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = draw_frame(scene, ui.tr("wizard.hub.heading"), ui.tr("wizard.hub.say"),
                         {.label = ui.tr("wizard.hub.alone"),
                          .beside = {"wizard.connect", ui.tr("wizard.connect"), {.icon = ui::Icon::cloud}},
                          .wanted = Connect{}});
  const std::string later = ui.tr("wizard.hub.later");
  ui.text(area.cut_top(ui.height(later, ui::kBody, area.w)), later, ui::kBody, ui.theme().chalk);
}

Intent draw(const State& state, const Around& around, ui::EntryDraft& draft, ui::Ui& ui) {
  Scene scene{.state = state, .around = around, .draft = draft, .ui = ui};
  // Whatever was refused or failed makes the targets fresh.
  const std::size_t moment = static_cast<std::size_t>(state.doing) * 4 + (state.failed ? 2 : 0) + (state.wrong ? 1 : 0);
  ui.screen(screen_name(state.page), moment);
  draw_page(scene);
  return std::move(scene.intent);
}

}  // namespace chalkpoint::admin::wizard
