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
  const ui::Bar bar{.title = title, .language = state.language, .back = left == BarLeft::back, .tight = tight};
  return ui::bar_intent<Speak>(ui::draw_bar(ui, area, bar), Intent(), GoBack{}, Close{});
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

std::vector<ui::Choice> buttons_of(std::span<const Choice> some) {
  std::vector<ui::Choice> out;
  for (const Choice& one : some) out.push_back({one.id, one.label, one.look, one.hides});
  return out;
}

// What the tapped one of them means; how high they are.
float heard(Scene& scene, std::span<const Choice> some, const ui::Placed& placed) {
  if (placed.tapped) scene.intent = some[*placed.tapped].intent;
  return placed.height;
}

}  // namespace

float draw_choices(Scene& scene, const std::vector<Choice>& choices, const Rect& at, bool draws, float high_mm) {
  return heard(scene, choices, ui::draw_choices(scene.ui, buttons_of(choices), at, draws, high_mm));
}

float draw_grid(Scene& scene, std::span<const Choice> some, const Rect& at, std::size_t columns, bool draws) {
  return heard(scene, some, ui::draw_grid(scene.ui, buttons_of(some), at, columns, draws));
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
  if (const ui::Tapped tapped = ui::draw_rows(scene.ui, buttons_of(choices), area))
    scene.intent = choices[*tapped].intent;
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

void draw_option(Scene& scene, const Option& option, const Rect& place) {
  if (ui::draw_option(scene.ui, place, {option.id, option.label, option.say, option.chosen, option.named}))
    scene.intent = option.intent;
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
  ui::draw_list(scene.ui, area, options.size(), high,
                [&](std::size_t i, const Rect& place) { draw_option(scene, options[i], place); });
}

std::string day_ahead(const Status& status, int days) {
  return event::plus_days(event::day_of(status.now_unix_ms, status.utc_offset_min), days);
}

}  // namespace chalkpoint::desk
