#include <algorithm>
#include <vector>

#include "kiosk/desk/view_lists.h"
#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

std::string pin_message(const State& state, const ui::Ui& ui) {
  if (state.reading) return ui.tr(state.status.journal_problem ? "status.store.fault" : "pin.reading");
  if (!state.takes_pin()) return ui.tr(state.setup ? "pin.unset.setup" : "pin.unset");
  const std::int64_t wait_ms = state.lockout.remaining_ms(state.now_unix_ms);
  if (wait_ms > 60'000) return ui.tr("pin.wait.minutes", static_cast<std::uint64_t>((wait_ms + 59'999) / 60'000));
  if (wait_ms > 0) return ui.tr("pin.wait.seconds", static_cast<std::uint64_t>((wait_ms + 999) / 1000));
  if (state.checking) return ui.tr("pin.checking");
  return state.wrong ? ui.tr("pin.wrong") : ui.tr("pin.hint");
}

Intent draw_pin(const State& state, ui::Ui& ui) {
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  const event::Person* me = state.who ? person(state, *state.who) : nullptr;
  const bool others = state.people.size() > 1;
  Intent intent = draw_bar(state, ui, area, ui.tr("staff.title"), others ? BarLeft::back : BarLeft::lock);
  Rect words = area, keys = area;
  if (ui.portrait()) {
    keys = area.cut_bottom(area.h * 0.58F, ui.mm(8));
    words = area;
  } else {
    keys = area.cut_right(area.w * 0.42F, ui.mm(12));
    words = area;
  }
  const ui::Size size = ui::pad_size(ui, {keys.w, keys.h});
  const Rect pad{keys.centre().x - size.w / 2, keys.centre().y - size.h / 2, size.w, size.h};
  for (const char key : ui::draw_pad(ui, pad, ui::kPinPad)) intent = key == '\b' ? Intent(Erase{}) : Intent(Digit{key});

  const std::string heading = me ? me->name : ui.tr("pin.heading"), message = pin_message(state, ui);
  const ui::Type type = ui.width(heading, ui::kHeading) > 2 * words.w ? ui::kButton : ui::kHeading;  // a long name
  const float high = ui.height(heading, type, words.w, true), dot = ui.mm(4.4F), step = ui.mm(8.4F);
  const float said = ui.height(message, ui::kBody, words.w, true);
  const ui::Button phrase{.look = Look::outline, .icon = ui::Icon::lock};
  const bool unclaimed = state.setup && !state.reading && !state.takes_pin();
  const float row = may_regain(state) || unclaimed ? ui.mm(16) : 0;
  words.cut_top(std::max(0.F, (words.h - high - dot - said - row - ui.mm(14 + 6)) / 2));
  ui.text(words.cut_top(high, ui.mm(7)), heading, type, ui.theme().chalk, Align::left, true);
  for (std::size_t i = 0; i < kPinDigits; ++i) {
    const Rect place{words.x + static_cast<float>(i) * step, words.y, dot, dot};
    if (i < state.digits.size())
      ui.fill(place, ui.theme().chalk, dot / 2);
    else
      ui.outline(place, ui.theme().outline, ui.mm(0.5F), dot / 2);
  }
  words.cut_top(dot, ui.mm(7));
  const bool warns = state.wrong || state.lockout.remaining_ms(state.now_unix_ms) > 0;
  ui.text(words.cut_top(said, ui.mm(6)), message, ui::kBody, warns ? ui.theme().yellow : ui.theme().muted, Align::left,
          true);
  if (unclaimed) {
    const ui::Button begin{.look = Look::primary};
    const std::string& label = ui.tr("wizard.open");
    const float wide = std::min(words.w, ui.button_size(label, begin).w);
    if (ui.button("wizard.open", label, {words.x, words.y, wide, row}, begin)) intent = OpenSetup{};
  } else if (row > 0) {
    const std::string& label = ui.tr("pin.phrase");
    const float wide = std::min(words.w, ui.button_size(label, phrase).w);
    if (ui.button("pin.phrase", label, {words.x, words.y, wide, row}, phrase)) intent = AskRegain{};
  }
  return intent;
}

using ui::Fact;

Fact sync_row(const Status& s, const ui::Ui& ui) {
  const auto& text = ui.text_lookup();
  const auto when = [&](std::int64_t ms) { return text.when(ms, s.now_unix_ms, s.utc_offset_min); };
  Fact row{ui::Icon::cloud, ui.tr("status.sync"), "", "", false};
  switch (s.sync) {
    case Status::Sync::not_enrolled:
      row.value = ui.tr("status.sync.not_enrolled");
      break;
    case Status::Sync::idle:
      row.value = ui.tr("status.sync.idle");
      break;
    case Status::Sync::sending:
      row.value = ui.tr("status.sync.sending");
      break;
    case Status::Sync::waiting:
      row.value = s.next_try_unix_ms ? text.get("status.sync.waiting", "time", when(*s.next_try_unix_ms))
                                     : ui.tr("status.sync.sending");
      row.worries = true;
      break;
    case Status::Sync::stopped:
      row.value = ui.tr("status.sync.stopped");
      row.worries = true;
      break;
  }
  if (s.last_success_unix_ms) row.value += "\n" + text.get("status.sync.last", "time", when(*s.last_success_unix_ms));
  // The log has the particulars, in English; here stands what the staff can do.
  if (!s.sync_fault.empty()) row.remedy = ui.tr("sync.fault." + s.sync_fault);
  return row;
}

// Only where there is something to tell.
std::optional<Fact> asking_fact(Asking asking, const ui::Ui& ui) {
  if (asking == Asking::as_planned) return std::nullopt;
  const bool amiss = asking == Asking::amiss;
  return Fact{.icon = ui::Icon::pencil,
              .label = ui.tr("status.asking"),
              .value = ui.tr(amiss ? "status.asking.amiss" : "status.asking.off"),
              .remedy = ui.tr(amiss ? "status.asking.mend" : "status.asking.on"),
              .worries = amiss};
}

/// Where one may go from here.
std::vector<Choice> ways(const Scene& scene) {
  const ui::Ui& ui = scene.ui;
  std::vector<Choice> out;
  if (may_see(scene.state, Screen::people))
    out.push_back({"people.open", ui.tr("people.title"), {.look = Look::outline}, OpenPeople{}});
  return out;
}

void draw_status(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(state, ui, area, ui.tr("status.title"), BarLeft::back);
  const auto choices = ways(scene);
  draw_choices(scene, choices, area.cut_top(draw_choices(scene, choices, area, false), ui.mm(4)));
  if (state.people.empty()) {  // the PIN was the terminal's
    const std::string begin = ui.tr("people.begin");
    ui.text(area.cut_top(ui.height(begin, ui::kSmallStrong, area.w), ui.mm(4)), begin, ui::kSmallStrong,
            ui.theme().yellow);
  }
  auto facts = status_facts(state.status, ui);
  if (auto asking = asking_fact(scene.around.notes.asking, ui)) facts.push_back(std::move(*asking));
  ui::draw_facts(ui, area, facts);
}

}  // namespace

std::vector<ui::Fact> status_facts(const Status& s, const ui::Ui& ui) {
  const auto& text = ui.text_lookup();
  std::vector<Fact> all = {sync_row(s, ui)};
  std::string waiting =
      s.waiting_count == 0 ? ui.tr("status.waiting.none") : ui.tr("status.waiting.some", s.waiting_count);
  if (s.waiting_count > 0 && s.waiting_since_unix_ms)
    waiting += "\n" + text.get("status.waiting.since", "time",
                               text.when(*s.waiting_since_unix_ms, s.now_unix_ms, s.utc_offset_min));
  all.push_back({ui::Icon::clock, ui.tr("status.waiting"), waiting, "", false});
  constexpr std::uint64_t kGigabyte = 1'000'000'000, kScarce = 500'000'000;
  const char* const point = ui.frame().language == "en" ? "." : ",";
  const std::string size =
      std::to_string(s.disk_free_bytes / kGigabyte) + point + std::to_string(s.disk_free_bytes / (kGigabyte / 10) % 10);
  const std::string free = text.get("status.disk.free", "size", size);
  Fact disk{ui::Icon::disk, ui.tr("status.store"), ui.tr("status.stored", s.stored_count) + "\n" + free, "",
            s.journal_problem || s.disk_free_bytes < kScarce};
  if (disk.worries) disk.remedy = ui.tr(s.disk_free_bytes < kScarce ? "status.disk.scarce" : "status.store.fault");
  all.push_back(std::move(disk));
  std::string who = s.device.empty() ? ui.tr("status.unbound") : s.device + " · " + s.site;
  if (!s.hub_url.empty()) who += "\n" + s.hub_url;
  all.push_back(
      {ui::Icon::globe, ui.tr("status.device"), who, text.get("status.version", "version", s.version), false});
  return all;
}

std::string_view screen_name(const State& state) {
  switch (state.screen) {
    case Screen::who:
      return "staff.who";
    case Screen::pin:
      return "staff.pin";
    case Screen::regain:
      return "staff.regain";
    case Screen::status:
      return "staff.status";
    case Screen::care:
      return "staff.care";
    case Screen::note:
      return "staff.note";
    case Screen::hide:
      return "staff.hide";
    case Screen::until:
      return "staff.until";
    case Screen::reply:
      return "staff.reply";
    case Screen::did:
      return "staff.did";
    case Screen::sign:
      return "staff.sign";
    case Screen::journal:
      return "staff.journal";
    case Screen::people:
      return "staff.people";
    case Screen::person:
      return "staff.person";
    case Screen::enlist:
      return "staff.enlist";
    case Screen::secret:
      return "staff.secret";
    case Screen::phrase:
      return "staff.phrase";
    case Screen::contacts:
      return "staff.contacts";
    case Screen::unlock:
      return "staff.unlock";
    case Screen::erase:
      return "staff.erase";
    case Screen::erasing:
      return "staff.erasing";
    case Screen::act:
      return "staff.act";
    case Screen::queue:
      return "staff.queue";
    case Screen::sections:
      return "staff.sections";
    case Screen::filter:
      return "staff.filter";
    case Screen::cases:
      return "staff.cases";
    case Screen::dossier:
      return "staff.case";
    case Screen::department:
      return "staff.case.department";
    case Screen::cause:
      return "staff.case.cause";
    case Screen::assignee:
      return "staff.case.assignee";
    case Screen::due:
      return "staff.case.due";
    case Screen::calendar:
      return "staff.case.day";
    case Screen::how:
      return "staff.case.how";
    case Screen::asking:
      return "staff.case.asking";
    case Screen::follow:
      return "staff.case.follow";
    case Screen::again:
      return "staff.case.again";
    case Screen::comment:
      return "staff.case.comment";
    case Screen::solve:
      return "staff.case.solve";
    case Screen::words:
      return "staff.case.words";
    case Screen::why:
      return "staff.case.why";
    case Screen::said:
      return "staff.case.said";
    case Screen::publish:
      return "staff.case.publish";
    case Screen::report:
      return "staff.report";
    case Screen::voice:
      return "staff.voice";
    case Screen::search:
      return "staff.search";
    case Screen::prepared:
      return "staff.prepared";
    case Screen::prepare:
      return "staff.prepare";
    case Screen::forms:
      return "staff.forms";
    case Screen::calls:
      return "staff.calls";
    case Screen::renewals:
      return "staff.renewals";
    case Screen::promoters:
      return "staff.promoters";
    case Screen::listed:
      return "staff.call";
    case Screen::fan:
      return "staff.promoter";
    case Screen::import:
      return "staff.import";
    case Screen::sheet:
      return "staff.sheet";
    case Screen::client:
      return "staff.client";
    case Screen::client_phone:
      return "staff.client.phone";
    case Screen::prepare_title:
      break;
  }
  return "staff.prepare.title";
}

Intent draw(const State& state, const Around& around, Draft& draft, ui::Ui& ui) {
  ui.screen(screen_name(state), state.care.acts);
  if (state.screen == Screen::pin) return draw_pin(state, ui);
  Scene scene{state, around, draft, ui, Nothing{}};
  switch (state.screen) {
    case Screen::who:
      draw_who(scene);
      break;
    case Screen::status:
      draw_status(scene);
      break;
    case Screen::people:
      draw_people(scene);
      break;
    case Screen::person:
      draw_person(scene);
      break;
    case Screen::secret:
      draw_secret(scene);
      break;
    case Screen::contacts:
      draw_contacts(scene);
      break;
    case Screen::erasing:
      draw_erasing(scene);
      break;
    case Screen::act:
      draw_act(scene);
      break;
    case Screen::queue:
      draw_queue(scene);
      break;
    case Screen::sections:
      draw_more(scene);
      break;
    case Screen::filter:
      draw_filter(scene);
      break;
    case Screen::cases:
      draw_cases(scene);
      break;
    case Screen::dossier:
      draw_dossier(scene);
      break;
    case Screen::department:
    case Screen::cause:
    case Screen::assignee:
    case Screen::due:
    case Screen::calendar:
    case Screen::how:
    case Screen::asking:
    case Screen::follow:
    case Screen::again:
      draw_case_question(scene);
      break;
    case Screen::report:
      draw_report(scene);
      break;
    case Screen::voice:
      draw_voice(scene);
      break;
    case Screen::prepared:
      draw_prepared(scene);
      break;
    case Screen::forms:
      draw_forms(scene);
      break;
    case Screen::note:
      draw_note(scene);
      break;
    case Screen::hide:
      draw_hide(scene);
      break;
    case Screen::until:
      draw_until(scene);
      break;
    case Screen::journal:
      draw_journal(scene);
      break;
    case Screen::care:
      draw_care(scene);
      break;
    case Screen::calls:
    case Screen::renewals:
      draw_calls(scene);
      break;
    case Screen::promoters:
      draw_promoters(scene);
      break;
    case Screen::listed:
      draw_listed(scene);
      break;
    case Screen::fan:
      draw_fan(scene);
      break;
    case Screen::import:
      draw_import(scene);
      break;
    case Screen::sheet:
      draw_sheet(scene);
      break;
    case Screen::client_phone:
      draw_client_phone(scene);
      break;
    default:
      draw_typing(scene);
      break;
  }
  return scene.intent;
}

}  // namespace chalkpoint::desk
