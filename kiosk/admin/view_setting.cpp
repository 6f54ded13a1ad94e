// What changes the value of a setting, by its kind.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/admin/colours.h"
#include "kiosk/admin/view_settings_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin {
namespace {

using ui::Choice;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 3;
/// Readable ones, the program's first.
constexpr std::array<std::string_view, 8> kSwatches = {"#F6D65B", "#F2C46D", "#F7A98B", "#F4B6C2",
                                                       "#C9B6F2", "#92C7F0", "#8ADBD0", "#93D6AC"};

std::string text_of(const SettingsScene& scene) {
  const ConfigKey& setting = *scene.page.setting;
  return scene.page.draft.empty() ? std::string(setting.standard) : scene.page.draft;
}

void choose(SettingsScene& scene, Rect& area, const std::vector<std::pair<std::string, Choice>>& all) {
  std::vector<Choice> choices;
  for (const auto& [value, choice] : all) choices.push_back(choice);
  const float high = ui::draw_choices(scene.ui, choices, area, false).height;
  if (const auto tapped = ui::draw_choices(scene.ui, choices, area.cut_top(high, scene.ui.mm(kGapMm))).tapped)
    scene.intent = intent::Draft{all[*tapped].first};
}

void draw_flag(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const bool on = text_of(scene) == "true";
  choose(scene, area,
         {{"true", {"set.yes", ui.tr("set.yes"), {.look = Look::pick, .chosen = on, .again = true}}},
          {"false", {"set.no", ui.tr("set.no"), {.look = Look::pick, .chosen = !on, .again = true}}}});
}

void draw_choice(SettingsScene& scene, Rect& area) {
  const ConfigKey& setting = *scene.page.setting;
  std::vector<std::pair<std::string, Choice>> all;
  for (const std::string_view option : setting.options)
    all.push_back({std::string(option),
                   {"set.option." + std::string(option),
                    scene.ui.tr(label_of(setting, option)),
                    {.look = Look::pick, .chosen = text_of(scene) == option, .again = true}}});
  choose(scene, area, all);
}

// A tap takes it in or out; the order is that of the taps.
void draw_several(SettingsScene& scene, Rect& area) {
  const ConfigKey& setting = *scene.page.setting;
  const auto chosen = list_of(text_of(scene));
  std::vector<std::pair<std::string, Choice>> all;
  for (const std::string_view option : setting.options) {
    auto next = chosen;
    const bool there = std::erase(next, option) > 0;
    if (!there) next.emplace_back(option);
    std::string value;
    for (const std::string& one : next) value += (value.empty() ? "" : ",") + one;
    if (value.empty()) value = option;  // at least one stays
    all.push_back({value,
                   {"set.option." + std::string(option),
                    scene.ui.tr(label_of(setting, option)),
                    {.look = Look::pick, .chosen = there, .again = true}}});
  }
  choose(scene, area, all);
}

std::string number_text(double value) {
  std::string out = std::to_string(std::round(value * 10) / 10);
  out.resize(out.find('.') + 2);
  return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

// Less and more, a step or ten at a time where the range is wide.
void draw_number(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const ConfigKey& setting = *scene.page.setting;
  const std::string shown = in_words(ui, setting, text_of(scene));
  ui.text(area.cut_top(ui.line_height(ui::kHeading), ui.mm(kGapMm)), shown, ui::kHeading, ui.theme().chalk);
  const double value = std::stod(text_of(scene));
  const bool wide = (setting.most - setting.least) / setting.step > 40;
  std::vector<Choice> choices;
  std::vector<double> steps;
  const auto add = [&](const char* id, double times) {
    const double by = setting.step * times;
    steps.push_back(by);
    const bool fits = by < 0 ? value > setting.least : value < setting.most;
    choices.push_back({id, (by < 0 ? "−" : "+") + number_text(std::abs(by)), {.again = true, .enabled = fits}});
  };
  if (wide) add("set.much_less", -10);
  add("set.less", -1);
  add("set.more", 1);
  if (wide) add("set.much_more", 10);
  const float high = ui::draw_choices(ui, choices, area, false).height;
  if (const auto tapped = ui::draw_choices(ui, choices, area.cut_top(high, ui.mm(kGapMm))).tapped)
    scene.intent = intent::Draft{number_text(std::clamp(value + steps[*tapped], setting.least, setting.most))};
}

void draw_type_button(SettingsScene& scene, Rect& area, const std::string& id, const std::string& label,
                      const std::string& language) {
  ui::Ui& ui = scene.ui;
  const ui::Button look{.look = Look::outline, .icon = ui::Icon::pencil, .again = true};
  if (ui.button(id, label,
                area.cut_top(ui.mm(16), ui.mm(kGapMm)).cut_left(std::min(area.w, ui.button_size(label, look).w)), look))
    scene.intent = intent::Type{language};
}

void draw_text(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const std::string& text = scene.page.draft;
  const std::string shown = text.empty() ? ui.tr("set.none") : text;
  ui.text(area.cut_top(ui.height(shown, ui::kBody, area.w), ui.mm(kGapMm)), shown, ui::kBody,
          text.empty() ? ui.theme().muted : ui.theme().chalk);
  draw_type_button(scene, area, "set.type", ui.tr("set.type"), "");
}

// Side by side; what is missing has the program's words, fainter.
void draw_local(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const LocalTexts texts = local_texts(scene.page.draft);
  const float gap = ui.mm(kGapMm), high = (area.h - gap) / 2;
  for (const std::string_view language : kLanguages) {
    Rect card = area.cut_top(high, gap);
    const std::string id = "set.type." + std::string(language);
    const auto own = texts.find(language);
    const std::string name = ui.tr("set.in." + std::string(language));
    const std::string words =
        own != texts.end() ? own->second : ui.program_words(language, scene.page.setting->message);
    const bool tapped = ui.touch_area(id, name, card);
    ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
    card = card.inset(ui.mm(5), ui.mm(3));
    ui::draw_lines(ui, own != texts.end() ? name : name + " · " + ui.tr("set.standard"),
                   card.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 1, ui.theme().muted);
    const auto lines = static_cast<std::size_t>(std::max(1.F, card.h / ui.line_height(ui::kSmall)));
    ui::draw_lines(ui, words, card, ui::kSmall, lines, own != texts.end() ? ui.theme().chalk : ui.theme().muted);
    if (tapped) scene.intent = intent::Type{std::string(language)};
  }
}

void draw_colour(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const auto now = colour_of(text_of(scene));
  const auto count = static_cast<float>(kSwatches.size());
  const float gap = ui.mm(2.4F), side = std::floor(std::min(ui.mm(18), (area.w - (count - 1) * gap) / count));
  for (std::size_t i = 0; i < kSwatches.size(); ++i) {
    const Rect place{area.x + static_cast<float>(i) * (side + gap), area.y, side, side};
    const ui::Color colour = colour_of(kSwatches[i]).value_or(ui::kBoard.accent);
    if (ui.touch_area("set.swatch." + std::to_string(i), std::string(kSwatches[i]), place))
      scene.intent = intent::Draft{std::string(kSwatches[i])};
    ui.fill(place, colour, ui.mm(3));
    if (now == colour) ui.icon(ui::Icon::check, place.inset(side * 0.25F, side * 0.25F), ui.theme().ink);
  }
  area.cut_top(side, ui.mm(kGapMm));
  if (now) {
    Rect line = area.cut_top(ui.mm(12), ui.mm(kGapMm));
    ui.fill(line.cut_left(ui.mm(20), ui.mm(4)), *now, ui.mm(2));
    const std::string ratio = number_text(ui::contrast(*now, ui::kBoard.slate));
    ui::draw_lines(ui, to_text(*now) + " · " + ui.text_lookup().get("set.contrast", "ratio", ratio),
                   {line.x, line.y + (line.h - ui.line_height(ui::kSmall)) / 2, line.w, line.h}, ui::kSmall, 1,
                   ui.theme().muted);
  }
  if (scene.page.refused && !scene.page.refused->better.empty()) {
    const std::string& better = scene.page.refused->better;
    Rect line = area.cut_top(ui.mm(16), ui.mm(kGapMm));
    const std::string label = ui.text_lookup().get("set.better", "colour", better);
    const ui::Button look{.look = Look::outline, .icon = ui::Icon::check, .again = true};
    ui.fill(line.cut_left(ui.mm(16), ui.mm(4)), colour_of(better).value_or(ui::kBoard.accent), ui.mm(2));
    if (ui.button("set.better", label, line.cut_left(ui.button_size(label, look).w), look))
      scene.intent = intent::Draft{better};
  }
  draw_type_button(scene, area, "set.type", ui.tr("set.own_colour"), "");
}

void draw_logo(SettingsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const SettingsPage& page = scene.page;
  std::vector<Choice> choices = {
      {"set.logo.find", ui.tr("set.logo.find"), {.look = Look::outline, .icon = ui::Icon::disk, .again = true}}};
  if (!page.draft.empty())
    choices.push_back(
        {"set.logo.none", ui.tr("set.logo.none"), {.look = Look::outline, .icon = ui::Icon::close, .again = true}});
  const float high = ui::draw_choices(ui, choices, area, false).height;
  const auto tapped = ui::draw_choices(ui, choices, area.cut_top(high, ui.mm(kGapMm))).tapped;
  if (tapped) scene.intent = *tapped == 0 ? SettingsIntent(intent::FindFiles{}) : SettingsIntent(intent::Draft{""});
  if (!page.files) return;
  if (page.files->empty()) {
    const std::string none = ui.tr("set.logo.empty");
    ui.text(area.cut_top(ui.height(none, ui::kSmall, area.w)), none, ui::kSmall, ui.theme().yellow);
    return;
  }
  const float row = ui.mm(14), gap = ui.mm(2);
  const auto count = static_cast<float>(page.files->size());
  const Rect at = ui.begin_scroll(area, count * (row + gap) - gap, ui.kept("scroll"), ui.mm(6));
  for (std::size_t i = 0; i < page.files->size(); ++i) {
    const Rect place{at.x, at.y + static_cast<float>(i) * (row + gap), area.w - gap, row};
    if (place.bottom() <= area.y || place.y >= area.bottom()) continue;
    if (ui.touch_area("set.file." + std::to_string(i), (*page.files)[i].name, place))
      scene.intent = intent::PickFile{(*page.files)[i].path};
    ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
    const Rect inside = place.inset(ui.mm(4), (row - ui.line_height(ui::kSmall)) / 2);
    ui::draw_lines(ui, (*page.files)[i].name, inside, ui::kSmall, 1, ui.theme().chalk);
  }
  ui.end_scroll();
}

}  // namespace

void draw_editor(SettingsScene& scene, Rect& area) {
  switch (scene.page.setting->kind) {
    case Kind::text:
      return draw_text(scene, area);
    case Kind::local_text:
      return draw_local(scene, area);
    case Kind::number:
      return draw_number(scene, area);
    case Kind::flag:
      return draw_flag(scene, area);
    case Kind::choice:
      return draw_choice(scene, area);
    case Kind::list:
      return draw_several(scene, area);
    case Kind::colour:
      return draw_colour(scene, area);
    case Kind::hours:
      return draw_hours(scene, area);
    case Kind::picture:
      return draw_logo(scene, area);
  }
}

std::string in_words(const ui::Ui& ui, const ConfigKey& setting, const std::string& value) {
  switch (setting.kind) {
    case Kind::text:
      return value.empty() ? ui.tr("set.none") : value;
    case Kind::local_text: {
      const LocalTexts texts = local_texts(value);
      const auto own = texts.find(ui.frame().language);
      const std::string words =
          own != texts.end() ? own->second : ui.program_words(ui.frame().language, setting.message);
      return words.substr(0, words.find('\n'));
    }
    case Kind::number: {
      if (setting.step < 1) return ui.text_lookup().get(setting.unit, "n", value);
      return ui.tr(setting.unit, static_cast<std::uint64_t>(std::stod(value)));
    }
    case Kind::flag:
      return ui.tr(value == "true" ? "set.yes" : "set.no");
    case Kind::choice:
      return ui.tr(label_of(setting, value));
    case Kind::list: {
      std::string out;
      for (const std::string& one : list_of(value)) out += (out.empty() ? "" : ", ") + ui.tr(label_of(setting, one));
      return out;
    }
    case Kind::colour:
      return value;
    case Kind::hours: {
      if (value == "always") return ui.tr(label_of(setting, value));
      std::string out;  // "mon-fri 7-23, sun closed" with the words of the language
      for (std::size_t at = 0; at < value.size();) {
        std::size_t end = at;
        while (end < value.size() && value[end] >= 'a' && value[end] <= 'z') ++end;
        if (end > at) {
          out += ui.tr("set.day." + value.substr(at, end - at));
          at = end;
        } else {
          out += value[at] == '-' ? "–" : std::string(1, value[at]);
          ++at;
        }
      }
      return out;
    }
    case Kind::picture:
      if (value.empty()) return ui.tr("set.none");
      return ui.text_lookup().get("set.logo.there", "kb", std::to_string((value.size() * 3 / 4 + 1023) / 1024));
  }
  return value;
}

}  // namespace chalkpoint::admin
