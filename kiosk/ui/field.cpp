#include "kiosk/ui/field.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

void draw_caret(Ui& ui, const Rect& rect) {
  ui.fill(rect, ui.theme().accent, rect.w / 2);
}

void draw_base(Ui& ui, const Rect& at, Color color) {
  const float thick = ui.mm(0.6F);
  ui.fill({at.x, at.bottom() - thick, at.w, thick}, color);
}

void draw_hint(Ui& ui, std::string_view hint, const Rect& at) {
  const float side = ui.mm(5), gap = ui.mm(2.4F), x = at.x + ui.mm(3);
  ui.icon(Icon::pencil, {x, at.y + (at.h - side) / 2, side, side}, ui.theme().muted);
  ui.text({x + side + gap, at.y, at.right() - ui.mm(3) - x - side - gap, at.h}, hint, kSmall, ui.theme().muted,
          Align::left, true, true);
}

// Written words, set into lines, with the place of each in the text: the caret goes by bytes, the finger by pixels.
class Lines {
 public:
  Lines(const Ui& ui, const std::string& text, Type hand, const Rect& at)
      : ui_(ui), text_(text), hand_(hand), line_(ui.line_height(hand)) {
    place_ = at.inset(ui.mm(3), ui.mm(1.5F));
    const float most = std::max(1.F, std::floor((at.h - ui.mm(3)) / line_));
    if (most < 2) place_.y = at.y + (at.h - line_) / 2;
    most_ = static_cast<std::size_t>(most);
    set_ = ui.lines(text, hand, place_.w, Setting::typed);
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

  void draw(Ui& ui, Color ink) const {
    for (std::size_t i = first_; i < std::min(set_.size(), first_ + most_); ++i)
      ui.text({place_.x, top_of(i), place_.w, line_}, set_[i], hand_, ink);
  }

  Rect caret_place(std::size_t caret) const {
    const std::size_t at = line_of(caret), from = std::min(starts_[at], caret);
    const std::string_view before = std::string_view(text_).substr(from, caret - from);
    const float x = place_.x + ui_.width(before, hand_) + ui_.mm(0.3F);
    return {std::min(x, place_.right()), top_of(at) + line_ * 0.1F, ui_.mm(0.7F), line_ * 0.8F};
  }

  // The place between two letters that is nearest to the finger.
  std::size_t caret_at(Point finger) const {
    const float row = std::max(0.F, (finger.y - place_.y) / line_);
    const std::size_t at = std::min(first_ + static_cast<std::size_t>(row), set_.size() - 1);
    const std::string_view line = set_[at];
    const auto away = [&](std::size_t bytes) {
      return std::abs(place_.x + ui_.width(line.substr(0, bytes), hand_) - finger.x);
    };
    std::size_t best = line.size();
    for (std::size_t to = line.size(); to > 0;) {
      to = letter_before(line, to);
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

  const Ui& ui_;
  const std::string& text_;
  Type hand_;
  float line_;
  Rect place_;
  std::size_t most_ = 1, first_ = 0;
  std::vector<std::string> set_;
  std::vector<std::size_t> starts_;
};

}  // namespace

std::optional<std::size_t> draw_field(Ui& ui, const Rect& at, const Field& field) {
  const std::size_t caret = field.focused ? std::min(field.caret, field.text.size()) : field.text.size();
  Lines lines(ui, field.text, field.hand, at);
  lines.show(caret);
  std::optional<std::size_t> touched;
  if (ui.touch_area(field.id, field.hint, at)) touched = field.focused ? lines.caret_at(ui.acted_at()) : caret;
  ui.fill(at, ui.is_pressed(at) ? ui.theme().pressed : ui.theme().fill.faded(0.5F), ui.mm(2));
  draw_base(ui, at, field.focused ? ui.theme().accent : ui.theme().outline);
  if (field.text.empty() && !field.focused) {
    draw_hint(ui, field.hint, at);
    return touched;
  }
  lines.draw(ui, field.ink.value_or(ui.theme().chalk));
  if (field.focused) draw_caret(ui, lines.caret_place(caret));
  return touched;
}

}  // namespace chalkpoint::ui
