// Where words and numbers are written: lines on the board, and what is said beside a contact.
#include <algorithm>
#include <cmath>

#include "kiosk/survey/view_parts.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Rect;

constexpr float kNoticeButtonMm = 14;

void draw_caret(ui::Ui& ui, const Rect& rect) {
  ui.fill(rect, ui.theme().yellow, rect.w / 2);
}

void draw_base(ui::Ui& ui, const Rect& at, ui::Color color) {
  const float thick = ui.mm(0.6F);
  ui.fill({at.x, at.bottom() - thick, at.w, thick}, color);
}

void draw_hint(Scene& scene, const LocalText& placeholder, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const std::string hint = placeholder.empty() ? ui.tr("write.here") : scene.flow.run.text(placeholder);
  const float side = ui.mm(5), gap = ui.mm(2.4F), x = at.x + ui.mm(3);
  ui.icon(ui::Icon::pencil, {x, at.y + (at.h - side) / 2, side, side}, ui.theme().muted);
  ui.text({x + side + gap, at.y, at.right() - ui.mm(3) - x - side - gap, at.h}, hint, ui::kSmall, ui.theme().muted,
          Align::left, true, true);
}

// Written words, set into lines, with the place of each in the text: the caret goes by bytes, the finger by pixels.
class Lines {
 public:
  Lines(const ui::Ui& ui, const std::string& text, ui::Type hand, const Rect& at)
      : ui_(ui), text_(text), hand_(hand), line_(ui.line_height(hand)) {
    place_ = at.inset(ui.mm(3), ui.mm(1.5F));
    const float most = std::max(1.F, std::floor((at.h - ui.mm(3)) / line_));
    if (most < 2) place_.y = at.y + (at.h - line_) / 2;
    most_ = static_cast<std::size_t>(most);
    set_ = ui.lines(text, hand, place_.w);
    std::size_t from = 0;
    for (const std::string& one : set_) {
      const std::size_t found = text.find(one, from);  // the spaces between two lines belong to none
      starts_.push_back(found == std::string::npos ? from : found);
      from = starts_.back() + one.size();
    }
  }

  // Scrolls to the line of the caret; without one, to the last.
  void show(std::size_t caret) {
    const std::size_t at = line_of(caret);
    first_ = set_.size() > most_ ? std::min(at, set_.size() - most_) : 0;
  }

  void draw(ui::Ui& ui) const {
    for (std::size_t i = first_; i < std::min(set_.size(), first_ + most_); ++i)
      ui.text({place_.x, top_of(i), place_.w, line_}, set_[i], hand_, ui.theme().chalk);
  }

  Rect caret_place(std::size_t caret) const {
    const std::size_t at = line_of(caret), from = std::min(starts_[at], caret);
    const std::string_view before = std::string_view(text_).substr(from, caret - from);
    const float x = place_.x + ui_.width(before, hand_) + ui_.mm(0.3F);
    return {std::min(x, place_.right()), top_of(at) + line_ * 0.1F, ui_.mm(0.7F), line_ * 0.8F};
  }

  // The place between two letters that is nearest to the finger.
  std::size_t caret_at(ui::Point finger) const {
    const float row = std::max(0.F, (finger.y - place_.y) / line_);
    const std::size_t at = std::min(first_ + static_cast<std::size_t>(row), set_.size() - 1);
    const std::string_view line = set_[at];
    const auto away = [&](std::size_t bytes) {
      return std::abs(place_.x + ui_.width(line.substr(0, bytes), hand_) - finger.x);
    };
    std::size_t best = line.size();
    for (std::size_t to = line.size(); to > 0;) {
      to = ui::letter_before(line, to);
      if (away(to) < away(best)) best = to;
    }
    const bool last = at + 1 == set_.size();
    return last && best == line.size() ? text_.size() : starts_[at] + best;
  }

 private:
  std::size_t line_of(std::size_t caret) const {
    std::size_t at = 0;
    while (at + 1 < starts_.size() && starts_[at + 1] <= caret) ++at;
    return at;
  }
  float top_of(std::size_t line) const { return place_.y + static_cast<float>(line - first_) * line_; }

  const ui::Ui& ui_;
  const std::string& text_;
  ui::Type hand_;
  float line_;
  Rect place_;
  std::size_t most_ = 1, first_ = 0;
  std::vector<std::string> set_;
  std::vector<std::size_t> starts_;
};

}  // namespace

void draw_field(Scene& scene, const Element& e, const std::string& data_name, const LocalText& placeholder,
                const Rect& at) {
  ui::Ui& ui = scene.ui;
  Draft& draft = scene.draft;
  const Value& value = scene.flow.run.value(data_name);
  const std::string text = value.text() ? *value.text() : to_text(value);
  const ui::Type hand{e.type == ElementType::comment ? ui::Face::chalk : ui::Face::medium, 6};
  Lines lines(ui, text, hand, at);
  lines.show(draft.focus == data_name ? std::min(draft.caret, text.size()) : text.size());
  if (ui.touch_area(data_name, ui.tr("write.here"), at)) {
    // The first touch opens the keyboard to write on at the end; the next ones move the caret.
    draft.caret = draft.focus == data_name ? lines.caret_at(ui.acted_at()) : text.size();
    draft.focus = data_name;
    draft.scroll_px = 0;
  }
  const bool focused = draft.focus == data_name;
  ui.fill(at, ui.is_pressed(at) ? ui.theme().pressed : ui.theme().fill.faded(0.5F), ui.mm(2));
  draw_base(ui, at, focused ? ui.theme().yellow : ui.theme().outline);
  if (text.empty() && !focused) return draw_hint(scene, placeholder, at);
  lines.draw(ui);
  if (focused) draw_caret(ui, lines.caret_place(std::min(draft.caret, text.size())));
}

void draw_phone(Scene& scene, const Element& e, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const std::string* kept = scene.flow.run.value(e.data_name).text();
  const auto shown = ui::phone_shown(kept ? *kept : "");
  ui::Type type{ui::Face::semibold, 6};
  while (ui.width(shown.typed + shown.empty, type) > at.w - ui.mm(4) && type.cap_mm > ui::kSmall.cap_mm)
    type.cap_mm -= 0.5F;
  if (ui.touch_area(e.data_name, ui.tr("write.here"), at)) scene.draft.focus.clear();  // back from another field
  draw_base(ui, at, ui.theme().yellow);
  const float typed = ui.width(shown.typed, type), rest = at.x + typed + ui.mm(1.6F);
  ui.text({at.x, at.y, typed + 2, at.h}, shown.typed, type, ui.theme().chalk, Align::left, false, true);
  const float high = ui.line_height(type) * 0.8F;
  draw_caret(ui, {at.x + typed + ui.mm(0.6F), at.y + (at.h - high) / 2, ui.mm(0.7F), high});
  ui.text({rest, at.y, at.right() - rest, at.h}, shown.empty, type, ui.theme().muted, Align::left, false, true);
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
