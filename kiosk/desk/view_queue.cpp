// The start of the desk: what waits for the club, longest first, each with its clock.
#include <algorithm>
#include <set>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"
#include "sync/event/nps.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr std::array<const char*, kKinds> kKindNames = {"look", "answer", "confided", "detractor", "told"};
constexpr std::int64_t kShownAsDaysHours = 100;  // beyond, hours tell nothing any more

const char* name_of(Kind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
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

std::string label_of(const Notes& notes, const std::string& value) {
  const auto found = notes.labels.find(value);
  return found == notes.labels.end() ? value : found->second;
}

std::string departments_of(const Waiting& item, const Notes& notes) {
  std::string out;
  for (const std::string& value : item.departments) out += (out.empty() ? "" : ", ") + label_of(notes, value);
  return out;
}

// The member's words, or what stands for them.
std::string headline(const Waiting& item, const Notes& notes, const ui::Ui& ui) {
  if (item.drawing) return ui.tr("care.drawing");
  if (item.kind == Kind::confided) return ui.tr("queue.confided.covered");
  if (item.kind != Kind::detractor || !item.score) return item.words;
  const std::string score = ui.text_lookup().get("queue.score", "n", std::to_string(*item.score));
  const std::string tapped = departments_of(item, notes);
  if (!item.words.empty()) return score + " — " + item.words;
  return tapped.empty() ? score : score + ": " + tapped;
}

// Where it comes from, who, when, what is known of it.
std::string particulars(const Scene& scene, const Waiting& item) {
  const ui::Ui& ui = scene.ui;
  const Status& status = scene.state.status;
  const bool heard = is_response(item.kind) && item.touchpoint != event::kTouchpoints.front();
  std::string out =
      heard ? touchpoint_label(item.touchpoint, ui) : ui.tr("queue.from." + std::string(name_of(item.kind)));
  if (!item.name.empty()) out += " · " + item.name;
  out += " · " + ui.text_lookup().when(item.since_unix_ms, status.now_unix_ms, status.utc_offset_min);
  if (item.has_contact) out += " · " + ui.tr("queue.contact");
  if (is_begun(scene.state.care, item.id)) out += " · " + ui.tr("care.is.begun");
  if (!item.words.empty() && !item.departments.empty()) out += " · " + departments_of(item, scene.around.notes);
  if (item.supports > 0) out += " · " + ui.tr("care.supports", item.supports);
  if (item.work == event::Work::read) out += " · " + ui.tr("care.is.read");
  if (item.work == event::Work::working)
    out += " · " + (item.until.empty()
                        ? ui.tr("care.is.working")
                        : ui.text_lookup().get("care.is.working.until", "date", ui.text_lookup().day(item.until)));
  return out;
}

float card_height(const ui::Ui& ui) {
  return 2 * ui.line_height(ui::kSmallStrong) + ui.line_height(ui::kSmall) + ui.mm(8);
}

// The whole card is its button; what it does stands on it as on one.
void draw_card(Scene& scene, const Waiting& item, const Rect& card) {
  ui::Ui& ui = scene.ui;
  const std::string words = headline(item, scene.around.notes, ui);
  const std::string id = "queue." + item.id.text().substr(28) + ".open";
  if (ui.touch_area(id, words, card)) scene.intent = OpenWaiting{item.kind, item.id};
  ui.fill(card, ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  const Wait wait = wait_of(scene.around.clock, item.since_unix_ms, scene.state.status.now_unix_ms);
  const ui::Color color = color_of(wait.urgency, ui.theme());
  ui.fill({card.x + ui.mm(2), card.y + ui.mm(3), ui.mm(1.6F), card.h - ui.mm(6)}, color, ui.mm(0.8F));
  Rect inside = card.inset(ui.mm(6), ui.mm(3));

  const std::string todo = ui.tr("queue.do." + std::string(name_of(item.kind)));
  const float pill_wide = ui.width(todo, ui::kSmallStrong) + ui.mm(6), pill_high = ui.mm(9);
  Rect side = inside.cut_right(pill_wide, ui.mm(4));
  const Rect pill = side.cut_bottom(pill_high, ui.mm(1));
  ui.fill(pill, ui.theme().chalk, ui.mm(3));
  ui.text(pill, todo, ui::kSmallStrong, ui.theme().ink, Align::centre, false, true);
  ui.text(side, clock_words(wait, ui), ui::kButton, color, Align::right, false, true);

  draw_lines(ui, words, inside.cut_top(2 * ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 2,
             ui.theme().chalk);
  draw_lines(ui, particulars(scene, item), inside.cut_top(ui.line_height(ui::kSmall)), ui::kSmall, 1, ui.theme().muted);
}

// Kinds with their counts.
std::vector<Choice> tabs(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Filter& now = scene.state.care.filter;
  const auto& queue = scene.around.notes.queue;
  const auto tab = [&](const std::string& id, std::size_t count, std::optional<Kind> kind) {
    const bool chosen = now.kind == kind && now.search.empty();
    return Choice{id,
                  ui.tr(id) + " · " + std::to_string(count),
                  {.look = Look::small, .chosen = chosen, .again = true},
                  SetFilter{{.kind = kind, .department = {}, .search = {}}}};
  };
  std::vector<Choice> out = {tab("queue.all", queue.size(), {})};
  const auto counts = counts_of(queue);
  for (std::size_t i = 0; i < kKinds; ++i)
    if (counts[i] > 0 || now.kind == static_cast<Kind>(i))
      out.push_back(tab(std::string("queue.") + kKindNames[i], counts[i], static_cast<Kind>(i)));
  return out;
}

std::vector<Choice> departments(const Scene& scene) {
  const Filter& now = scene.state.care.filter;
  std::vector<Choice> out;
  if (!now.kind || !is_response(*now.kind)) return out;
  std::set<std::string> values;
  for (const Waiting& item : scene.around.notes.queue) values.insert(item.departments.begin(), item.departments.end());
  for (const std::string& value : values) {
    const bool chosen = now.department == value;
    out.push_back({"department." + value,
                   label_of(scene.around.notes, value),
                   {.look = Look::small, .chosen = chosen, .again = true},
                   SetFilter{{.kind = now.kind, .department = chosen ? "" : value, .search = {}}}});
  }
  return out;
}

std::vector<Choice> searching(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const std::string& search = scene.state.care.filter.search;
  std::vector<Choice> out;
  if (search.empty())
    out.push_back({"care.search", ui.tr("care.search"), {.look = Look::small}, AskSearch{}});
  else
    out.push_back({"search.clear",
                   ui.text_lookup().get("queue.found", "words", event::quote(search, 12)),
                   {.look = Look::small, .icon = ui::Icon::close, .chosen = true},
                   SetFilter{}});
  return out;
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

// Where it was heard, and who took it down.
std::string origin(const event::Voice& voice, const ui::Ui& ui) {
  if (voice.taken_by.name.empty()) return {};
  return touchpoint_label(voice.touchpoint, ui) + " · " +
         ui.text_lookup().get("voice.taken", "name", voice.taken_by.name);
}

// What a member said, measured or drawn from the top of `at`; returns the height.
float paper(Scene& scene, const event::Voice& voice, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const Status& status = scene.state.status;
  float y = at.y;
  const auto words = [&](const std::string& text, ui::Type type, ui::Color color, float after_mm) {
    if (text.empty()) return;
    const float high = ui.height(text, type, at.w);
    if (draws) ui.text({at.x, y, at.w, high}, text, type, color);
    y += high + ui.mm(after_mm);
  };
  words(ui.text_lookup().when(voice.unix_ms, status.now_unix_ms, status.utc_offset_min) +
            (voice.code.empty() ? "" : " · " + voice.code),
        ui::kSmall, ui.theme().muted, 2);
  words(origin(voice, ui), ui::kSmallStrong, ui.theme().chalk, 3);
  if (voice.score)
    words(ui.text_lookup().get("voice.score", "n", std::to_string(*voice.score)), ui::kHeading,
          event::group_of(*voice.score) == event::Group::detractor ? ui.theme().coral : ui.theme().chalk, 3);
  std::string tapped;
  for (const auto& [question, value] : voice.choices)
    tapped += (tapped.empty() ? "" : ", ") + label_of(scene.around.notes, value);
  for (const auto& [question, value] : voice.details)
    tapped += (tapped.empty() ? "" : " · ") + label_of(scene.around.notes, value);
  words(tapped, ui::kSmallStrong, ui.theme().chalk, 3);
  words(voice.words, {ui::Face::chalk, 7}, ui.theme().chalk, 3);
  words(ui.tr(voice.has_contact ? "voice.contact" : "voice.contact.none"), ui::kSmall, ui.theme().muted, 3);
  if (voice.work == event::Work::read)
    words(ui.tr("care.is.read") + " · " + voice.by.name, ui::kSmallStrong, ui.theme().mint, 0);
  return y - at.y;
}

float paper(Scene& scene, const Confidence& one, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const Status& status = scene.state.status;
  const std::string about =
      ui.text_lookup().when(one.unix_ms, status.now_unix_ms, status.utc_offset_min) + " · " + one.code;
  const float head = ui.line_height(ui::kSmall) + ui.mm(3);
  if (draws) ui.text({at.x, at.y, at.w, head}, about, ui::kSmall, ui.theme().muted);
  if (const Reading* reading = reading_of(scene.state.care, one.id)) {
    const float high = reading_height(scene, *reading, at.w);
    if (draws) draw_reading(scene, *reading, {at.x, at.y + head, at.w, high});
    return head + high;
  }
  const Care& care = scene.state.care;
  const std::string why = care.key.empty() ? ui.tr("voice.covered") : cover(care, one, ui);
  const float high = ui.height(why, ui::kBody, at.w);
  if (draws) ui.text({at.x, at.y + head, at.w, high}, why, ui::kBody, ui.theme().chalk);
  return head + high;
}

template <class What>
void draw_paper(Scene& scene, const What& what, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.fill(area, ui.theme().fill.faded(0.5F), ui.mm(4));
  const Rect view = area.inset(ui.mm(6), ui.mm(5));
  const float content = paper(scene, what, view, false);
  paper(scene, what, ui.begin_scroll(view, content, ui.kept("scroll")), true);
  ui.end_scroll();
}

std::vector<Choice> voice_choices(const Scene& scene, event::Work work) {
  const ui::Ui& ui = scene.ui;
  const bool confided = scene.state.care.opened_kind == Kind::confided;
  std::vector<Choice> out;
  if (confided && scene.state.care.key.empty())
    out.push_back(
        {"care.journal", ui.tr("journal.title"), {.look = Look::outline, .icon = ui::Icon::lock}, OpenJournal{}});
  out.push_back({"care.done", ui.tr("voice.done"), {.look = Look::primary, .icon = ui::Icon::check}, AskDone{}});
  out.push_back({"care.read",
                 ui.tr("care.read"),
                 {.look = Look::chip, .chosen = work == event::Work::read},
                 Mark{event::Work::read, ""}});
  return out;
}

}  // namespace

void draw_queue(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const auto& queue = scene.around.notes.queue;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent =
      draw_bar(scene.state, ui, area, care.by.name.empty() ? ui.tr("queue.title") : care.by.name, BarLeft::lock, true);
  draw_sections(scene, area);
  auto kinds = tabs(scene);
  std::ranges::move(searching(scene), std::back_inserter(kinds));
  draw_rows(scene, kinds, area);
  draw_rows(scene, departments(scene), area);
  draw_failure(scene, area);
  if (!care.drafts.empty()) {
    const std::string begun = ui.tr("care.begun", care.drafts.size());
    ui.text(area.cut_top(ui.height(begun, ui::kSmall, area.w), ui.mm(3)), begun, ui::kSmall, ui.theme().yellow);
  }
  std::vector<const Waiting*> shown;
  for (const Waiting& item : queue)
    if (matches(item, care.filter)) shown.push_back(&item);
  if (shown.empty()) {
    const std::string say = ui.tr(queue.empty() ? "queue.empty" : "queue.found.none");
    ui.text(area, say, ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  draw_list(scene, area, shown.size(), card_height(ui),
            [&](std::size_t i, const Rect& card) { draw_card(scene, *shown[i], card); });
}

void draw_voice(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  const bool confided = scene.state.care.opened_kind == Kind::confided;
  scene.intent = draw_bar(scene.state, ui, area, ui.tr(confided ? "journal.title" : "voice.title"), BarLeft::back);
  draw_failure(scene, area);
  const event::Voice* voice = opened_voice(scene);
  const Confidence* confidence = opened_confidence(scene);
  if (voice == nullptr && confidence == nullptr) {  // dealt with meanwhile, perhaps on another terminal
    ui.text(area, ui.tr("voice.gone"), ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  const auto actions = voice_choices(scene, voice != nullptr ? voice->work : event::Work::none);
  Rect side = area;
  if (ui.portrait())
    side = area.cut_bottom(draw_choices(scene, actions, area, false), ui.mm(6));
  else
    side = area.cut_right(area.w * 0.36F, ui.mm(8));
  draw_choices(scene, actions, side);
  if (voice != nullptr)
    draw_paper(scene, *voice, area);
  else
    draw_paper(scene, *confidence, area);
}

}  // namespace chalkpoint::desk
