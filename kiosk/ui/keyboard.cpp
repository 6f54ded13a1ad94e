#include "kiosk/ui/keyboard.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/impl.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

constexpr float kGapMm = 2, kKeyMmMin = 12, kKeyMmBest = 17, kPadKeyMmBest = 20;
constexpr std::int64_t kHoldMs = 450, kRepeatMs = 330;

const char* label_key(const Key& key, const std::string& shown) {
  if (key.action == "space") return "key.space";
  if (key.action == "enter") return "key.enter";
  if (key.action == "digits") return "key.digits";
  if (key.action == "letters") return shown == "en" ? "key.letters.en" : "key.letters.ru";
  return shown == "en" ? "key.layout.ru" : "key.layout.en";
}

class Board {
 public:
  Board(Ui& ui, const Rect& place, KeyboardState& state, Writing& writing, std::size_t length_max, const Manner& manner)
      : ui_(ui), place_(place), state_(state), writing_(writing), length_max_(length_max), manner_(manner) {}

  Typed draw() {
    const std::string name = state_.layout == "digits" ? state_.layout : shown();
    const auto& layouts = ui_.impl().layouts;
    const auto found = layouts.contains(name) ? layouts.find(name) : layouts.find("en");
    upper_ = state_.shift != begins();
    const float gap = ui_.mm(kGapMm);
    const Rect inside = place_.inset(gap, gap);
    KeyRows rows = fits(found->second.rows, inside.w, gap) || found->second.narrow_rows.empty()
                       ? found->second.rows
                       : found->second.narrow_rows;
    if (manner_.secret && name != "digits") rows.insert(rows.begin(), digit_row());
    ui_.fill(place_, ui_.theme().key_bed);
    const float height = (inside.h - gap * static_cast<float>(rows.size() - 1)) / static_cast<float>(rows.size());
    float y = inside.y;
    const float unit = unit_px(rows, inside.w, gap);
    for (const auto& row : rows) {
      draw_row(row, {inside.x, y, inside.w, height}, unit, gap);
      y += height + gap;
    }
    if (!manner_.secret) draw_popup();
    return typed_;
  }

 private:
  static std::vector<Key> digit_row() {
    std::vector<Key> row;
    for (const char digit : std::string_view("1234567890")) {
      row.emplace_back();
      row.back().text = digit;
    }
    return row;
  }
  bool begins() const { return !manner_.secret && begins_sentence(writing_); }
  // A key of several widths covers the gaps between them too.
  static float key_px(const Key& key, float unit, float gap) { return key.width * unit + (key.width - 1) * gap; }
  static float units(const std::vector<Key>& row) {
    float sum = 0;
    for (const Key& key : row) sum += key.width;
    return sum;
  }
  static float unit_px(const KeyRows& rows, float width, float gap) {
    float most = 0;
    for (const auto& row : rows) most = std::max(most, units(row));
    return (width - gap * (most - 1)) / most;
  }
  bool fits(const KeyRows& rows, float width, float gap) const {
    return unit_px(rows, width, gap) >= kKeyMmMin * ui_.frame().px_per_mm;
  }

  void draw_row(const std::vector<Key>& row, Rect line, float unit, float gap) {
    float used = gap * static_cast<float>(row.size() - 1);
    for (const Key& key : row) used += key_px(key, unit, gap);
    // Widths in the layouts count the gaps they cover; what rounding leaves goes to both sides.
    float x = line.x + std::max(0.F, (line.w - used) / 2);
    for (const Key& key : row) {
      const float wide = key_px(key, unit, gap);
      draw_key(key, {std::round(x), line.y, std::floor(wide), line.h});
      x += wide + gap;
    }
  }

  void draw_key(const Key& key, const Rect& rect) {
    if (key.action.empty()) return draw_letter(key, rect);
    if (key.action == "backspace") return draw_backspace(rect);
    const std::string id = "key." + (key.action == "letters" ? std::string("digits") : key.action);
    Button look{.look = key.action == "enter" && !manner_.quiet ? Look::accent : Look::key, .again = true};
    look.enabled = key.action != "layout" || (offers("ru") && offers("en"));
    if (key.action == "shift") {
      look.icon = Icon::shift;
      look.chosen = upper_;
    }
    const std::string label = key.action == "shift" ? "" : ui_.tr(label_key(key, shown()));
    if (!ui_.button(id, label, rect, look)) return;
    if (key.action == "shift") state_.shift = !state_.shift;
    if (key.action == "digits") state_.layout = "digits";
    if (key.action == "letters") state_.layout.clear();
    if (key.action == "layout") state_.layout = shown() == "en" ? "ru" : "en";
    if (key.action == "space") put(" ");
    if (key.action == "enter") typed_.done = true;
  }

  void draw_letter(const Key& key, const Rect& rect) {
    const std::string letter = cased(key.text);
    Ui::Impl& in = ui_.impl();
    for (Touch& touch : in.pointer.touches()) {
      if (touch.screen != in.screen_serial || !rect.contains(touch.began)) continue;
      const bool long_enough = touch.now_ms - touch.began_ms >= kHoldMs;
      if (!touch.released && (!touch.dragged || in.held_key == key.text)) {
        popup_ = &key;
        popup_rect_ = rect;
        if (!key.alternates.empty() && !long_enough) ui_.wake_at(touch.began_ms + kHoldMs);
      }
      if (key.alternates.empty() || !long_enough) continue;
      if (!touch.released) in.held_key = key.text;
      if (touch.released && in.held_key == key.text) {
        in.held_key.clear();
        touch.held = true;  // the letter itself is not typed too
        put(pick_alternate(key, rect, touch.now));
      }
    }
    if (ui_.button("key." + key.text, letter, rect, {.look = Look::key, .again = true})) put(letter);
    if (in.held_key == key.text && !in.pointer.is_down()) in.held_key.clear();
  }

  void draw_backspace(const Rect& rect) {
    if (ui_.button("key.backspace", "", rect, {.look = Look::key, .icon = Icon::backspace, .again = true}))
      typed_.changed |= erase_letter(writing_);
    Ui::Impl& in = ui_.impl();
    for (Touch& touch : in.pointer.touches()) {
      if (touch.released || touch.dragged || touch.screen != in.screen_serial || !rect.contains(touch.began)) continue;
      if (!touch.held) in.repeated_ms = touch.began_ms + kHoldMs - kRepeatMs;
      if (touch.now_ms - in.repeated_ms >= kRepeatMs) {
        touch.held = true;
        in.repeated_ms = touch.now_ms;
        typed_.changed |= erase_word(writing_);
      }
      ui_.wake_at(in.repeated_ms + kRepeatMs);
    }
  }

  // The letter under the finger, larger, above it; or the row of alternates once it was held.
  void draw_popup() {
    if (popup_ == nullptr) return;
    const bool choosing = ui_.impl().held_key == popup_->text;
    const auto shown = choosing ? popup_->alternates : std::vector<std::string>{popup_->text};
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const Rect rect = popup_place(popup_rect_, i, shown.size());
      const bool chosen = choosing && !ui_.impl().pointer.touches().empty() &&
                          i == nearest(popup_rect_, shown.size(), ui_.impl().pointer.touches().back().now);
      ui_.fill(rect, chosen ? ui_.theme().accent : ui_.theme().chalk, ui_.mm(2.4F));
      ui_.text(rect, cased(shown[i]), {Face::semibold, 7}, ui_.theme().ink, Align::centre, false, true);
    }
  }

  Rect popup_place(const Rect& key, std::size_t i, std::size_t count) const {
    const float wide = std::max(key.w, ui_.mm(13)), high = ui_.mm(16);
    const float all = wide * static_cast<float>(count);
    const float x = std::clamp(key.centre().x - all / 2, place_.x + ui_.mm(1), place_.right() - ui_.mm(1) - all);
    return {x + wide * static_cast<float>(i), key.y - high - ui_.mm(1), wide, high};
  }

  std::size_t nearest(const Rect& key, std::size_t count, Point finger) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < count; ++i)
      if (std::abs(popup_place(key, i, count).centre().x - finger.x) <
          std::abs(popup_place(key, best, count).centre().x - finger.x))
        best = i;
    return best;
  }

  std::string pick_alternate(const Key& key, const Rect& rect, Point finger) const {
    return cased(key.alternates[nearest(rect, key.alternates.size(), finger)]);
  }

  std::string shown() const {
    const std::string name =
        state_.layout.empty() || state_.layout == "digits" ? std::string(ui_.frame().language) : state_.layout;
    const std::string wanted = name == "en" ? "en" : "ru";
    return offers(wanted) ? wanted : wanted == "en" ? "ru" : "en";
  }
  // The club offers members what it likes; the staff need all letters.
  bool offers(std::string_view layout) const {
    const House* house = ui_.frame().house;
    return !house || manner_.quiet || manner_.secret || std::ranges::count(house->keyboards, layout) > 0;
  }
  std::string cased(const std::string& text) const { return upper_ ? upper(text) : text; }
  void put(const std::string& text) {
    typed_.changed |= insert(writing_, text, length_max_);
    state_.shift = false;
    upper_ = begins();  // a second tap in the same frame is a small letter already
  }

  Ui& ui_;
  Rect place_;
  KeyboardState& state_;
  Writing& writing_;
  std::size_t length_max_;
  Manner manner_;
  bool upper_ = false;
  Typed typed_;
  const Key* popup_ = nullptr;
  Rect popup_rect_;
};

}  // namespace

float keyboard_height(const Ui& ui, float height_free, const Manner& manner) {
  const float rows = manner.secret ? 5 : 4;
  const auto with_keys = [&](float key_mm) { return rows * ui.mm(key_mm) + (rows + 1) * ui.mm(kGapMm); };
  return std::clamp(height_free, with_keys(kKeyMmMin), with_keys(kKeyMmBest));
}

Typed keyboard(Ui& ui, const Rect& place, KeyboardState& state, Writing& writing, std::size_t length_max,
               const Manner& manner) {
  return Board(ui, place, state, writing, length_max, manner).draw();
}

Size pad_size(const Ui& ui, Size free) {
  const float gap = ui.mm(kGapMm);
  const float high = std::clamp((free.h - 3 * gap) / 4, ui.mm(kKeyMmMin), ui.mm(kPadKeyMmBest));
  const float wide = std::clamp((free.w - 2 * gap) / 3, ui.mm(kKeyMmMin), high * 1.5F);
  return {wide * 3 + gap * 2, high * 4 + gap * 3};
}

std::string draw_pad(Ui& ui, const Rect& place, const Pad& pad) {
  const float gap = ui.mm(kGapMm);
  const KeyRows& rows = ui.impl().layouts.find("phone")->second.rows;
  const float wide = std::floor((place.w - 2 * gap) / 3), high = std::floor((place.h - 3 * gap) / 4);
  std::string tapped;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const Key& key = rows[r][c];
      if (key.text == "+" && !pad.plus) continue;
      const Rect rect{place.x + static_cast<float>(c) * (wide + gap), place.y + static_cast<float>(r) * (high + gap),
                      wide, high};
      const bool erases = key.action == "backspace";
      const std::string id = erases ? std::string(pad.erase_id) : std::string(pad.prefix) + key.text;
      const Button look{.look = Look::key, .icon = erases ? Icon::backspace : Icon::none, .again = true};
      if (ui.button(id, erases ? "" : key.text, rect, look)) tapped += erases ? '\b' : key.text[0];
    }
  return tapped;
}

}  // namespace chalkpoint::ui
