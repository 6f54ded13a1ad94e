// One note: as it stands on the board, and everything the club can do about it.
#include <algorithm>
#include <iterator>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"
#include "sync/event/day.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr int kUntilDays[] = {1, 3, 7, 14, 30};

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
  if (!scene.around.notes.opened.history.empty()) {
    y += ui.mm(2);
    y += draw_history(scene, {at.x, y, at.w, 0}, draws);
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
  // First stands what comes next: a look where one is waited for, else an answer, primary until there is one. Both keep
  // their places, and those behind them theirs: whoever taps twice hits the same button.
  const bool judged = !item.waits() && !off;
  const bool answers_next = judged && item.answers.empty();
  offer(Right::judge, {"care.show",
                       ui.tr(off ? "care.show.again" : "care.show"),
                       {.look = Look::primary, .icon = ui::Icon::check, .enabled = !judged},
                       Judge{event::Verdict::shown, ""}});
  if (!item.of_club) {  // else there is nobody to be answered
    const Look answers = answers_next ? Look::primary : Look::outline;
    const bool begun = scene.state.care.drafts.contains({item.id, Screen::reply});
    offer(Right::answer, {"care.reply",
                          ui.tr(begun ? "care.reply.on" : "care.reply"),
                          {.look = answers, .icon = ui::Icon::pencil},
                          AskReply{}});
    if (!begun) offer(Right::answer, {"care.prepared", ui.tr("care.prepared"), {}, AskPrepared{}});
  }
  if (!off) offer(Right::judge, {"care.hide", ui.tr("care.hide"), {}, AskReason{}});
  if (item.verdict == event::Verdict::hidden)
    offer(Right::judge, {"care.remove", ui.tr("care.remove"), {}, Judge{event::Verdict::removed, item.reason}});
  std::ranges::move(ways_to_case(scene), std::back_inserter(out));
  if (off) return out;
  if (!item.of_club) {  // which says itself what was done
    const auto marked = [&item](event::Work work) { return Button{.look = Look::pick, .chosen = item.work == work}; };
    Button read = marked(event::Work::read);  // says nothing new of what is in work or done
    read.enabled = item.work == event::Work::none || item.work == event::Work::read;
    offer(Right::answer, {"care.read", ui.tr("care.read"), read, Mark{event::Work::read, ""}});
    offer(Right::answer, {"care.working", ui.tr("care.working"), marked(event::Work::working), AskUntil{}});
    if (item.work == event::Work::done)
      offer(Right::answer, {"care.reopen", ui.tr("care.reopen"), {.look = Look::pick}, Mark{event::Work::none, ""}});
    else
      offer(Right::answer, {"care.done", ui.tr("care.done"), {.look = Look::pick}, AskDone{}});
  }
  offer(Right::pin, {"care.pin",
                     ui.tr(item.pinned ? "care.unpin" : "care.pin"),
                     {.look = Look::pick, .chosen = item.pinned},
                     Pin{!item.pinned}});
  return out;
}

}  // namespace

void draw_note(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("care.note"), BarLeft::back);
  draw_failure(scene, area);
  draw_news(scene, area);
  const Item* item = opened(scene);
  if (item == nullptr) return;
  const auto actions = choices(*item, scene);
  const std::size_t next = item->of_club ? 1 : 2;  // the look and the answer
  Rect side = area;
  if (ui.portrait())
    side = area.cut_bottom(draw_actions(scene, actions, area, false, next), ui.mm(6));
  else
    side = area.cut_right(area.w * 0.5F, ui.mm(8));
  draw_actions(scene, actions, side, true, next);
  if (const float block = item->of_club ? 0 : draw_case_block(scene, area, false); block > 0)
    draw_case_block(scene, area.cut_bottom(block, ui.mm(3)), true);
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
    const std::string day = day_ahead(scene.state.status, ahead);
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
