#include "kiosk/admin/view_settings.h"

#include <algorithm>

#include "kiosk/admin/view_settings_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin {
namespace {

using ui::Rect;
using Shows = SettingsPage::Shows;
using Saving = SettingsPage::Saving;

constexpr float kGapMm = 3;

std::string group_key(Group group) {
  return std::string(kGroups[static_cast<std::size_t>(group)]);
}

std::vector<const ConfigKey*> of_group(Group group) {
  std::vector<const ConfigKey*> out;
  for (const ConfigKey& one : all_settings())
    if (one.group == group) out.push_back(&one);
  return out;
}

void draw_groups(SettingsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_settings_bar(scene, area, ui.tr("admin.settings"));
  ui::draw_list(ui, area, kGroups.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string name(kGroups[i]);
    const ui::Option option{
        .id = "set.group." + name, .label = ui.tr("set.group." + name), .say = ui.tr("set.about.group." + name)};
    if (ui::draw_option(ui, place, option)) scene.intent = intent::OpenGroup{static_cast<Group>(i)};
  });
}

// What is being saved, was, or could not be: a strip over the foot, while there is something to say.
void draw_saving(const SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const char* key = scene.page.saving == Saving::waits    ? "set.saving"
                    : scene.page.saving == Saving::done   ? "set.saved"
                    : scene.page.saving == Saving::failed ? "set.failed"
                                                          : nullptr;
  if (key == nullptr) return;
  const bool failed = scene.page.saving == Saving::failed;
  const std::string& words = ui.tr(key);
  ui.text(area.cut_bottom(ui.height(words, ui::kSmallStrong, area.w), ui.mm(kGapMm)), words, ui::kSmallStrong,
          failed ? ui.theme().yellow : ui.theme().mint);
}

// Buttons across the foot of the page, cut off `area`.
ui::Tapped draw_buttons(ui::Ui& ui, Rect& area, std::span<const ui::Choice> choices) {
  const float high = ui::draw_choices(ui, choices, area, false).height;
  return ui::draw_choices(ui, choices, area.cut_bottom(high, ui.mm(kGapMm))).tapped;
}

// Beside the list or below it; a display of the shape this one has.
Rect cut_preview(const ui::Ui& ui, Rect& area) {
  const float shape = ui.frame().size.w / ui.frame().size.h;
  Rect place = ui.portrait() ? area.cut_bottom(area.h * 0.36F, ui.mm(5)) : area.cut_right(area.w * 0.46F, ui.mm(6));
  const float wide = std::min(place.w, place.h * shape);
  const ui::Size size{std::floor(wide), std::floor(wide / shape)};
  const float y = ui.portrait() ? place.y + (place.h - size.h) / 2 : place.y;
  return {std::floor(place.x + (place.w - size.w) / 2), std::floor(y), size.w, size.h};
}

void draw_preview(SettingsScene& scene, const Rect& place, const ConfigKey& setting) {
  ui::Ui& ui = scene.ui;
  scene.world.preview(ui, place, previewed(scene.page, scene.world.values), setting);
  ui.outline(place, ui.theme().wood_light, ui.mm(1), 0);
}

void draw_group(SettingsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_settings_bar(scene, area, ui.tr("set.group." + group_key(scene.page.group)));
  const auto all = of_group(scene.page.group);
  const bool any = std::ranges::any_of(all, [&](const ConfigKey* one) { return scene.world.values.is_said(one->key); });
  const ui::Choice reset{
      "set.reset_group", ui.tr("set.reset_group"), {.look = ui::Look::outline, .icon = ui::Icon::undo, .again = true}};
  if (any && draw_buttons(ui, area, {&reset, 1})) scene.intent = intent::ResetGroup{};
  draw_saving(scene, area);
  draw_preview(scene, cut_preview(ui, area), *all.front());
  const float high = ui::option_height(ui), gap = ui.mm(kGapMm);
  const float content = static_cast<float>(all.size()) * (high + gap) - gap;
  const Rect at = ui.begin_scroll(area, content, ui.kept("scroll"), ui.mm(8));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect card{at.x, at.y + static_cast<float>(i) * (high + gap), area.w - (content > area.h ? gap : 0), high};
    if (card.bottom() <= area.y || card.y >= area.bottom()) continue;
    const ConfigKey& one = *all[i];
    const std::string who = scene.world.said(one);
    const ui::Option option{.id = "set." + std::string(one.key),
                            .label = ui.tr(label_of(one)),
                            .say = in_words(ui, one, scene.world.values.text(one.key)) + '\n' +
                                   (who.empty() ? ui.tr("set.standard") : who)};
    if (ui::draw_option(ui, card, option)) scene.intent = intent::OpenSetting{&one};
  }
  ui.end_scroll();
}

// Save, undo, default; whatever of it makes sense now.
void draw_foot(SettingsScene& scene, Rect& area) {
  const ui::Ui& ui = scene.ui;
  const SettingsPage& page = scene.page;
  const Values& values = scene.world.values;
  const bool is_default = !values.is_said(page.setting->key);
  const bool same = page.draft == (is_default ? std::string() : values.text(page.setting->key)) ||
                    (page.setting->scope == Scope::board && page.draft == values.text(page.setting->key));
  const bool can_save = !page.refused && page.saving != Saving::waits && (!same || page.saving == Saving::failed);
  const std::vector<ui::Choice> choices = {
      {"set.save",
       ui.tr("set.save"),
       {.look = ui::Look::primary, .icon = ui::Icon::check, .again = true, .enabled = can_save}},
      {"set.undo",
       ui.tr("set.undo"),
       {.look = ui::Look::outline, .icon = ui::Icon::undo, .again = true, .enabled = page.draft != page.before}},
      {"set.default",
       ui.tr("set.default"),
       {.look = ui::Look::outline, .again = true, .enabled = !page.draft.empty()}}};
  const auto tapped = draw_buttons(scene.ui, area, choices);
  if (!tapped) return;
  if (*tapped == 0) scene.intent = intent::Save{};
  if (*tapped == 1) scene.intent = intent::Undo{};
  if (*tapped == 2) scene.intent = intent::Draft{""};
}

void draw_setting(SettingsScene& scene) {
  ui::Ui& ui = scene.ui;
  const ConfigKey& setting = *scene.page.setting;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_settings_bar(scene, area, ui.tr(label_of(setting)));
  draw_foot(scene, area);
  draw_saving(scene, area);
  draw_preview(scene, cut_preview(ui, area), setting);
  const auto say = [&](const std::string& words, ui::Type type, ui::Color colour) {
    if (words.empty()) return;
    ui.text(area.cut_top(ui.height(words, type, area.w), ui.mm(kGapMm)), words, type, colour);
  };
  if (!scene.page.refused) {
    const bool week = setting.kind == Kind::hours && !ui.portrait();  // needs the height; the list says the same
    if (!week) say(ui.tr(about_of(setting)), ui::kSmall, ui.theme().muted);
    if (!week) say(scene.world.said(setting), ui::kSmall, ui.theme().muted);
  }
  if (scene.page.unreadable) say(ui.tr("set.logo.unreadable"), ui::kSmallStrong, ui.theme().yellow);
  if (scene.page.refused) {
    std::string why = ui.tr("set.bad." + std::string(scene.page.refused->name));
    const auto number = [](double value) { return std::to_string(static_cast<int>(value)); };
    why = ui::filled(std::move(why), "least", number(setting.least));
    const double most = setting.length_max > 0 ? static_cast<double>(setting.length_max) : setting.most;
    say(ui::filled(std::move(why), "most", number(most)), ui::kSmallStrong, ui.theme().yellow);
  }
  draw_editor(scene, area);
}

void draw_typing(SettingsScene& scene) {
  const SettingsPage& page = scene.page;
  ui::Ui& ui = scene.ui;
  const std::string language = page.typed_language;
  const bool words = page.setting->kind == Kind::text || page.setting->kind == Kind::local_text;
  const ui::Entry entry{
      .bar = {.title = ui.tr(label_of(*page.setting)) + (language.empty() ? "" : " · " + ui.tr("set.in." + language)),
              .language = page.language},
      .say = ui.tr(about_of(*page.setting)),
      .send = ui.tr("set.take"),
      .length_max = typed_max(page),
      .layout = !words ? "en" : language};
  const ui::EntryTap tap = ui::draw_entry(ui, entry, page.typed, scene.draft.entry);
  if (tap.text) scene.intent = intent::Typed{*tap.text};
  if (tap.send) scene.intent = intent::Took{};
  scene.intent = ui::bar_intent<intent::Speak>(tap.bar, scene.intent, intent::Back{}, intent::Close{});
}

}  // namespace

void draw_settings_bar(SettingsScene& scene, Rect& area, const std::string& title) {
  const ui::BarTap tap = ui::draw_bar(scene.ui, area, {.title = title, .language = scene.page.language});
  scene.intent = ui::bar_intent<intent::Speak>(tap, scene.intent, intent::Back{}, intent::Close{});
}

SettingsIntent draw_settings(const SettingsPage& page, const SettingsWorld& world, SettingsDraft& draft, ui::Ui& ui) {
  ui.screen(screen_name(page));
  SettingsScene scene{page, world, draft, ui, intent::Nothing{}};
  switch (page.shows) {
    case Shows::groups:
      draw_groups(scene);
      break;
    case Shows::group:
      draw_group(scene);
      break;
    case Shows::setting:
      draw_setting(scene);
      break;
    case Shows::typing:
      draw_typing(scene);
      break;
  }
  return scene.intent;
}

}  // namespace chalkpoint::admin
