#include "kiosk/ui/page.h"

#include <algorithm>

#include "kiosk/ui/field.h"

namespace chalkpoint::ui {

namespace {

constexpr float kGapMm = 2.4F;

// A button without a label, and the label over it.
bool draw_hiding(Ui& ui, const Choice& choice, const Rect& at) {
  Button look = choice.look;
  look.icon = Icon::none;
  const bool tapped = ui.button(choice.id, "", at, look);
  const Color ink = look.chosen ? ui.theme().ink : ui.theme().chalk;
  Rect inside = at.inset(ui.mm(3), 0);
  if (choice.look.icon != Icon::none) {
    const float side = ui.mm(5);
    const Rect place = inside.cut_left(side, ui.mm(2));
    ui.icon(choice.look.icon, {place.x, place.centre().y - side / 2, side, side}, ink);
  }
  const Type type = look.look == Look::small ? kSmallStrong : Type{Face::medium, kButton.cap_mm};
  ui.text(inside, choice.label, type, ink, Align::centre, false, true);
  return tapped;
}

bool draw_choice(Ui& ui, const Choice& choice, const Rect& at) {
  return choice.hides ? draw_hiding(ui, choice, at) : ui.button(choice.id, choice.label, at, choice.look);
}

// How many of them, at most `columns`, stand side by side in `wide`.
std::size_t row_of(const Ui& ui, std::span<const Choice> some, float wide, std::size_t columns) {
  std::size_t count = 0;
  for (float used = 0; count < std::min(columns, some.size()); ++count) {
    used += ui.button_size(some[count].label, some[count].look).w + (count > 0 ? ui.mm(kGapMm) : 0);
    if (used > wide) break;
  }
  return std::max<std::size_t>(count, 1);
}

// One row across the whole width: of one width where every label fits into that, else the room left is shared out.
Tapped draw_row(Ui& ui, std::span<const Choice> row, const Rect& at) {
  const float gap = ui.mm(kGapMm), count = static_cast<float>(row.size());
  const auto least = [&](const Choice& one) { return ui.button_size(one.label, one.look).w; };
  const float room = at.w - gap * (count - 1), even = room / count;
  float spare = room;
  for (const Choice& one : row) spare -= least(one);
  const bool fits = std::ranges::all_of(row, [&](const Choice& one) { return least(one) <= even; });
  Tapped tapped;
  float x = at.x;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const float wide = fits ? even : least(row[i]) + spare / count;
    if (draw_choice(ui, row[i], {x, at.y, wide, at.h})) tapped = i;
    x += wide + gap;
  }
  return tapped;
}

}  // namespace

BarTap draw_bar(Ui& ui, Rect& area, const Bar& bar) {
  BarTap tapped = BarTap::none;
  Rect row = area.cut_top(ui.mm(bar.tight ? 14 : 18), ui.mm(bar.tight ? kGapMm : 6));
  const auto place = [&](const char* id, const std::string& label, const Button& look, BarTap tap) {
    const float wide = std::max(ui.mm(18), ui.button_size(label, look).w);
    if (ui.button(id, label, row.cut_right(wide, ui.mm(kGapMm)), look)) tapped = tap;
  };
  place("staff.close", ui.tr(bar.close), {.look = Look::small, .icon = Icon::close}, BarTap::close);
  place("lang.en", ui.tr("lang.en"), {.look = Look::small, .chosen = bar.language == "en", .again = true},
        BarTap::english);
  place("lang.ru", ui.tr("lang.ru"), {.look = Look::small, .chosen = bar.language == "ru", .again = true},
        BarTap::russian);
  if (bar.back) {
    const Button back{.look = Look::small, .icon = Icon::back};
    const Rect at = row.cut_left(ui.button_size(ui.tr("nav.back"), back).w, ui.mm(4));
    if (ui.button("note.back", ui.tr("nav.back"), at, back)) tapped = BarTap::back;
  } else {
    const float side = ui.mm(7);
    ui.icon(Icon::lock, {row.x, row.y + (row.h - side) / 2, side, side}, ui.theme().yellow);
    row.cut_left(side, ui.mm(3));
  }
  if (ui.width(bar.title, kButton) > row.w) row = area.cut_top(ui.mm(10), ui.mm(4));  // a line of its own
  ui.text(row, bar.title, kButton, ui.theme().chalk, Align::left, true, true);
  return tapped;
}

Placed draw_choices(Ui& ui, std::span<const Choice> choices, const Rect& at, bool draws, float high_mm) {
  const float gap = ui.mm(kGapMm), high = ui.mm(high_mm);
  Placed out;
  float x = at.x, y = at.y;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const float wide = std::clamp(ui.button_size(choices[i].label, choices[i].look).w, std::min(at.w, ui.mm(20)), at.w);
    if (x > at.x && x + wide > at.right() + 0.5F) {
      x = at.x;
      y += high + gap;
    }
    if (draws && draw_choice(ui, choices[i], {x, y, wide, high})) out.tapped = i;
    x += wide + gap;
  }
  out.height = y + high - at.y;
  return out;
}

Placed draw_grid(Ui& ui, std::span<const Choice> choices, const Rect& at, std::size_t columns, bool draws) {
  const float gap = ui.mm(kGapMm), high = ui.mm(16);
  Placed out;
  float y = at.y;
  for (std::size_t from = 0; from < choices.size();) {
    const std::size_t count = row_of(ui, choices.subspan(from), at.w, columns);
    if (draws)
      if (const Tapped tapped = draw_row(ui, choices.subspan(from, count), {at.x, y, at.w, high}))
        out.tapped = from + *tapped;
    from += count;
    y += high + gap;
  }
  out.height = choices.empty() ? 0 : y - gap - at.y;
  return out;
}

Tapped draw_rows(Ui& ui, std::span<const Choice> choices, Rect& area) {
  if (choices.empty()) return {};
  constexpr float kHighMm = 12.5F;
  const float high = draw_choices(ui, choices, area, false, kHighMm).height;
  return draw_choices(ui, choices, area.cut_top(high, ui.mm(3)), true, kHighMm).tapped;
}

void draw_list(Ui& ui, const Rect& area, std::size_t count, float high,
               const std::function<void(std::size_t, const Rect&)>& draw_one) {
  const std::size_t columns = ui.portrait() ? 1 : 2;
  const std::size_t rows = (count + columns - 1) / columns;
  const float gap = ui.mm(3), content = static_cast<float>(rows) * (high + gap) - gap;
  const float bar = content > area.h ? gap : 0;  // the scroll bar stands beside the cards
  const float wide = (area.w - bar - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const Rect at = ui.begin_scroll(area, content, ui.kept("scroll"), ui.mm(8));
  for (std::size_t i = 0; i < count; ++i) {
    const Rect card{at.x + static_cast<float>(i % columns) * (wide + gap),
                    at.y + static_cast<float>(i / columns) * (high + gap), wide, high};
    if (card.bottom() > area.y && card.y < area.bottom()) draw_one(i, card);
  }
  ui.end_scroll();
}

float option_height(const Ui& ui) {
  return ui.line_height(kButton) + 2 * ui.line_height(kSmall) + ui.mm(10);
}

bool draw_option(Ui& ui, const Rect& place, const Option& option) {
  const bool tapped = ui.touch_area(option.id, option.named.empty() ? option.label : option.named, place);
  ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  if (option.chosen) ui.outline(place, ui.theme().chalk, ui.mm(0.6F), ui.mm(3));
  Rect inside = place.inset(ui.mm(6), ui.mm(4));
  draw_lines(ui, option.label, inside.cut_top(ui.line_height(kButton), ui.mm(1)), kButton, 1, ui.theme().chalk);
  draw_lines(ui, option.say, inside, kSmall, 2, ui.theme().muted);
  return tapped;
}

void draw_lines(Ui& ui, const std::string& text, const Rect& at, Type type, std::size_t most, Color color) {
  const std::string more = "…";
  const auto lines = ui.lines(text, type, at.w - ui.width(more, type));
  const float high = ui.line_height(type);
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
    ui.text({at.x, at.y + static_cast<float>(i) * high, at.w, high},
            i + 1 == most && lines.size() > most ? lines[i] + more : lines[i], type, color);
}

EntryTap draw_entry(Ui& ui, const Entry& entry, const std::string& text, EntryDraft& draft) {
  EntryTap out;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(4));
  const float keys = keyboard_height(ui, area.h * (ui.portrait() ? 0.42F : 0.44F), entry.manner);
  const Rect whole = ui.area(), keyboard_place{0, whole.bottom() - keys, whole.w, keys};
  area.h = keyboard_place.y - ui.mm(kGapMm) - area.y;
  Bar bar = entry.bar;
  bar.tight = !ui.portrait();
  out.bar = draw_bar(ui, area, bar);

  const Button send{.look = Look::primary, .icon = Icon::check, .again = true, .enabled = entry.can_send};
  Rect foot = area.cut_bottom(ui.mm(16), ui.mm(kGapMm));
  out.send = ui.button("care.send", entry.send, foot.cut_right(ui.button_size(entry.send, send).w), send);
  const float said = ui.height(entry.say, kSmall, area.w);
  ui.text(area.cut_top(said, ui.mm(2)), entry.say, kSmall, entry.worries ? ui.theme().yellow : ui.theme().muted);

  KeyboardState state{draft.layout.empty() ? entry.layout : draft.layout, draft.shift};
  Writing writing{text, std::min(draft.caret, text.size())};
  const Field field{.id = "care.text",
                    .text = text,
                    .hint = ui.tr("write.here"),
                    .hand = {Face::medium, 5},
                    .focused = true,
                    .caret = writing.caret};
  if (const auto caret = draw_field(ui, area, field)) writing.caret = *caret;
  const Typed typed = keyboard(ui, keyboard_place, state, writing, entry.length_max, entry.manner);
  if (typed.changed && writing.text != text) out.text = writing.text;
  if (typed.done) out.send = entry.can_send;
  draft = {writing.caret, state.layout, state.shift};
  return out;
}

}  // namespace chalkpoint::ui
