// What can be touched.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/chalk.h"
#include "kiosk/ui/impl.h"

namespace chalkpoint::ui {
namespace {

struct Paint {
  Color fill, outline, text;
  Type type = kButton;
  float radius_mm = 5, line_mm = 0.5F;
};

Paint paint(const Theme& t, const Button& b, bool pressed, float height_mm) {
  const Color none{0, 0, 0, 0};
  // What is light already must change too under a finger; without faint colours, by its hue.
  const Color light_pressed = t.muted == t.chalk ? t.accent : t.muted;
  const bool chosen_pressed = b.chosen && pressed;  // filled already, so another fill
  switch (b.look) {
    case Look::primary:
      return {pressed ? light_pressed : t.chalk, none, t.ink, kButton};
    case Look::accent:
      return {pressed ? t.chalk : t.accent, none, t.ink, kButton, 2.4F};
    case Look::outline:
      return {pressed ? t.pressed : t.fill.faded(0.55F), t.outline, t.chalk, kButton};
    case Look::quiet:
      return {pressed ? t.pressed : none, none, t.muted, kButton};
    case Look::chip: {
      const Color inside = b.chosen ? (pressed ? light_pressed : t.chalk) : pressed ? t.pressed : none;
      return {inside,
              b.chosen ? none : t.outline,
              b.chosen ? t.ink : t.chalk,
              {Face::medium, kButton.cap_mm},
              height_mm / 2};
    }
    case Look::score: {
      const Color inside = b.chosen && pressed ? light_pressed : b.chosen || pressed ? t.chalk : t.fill;
      return {inside, b.chosen || pressed ? none : t.outline, b.chosen || pressed ? t.ink : t.chalk, kScore, 5, 0.6F};
    }
    case Look::pick:
      return {chosen_pressed        ? t.outline
              : b.chosen || pressed ? t.pressed
                                    : none,
              b.chosen ? t.chalk : t.outline,
              t.chalk,
              {Face::medium, kButton.cap_mm},
              height_mm / 2,
              b.chosen ? 0.8F : 0.5F};
    case Look::small:
      return {chosen_pressed        ? t.outline
              : b.chosen || pressed ? t.pressed
                                    : none,
              b.chosen ? t.chalk : t.outline.faded(0.85F),
              t.chalk,
              kSmallStrong,
              3.4F,
              b.chosen ? 0.8F : 0.4F};
    case Look::key:
      return {pressed    ? t.pressed
              : b.chosen ? t.chalk
                         : t.key,
              none,
              b.chosen && !pressed ? t.ink : t.chalk,
              {Face::medium, kButton.cap_mm},
              2.4F};
  }
  return {};
}

// What cannot be touched now is an outline in faint words, whatever it looks like else: never a filled button.
Paint disabled(const Theme& t, Paint look) {
  look.fill = {0, 0, 0, 0};
  look.outline = t.outline.faded(0.5F);
  look.text = t.muted.faded(0.75F);
  return look;
}

float icon_px(const Ui& ui, Type type) {
  return std::round(ui.line_height(type) * 0.78F);
}
float padding_px(const Ui& ui, Look look) {
  switch (look) {
    case Look::small:
      return ui.mm(3.2F);
    case Look::key:
    case Look::accent:
      return ui.mm(0.6F);
    case Look::score:
      return ui.mm(1);
    default:
      return ui.mm(5);
  }
}

}  // namespace

Ui::Impl::Act Ui::Impl::act(std::string_view id, std::string_view label, const Rect& rect, bool again, bool enabled,
                            std::int64_t hold_ms) {
  const Rect seen = rect.common(clips.back());
  constexpr float kTouchMmMin = 12;
  const float least = kTouchMmMin * frame.px_per_mm - 1;
  if (seen.w < std::min(rect.w, least) || seen.h < std::min(rect.h, least)) return {};  // scrolled away
  targets.push_back({std::string(id), std::string(label), seen});
  if (!enabled || (!again && spent.contains(id))) return {};
  Act result;
  for (Touch& touch : pointer.touches()) {
    if (touch.screen != screen_serial || touch.dragged || touch.held || !seen.contains(touch.began)) continue;
    if (!seen.contains(touch.now)) continue;
    if (hold_ms > 0) {
      if (touch.now_ms - touch.began_ms < hold_ms) {
        if (touch.released) continue;
        result.pressed = true;
        picture.wake_at_ms = touch.began_ms + hold_ms;
        continue;
      }
      touch.held = true;
      result.acted = true;
    } else if (touch.released) {
      touch.held = true;
      result.acted = true;
    } else {
      result.pressed = true;
    }
    if (!result.acted) continue;
    acted_at = touch.now;
    break;
  }
  if (result.acted && !again) {
    spent.emplace(id);
    result.pressed = true;  // it stays pressed until the next screen answers
  }
  return result;
}

bool Ui::touch_area(std::string_view id, std::string_view label, const Rect& rect, bool again, std::int64_t hold_ms) {
  return impl_->act(id, label, rect, again, true, hold_ms).acted;
}

Ui::Peek Ui::peek_area(std::string_view id, std::string_view label, const Rect& rect, bool covers) {
  Peek peek;
  const Rect seen = rect.common(impl_->clips.back());
  for (Touch& touch : impl_->pointer.touches()) {
    const bool here = touch.screen == impl_->screen_serial && !touch.dragged && seen.contains(touch.began) &&
                      seen.contains(touch.now);
    if (!covers || !here) continue;
    if (touch.now_ms - touch.began_ms < kPeekMs) {
      if (!touch.released) impl_->picture.wake_at_ms = touch.began_ms + kPeekMs;
      continue;
    }
    touch.held = true;
    peek.shows |= !touch.released;
  }
  peek.acted = touch_area(id, label, rect);
  return peek;
}

Ui::Path Ui::draw_area(std::string_view id, std::string_view label, const Rect& rect) {
  impl_->targets.push_back({std::string(id), std::string(label), rect});
  Path path;
  for (const Touch& touch : impl_->pointer.touches()) {
    if (touch.screen != impl_->screen_serial || !rect.contains(touch.began)) continue;
    path.steps.insert(path.steps.end(), touch.steps.begin(), touch.steps.end());
    path.down = !touch.released;
  }
  return path;
}

Point Ui::acted_at() const {
  return impl_->acted_at;
}

bool Ui::Impl::is_on_handle(const Touch& touch) const {
  return std::ranges::any_of(handles_before, [&](const Rect& one) { return one.contains(touch.began); });
}

bool Ui::is_pressed(const Rect& rect) const {
  return std::ranges::any_of(impl_->pointer.touches(), [&](const Touch& touch) {
    return touch.screen == impl_->screen_serial && !touch.released && !touch.dragged && rect.contains(touch.began) &&
           rect.contains(touch.now);
  });
}

Size Ui::button_size(std::string_view label, const Button& button) const {
  const Paint look = paint(theme(), button, false, 0);
  if (button.stacked)
    return {std::ceil(width(label, look.type) + padding_px(*this, button.look)), 2 * line_height(look.type)};
  float wide = width(label, look.type) + 2 * padding_px(*this, button.look);
  if (button.icon != Icon::none) wide += icon_px(*this, look.type) + (label.empty() ? 0 : mm(2));
  return {std::ceil(wide), line_height(look.type)};
}

bool Ui::button(std::string_view id, std::string_view label, const Rect& rect, const Button& button) {
  const auto act = impl_->act(id, label, rect, button.again, button.enabled, button.hold_ms);
  const bool spent = !button.again && impl_->spent.contains(id);
  Paint look = paint(theme(), button, act.pressed || spent, rect.h / frame().px_per_mm);
  const float radius = std::min(mm(look.radius_mm), rect.h / 2);
  if (!button.enabled) look = disabled(theme(), look);
  fill(rect, look.fill, radius);
  if (look.outline.a > 0) outline(rect, look.outline, std::max(1.F, frame().px_per_mm * look.line_mm), radius);

  Rect inside = rect.inset(padding_px(*this, button.look) * 0.5F, 0);
  const float side = icon_px(*this, look.type);
  if (button.stacked) {
    const float above = line_height(look.type) * 0.94F;
    inside = inside.inset(0, std::max(0.F, (rect.h - above - line_height(look.type)) / 2));
    icon(button.icon, {rect.centre().x - above / 2, inside.y, above, above}, look.text);
    inside.cut_top(above);
    text(inside, label, look.type, look.text, Align::centre, false, true);
    return act.acted;
  }
  const float free = inside.w - (button.icon != Icon::none ? side + mm(2) : 0);
  Type type = look.type;
  // A long word makes its own button smaller before it is broken, never below what can be read standing.
  const auto too_long = [&] {
    if (width(label, type) <= free) return false;
    std::size_t from = 0;
    for (std::size_t to = 0; to != std::string_view::npos; from = to + 1) {
      to = label.find(' ', from);
      if (width(label.substr(from, to == std::string_view::npos ? to : to - from), type) > free) return true;
    }
    return static_cast<float>(lines(label, type, free, Setting::balanced).size()) * line_height(type) > rect.h;
  };
  while (type.cap_mm > kSmall.cap_mm && too_long()) type.cap_mm -= 0.5F;
  if (!label.empty() && too_long()) impl_->fault("words too long for their button: " + std::string(label), rect);
  const bool one_line = width(label, type) <= free;
  if (button.icon != Icon::none) {
    float said = std::min(free, width(label, type));
    if (!one_line) {  // the icon stands beside the longest of its lines
      said = 0;
      for (const std::string& line : lines(label, type, free, Setting::balanced))
        said = std::max(said, std::min(free, std::ceil(width(line, type)) + 1));
    }
    const float used = label.empty() ? side : std::min(inside.w, side + mm(2) + said);
    const float left = inside.x + (inside.w - used) / 2;
    const bool trailing = button.icon == Icon::next && !label.empty();  // an arrow points away from its word
    const Rect place{trailing ? left + used - side : left, rect.y + (rect.h - side) / 2, side, side};
    icon(button.icon, place, look.text);
    inside = {trailing ? left : place.right() + mm(2), inside.y, used - side - mm(2), inside.h};
  }
  if (!button.words.empty()) {
    Rect upper = inside.inset(padding_px(*this, button.look) * 0.4F, 0);
    const Rect lower = upper.cut_bottom(rect.h * 0.46F);
    text({upper.x, upper.y, upper.w, upper.h}, label, type, look.text, Align::left, true, true);
    text({lower.x, lower.y - mm(1), lower.w, lower.h}, button.words, kSmall, theme().muted, Align::left);
  } else if (!label.empty()) {
    text(inside, label, type, look.text, Align::centre, true, true);
  }
  if (button.look == Look::score && button.chosen) {
    const float out = mm(1.9F);
    const auto circle = hand_circle(rect.inset(-out, -out));
    chalk(circle, theme().accent, mm(1.5F), 1);
  }
  return act.acted;
}

// Dragged: as the finger goes, its speed remembered as a running mean. Let go: on with that speed, which dies away.
void Ui::Impl::move_scroll(const Rect& view, float furthest, float& offset) {
  constexpr float kFrictionMs = 325, kSpeedMin = 0.03F;   // pixels a millisecond
  constexpr std::int64_t kRestMs = 80, kFrameMsMax = 64;  // a finger that rested so long throws nothing
  const std::int64_t passed_ms = frame.now_ms - glide.moved_ms;
  bool finger = false;
  for (Touch& touch : pointer.touches()) {
    if (touch.screen != screen_serial || !view.contains(touch.began) || is_on_handle(touch)) continue;
    finger |= !touch.released;
    if (glide.speed != 0 && !glide.dragged) {  // it was gliding: this touch is to stop it
      touch.held = true;
      glide.speed = 0;
    }
    if (!touch.dragged) continue;
    offset -= touch.drag_dy;
    glide.dragged = true;
    if (touch.drag_dy != 0 && passed_ms > 0) {
      const float now = -touch.drag_dy / static_cast<float>(std::min(passed_ms, kFrameMsMax));
      glide.speed = glide.speed * 0.4F + now * 0.6F;
      glide.moved_ms = frame.now_ms;
    }
  }
  if (glide.dragged && !finger) {  // lifted
    glide.dragged = false;
    if (frame.options.calm || passed_ms > kRestMs) glide.speed = 0;
    glide.moved_ms = frame.now_ms;
  } else if (!finger && glide.speed != 0) {
    const float ms = static_cast<float>(std::min(passed_ms, kFrameMsMax));
    offset += glide.speed * ms;
    glide.speed *= std::exp(-ms / kFrictionMs);
    glide.moved_ms = frame.now_ms;
  }
  const float kept_in = std::clamp(offset, 0.F, furthest);
  if (!finger && (kept_in != offset || std::abs(glide.speed) < kSpeedMin)) glide.speed = 0;
  offset = kept_in;
  if (!finger && glide.speed != 0) picture.animating = true;
}

Rect Ui::begin_scroll(const Rect& view, float content_height, float& offset, float fade_px) {
  const float furthest = std::max(0.F, content_height - view.h);
  impl_->move_scroll(view, furthest, offset);
  impl_->clips.push_back(view);
  impl_->list.PushClipRect({view.x, view.y}, {view.right(), view.bottom()}, true);
  if (furthest > 0) {
    const float length = std::max(mm(8), view.h * view.h / content_height);
    const float y = view.y + (view.h - length) * offset / furthest;
    fill({view.right() - mm(1), y, mm(1), length}, theme().outline.faded(0.7F), mm(0.5F));
  }
  constexpr float kFar = 1e6F;
  impl_->fade = {impl_->list.VtxBuffer.Size, offset > 0 ? view.y : -kFar, offset < furthest ? view.bottom() : kFar,
                 fade_px};
  return view.moved(0, -std::round(offset));
}

void Ui::end_scroll() {
  const auto& fade = impl_->fade;
  auto& vertices = impl_->list.VtxBuffer;
  for (int i = fade.from; fade.px > 0 && i < vertices.Size; ++i) {
    const float inside = std::min(vertices[i].pos.y - fade.top, fade.bottom - vertices[i].pos.y) / fade.px;
    if (inside >= 1) continue;
    const ImU32 opacity = vertices[i].col >> IM_COL32_A_SHIFT;
    const auto faded = static_cast<ImU32>(static_cast<float>(opacity) * std::max(0.F, inside));
    vertices[i].col = (vertices[i].col & ~IM_COL32_A_MASK) | faded << IM_COL32_A_SHIFT;
  }
  impl_->clips.pop_back();
  impl_->list.PopClipRect();
}

}  // namespace chalkpoint::ui
