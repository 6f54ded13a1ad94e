// One note: as it stands on the board, and everything the club can do about it.
#include <algorithm>
#include <chrono>
#include <span>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"
#include "sync/event/event.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr int kUntilDays[] = {1, 3, 7, 14, 30};
constexpr float kGridGapMm = 2.4F;

// The writing, what is known of it, the answers: measured or drawn from the top of `at`; returns the height.
float paper(Scene& scene, const Item& item, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  float y = at.y;
  const auto words = [&](const std::string& text, ui::Type type, ui::Color color, float after_mm) {
    const float high = ui.height(text, type, at.w);
    if (draws) ui.text({at.x, y, at.w, high}, text, type, color);
    y += high + ui.mm(after_mm);
  };
  words(about(scene, item), ui::kSmall, ui.theme().muted, 2);
  if (item.strokes.empty()) {
    words(item.text, {ui::Face::chalk, 7}, scene.around.hand.colour(ui.theme(), item.colour), 2);
  } else {
    const float high = at.w * 0.5F;
    if (draws) scene.around.hand.drawing(ui, item.strokes, {at.x, y, at.w, high}, "desk." + item.id.text());
    y += high + ui.mm(2);
  }
  words(standing(item, ui), ui::kSmallStrong, item.waits() ? ui.theme().yellow : ui.theme().mint, 3);
  for (const Item::Answer& answer : item.answers) {
    words(answer.text, ui::kSmallStrong, ui.theme().chalk, 0.5F);
    words(answer.by.name + " — " + ui.tr("role." + answer.by.role), ui::kSmall, ui.theme().muted, 2);
  }
  return y - at.y;
}

std::vector<Choice> choices(const Item& item, const Scene& scene) {
  using event::Right;
  const ui::Ui& ui = scene.ui;
  const bool off = item.verdict == event::Verdict::hidden || item.verdict == event::Verdict::removed;
  std::vector<Choice> out;
  const auto offer = [&](Right needed, Choice choice) {
    if (event::may(scene.state.care.by.role, needed)) out.push_back(std::move(choice));
  };
  // The first one is what comes next: a look where one is waited for, else an answer, primary until there is one.
  const bool judged = !item.waits() && !off;
  if (!judged)
    offer(Right::judge, {"care.show",
                         ui.tr(off ? "care.show.again" : "care.show"),
                         {.look = Look::primary, .icon = ui::Icon::check},
                         Judge{event::Verdict::shown, ""}});
  const Look answers = judged && item.answers.empty() ? Look::primary : Look::outline;
  const bool begun = scene.state.care.drafts.contains({item.id, Screen::reply});
  offer(Right::answer, {"care.reply",
                        ui.tr(begun ? "care.reply.on" : "care.reply"),
                        {.look = answers, .icon = ui::Icon::pencil},
                        AskReply{}});
  if (!begun) offer(Right::answer, {"care.prepared", ui.tr("care.prepared"), {}, AskPrepared{}});
  if (!off) offer(Right::judge, {"care.hide", ui.tr("care.hide"), {}, AskReason{}});
  if (item.verdict == event::Verdict::hidden)
    offer(Right::judge, {"care.remove", ui.tr("care.remove"), {}, Judge{event::Verdict::removed, item.reason}});
  if (off) return out;
  const auto marked = [&item](event::Work work) { return Button{.look = Look::chip, .chosen = item.work == work}; };
  offer(Right::answer, {"care.read", ui.tr("care.read"), marked(event::Work::read), Mark{event::Work::read, ""}});
  offer(Right::answer, {"care.working", ui.tr("care.working"), marked(event::Work::working), AskUntil{}});
  offer(Right::answer, {"care.done", ui.tr("care.done"), marked(event::Work::done), AskDone{}});
  offer(Right::pin, {"care.pin",
                     ui.tr(item.pinned ? "care.unpin" : "care.pin"),
                     {.look = Look::chip, .chosen = item.pinned},
                     Pin{!item.pinned}});
  return out;
}

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

// Buttons in rows of at most so many; returns the height. `draws` false: measures only.
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

// What comes next across the whole width, the rest in a grid below.
float draw_actions(Scene& scene, const std::vector<Choice>& actions, Rect at, bool draws) {
  const std::span<const Choice> all = actions;
  if (actions.empty()) return 0;  // the role may nothing of it
  const float gap = scene.ui.mm(5), first = draw_grid(scene, all.first(1), at, 1, draws);
  at.cut_top(first, gap);
  return first + gap + draw_grid(scene, all.subspan(1), at, scene.ui.portrait() ? 3 : 2, draws);
}

// A question and buttons under it: why, until when.
void draw_question(Scene& scene, const char* title, const char* question, const std::vector<Choice>& answers) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr(title), BarLeft::back);
  const std::string say = ui.tr(question);
  ui.text(area.cut_top(ui.height(say, ui::kBody, area.w), ui.mm(6)), say, ui::kBody, ui.theme().chalk);
  draw_grid(scene, answers, area, 2, true);
}

std::string local_day(const Status& status, int days_ahead) {
  using namespace std::chrono;
  const sys_time<milliseconds> now(milliseconds(status.now_unix_ms) + minutes(status.utc_offset_min));
  const year_month_day date(floor<days>(now) + days(days_ahead));
  return event::rfc3339({.unix_ms = duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count(),
                         .utc_offset_min = 0,
                         .mono_ms = 0,
                         .boot_id = {}})
      .substr(0, 10);
}

}  // namespace

void draw_note(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("care.note"), BarLeft::back);
  draw_failure(scene, area);
  const Item* item = opened(scene);
  if (item == nullptr) return;
  const auto actions = choices(*item, scene);
  Rect side = area;
  if (ui.portrait())
    side = area.cut_bottom(draw_actions(scene, actions, area, false), ui.mm(6));
  else
    side = area.cut_right(area.w * 0.5F, ui.mm(8));
  draw_actions(scene, actions, side, true);
  ui.fill(area, ui.theme().fill.faded(0.5F), ui.mm(4));
  const Rect view = area.inset(ui.mm(6), ui.mm(5));
  const float content = paper(scene, *item, view, false);
  paper(scene, *item, ui.begin_scroll(view, content, ui.kept("scroll")), true);
  ui.end_scroll();
}

void draw_hide(Scene& scene) {
  std::vector<Choice> reasons;
  for (const std::string_view reason : event::kModerationReasons) {
    const std::string id = "reason." + std::string(reason);
    reasons.push_back({id, scene.ui.tr(id), {}, Judge{event::Verdict::hidden, std::string(reason)}});
  }
  draw_question(scene, "care.hide.title", "care.hide.why", reasons);
}

void draw_until(Scene& scene) {
  std::vector<Choice> days;
  for (const int ahead : kUntilDays) {
    const std::string day = local_day(scene.state.status, ahead);
    const std::string number = std::to_string(ahead);
    days.push_back({"until." + number,
                    scene.ui.tr("until.in." + number) + " · " + scene.ui.text_lookup().day_of_week(day),
                    {},
                    Mark{event::Work::working, day}});
  }
  days.push_back({"until.open", scene.ui.tr("until.open"), {}, Mark{event::Work::working, ""}});
  draw_question(scene, "care.working", "care.until.when", days);
}

}  // namespace chalkpoint::desk
