// Texts side by side in all languages, and everything that is typed.
#include <algorithm>

#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Icon;
using ui::Look;
using ui::Rect;

constexpr std::size_t kTextMax = 500, kWordMax = 200, kExpressionMax = 1'000;

std::string property_of(const std::string& path) {
  const auto spot = spot_of_path(path);
  const std::string last = path.substr(path.rfind('/') + 1);
  if (path.find("/choices/") != std::string::npos) return "choice";
  if (path.find("/validators/") != std::string::npos) return "validator";
  if (!spot && last != "completedHtml") return last == "title" ? "surveyTitle" : "surveyDescription";
  if (spot && !spot->question) return last == "title" ? "pageTitle" : "pageDescription";
  return last;
}

// One language of the text, with its name above it.
void draw_language(QuestionsScene& scene, std::size_t i, Rect place) {
  ui::Ui& ui = scene.ui;
  const std::string language(kSurveyLanguages[i]);
  const std::string text = text_at(scene.survey(), scene.at().path, language);
  const bool focused = scene.draft.focus == i;
  Rect above = place.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1.5F));
  ui.text(above, ui.tr("edit.language." + language), ui::kSmallStrong, focused ? ui.theme().yellow : ui.theme().muted);
  if (text.empty()) ui.text(above, ui.tr("edit.missing"), ui::kSmall, ui.theme().yellow, ui::Align::right);
  const ui::Field field{.id = i == 0 ? "text.ru" : "text.en",
                        .text = text,
                        .hint = ui.tr("write.here"),
                        .hand = {ui::Face::medium, 5},
                        .focused = focused,
                        .caret = scene.draft.entry.caret};
  if (const auto caret = ui::draw_field(ui, place, field)) {
    if (!focused) scene.draft.entry = {.caret = text.size(), .layout = language, .shift = false};
    if (focused) scene.draft.entry.caret = *caret;
    scene.draft.focus = i;
  }
}

void type_text(QuestionsScene& scene, const Rect& place, const ui::Manner& manner) {
  ui::EntryDraft& entry = scene.draft.entry;
  const std::string language(kSurveyLanguages.at(scene.draft.focus));
  const std::string text = text_at(scene.survey(), scene.at().path, language);
  ui::KeyboardState keys{entry.layout.empty() ? language : entry.layout, entry.shift};
  ui::Writing writing{text, std::min(entry.caret, text.size())};
  const ui::Typed typed = ui::keyboard(scene.ui, place, keys, writing, kTextMax, manner);
  if (typed.changed && writing.text != text) scene.intent = SetText{scene.at().path, language, writing.text};
  entry = {writing.caret, keys.layout, keys.shift};
  if (!typed.done) return;
  // On to the language that is missing yet, then back.
  for (std::size_t i = 0; i < kSurveyLanguages.size(); ++i)
    if (i != scene.draft.focus && text_at(scene.survey(), scene.at().path, kSurveyLanguages.at(i)).empty()) {
      scene.draft.focus = i;
      entry = {.caret = 0, .layout = std::string(kSurveyLanguages.at(i)), .shift = false};
      return;
    }
  scene.intent = GoBack{};
}

struct Asked {
  std::string title, say;
  std::size_t length_max = kWordMax;
  std::string layout;
  bool can_send = true;
};

bool is_number(const std::string& text) {
  const Draft read = Draft::parse(text, nullptr, false);
  return text.empty() || read.is_number();
}

Asked asked(const QuestionsScene& scene) {
  const ui::Ui& ui = scene.ui;
  const std::string& typed = scene.state.typed;
  const std::string& path = scene.at().path;
  const std::string property = path.substr(path.rfind('/') + 1);
  switch (scene.at().typed) {
    case Typed::number:
      return {property_words(ui, property), ui.tr("edit.type.number"), 9, "digits", is_number(typed)};
    case Typed::name: {
      const bool taken = spot_named(scene.survey(), typed).has_value() &&
                         typed != data_name_of(scene.survey(), spot_of_path(path).value_or(Spot{}));
      return {property_words(ui, property), ui.tr(taken ? "edit.type.taken" : "edit.type.name"), 40, "en",
              !typed.empty() && !taken};
    }
    case Typed::operand:
      return {ui.tr("edit.type.value.title"), ui.tr("edit.type.value"), kWordMax, {}, true};
    case Typed::expression:
      return {property_words(ui, property), ui.tr("edit.type.expression"), kExpressionMax, "en", true};
    case Typed::title:
      return {ui.tr("edit.new"), ui.tr("edit.type.title"), kWordMax, {}, !typed.empty()};
    case Typed::note:
      return {ui.tr("edit.note"), ui.tr("edit.type.note"), kWordMax, {}, true};
    case Typed::word:
      return {property_words(ui, property), ui.tr("edit.type." + property), kWordMax, "en", !typed.empty()};
  }
  return {};
}

}  // namespace

void draw_texts(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  const ui::Manner manner{.secret = false, .quiet = true};
  const float keys = ui::keyboard_height(ui, area.h * (ui.portrait() ? 0.42F : 0.46F), manner);
  const Rect whole = ui.area(), keyboard{0, whole.bottom() - keys, whole.w, keys};
  area.h = keyboard.y - ui.mm(2.4F) - area.y;
  take_bar(scene, ui::draw_bar(ui, area,
                               {.title = property_words(ui, property_of(scene.at().path)),
                                .language = scene.state.language,
                                .tight = !ui.portrait()}));
  const ui::Button done{.look = Look::primary, .icon = Icon::check, .again = true};
  const std::string label = ui.tr("edit.done");
  Rect foot = area.cut_bottom(ui.mm(14), ui.mm(2.4F));
  if (ui.button("edit.done", label, foot.cut_right(ui.button_size(label, done).w, ui.mm(4)), done))
    scene.intent = GoBack{};
  const std::string hint = ui.tr("edit.texts.hint");
  if (ui.height(hint, ui::kSmall, foot.w) <= foot.h)
    ui.text(foot, hint, ui::kSmall, ui.theme().muted, ui::Align::left, false, true);
  const float gap = ui.mm(5), wide = (area.w - gap) / 2;
  const float high = std::min(area.h, ui.mm(60));
  for (std::size_t i = 0; i < kSurveyLanguages.size(); ++i)
    draw_language(scene, i, {area.x + static_cast<float>(i) * (wide + gap), area.y, wide, high});
  type_text(scene, keyboard, manner);
}

void draw_languages(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.languages"), !ui.portrait());
  std::vector<TextSlot> slots;
  for (TextSlot& slot : all_texts(scene.survey())) {
    const bool is_blank = any_text_at(scene.survey(), slot.path, "ru").empty();
    if (!is_blank || !slot.missing.empty()) slots.push_back(std::move(slot));
  }
  // What is missing stands first.
  std::ranges::stable_partition(slots, [](const TextSlot& slot) { return !slot.missing.empty(); });
  const float gap = ui.mm(2.6F), high = ui.line_height(ui::kSmall) + 2 * ui.line_height(ui::kSmall) + ui.mm(8);
  const float content = static_cast<float>(slots.size()) * (high + gap) - gap;
  const Rect at = ui.begin_scroll(area, content, ui.kept("languages"), ui.mm(6));
  const float wide = at.w - ui.mm(3);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Rect place{at.x, at.y + static_cast<float>(i) * (high + gap), wide, high};
    if (place.bottom() <= area.y || place.y >= area.bottom()) continue;
    const TextSlot& slot = slots[i];
    if (ui.touch_area("text." + std::to_string(i + 1), slot.property, place, true))
      scene.intent = Go{{.page = Page::texts, .path = slot.path}};
    ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
    Rect inside = place.inset(ui.mm(5), ui.mm(3));
    std::string head = property_words(ui, slot.property);
    const auto spot = spot_of_path(slot.path);
    if (spot && spot->question) head = title_at(scene, path_of(*spot)) + " · " + head;
    ui::draw_lines(ui, head, inside.cut_top(ui.line_height(ui::kSmall), ui.mm(1)), ui::kSmall, 1, ui.theme().muted);
    const float half = (inside.w - ui.mm(6)) / 2;
    for (std::size_t k = 0; k < kSurveyLanguages.size(); ++k) {
      const std::string language(kSurveyLanguages[k]), text = text_at(scene.survey(), slot.path, language);
      const Rect column{inside.x + static_cast<float>(k) * (half + ui.mm(6)), inside.y, half, inside.h};
      ui::draw_lines(ui, text.empty() ? ui.tr("edit.missing." + language) : text, column, ui::kSmall, 2,
                     text.empty() ? ui.theme().yellow : ui.theme().chalk);
    }
    ui.fill({inside.x + half + ui.mm(3), inside.y, ui.mm(0.3F), inside.h}, ui.theme().outline.faded(0.5F));
  }
  ui.end_scroll();
}

void draw_typed(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const Asked what = asked(scene);
  const ui::Entry entry{.bar = {.title = what.title, .language = scene.state.language},
                        .say = what.say,
                        .send = ui.tr("edit.done"),
                        .can_send = what.can_send,
                        .length_max = what.length_max,
                        .layout = what.layout};
  const ui::EntryTap tap = ui::draw_entry(ui, entry, scene.state.typed, scene.draft.entry);
  if (tap.text) scene.intent = SetTyped{*tap.text};
  if (tap.send) scene.intent = Send{};
  take_bar(scene, tap.bar);
}

}  // namespace chalkpoint::admin::editor
