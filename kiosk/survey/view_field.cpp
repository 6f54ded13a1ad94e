// Where words and numbers are written: lines on the board, and what is said beside a contact.
#include <algorithm>

#include "kiosk/survey/view_parts.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/phone.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Rect;

constexpr float kNoticeButtonMm = 14;
constexpr int kLengthMaxDefault = 1000;  // UTF-16 units: more than anybody types standing

void draw_caret(ui::Ui& ui, const Rect& rect) {
  ui.fill(rect, ui.theme().accent, rect.w / 2);
}

void draw_base(ui::Ui& ui, const Rect& at, ui::Color color) {
  const float thick = ui.mm(0.6F);
  ui.fill({at.x, at.bottom() - thick, at.w, thick}, color);
}

}  // namespace

void draw_field(Scene& scene, const Element& e, const std::string& data_name, const LocalText& placeholder,
                const Rect& at) {
  ui::Ui& ui = scene.ui;
  Draft& draft = scene.draft;
  const bool by_hand = e.type == ElementType::comment && scene.form == nullptr;
  const Value& value = scene.flow.run.value(data_name);
  const std::string text = value.text() ? *value.text() : to_text(value);
  const std::string hint = placeholder.empty() ? ui.tr("write.here") : scene.flow.run.text(placeholder);
  const ui::Field field{.id = data_name,
                        .text = text,
                        .hint = hint,
                        .hand = {by_hand ? ui::Face::chalk : ui::Face::medium, scene.form == nullptr ? 6.F : 5.F},
                        .focused = draft.focus == data_name,
                        .caret = draft.caret};
  if (const auto caret = ui::draw_field(ui, at, field)) {
    draft.caret = *caret;
    draft.focus = data_name;
    draft.scroll_px = 0;
  }
}

void draw_phone(Scene& scene, const Element& e, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const std::string* kept = scene.flow.run.value(e.data_name).text();
  const auto shown = ui::phone_shown(kept ? *kept : "");
  ui::Type type{ui::Face::semibold, 6};
  while (ui.width(shown.typed + shown.empty, type) > at.w - ui.mm(4) && type.cap_mm > ui::kSmall.cap_mm)
    type.cap_mm -= 0.5F;
  const bool on_form = scene.form != nullptr;  // where the pad comes with a touch; a member has it there all the time
  const bool writes = !on_form || scene.draft.focus == e.data_name;
  if (ui.touch_area(e.data_name, ui.tr("write.here"), at)) scene.draft.focus = on_form ? e.data_name : "";
  draw_base(ui, at, writes ? ui.theme().accent : ui.theme().outline);
  const float typed = ui.width(shown.typed, type), rest = at.x + typed + ui.mm(1.6F);
  ui.text({at.x, at.y, typed + 2, at.h}, shown.typed, type, ui.theme().chalk, Align::left, false, true);
  const float high = ui.line_height(type) * 0.8F;
  if (writes) draw_caret(ui, {at.x + typed + ui.mm(0.6F), at.y + (at.h - high) / 2, ui.mm(0.7F), high});
  ui.text({rest, at.y, at.right() - rest, at.h}, shown.empty, type, ui.theme().muted, Align::left, false, true);
}

Rect cut_keyboard(const ui::Ui& ui, Rect& area) {
  const Rect whole = ui.area();
  const float high = ui::keyboard_height(ui, area.h * (ui.portrait() ? 0.42F : 0.47F));
  const Rect place{0, whole.bottom() - high, whole.w, high};
  area.h = place.y - ui.mm(2.4F) - area.y;
  return place;
}

void write_on_keyboard(Scene& scene, const Element& e, const Rect& place) {
  Draft& draft = scene.draft;
  const std::string data_name = draft.focus;
  ui::KeyboardState state{draft.layout, draft.shift};
  const std::string* text = scene.flow.run.value(data_name).text();
  ui::Writing writing{text ? *text : "", 0};
  writing.caret = std::min(draft.caret, writing.text.size());
  const ui::Typed typed = ui::keyboard(scene.ui, place, state, writing, length_max(scene.definition, e));
  draft.layout = state.layout;
  draft.shift = state.shift;
  draft.caret = writing.caret;
  if (typed.changed) scene.intent = Write{data_name, writing.text};
  if (typed.done) draft.focus.clear();
}

std::size_t length_max(const Definition& definition, const Element& e) {
  return static_cast<std::size_t>(
      e.length_max.value_or(definition.length_max > 0 ? definition.length_max : kLengthMaxDefault));
}

void write_on_pad(Scene& scene, const Element& e, const Rect& place) {
  const std::string* kept = scene.flow.run.value(e.data_name).text();
  std::string number = kept ? *kept : "";
  const std::string tapped = ui::draw_pad(scene.ui, place, ui::kPhonePad);
  if (tapped.empty()) return;
  for (const char key : tapped) number = key == '\b' ? ui::phone_erased(number) : ui::phone_typed(number, key);
  scene.intent = Write{e.data_name, number};
}

float consent_notice(Scene& scene, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const ui::Button look{.look = ui::Look::small, .again = true};
  const std::string &more = ui.tr("consent.more"), &sentence = ui.tr("consent.sentence");
  const float wide = std::max(ui.mm(18), ui.button_size(more, look).w), high = ui.mm(kNoticeButtonMm);
  // Beside the sentence or under it, whichever takes less height.
  const float narrow = at.w - wide - ui.mm(4);
  const float words_above = ui.height(sentence, ui::kSmall, at.w), above_high = words_above + ui.mm(2) + high;
  const float words_beside = narrow < ui.mm(40) ? above_high : ui.height(sentence, ui::kSmall, narrow);
  const bool beside = std::max(words_beside, high) < above_high;
  const float words = beside ? words_beside : words_above, y = at.y + ui.mm(3);
  if (draws) {
    ui.text({at.x, y, beside ? narrow : at.w, words}, sentence, ui::kSmall, ui.theme().muted);
    const Rect button = beside ? Rect{at.right() - wide, y, wide, high} : Rect{at.x, y + words + ui.mm(2), wide, high};
    if (ui.button("consent.text", more, button, look)) scene.intent = ReadConsent{};
  }
  return ui.mm(3) + (beside ? std::max(words, high) : above_high);
}

}  // namespace chalkpoint::survey
