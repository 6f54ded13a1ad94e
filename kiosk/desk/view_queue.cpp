// The start of the desk: what waits for the club, longest first, each with its clock.
#include <algorithm>
#include <iterator>

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

constexpr const char* kDoneTab = "queue.done";

// What is looked at: everything, when nothing is left of the kind that was chosen.
Filter looked_at(const Scene& scene) {
  Filter now = scene.state.care.filter;
  if (now.kind && counts_of(scene.around.notes.queue)[static_cast<std::size_t>(*now.kind)] == 0) now.kind.reset();
  return now;
}

// Kinds with their counts, and what was done.
std::vector<Choice> tabs(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Filter now = looked_at(scene);
  const auto& queue = scene.around.notes.queue;
  const auto tab = [&](const std::string& id, const std::string& count, std::optional<Kind> kind) {
    const bool done = id == kDoneTab;
    const bool chosen = now.kind == kind && now.done == done && now.search.empty();
    return Choice{
        id,
        ui.tr(id) + count,
        {.look = Look::small, .chosen = chosen, .again = true},
        SetFilter{{.kind = kind, .department = now.department, .person = now.person, .search = {}, .done = done}}};
  };
  std::vector<Choice> out = {tab("queue.all", "", {})};  // how many they are stands on the section
  const auto counts = counts_of(queue);
  for (std::size_t i = 0; i < kKinds; ++i)
    if (counts[i] > 0)
      out.push_back(
          tab(std::string("queue.") + kind_names()[i], " · " + std::to_string(counts[i]), static_cast<Kind>(i)));
  if (const std::size_t done = scene.around.notes.done.size(); done > 0 || now.done)
    out.push_back(tab(kDoneTab, " · " + std::to_string(done), {}));
  return out;
}

Filter without_words(Filter filter) {
  filter.search.clear();
  return filter;
}

// Whose, and of which department; empty: of all.
std::string narrowing(const Scene& scene) {
  const Filter& now = scene.state.care.filter;
  std::string out = now.person ? person_name(scene, *now.person) : "";
  if (!now.department.empty()) out += (out.empty() ? "" : " · ") + label_of(scene.around.notes, now.department);
  return event::quote(out, 24);
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
                   SetFilter{without_words(scene.state.care.filter)},
                   true});
  out.push_back({"filter.open", ui.tr("filter.open"), {.look = Look::small}, OpenFilter{}});
  if (const std::string narrowed = narrowing(scene); !narrowed.empty())
    out.push_back({"filter.clear",
                   narrowed,
                   {.look = Look::small, .icon = ui::Icon::close, .chosen = true},
                   SetFilter{{.kind = scene.state.care.filter.kind,
                              .department = {},
                              .person = {},
                              .search = search,
                              .done = scene.state.care.filter.done}},
                   true});
  return out;
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
  y += draw_contact(scene, voice, {at.x, y, at.w, at.bottom() - y}, draws);
  if (voice.work != event::Work::none)
    words(ui.tr(voice.work == event::Work::done ? "care.is.done" : "care.is.read") + " · " + voice.by.name +
              (voice.did.empty() ? "" : " · " + voice.did),
          ui::kSmallStrong, ui.theme().mint, 3);
  return y - at.y + draw_history(scene, {at.x, y, at.w, 0}, draws);
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
    const float written = head + high + ui.mm(3);
    return written + draw_history(scene, {at.x, at.y + written, at.w, 0}, draws);
  }
  const State& state = scene.state;
  const bool covered = state.care.key.empty() && !state.erased.contains(one.id);
  const std::string why = covered ? ui.tr("voice.covered") : cover(state, one, ui);
  const float high = ui.height(why, ui::kBody, at.w);
  if (draws) ui.text({at.x, at.y + head, at.w, high}, why, ui::kBody, ui.theme().chalk);
  const float told = head + high + ui.mm(3);
  return told + draw_history(scene, {at.x, at.y + told, at.w, 0}, draws);
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
  const bool confided = scene.state.care.source == Source::confided;
  std::vector<Choice> out;
  if (confided && scene.state.care.key.empty())
    out.push_back(
        {"care.journal", ui.tr("journal.title"), {.look = Look::outline, .icon = ui::Icon::lock}, OpenJournal{}});
  if (!confided) {
    const Contacts& contacts = scene.state.care.contacts;
    const event::Voice* voice = opened_voice(scene);
    const bool left = voice != nullptr && voice->has_contact && !scene.state.erased.contains(voice->id) &&
                      may_see(scene.state, Screen::contacts);
    if (left && !contacts.opening)
      out.push_back(
          {"contacts.open", ui.tr("contacts.unlock"), {.look = Look::outline, .icon = ui::Icon::lock}, OpenContacts{}});
    if (left && contacts.opening && !contacts.shown.contains(voice->id))
      out.push_back({"contact.show", ui.tr("contact.show"), {.again = true}, Reveal{voice->id}});
  }
  const auto& dossier = scene.around.notes.opened.dossier;
  const bool settled = dossier && !dossier->open();
  if (work == event::Work::done) {
    out.push_back({"care.reopen", ui.tr("care.reopen"), {.look = Look::outline}, Mark{event::Work::none, ""}});
  } else {
    const event::Voice* voice = opened_voice(scene);
    const bool reading_does = voice != nullptr && event::is_answered_by_reading(*voice) && work == event::Work::none;
    const Button next{.look = settled ? Look::outline : Look::primary, .icon = ui::Icon::check};
    const Button read{.look = Look::pick, .chosen = work == event::Work::read};
    const Choice reads{"care.read", ui.tr("care.read"), reading_does ? next : read, Mark{event::Work::read, ""}};
    if (reading_does) out.push_back(reads);
    out.push_back({"care.done", ui.tr("voice.done"), reading_does ? Button{.look = Look::outline} : next, AskDone{}});
    if (!reading_does) out.push_back(reads);
  }
  std::ranges::move(ways_to_case(scene), std::back_inserter(out));
  return out;
}

// What can be done, the contact that was asked for and the case: beside what was said, or under it. None of it scrolls.
void draw_beside(Scene& scene, const event::Voice* voice, event::Work work, Rect& area) {
  ui::Ui& ui = scene.ui;
  const float gap = ui.mm(4);
  const auto actions = voice_choices(scene, work);
  const auto contact = [&](const Rect& at, bool draws) {
    return voice != nullptr ? draw_shown_contact(scene, *voice, at, draws) : 0;
  };
  Rect side = area;
  if (ui.portrait()) {
    const float block = draw_case_block(scene, area, false);
    side = area.cut_bottom(
        contact(area, false) + draw_choices(scene, actions, area, false) + (block > 0 ? block + gap : 0), ui.mm(6));
  } else {
    side = area.cut_right(area.w * 0.42F, ui.mm(8));
  }
  side.cut_top(contact(side, true));
  draw_choices(scene, actions, side.cut_top(draw_choices(scene, actions, side, false), gap));
  // Where the letters are large, the column has no room for it.
  if (const float block = draw_case_block(scene, side, false); block <= side.h)
    draw_case_block(scene, side, true);
  else
    draw_case_block(scene, area.cut_bottom(draw_case_block(scene, area, false), gap), true);
}

}  // namespace

void draw_queue(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const auto& queue = care.filter.done ? scene.around.notes.done : scene.around.notes.queue;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent =
      draw_bar(scene.state, ui, area, care.by.name.empty() ? ui.tr("queue.title") : care.by.name, BarLeft::lock, true);
  draw_sections(scene, area);
  auto kinds = tabs(scene);  // which seldom fill their last row
  std::ranges::move(searching(scene), std::back_inserter(kinds));
  draw_rows(scene, kinds, area);
  draw_failure(scene, area);
  if (!care.drafts.empty()) {
    const std::string begun = ui.tr("care.begun", care.drafts.size());
    ui.text(area.cut_top(ui.height(begun, ui::kSmall, area.w), ui.mm(3)), begun, ui::kSmall, ui.theme().yellow);
  }
  const Filter looks = looked_at(scene);
  std::vector<const Waiting*> shown;
  for (const Waiting& item : queue)
    if (matches(item, looks)) shown.push_back(&item);
  if (shown.empty()) {
    const std::string say = ui.tr(queue.empty() && !care.filter.done ? "queue.empty" : "queue.found.none");
    ui.text(area, say, ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  ui::draw_list(scene.ui, area, shown.size(), waiting_height(ui),
                [&](std::size_t i, const Rect& card) { draw_waiting(scene, *shown[i], card, false); });
}

void draw_voice(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  const bool confided = scene.state.care.source == Source::confided;
  const event::Voice* voice = opened_voice(scene);
  const bool told = voice != nullptr && !voice->taken_by.name.empty();
  scene.intent = draw_bar(scene.state, ui, area,
                          ui.tr(confided ? "journal.title"
                                : told   ? "voice.title.told"
                                         : "voice.title"),
                          BarLeft::back);
  draw_failure(scene, area);
  draw_news(scene, area);
  const Confidence* confidence = opened_confidence(scene);
  if (voice == nullptr && confidence == nullptr) {  // dealt with meanwhile, perhaps on another terminal
    ui.text(area, ui.tr("voice.gone"), ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  draw_beside(scene, voice, voice != nullptr ? voice->work : confidence->work, area);
  if (voice != nullptr)
    draw_paper(scene, *voice, area);
  else
    draw_paper(scene, *confidence, area);
}

}  // namespace chalkpoint::desk
