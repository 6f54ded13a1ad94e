// A card of what waits: in the queue by its clock, among the cases by its control date.
#include <algorithm>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/cover.h"
#include "kiosk/ui/text.h"
#include "sync/event/day.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Rect;

constexpr std::int64_t kShownAsDaysHours = 100;  // beyond, hours tell nothing any more

const char* name_of(Kind kind) {
  return kind_names()[static_cast<std::size_t>(kind)];
}

ui::Color color_of(Urgency urgency, const ui::Theme& theme) {
  switch (urgency) {
    case Urgency::calm:
      return theme.mint;
    case Urgency::soon:
      return theme.yellow;
    case Urgency::late:
      break;
  }
  return theme.coral;
}

// What is left of the day within which a member may expect an answer, or how much over it is.
std::string clock_words(const Wait& wait, const ui::Ui& ui) {
  const auto count = [](std::int64_t n) { return std::to_string(n); };
  if (wait.hours_left > 0) return ui.text_lookup().get("queue.hours", "n", count(wait.hours_left));
  const std::int64_t over = -wait.hours_left;
  if (over < kShownAsDaysHours) return ui.text_lookup().get("queue.hours.over", "n", count(over));
  return ui.text_lookup().get("queue.days.over", "n", count(over / 24));
}

struct Clock {
  std::string words;
  ui::Color color;
};

// By how many days it is over; today is none.
Clock by_days(const Scene& scene, int over) {
  const ui::Ui& ui = scene.ui;
  if (over <= 0) return {ui.tr("queue.today"), ui.theme().yellow};
  return {ui.text_lookup().get("queue.days.over", "n", std::to_string(over)), ui.theme().coral};
}

// Of a case its control date; of what somebody is to be asked the day for that; else what is left of the 24 hours.
Clock clock_of(const Scene& scene, const Waiting& item, bool as_case) {
  const ui::Ui& ui = scene.ui;
  const std::string today = day_ahead(scene.state.status, 0);
  const auto& dossier = item.dossier;
  if (item.kind == Kind::follow_up && !as_case && dossier)
    return by_days(scene, event::days_between(dossier->follow_up, today).value_or(0));
  if ((as_case || item.kind == Kind::overdue) && dossier) {
    if (!dossier->open) return {ui.tr("queue.solved"), ui.theme().mint};
    if (dossier->due.empty()) return {ui.tr("queue.due.none"), ui.theme().muted};
    if (dossier->due <= today) return by_days(scene, dossier->days_over);
    return {ui.text_lookup().day(dossier->due), ui.theme().mint};
  }
  if (item.work == event::Work::done) return {ui.tr("care.is.done"), ui.theme().mint};
  const Wait wait = wait_of(scene.around.clock, item.since_unix_ms, scene.state.status.now_unix_ms);
  return {clock_words(wait, ui), color_of(wait.urgency, ui.theme())};
}

std::string departments_in_words(const Waiting& item, const Notes& notes) {
  std::string out;
  for (const std::string& value : departments_of(item)) out += (out.empty() ? "" : ", ") + label_of(notes, value);
  return out;
}

// The member's words, or what stands for them.
std::string headline(const Waiting& item, const Notes& notes, const ui::Ui& ui) {
  if (item.drawing) return ui.tr("care.drawing");
  if (item.count > 0) return ui.tr("queue.due." + std::string(name_of(item.kind)), item.count);
  if (item.source == Source::confided) return ui.tr("queue.confided.covered");
  if (item.source != Source::voice || !item.score) return item.words;
  const std::string score = ui.text_lookup().get("queue.score", "n", std::to_string(*item.score));
  const std::string tapped = departments_in_words(item, notes);
  if (!item.words.empty()) return score + " — " + item.words;
  return tapped.empty() ? score : score + ": " + tapped;
}

std::string origin(const Waiting& item, const ui::Ui& ui) {
  if (item.kind == Kind::look) return ui.tr("queue.from.look");
  if (item.source == Source::confided) return ui.tr("queue.from.confided");
  if (item.source == Source::note) return ui.tr("queue.from.answer");
  const bool lobby = item.touchpoint.empty() || item.touchpoint == event::kTouchpoints.front();
  return lobby ? ui.tr("queue.from.detractor") : touchpoint_label(item.touchpoint, ui);
}

// Where it comes from, and who of the club is on it; the member's name stands behind.
std::string provenance(const Scene& scene, const Waiting& item, bool as_case) {
  const ui::Ui& ui = scene.ui;
  std::string out = origin(item, ui);
  if (item.dossier && item.dossier->assignee) out += " · " + person_name(scene, *item.dossier->assignee);
  if (item.dossier && item.dossier->days_over > 0 && item.kind != Kind::overdue && !as_case)
    out += " · " + ui.text_lookup().get("queue.case.over", "n", std::to_string(item.dossier->days_over));
  return out;
}

// When, and what is known of it.
std::string particulars(const Scene& scene, const Waiting& item) {
  const ui::Ui& ui = scene.ui;
  const Status& status = scene.state.status;
  std::string out = item.has_contact ? ui.tr("queue.contact") + " · " : "";
  out += ui.text_lookup().when(item.written_unix_ms, status.now_unix_ms, status.utc_offset_min);
  if (is_begun(scene.state.care, item.id)) out += " · " + ui.tr("care.is.begun");
  if (!item.words.empty() && !departments_of(item).empty())
    out += " · " + departments_in_words(item, scene.around.notes);
  if (item.supports > 0) out += " · " + ui.tr("care.supports", item.supports);
  if (item.work == event::Work::read) out += " · " + ui.tr("care.is.read");
  if (item.work == event::Work::working)
    out += " · " + (item.until.empty()
                        ? ui.tr("care.is.working")
                        : ui.text_lookup().get("care.is.working.until", "date", ui.text_lookup().day(item.until)));
  return out;
}

// What is to be done about it: the key of its words.
std::string todo_of(const Waiting& item) {
  const bool answered = item.work == event::Work::done && item.kind != Kind::follow_up && item.kind != Kind::overdue;
  return std::string("queue.do.") + (answered ? "done" : name_of(item.kind));
}

// Where it comes from and what is known of it: on two lines where the words leave room for them.
void draw_known(Scene& scene, const Waiting& item, bool as_case, Rect at, bool two, bool held) {
  ui::Ui& ui = scene.ui;
  const ui::Color color = ui.theme().muted;
  if (item.count > 0)
    return draw_lines(ui, ui.tr("queue.from." + std::string(name_of(item.kind))), at, ui::kSmall, two ? 2 : 1, color);
  const Rect first = at.cut_top(ui.line_height(ui::kSmall));
  const std::string from = provenance(scene, item, as_case) + (two && item.name.empty() ? "" : " · ");
  const std::string known = particulars(scene, item);
  const std::string after = two ? "" : (item.name.empty() ? "" : " · ") + known;
  ui::draw_line_covered(ui, first, from, item.name, after, held, ui::kSmall, color);
  if (two) draw_lines(ui, known, at, ui::kSmall, 1, color);
}

// A line of the lists leads to its list, everything else to the item.
Intent way_to(const Waiting& item, bool case_first) {
  if (item.count == 0) return OpenWaiting{item.source, item.id, case_first};
  if (item.kind == Kind::promoter) return OpenPromoters{};
  return OpenList{item.kind == Kind::call ? List::calls : List::renewals};
}

}  // namespace

const std::array<const char*, kKinds>& kind_names() {
  static constexpr std::array<const char*, kKinds> names = {
      "look", "answer", "confided", "detractor", "told", "follow_up", "overdue", "call", "renewal", "promoter", "said"};
  return names;
}

std::string label_of(const Notes& notes, const std::string& value) {
  const auto found = notes.labels.find(value);
  return found == notes.labels.end() ? value : found->second;
}

float waiting_height(const ui::Ui& ui) {
  return 2 * ui.line_height(ui::kSmallStrong) + ui.line_height(ui::kSmall) + ui.mm(8);
}

// The whole card is its button; what it does stands on it as on one.
void draw_waiting(Scene& scene, const Waiting& item, const Rect& card, bool as_case) {
  ui::Ui& ui = scene.ui;
  const std::string words = headline(item, scene.around.notes, ui);
  const std::string which = item.count > 0 ? name_of(item.kind) : event::short_id(item.id);
  const std::string id = (as_case ? "case." : "queue.") + which + ".open";
  const bool case_first = as_case || item.kind == Kind::follow_up || item.kind == Kind::overdue;
  // Targets are written to a file: what it is, never what a member wrote.
  const std::string label = ui.tr(todo_of(item));
  const auto touch = ui.peek_area(id, label, card, !item.name.empty());
  if (touch.acted) scene.intent = way_to(item, case_first);
  ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  const auto [clock, color] = clock_of(scene, item, as_case);
  ui.fill({card.x + ui.mm(2), card.y + ui.mm(3), ui.mm(1.6F), card.h - ui.mm(6)}, color, ui.mm(0.8F));
  Rect inside = card.inset(ui.mm(6), ui.mm(3));

  const std::string todo = ui.tr(as_case ? "queue.do.case" : todo_of(item));
  const float pill_wide = std::max(ui.width(todo, ui::kSmallStrong) + ui.mm(6), ui.width(clock, ui::kButton));
  const float pill_high = ui.mm(9);
  Rect side = inside.cut_right(pill_wide, ui.mm(4));
  const Rect pill = side.cut_bottom(pill_high, ui.mm(1));
  ui.fill(pill, ui.theme().chalk, ui.mm(3));
  ui.text(pill, todo, ui::kSmallStrong, ui.theme().ink, Align::centre, false, true);
  ui.text(side, clock, ui::kButton, color, Align::right, false, true);

  const float line = ui.line_height(ui::kSmallStrong);
  const bool short_words = ui.lines(words, ui::kSmallStrong, inside.w - ui.width("…", ui::kSmallStrong)).size() < 2;
  draw_lines(ui, words, inside.cut_top(short_words ? line : 2 * line, ui.mm(1)), ui::kSmallStrong, 2, ui.theme().chalk);
  draw_known(scene, item, as_case, inside, short_words, touch.shows);
}

const event::Voice* opened_voice(const Scene& scene) {
  const auto& voices = scene.around.notes.voices;
  const auto found = std::ranges::find(voices, scene.state.care.opened.value_or(event::Uuid{}), &event::Voice::id);
  return found == voices.end() ? nullptr : &*found;
}

const Confidence* opened_confidence(const Scene& scene) {
  const auto& all = scene.around.notes.confided;
  const auto found = std::ranges::find(all, scene.state.care.opened.value_or(event::Uuid{}), &Confidence::id);
  return found == all.end() ? nullptr : &*found;
}

std::string opened_words(const Scene& scene) {
  if (const Item* item = opened(scene)) return item->text;
  if (const event::Voice* voice = opened_voice(scene)) return voice->words;
  const Confidence* covered = opened_confidence(scene);
  const Reading* reading = covered ? reading_of(scene.state.care, covered->id) : nullptr;
  return reading ? reading->writing.text : "";
}

}  // namespace chalkpoint::desk
