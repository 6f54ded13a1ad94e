// The contacts that members left: opening them, one of them under a finger, and erasing them.
#include <algorithm>
#include <array>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/cover.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

// "for 14 minutes more", to the second in the last minute.
std::string time_left(const State& state, const Opening& opening, const ui::Ui& ui) {
  constexpr std::int64_t kMinuteMs = 60'000;
  if (!opening.until_mono_ms) return ui.tr("contacts.left.leave");
  const std::int64_t left_ms = std::max<std::int64_t>(0, *opening.until_mono_ms - state.now_mono_ms);
  if (left_ms > kMinuteMs)
    return ui.tr("contacts.left.minutes", static_cast<std::uint64_t>((left_ms + kMinuteMs - 1) / kMinuteMs));
  return ui.tr("contacts.left.seconds", static_cast<std::uint64_t>((left_ms + 999) / 1'000));
}

std::string minutes_words(int minutes, const ui::Ui& ui) {
  return minutes == 0 ? ui.tr("contacts.minutes.leave")
                      : ui.tr("contacts.minutes", static_cast<std::uint64_t>(minutes));
}

std::string moment_words(const Scene& scene, std::int64_t unix_ms) {
  const Status& status = scene.state.status;
  return scene.ui.text_lookup().when(unix_ms, status.now_unix_ms, status.utc_offset_min);
}

// A paragraph at the top of `area`, which it is cut off.
void say(ui::Ui& ui, Rect& area, const std::string& text, ui::Type type, ui::Color color, float after_mm) {
  if (text.empty()) return;
  ui.text(area.cut_top(ui.height(text, type, area.w), ui.mm(after_mm)), text, type, color);
}

std::vector<Choice> opening_choices(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Contacts& contacts = scene.state.care.contacts;
  std::vector<Choice> out;
  if (contacts.opening) {
    out.push_back(
        {"contacts.close", ui.tr("contacts.close"), {.look = Look::primary, .icon = ui::Icon::lock}, CloseContacts{}});
    return out;
  }
  if (!scene.state.care.key_here) return out;
  for (const int minutes : kOpeningMinutes)
    out.push_back({"contacts.minutes." + std::to_string(minutes),
                   minutes_words(minutes, ui),
                   {.look = Look::pick, .chosen = contacts.minutes == minutes, .again = true},
                   SetMinutes{minutes}});
  out.push_back({"contacts.unlock",
                 ui.tr("contacts.unlock"),
                 {.look = Look::primary, .icon = ui::Icon::lock, .enabled = !contacts.unlocking},
                 AskUnlock{}});
  return out;
}

std::vector<Choice> erasing_choices(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  const Contacts& contacts = scene.state.care.contacts;
  std::vector<Choice> out = {{"erase.code", ui.tr("erase.code"), {}, AskErase{false}}};
  if (contacts.opening) out.push_back({"erase.contact", ui.tr("erase.contact"), {}, AskErase{true}});
  if (!contacts.erasing.act.empty()) out.push_back({"erase.act", ui.tr("erase.act"), {}, OpenAct{}});
  return out;
}

void draw_opened(Scene& scene, const event::Opened& one, const Rect& card) {
  ui::Ui& ui = scene.ui;
  ui.fill(card, ui.theme().fill, ui.mm(3));
  Rect inside = card.inset(ui.mm(6), ui.mm(2.5F));
  draw_lines(ui, one.by.name + " · " + ui.tr("role." + one.by.role),
             inside.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 1, ui.theme().chalk);
  draw_lines(ui, moment_words(scene, one.unix_ms) + " · " + minutes_words(one.minutes, ui), inside, ui::kSmall, 1,
             ui.theme().muted);
}

std::string name_of(const Left& left, const ui::Ui& ui) {
  return ui.tr(left.channel.empty() ? "erase.note" : "erase." + left.channel) +
         (left.code.empty() ? "" : " · " + left.code);
}

// Where its box lies.
std::string place_of(const Left& left, const ui::Ui& ui) {
  return ui.tr(left.erased ? "erase.already" : left.here ? "erase.here" : "erase.elsewhere");
}

// The whole card is tapped; its box at the left says whether it is chosen. What is erased already cannot be.
void draw_left(Scene& scene, const Left& left, const Rect& card) {
  ui::Ui& ui = scene.ui;
  const Erasing& erasing = scene.state.care.contacts.erasing;
  const bool chosen = erasing.chosen.contains(left.id), taps = !left.erased && !erasing.storing;
  // Targets are written to a file: what it is, never the contact.
  if (taps && ui.touch_area("erase." + event::short_id(left.id), name_of(left, ui), card))
    scene.intent = ChooseLeft{left.id};
  ui.fill(card, taps && ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  Rect inside = card.inset(ui.mm(6), ui.mm(2.5F));
  const Rect side = inside.cut_left(ui.mm(9), ui.mm(4));
  const Rect box{side.x, side.y + (side.h - side.w) / 2, side.w, side.w};
  if (chosen) {
    ui.outline(card, ui.theme().chalk, ui.mm(0.6F), ui.mm(3));
    ui.fill(box, ui.theme().chalk, ui.mm(2));
    ui.icon(ui::Icon::check, box.inset(ui.mm(1.5F), ui.mm(1.5F)), ui.theme().ink);
  } else if (!left.erased) {
    ui.outline(box, ui.theme().muted, ui.mm(0.5F), ui.mm(2));
  }
  draw_lines(ui, name_of(left, ui), inside.cut_top(ui.line_height(ui::kSmallStrong), ui.mm(1)), ui::kSmallStrong, 1,
             left.erased ? ui.theme().muted : ui.theme().chalk);
  draw_lines(ui, moment_words(scene, left.unix_ms), inside.cut_top(ui.line_height(ui::kSmall)), ui::kSmall, 1,
             ui.theme().muted);
  draw_lines(ui, place_of(left, ui), inside, ui::kSmall, 1, ui.theme().muted);
}

std::string word_of(HubWord word, const ui::Ui& ui) {
  switch (word) {
    case HubWord::none:
      return {};
    case HubWord::waiting:
      return ui.tr("erase.waiting");
    case HubWord::accepted:
      return ui.tr("erase.confirmed");
    case HubWord::refused:
      return ui.tr("erase.refused");
  }
  return {};
}

const char* contact_words(const Shown& shown) {
  switch (shown.why) {
    case Shown::Why::other_key:
      return "contact.other.key";
    case Shown::Why::elsewhere:
    case Shown::Why::shown:
      break;
  }
  return "contact.elsewhere";
}

}  // namespace

float draw_contact(Scene& scene, const event::Voice& voice, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const Contacts& contacts = scene.state.care.contacts;
  const float gap = ui.mm(3);
  const auto words = [&](const std::string& text) {
    const float high = ui.height(text, ui::kSmall, at.w);
    if (draws) ui.text({at.x, at.y, at.w, high}, text, ui::kSmall, ui.theme().muted);
    return high + gap;
  };
  if (!voice.has_contact)
    return words(ui.tr(voice.taken_by.name.empty() ? "voice.contact.none" : "voice.contact.told"));
  if (scene.state.erased.contains(voice.id)) return words(ui.tr("contact.erased"));
  if (!contacts.opening) return words(ui.tr("voice.contact"));
  const auto asked = contacts.shown.find(voice.id);
  if (asked == contacts.shown.end()) return words(ui.tr("contact.open"));
  if (asked->second.why != Shown::Why::shown) {
    const std::string& site = scene.state.care.site;
    return words(ui.text_lookup().get(contact_words(asked->second), "site", site.empty() ? "SITE" : site));
  }
  return 0;  // it stands beside what can be done, where nothing scrolls it away: draw_shown_contact
}

float draw_shown_contact(Scene& scene, const event::Voice& voice, const Rect& at, bool draws) {
  ui::Ui& ui = scene.ui;
  const Contacts& contacts = scene.state.care.contacts;
  const auto asked = contacts.shown.find(voice.id);
  if (!voice.has_contact || !contacts.opening || asked == contacts.shown.end() ||
      asked->second.why != Shown::Why::shown)
    return 0;
  const std::string& hint = ui.tr("contact.hold");
  const float said = ui.height(hint, ui::kSmall, at.w), high = ui.mm(18);
  if (draws) {
    ui.text({at.x, at.y, at.w, said}, hint, ui::kSmall, ui.theme().muted);
    const Rect place{at.x, at.y + said, at.w, high};
    ui.fill(place, ui.is_pressed(place) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
    ui::draw_covered(ui, "contact.cover", ui.tr("contact.cover"), place.inset(ui.mm(4), 0), asked->second.text,
                     ui::kHeading, ui.theme().yellow);
  }
  return said + high + ui.mm(4);
}

void draw_contacts(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Care& care = scene.state.care;
  const Contacts& contacts = care.contacts;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("contacts.title"), BarLeft::back);
  draw_failure(scene, area);
  const ui::Color bright = contacts.opening ? ui.theme().yellow : ui.theme().chalk;
  say(ui, area, contacts.opening ? time_left(scene.state, *contacts.opening, ui) : ui.tr("contacts.closed"), ui::kBody,
      bright, 2);
  say(ui, area,
      contacts.unlocking  ? ui.tr("contacts.storing")
      : contacts.opening  ? ui.tr("contacts.how")
      : care.key_here     ? ui.tr("contacts.say")
      : care.site.empty() ? ui.tr("contacts.key.none")
                          : ui.tr("contacts.key.later"),
      ui::kSmall, ui.theme().muted, 4);
  for (const auto& choices : {opening_choices(scene), erasing_choices(scene)}) {
    if (choices.empty()) continue;
    const float high = draw_choices(scene, choices, area, false);
    draw_choices(scene, choices, area.cut_top(high, ui.mm(4)));
  }
  const auto& openings = scene.around.notes.openings;
  say(ui, area, ui.tr(openings.empty() ? "contacts.openings.none" : "contacts.openings"), ui::kSmallStrong,
      ui.theme().chalk, 3);
  const float high = ui.line_height(ui::kSmallStrong) + ui.line_height(ui::kSmall) + ui.mm(6);
  ui::draw_list(scene.ui, area, openings.size(), high,
                [&](std::size_t i, const Rect& card) { draw_opened(scene, openings[i], card); });
}

void draw_erasing(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Erasing& erasing = scene.state.care.contacts.erasing;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("erase.title"), BarLeft::back);
  const auto left =
      static_cast<std::uint64_t>(std::ranges::count_if(erasing.found, [](const Left& one) { return !one.erased; }));
  // As high whatever it says: nothing may move under a finger that chooses.
  const std::array<std::string, 4> all = {
      ui.tr("erase.storing"), ui.tr("erase.failed"), ui.tr("erase.nothing.left"),
      left == 1 ? ui.tr("erase.sure") : ui.tr(erasing.by_contact ? "erase.choose.contact" : "erase.choose", left)};
  const std::size_t which = erasing.storing ? 0 : erasing.failed ? 1 : left == 0 ? 2 : 3;
  float head = 0;
  for (const std::string& text : all) head = std::max(head, ui.height(text, ui::kBody, area.w));
  ui.text(area.cut_top(head, ui.mm(4)), all[which], ui::kBody, erasing.failed ? ui.theme().yellow : ui.theme().chalk);
  if (erasing.other_key > 0)
    say(ui, area, ui.tr("erase.other.key", static_cast<std::uint64_t>(erasing.other_key)), ui::kSmall,
        ui.theme().yellow, 4);
  if (left > 0) {
    const std::uint64_t chosen = erasing.chosen.size();
    const ui::Button look{.look = Look::primary,
                          .icon = ui::Icon::wipe,
                          .again = true,  // after a failure
                          .enabled = !erasing.storing && chosen > 0};
    if (ui.button("erase.chosen", chosen == 0 ? ui.tr("erase.chosen.none") : ui.tr("erase.chosen", chosen),
                  area.cut_bottom(ui.mm(18), ui.mm(4)), look))
      scene.intent = EraseThem{};
  }
  const float high = ui.line_height(ui::kSmallStrong) + 2 * ui.line_height(ui::kSmall) + ui.mm(7);
  ui::draw_list(scene.ui, area, erasing.found.size(), high,
                [&](std::size_t i, const Rect& card) { draw_left(scene, erasing.found[i], card); });
}

void draw_act(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(state, ui, area, ui.tr("erase.act"), BarLeft::back);
  const auto& act = state.care.contacts.erasing.act;
  const auto found = act.find(state.language);
  const std::string text = found == act.end() ? std::string() : found->second;
  say(ui, area, word_of(state.status.hub_word, ui), ui::kSmallStrong,
      state.status.hub_word == HubWord::accepted ? ui.theme().mint : ui.theme().yellow, 3);
  const std::string kept = ui.tr(state.care.contacts.erasing.kept ? "erase.kept" : "erase.unkept");
  ui.text(area.cut_bottom(ui.height(kept, ui::kSmall, area.w), ui.mm(3)), kept, ui::kSmall, ui.theme().muted);
  ui.fill(area, ui.theme().fill.faded(0.5F), ui.mm(4));
  const Rect view = area.inset(ui.mm(6), ui.mm(5));
  const float content = ui.height(text, ui::kSmall, view.w);
  const Rect at = ui.begin_scroll(view, content, ui.kept("scroll"));
  ui.text({at.x, at.y, at.w, content}, text, ui::kSmall, ui.theme().chalk);
  ui.end_scroll();
}

}  // namespace chalkpoint::desk
