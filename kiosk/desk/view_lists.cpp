// Whom to call: yesterday's clients, cards that end, promoters. On a card stands what to do, who it is only under a
// finger.
#include "kiosk/desk/view_lists.h"

#include <algorithm>

#include "kiosk/ui/cover.h"
#include "kiosk/ui/text.h"
#include "sync/event/day.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

std::string target_of(const char* what, const event::Uuid& id) {
  constexpr std::size_t kDigits = 8;  // the last ones: the first are a time
  const std::string text = id.text();
  return std::string(what) + text.substr(text.size() - kDigits) + ".open";
}

std::string time_of(const Scene& scene, std::int64_t unix_ms) {
  const Status& status = scene.state.status;
  return scene.ui.text_lookup().when(unix_ms, status.now_unix_ms, status.utc_offset_min);
}

// What came of the last calls.
std::string so_far(const Scene& scene, std::uint32_t tries, std::int64_t again_unix_ms) {
  if (tries == 0) return "";
  std::string out = scene.ui.tr("call.tries", tries);
  if (again_unix_ms > scene.state.status.now_unix_ms)
    out += " · " + scene.ui.text_lookup().get("call.again", "time", time_of(scene, again_unix_ms));
  return out;
}

struct Card {
  std::string id, label;  ///< of the target: nothing of whom it is about
  std::string head;       ///< what it is
  std::string covered;    ///< the name; empty: nothing is readable
  std::string below;
  std::string todo;  ///< the pill; empty: nothing to do
  ui::Color color;
  Intent intent;
};

float card_height(const ui::Ui& ui) {
  return ui.line_height(ui::kSmallStrong) + 2 * ui.line_height(ui::kSmall) + ui.mm(9);
}

void draw_card(Scene& scene, const Card& card, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const auto touch = ui.peek_area(card.id, card.label, at, !card.covered.empty());
  if (touch.acted) scene.intent = card.intent;
  ui.fill(at, ui.is_pressed(at) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  ui.fill({at.x + ui.mm(2), at.y + ui.mm(3), ui.mm(1.6F), at.h - ui.mm(6)}, card.color, ui.mm(0.8F));
  Rect inside = at.inset(ui.mm(6), ui.mm(3));
  if (!card.todo.empty()) {
    Rect side = inside.cut_right(ui.width(card.todo, ui::kSmallStrong) + ui.mm(6), ui.mm(4));
    const Rect pill{side.x, side.y + (side.h - ui.mm(9)) / 2, side.w, ui.mm(9)};
    ui.fill(pill, ui.theme().chalk, ui.mm(3));
    ui.text(pill, card.todo, ui::kSmallStrong, ui.theme().ink, Align::centre, false, true);
  }
  draw_lines(ui, card.head, inside.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 1,
             ui.theme().chalk);
  Rect name = inside.cut_top(ui.line_height(ui::kSmall), ui.mm(1));
  if (card.covered.empty())
    draw_lines(ui, ui.tr("lists.sealed"), name, ui::kSmall, 1, ui.theme().muted);
  else
    ui::draw_line_covered(ui, name, "", card.covered, "", touch.shows, ui::kSmall,
                          touch.shows ? ui.theme().chalk : ui.theme().muted);
  draw_lines(ui, card.below, inside, ui::kSmall, 1, ui.theme().muted);
}

std::string head_of(const Scene& scene, const Row& row) {
  const ui::Ui& ui = scene.ui;
  if (row.list == List::renewals) return ends_words(scene, row);
  const std::string status = row.client && !row.client->status.empty() ? row.client->status : "none";
  return ui.tr("status." + status);
}

Card card_of(const Scene& scene, const Row& row, std::string_view today) {
  const ui::Ui& ui = scene.ui;
  const bool due = is_due(row, scene.state.status.now_unix_ms, today);
  const bool done = is_done(row);
  std::string below = standing_of(scene, row);
  if (row.list == List::renewals) below = left_words(scene, row) + (below.empty() ? "" : " · ") + below;
  if (const std::string tries = so_far(scene, row.tries, row.again_unix_ms); !tries.empty() && !done)
    below += (below.empty() ? "" : " · ") + tries;
  const std::string head = head_of(scene, row);
  return {.id = target_of("call.", row.id),
          .label = head,
          .head = head,
          .covered = row.client ? row.client->name : "",
          .below = below,
          .todo = due && row.client ? ui.tr("call.do") : "",
          .color = row.stop != Stop::none ? ui.theme().coral
                   : done                 ? ui.theme().mint
                   : due                  ? ui.theme().yellow
                                          : ui.theme().muted,
          .intent = OpenRow{row.id}};
}

Card card_of(const Scene& scene, const Fan& fan, std::string_view today) {
  const ui::Ui& ui = scene.ui;
  const bool due = is_due(fan, scene.state.status.now_unix_ms, today);
  const std::string head = occasion_words(scene, fan);
  const std::string given = ui.text_lookup().get("queue.score", "n", std::to_string(fan.said.score)) + " · " +
                            time_of(scene, fan.said.unix_ms) + " · " + fan.said.code;
  return {.id = target_of("promoter.", fan.said.id),
          .label = head,
          .head = head,
          .covered = fan.contact.value_or(""),
          .below = given,
          .todo = due ? ui.tr("call.do") : "",
          .color = fan.refused ? ui.theme().coral
                   : due       ? ui.theme().yellow
                               : ui.theme().mint,
          .intent = OpenFan{fan.said.id}};
}

std::size_t due_count(const Scene& scene, List list) {
  const std::string today = today_of(scene);
  return static_cast<std::size_t>(std::ranges::count_if(scene.around.notes.calling.rows, [&](const Row& row) {
    return row.list == list && is_due(row, scene.state.status.now_unix_ms, today);
  }));
}

std::vector<Choice> list_tabs(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const std::string today = today_of(scene);
  const auto fans =
      static_cast<std::size_t>(std::ranges::count_if(scene.around.notes.calling.fans, [&](const Fan& fan) {
        return is_due(fan, scene.state.status.now_unix_ms, today);
      }));
  const auto tab = [&](const char* id, std::size_t count, Screen screen, Intent intent) {
    return Choice{id,
                  ui.tr(id) + " · " + std::to_string(count),
                  {.look = Look::small, .chosen = scene.state.screen == screen, .again = true},
                  std::move(intent)};
  };
  return {tab("list.calls", due_count(scene, List::calls), Screen::calls, OpenList{List::calls}),
          tab("list.renewals", due_count(scene, List::renewals), Screen::renewals, OpenList{List::renewals}),
          tab("list.promoters", fans, Screen::promoters, OpenPromoters{})};
}

// What lies above the cards; false: there are none to be drawn.
void draw_head(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  scene.intent = draw_bar(state, ui, area, state.care.by.name.empty() ? ui.tr("calls.open") : state.care.by.name,
                          BarLeft::lock, true);
  draw_sections(scene, area);
  auto choices = list_tabs(scene);
  if (!state.lists.promoters && scene.around.notes.calling.has_key) {
    choices.push_back({"import.open",
                       ui.tr("import.open"),
                       {.look = Look::small, .icon = ui::Icon::plus, .enabled = !state.lists.busy},
                       AskImport{}});
    if (state.lists.list == List::calls)
      choices.push_back({"client.add",
                         ui.tr("client.add"),
                         {.look = Look::small, .icon = ui::Icon::plus, .enabled = !state.lists.busy},
                         AskClient{}});
  }
  draw_rows(scene, choices, area);
  draw_failure(scene, area);
}

void draw_said(Scene& scene, Rect& area, const std::string& say, ui::Color color) {
  if (!say.empty())
    scene.ui.text(area.cut_top(scene.ui.height(say, ui::kSmall, area.w), scene.ui.mm(3)), say, ui::kSmall, color);
}

}  // namespace

std::string today_of(const Scene& scene) {
  return event::day_of(scene.state.status.now_unix_ms, scene.state.status.utc_offset_min);
}

std::string ends_words(const Scene& scene, const Row& row) {
  const ui::Text& text = scene.ui.text_lookup();
  return text.get(row.day < today_of(scene) ? "renewal.ended" : "renewal.ends", "day", text.day(row.day));
}

std::string left_words(const Scene& scene, const Row& row) {
  const ui::Ui& ui = scene.ui;
  const int left = event::days_between(today_of(scene), row.day).value_or(0);
  if (left == 0) return ui.tr("renewal.today");
  return left > 0 ? ui.tr("renewal.left", static_cast<std::uint64_t>(left))
                  : ui.tr("renewal.over", static_cast<std::uint64_t>(-left));
}

std::string standing_of(const Scene& scene, const Row& row) {
  const ui::Ui& ui = scene.ui;
  if (row.stop != Stop::none) return ui.tr(row.stop == Stop::refused ? "call.stop.refused" : "call.stop.recent");
  if (!row.asked) return "";
  const event::Interview& asked = *row.asked;
  std::string out = asked.by.name;
  if (!asked.outcome.empty()) out = ui.tr("asked." + asked.outcome) + " · " + out;
  if (asked.score) out = ui.text_lookup().get("queue.score", "n", std::to_string(*asked.score)) + " · " + out;
  if (const auto again = asked_again_on(row))
    out += " · " + ui.text_lookup().get("call.again", "time", ui.text_lookup().day(*again));
  return out;
}

std::string occasion_words(const Scene& scene, const Fan& fan) {
  const ui::Ui& ui = scene.ui;
  const std::string today = today_of(scene);
  const auto next = next_occasion(fan, today);
  if (!next) return ui.tr("call.stop.refused");
  constexpr std::array<const char*, 3> kOccasions = {"occasion.first", "occasion.half-year", "occasion.birthday"};
  std::string out = ui.tr(kOccasions[static_cast<std::size_t>(next->occasion)]);
  if (next->day > today) out += " · " + ui.text_lookup().day(next->day);
  if (fan.asked && !fan.asked->outcome.empty()) out += " · " + ui.tr("asked." + fan.asked->outcome);
  return out;
}

void draw_calls(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Lists& lists = scene.state.lists;
  const Calling& calling = scene.around.notes.calling;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_head(scene, area);
  if (!calling.has_key) {
    ui.text(area, ui.tr("lists.no_key"), ui::kBody, ui.theme().yellow, Align::centre, true, true);
    return;
  }
  if (lists.failed) draw_said(scene, area, ui.tr("import.failed"), ui.theme().yellow);
  if (lists.kept_count) draw_said(scene, area, ui.tr("import.kept", *lists.kept_count), ui.theme().mint);
  std::vector<const Row*> shown;
  for (const Row& row : calling.rows)
    if (row.list == lists.list) shown.push_back(&row);
  if (shown.empty()) {
    ui.text(area, ui.tr(lists.list == List::calls ? "list.calls.empty" : "list.renewals.empty"), ui::kBody,
            ui.theme().mint, Align::centre, true, true);
    return;
  }
  if (std::ranges::none_of(shown, [](const Row* row) { return row->client.has_value(); }))
    draw_said(scene, area, ui.tr("lists.sealed.say"), ui.theme().yellow);
  const std::string today = today_of(scene);
  ui::draw_list(scene.ui, area, shown.size(), card_height(ui),
                [&](std::size_t i, const Rect& at) { draw_card(scene, card_of(scene, *shown[i], today), at); });
}

void draw_promoters(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const auto& fans = scene.around.notes.calling.fans;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_head(scene, area);
  if (fans.empty()) {
    ui.text(area, ui.tr("list.promoters.empty"), ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  draw_said(scene, area, ui.tr("list.promoters.say"), ui.theme().muted);
  const std::string today = today_of(scene);
  ui::draw_list(scene.ui, area, fans.size(), card_height(ui),
                [&](std::size_t i, const Rect& at) { draw_card(scene, card_of(scene, fans[i], today), at); });
}

}  // namespace chalkpoint::desk
