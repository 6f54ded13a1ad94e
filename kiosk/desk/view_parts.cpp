#include "kiosk/desk/view_parts.h"

#include <algorithm>

#include "kiosk/ui/text.h"
#include "sync/event/day.h"
#include "sync/event/seal.h"

namespace chalkpoint::desk {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

Intent draw_bar(const State& state, ui::Ui& ui, Rect& area, const std::string& title, BarLeft left, bool tight) {
  Intent intent = Nothing{};
  Rect row = area.cut_top(ui.mm(tight ? 14 : 18), ui.mm(tight ? 2.4F : 6));
  const auto place = [&](const char* id, const std::string& label, const Button& look, Intent wanted) {
    const float wide = std::max(ui.mm(18), ui.button_size(label, look).w);
    if (ui.button(id, label, row.cut_right(wide, ui.mm(2.4F)), look)) intent = std::move(wanted);
  };
  place("staff.close", ui.tr("staff.close"), {.look = Look::small, .icon = ui::Icon::close}, Close{});
  place("lang.en", ui.tr("lang.en"), {.look = Look::small, .chosen = state.language == "en", .again = true},
        Speak{"en"});
  place("lang.ru", ui.tr("lang.ru"), {.look = Look::small, .chosen = state.language == "ru", .again = true},
        Speak{"ru"});
  if (left == BarLeft::back) {
    const Button back{.look = Look::small, .icon = ui::Icon::back};
    const Rect at = row.cut_left(ui.button_size(ui.tr("nav.back"), back).w, ui.mm(4));
    if (ui.button("note.back", ui.tr("nav.back"), at, back)) intent = GoBack{};
  } else {
    const float side = ui.mm(7);
    ui.icon(ui::Icon::lock, {row.x, row.y + (row.h - side) / 2, side, side}, ui.theme().yellow);
    row.cut_left(side, ui.mm(3));
  }
  if (ui.width(title, ui::kButton) > row.w) row = area.cut_top(ui.mm(10), ui.mm(4));  // a line of its own
  ui.text(row, title, ui::kButton, ui.theme().chalk, Align::left, true, true);
  return intent;
}

namespace {

// What can be done about it stands in the words: there is nothing to try again.
void draw_refusal(const Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const float margin = ui.mm(4);
  const std::string say = ui.tr("care.refused");
  const Rect strip = area.cut_bottom(ui.height(say, ui::kSmallStrong, area.w - 2 * margin, true) + margin, ui.mm(3));
  ui.fill(strip, ui.theme().fill, margin);
  ui.text(strip.inset(margin, ui.mm(2)), say, ui::kSmallStrong, ui.theme().yellow, Align::left, true, true);
}

}  // namespace

void draw_failure(Scene& scene, Rect& area) {
  if (scene.state.care.refused) return draw_refusal(scene, area);
  if (!scene.state.care.failed) return;
  ui::Ui& ui = scene.ui;
  const Button look{.look = Look::accent};
  const float margin = ui.mm(4), wide = ui.button_size(ui.tr("failed.button"), look).w;
  const float said = ui.height(ui.tr("care.failed"), ui::kSmallStrong, area.w - wide - 3 * margin, true);
  Rect strip = area.cut_bottom(std::max(ui.mm(22), said + margin), ui.mm(3));
  ui.fill(strip, ui.theme().fill, margin);
  strip = strip.inset(margin, ui.mm(2));
  const Rect button = strip.cut_right(wide, margin);
  if (ui.button("retry", ui.tr("failed.button"), button, look)) scene.intent = Retry{};
  ui.text(strip, ui.tr("care.failed"), ui::kSmallStrong, ui.theme().yellow, Align::left, true, true);
}

namespace {

// A button without a label, and the label over it.
bool draw_hiding(ui::Ui& ui, const Choice& choice, const Rect& at) {
  ui::Button look = choice.look;
  look.icon = ui::Icon::none;
  const bool tapped = ui.button(choice.id, "", at, look);
  const ui::Color ink = look.chosen ? ui.theme().ink : ui.theme().chalk;
  Rect inside = at.inset(ui.mm(3), 0);
  if (choice.look.icon != ui::Icon::none) {
    const float side = ui.mm(5);
    const Rect place = inside.cut_left(side, ui.mm(2));
    ui.icon(choice.look.icon, {place.x, place.centre().y - side / 2, side, side}, ink);
  }
  const ui::Type type =
      look.look == ui::Look::small ? ui::kSmallStrong : ui::Type{ui::Face::medium, ui::kButton.cap_mm};
  ui.text(inside, choice.label, type, ink, Align::centre, false, true);
  return tapped;
}

}  // namespace

float draw_choices(Scene& scene, const std::vector<Choice>& choices, const Rect& at, bool draws, float high_mm) {
  ui::Ui& ui = scene.ui;
  const float gap = ui.mm(2.4F), high = ui.mm(high_mm);
  float x = at.x, y = at.y;
  for (const Choice& choice : choices) {
    const float wide = std::clamp(ui.button_size(choice.label, choice.look).w, std::min(at.w, ui.mm(20)), at.w);
    if (x > at.x && x + wide > at.right() + 0.5F) {
      x = at.x;
      y += high + gap;
    }
    const Rect place{x, y, wide, high};
    if (draws &&
        (choice.hides ? draw_hiding(ui, choice, place) : ui.button(choice.id, choice.label, place, choice.look)))
      scene.intent = choice.intent;
    x += wide + gap;
  }
  return y + high - at.y;
}

namespace {

constexpr float kGridGapMm = 2.4F;

// How many of them, at most `columns`, stand side by side in `wide`.
std::size_t row_of(const ui::Ui& ui, std::span<const Choice> some, float wide, std::size_t columns) {
  std::size_t count = 0;
  for (float used = 0; count < std::min(columns, some.size()); ++count) {
    used += ui.button_size(some[count].label, some[count].look).w + (count > 0 ? ui.mm(kGridGapMm) : 0);
    if (used > wide) break;
  }
  return std::max<std::size_t>(count, 1);
}

// One row across the whole width: of one width where every label fits into that, else the room left is shared out.
void draw_row(Scene& scene, std::span<const Choice> row, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const float gap = ui.mm(kGridGapMm), count = static_cast<float>(row.size());
  const auto least = [&](const Choice& one) { return ui.button_size(one.label, one.look).w; };
  const float room = at.w - gap * (count - 1), even = room / count;
  float spare = room;
  for (const Choice& one : row) spare -= least(one);
  const bool fits = std::ranges::all_of(row, [&](const Choice& one) { return least(one) <= even; });
  float x = at.x;
  for (const Choice& one : row) {
    const float wide = fits ? even : least(one) + spare / count;
    if (ui.button(one.id, one.label, {x, at.y, wide, at.h}, one.look)) scene.intent = one.intent;
    x += wide + gap;
  }
}

}  // namespace

float draw_grid(Scene& scene, std::span<const Choice> some, const Rect& at, std::size_t columns, bool draws) {
  const float gap = scene.ui.mm(kGridGapMm), high = scene.ui.mm(16);
  float y = at.y;
  for (std::size_t from = 0; from < some.size();) {
    const std::size_t count = row_of(scene.ui, some.subspan(from), at.w, columns);
    if (draws) draw_row(scene, some.subspan(from, count), {at.x, y, at.w, high});
    from += count;
    y += high + gap;
  }
  return some.empty() ? 0 : y - gap - at.y;
}

float draw_actions(Scene& scene, const std::vector<Choice>& actions, Rect at, bool draws, std::size_t first) {
  const std::span<const Choice> all = actions;
  if (actions.empty()) return 0;  // the role may nothing of it
  if (actions.front().look.look != Look::primary) first = 0;
  first = std::min(first, actions.size());
  if (first == 0) return draw_grid(scene, all, at, scene.ui.portrait() ? 3 : 2, draws);
  const float gap = scene.ui.mm(5), high = draw_grid(scene, all.first(first), at, first, draws);
  at.cut_top(high, gap);
  return high + gap + draw_grid(scene, all.subspan(first), at, scene.ui.portrait() ? 3 : 2, draws);
}

void draw_question(Scene& scene, const char* title, const char* question, const std::vector<Choice>& answers) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr(title), BarLeft::back);
  const std::string say = ui.tr(question);
  ui.text(area.cut_top(ui.height(say, ui::kBody, area.w), ui.mm(6)), say, ui::kBody, ui.theme().chalk);
  draw_grid(scene, answers, area, 2, true);
}

void draw_rows(Scene& scene, const std::vector<Choice>& choices, Rect& area) {
  if (choices.empty()) return;
  constexpr float kHighMm = 12.5F;
  const float high = draw_choices(scene, choices, area, false, kHighMm);
  draw_choices(scene, choices, area.cut_top(high, scene.ui.mm(3)), true, kHighMm);
}

void draw_lines(ui::Ui& ui, const std::string& text, const Rect& at, ui::Type type, std::size_t most, ui::Color color) {
  const std::string more = "…";
  const auto lines = ui.lines(text, type, at.w - ui.width(more, type));
  const float high = ui.line_height(type);
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
    ui.text({at.x, at.y + static_cast<float>(i) * high, at.w, high},
            i + 1 == most && lines.size() > most ? lines[i] + more : lines[i], type, color);
}

void draw_list(Scene& scene, const Rect& area, std::size_t count, float high,
               const std::function<void(std::size_t, const Rect&)>& draw_one) {
  ui::Ui& ui = scene.ui;
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

bool may_see(const State& state, Screen screen) {
  const auto needed = right_for(screen);
  return !needed || event::may(state.care.by.role, *needed);
}

bool is_begun(const Care& care, const event::Uuid& note) {
  return std::ranges::any_of(care.drafts, [&note](const auto& draft) { return draft.first.first == note; });
}

const Reading* reading_of(const Care& care, const event::Uuid& id) {
  const auto found = std::ranges::find(care.readings, id, &Reading::id);
  return found == care.readings.end() ? nullptr : &*found;
}

std::string cover(const State& state, const Confidence& one, const ui::Ui& ui) {
  const Care& care = state.care;
  if (state.erased.contains(one.id)) return ui.tr("journal.erased");
  if (!one.own) return ui.tr("journal.at.hub");
  if (care.key.empty()) return ui.tr("journal.covered");
  if (one.key == care.key || one.key.empty()) return ui.tr("journal.unreadable");
  return ui.text_lookup().get("journal.other", "key", event::for_people(one.key));
}

void draw_reading(Scene& scene, const Reading& reading, const Rect& inside) {
  ui::Ui& ui = scene.ui;
  const ui::Color color = scene.around.hand.colour(ui.theme(), reading.writing.colour);
  if (!reading.writing.strokes.empty())
    return scene.around.hand.drawing(ui, reading.writing.strokes, inside, "desk." + reading.id.text());
  const std::string text = reading.writing.text + (reading.writing.name.empty() ? "" : "\n— " + reading.writing.name);
  ui.text(inside, text, ui::kHand, color);
}

float reading_height(const Scene& scene, const Reading& reading, float wide) {
  const ui::Ui& ui = scene.ui;
  if (!reading.writing.strokes.empty()) return wide * 0.6F;
  return ui.height(reading.writing.text + (reading.writing.name.empty() ? "" : "\n— " + reading.writing.name),
                   ui::kHand, wide);
}

const Item* opened(const Scene& scene) {
  if (!scene.state.care.opened) return nullptr;
  const auto& items = scene.around.notes.items;
  const auto found = std::ranges::find(items, *scene.state.care.opened, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

std::string open_id(const event::Uuid& note) {
  constexpr std::size_t kDigits = 8;  // the last ones: the first are a time
  const std::string id = note.text();
  return "note." + id.substr(id.size() - kDigits) + ".open";
}

std::string excerpt(const Item& item, const ui::Ui& ui) {
  return item.strokes.empty() ? item.text : ui.tr("care.drawing");
}

std::string standing(const Item& item, const ui::Ui& ui) {
  const auto& text = ui.text_lookup();
  if (item.verdict == event::Verdict::removed) return ui.tr("care.is.removed") + " · " + ui.tr("reason." + item.reason);
  if (item.verdict == event::Verdict::hidden) return ui.tr("care.is.hidden") + " · " + ui.tr("reason." + item.reason);
  if (item.waits()) {
    std::string why = ui.tr("care.is.waiting");
    for (const std::string& reason : item.held) why += " · " + ui.tr("held." + reason);
    return why;
  }
  switch (item.work) {
    case event::Work::read:
      return ui.tr("care.is.read");
    case event::Work::working:
      return item.until.empty() ? ui.tr("care.is.working")
                                : text.get("care.is.working.until", "date", text.day(item.until));
    case event::Work::done:
      return ui.tr("care.is.done") + (item.did.empty() ? "" : " · " + item.did);
    case event::Work::none:
      break;
  }
  return ui.tr(item.pinned ? "care.is.pinned" : "care.is.shown");
}

std::string about(const Scene& scene, const Item& item) {
  return (item.name.empty() ? "" : item.name + " · ") + known(scene, item);
}

std::string known(const Scene& scene, const Item& item) {
  const Status& status = scene.state.status;
  std::string out = scene.ui.text_lookup().when(item.unix_ms, status.now_unix_ms, status.utc_offset_min);
  if (!item.code.empty()) out += " · " + item.code;
  if (is_begun(scene.state.care, item.id)) out += " · " + scene.ui.tr("care.is.begun");
  if (item.supports > 0) out += " · " + scene.ui.tr("care.supports", item.supports);
  return out;
}

float option_height(const ui::Ui& ui) {
  return ui.line_height(ui::kButton) + 2 * ui.line_height(ui::kSmall) + ui.mm(10);
}

void draw_option(Scene& scene, const Option& option, const Rect& place) {
  ui::Ui& ui = scene.ui;
  if (ui.touch_area(option.id, option.named.empty() ? option.label : option.named, place)) scene.intent = option.intent;
  ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  if (option.chosen) ui.outline(place, ui.theme().chalk, ui.mm(0.6F), ui.mm(3));
  Rect inside = place.inset(ui.mm(6), ui.mm(4));
  draw_lines(ui, option.label, inside.cut_top(ui.line_height(ui::kButton), ui.mm(1)), ui::kButton, 1, ui.theme().chalk);
  draw_lines(ui, option.say, inside, ui::kSmall, 2, ui.theme().muted);
}

void draw_options(Scene& scene, const std::string& title, const std::string& question,
                  const std::vector<Option>& options) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, title, BarLeft::back);
  draw_failure(scene, area);
  if (!question.empty())
    ui.text(area.cut_top(ui.height(question, ui::kBody, area.w), ui.mm(5)), question, ui::kBody, ui.theme().chalk);
  const bool says = std::ranges::any_of(options, [](const Option& one) { return !one.say.empty(); });
  const float high = says ? option_height(ui) : ui.line_height(ui::kButton) + ui.mm(9);
  draw_list(scene, area, options.size(), high,
            [&](std::size_t i, const Rect& place) { draw_option(scene, options[i], place); });
}

std::string day_ahead(const Status& status, int days) {
  return event::plus_days(event::day_of(status.now_unix_ms, status.utc_offset_min), days);
}

}  // namespace chalkpoint::desk
