#include "kiosk/app/samples_desk.h"

#include <algorithm>
#include <array>
#include <map>

#include "kiosk/app/samples.h"
#include "kiosk/app/samples_cases.h"
#include "kiosk/app/samples_lists.h"
#include "sync/event/strokes.h"

namespace chalkpoint::app {

namespace {

constexpr const char* kSampleKey = "8c2e6d327dfaa6ff";
constexpr const char* kOtherKey = "17f0b4c95a3e2d88";
constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs;

constexpr desk::Lockout kSampleLockout{.wrong_tries = 7, .until_unix_ms = kSampleNoon + 95'000};

void begin_pin(desk::State& state, const std::string& name) {
  state.people.clear();
  state.digits = "1234";
  if (name == "staff.pin.wrong") state.digits.clear(), state.wrong = true;
  if (name == "staff.pin.unset") state.digits.clear(), state.has_pin = false;
  if (name == "staff.pin.locked") state.digits.clear(), state.lockout = kSampleLockout;
  if (name == "staff.pin.reading") state.digits.clear(), state.reading = true;
}

void begin_status(desk::State& state, const std::string& name) {
  state.screen = desk::Screen::status;
  if (name == "staff.status.begin") state.people.clear();  // by the terminal's PIN
}

desk::Status sample_status(const std::string& name) {
  desk::Status status;
  status.device = "Lobby 1";
  status.site = "club";
  status.hub_url = "https://hub.example.org";
  status.version = "0.1.0";
  status.now_unix_ms = kSampleNoon;
  status.utc_offset_min = 180;
  status.stored_count = 1'284;
  status.disk_free_bytes = 21'474'836'480;
  status.last_success_unix_ms = kSampleNoon - 90'000;
  status.sync = desk::Status::Sync::idle;
  if (name == "staff.status.waiting") {
    status.sync = desk::Status::Sync::waiting;
    status.waiting_count = 37;
    status.waiting_since_unix_ms = kSampleNoon - kDayMs;
    status.last_success_unix_ms = kSampleNoon - kDayMs;
    status.next_try_unix_ms = kSampleNoon + 300'000;
    status.sync_fault = "unreachable";
    status.sync_problem = event::Problem{"The hub cannot be reached.", "Check the network."};
  } else if (name == "staff.status.stopped") {
    status.sync = desk::Status::Sync::stopped;
    status.waiting_count = 3;
    status.waiting_since_unix_ms = kSampleNoon - 7'200'000;
    status.sync_fault = "token_unknown";
    status.sync_problem = event::Problem{"The hub does not know this terminal's token.", "Enroll it again."};
  } else if (name == "staff.status.not_enrolled") {
    status.sync = desk::Status::Sync::not_enrolled;
    status.hub_url.clear();
    status.site.clear();
    status.device.clear();
    status.last_success_unix_ms.reset();
    status.waiting_count = 12;
  } else if (name == "staff.status.disk") {
    status.disk_free_bytes = 1'048'576;
    status.journal_problem = event::Problem{"The disk is full.", "Free some space on it."};
  }
  return status;
}

std::string sample_code(std::uint8_t number) {
  std::string code;
  for (std::size_t place = 0; place < event::kCodeLength; ++place)
    code += event::kCodeAlphabet[(number * (3 + 2 * place) + place) % event::kCodeAlphabet.size()];
  return code;
}

// Names short and long, every role.
std::vector<event::Person> sample_people(const SampleWords& words) {
  constexpr std::array kRolesOf = {"owner", "director", "admin", "staff", "staff"};
  std::vector<event::Person> out;
  for (std::size_t i = 0; i < words.people.size(); ++i)
    out.push_back(
        {.id = sample_id(static_cast<std::uint8_t>(21 + i)), .name = words.people[i], .role = kRolesOf[i], .pin = {}});
  return out;
}

const std::map<std::string, desk::Screen>& people_screens() {
  using enum desk::Screen;
  static const std::map<std::string, desk::Screen> screens = {{"staff.who", who},
                                                              {"staff.pin.person", pin},
                                                              {"staff.pin.held", pin},
                                                              {"staff.regain", regain},
                                                              {"staff.regain.wrong", regain},
                                                              {"staff.people", people},
                                                              {"staff.people.held", people},
                                                              {"staff.people.empty", people},
                                                              {"staff.people.undo", people},
                                                              {"staff.person", person},
                                                              {"staff.person.last", person},
                                                              {"staff.enlist", enlist},
                                                              {"staff.enlist.first", enlist},
                                                              {"staff.enlist.taken", enlist},
                                                              {"staff.secret", secret},
                                                              {"staff.secret.storing", secret}};
  return screens;
}

void begin_people(desk::State& state, const std::string& name, const SampleWords& words) {
  state.screen = people_screens().at(name);
  state.people = sample_people(words);
  desk::Keeping& keeping = state.keeping;
  keeping.opened = sample_id(name == "staff.person.last" ? 21 : 23);
  if (name == "staff.pin.person") state.who = keeping.opened;
  if (name == "staff.people.held")
    state.lockouts[state.people[1].id] = state.lockouts[state.people[4].id] = kSampleLockout;
  if (name == "staff.pin.held" || name.starts_with("staff.regain")) {
    state.who = state.people[0].id;
    state.lockouts[*state.who] = state.lockout = kSampleLockout;
    state.care.key_here = true;
    state.care.phrase_wrong = name == "staff.regain.wrong";
    state.care.text = "k7mp h2ta";
  }
  if (name == "staff.people.empty" || name == "staff.enlist.first") state.people.clear();
  if (name == "staff.enlist.first") keeping.role = "owner";
  keeping.name_taken = name == "staff.enlist.taken";
  if (name == "staff.people.undo") keeping.dismissed = state.people.back(), state.people.pop_back();
  if (name.starts_with("staff.enlist")) state.care.text = words.name;
  keeping.pin = "12345678";
  if (name == "staff.secret.storing") state.care.act = desk::Act{.id = {}, .what = event::PersonDismissed{}, .at = {}};
}

// What waits, what stands, what was taken off: as a week in a club leaves it.
desk::Item sample_note(std::uint8_t number, const SampleWords& words) {
  desk::Item item;
  item.id = sample_id(number);
  item.code = sample_code(number);
  item.text = words.chalk.notes.at(number % words.chalk.notes.size());
  item.unix_ms = kSampleNoon - (number % 2 == 0 ? 26 : 5) * kHourMs - number * 1'000;
  item.colour = number % event::kColours;
  switch (number) {
    case 1:
      item.held = {"first-texts"};
      break;
    case 2:
      item.held = {"phone", "link"};
      item.name = words.chalk.names.at(0);
      item.text += ". +7 916 123-45-67, example.org";
      break;
    case 3:
      item.answers = {{words.chalk.replies.at(2), {words.chalk.staff, "director"}}};
      item.work = event::Work::working;
      item.until = "2026-11-25";
      item.supports = 12;
      break;
    case 4:
      item.verdict = event::Verdict::hidden;
      item.reason = "personal-data";
      break;
    case 5:
      item.work = event::Work::done;
      item.did = words.chalk.did;
      item.pinned = true;
      break;
    default:
      item.work = event::Work::read;
      break;
  }
  return item;
}

// A queue as a Tuesday noon in a club finds it: late, soon and calm, one of each kind at least.
void fill_queue(desk::Notes& notes, const SampleWords& words) {
  const auto add = [&](std::uint8_t number, desk::Kind kind, std::int64_t waited_ms, const std::string& said) {
    desk::Waiting item;
    item.kind = kind;
    item.id = sample_id(number);
    const bool heard = kind == desk::Kind::detractor || kind == desk::Kind::told;
    item.source = heard                          ? desk::Source::voice
                  : kind == desk::Kind::confided ? desk::Source::confided
                                                 : desk::Source::note;
    item.written_unix_ms = item.since_unix_ms = kSampleNoon - waited_ms;
    item.code = "K7M2";
    item.words = said;
    notes.queue.push_back(std::move(item));
    return &notes.queue.back();
  };
  const auto& said = words.chalk.notes;
  add(2, desk::Kind::answer, 26 * kHourMs, said[0])->name = words.name;
  desk::Waiting* low = add(21, desk::Kind::detractor, 19 * kHourMs, words.comment);
  low->score = 6;
  low->departments = {"cleanliness", "equipment"};
  low->has_contact = true;
  add(1, desk::Kind::look, 15 * kHourMs, "")->drawing = true;
  desk::Waiting* known = add(3, desk::Kind::answer, 10 * kHourMs, said[1]);
  known->work = event::Work::working;
  known->until = "2026-11-25";
  known->supports = 12;
  add(11, desk::Kind::confided, 9 * kHourMs, "");
  low = add(22, desk::Kind::detractor, 3 * kHourMs, "");
  low->score = 2;
  low->departments = {"reception"};
  low->has_contact = true;
  add(5, desk::Kind::answer, kHourMs / 2, said[2])->name = words.name;
  for (desk::Waiting& item : notes.queue)
    if (item.kind == desk::Kind::detractor) item.touchpoint = "lobby";
  desk::Waiting* told = add(23, desk::Kind::told, 2 * kHourMs, words.told);
  told->touchpoint = "phone";
  told->departments = {"schedule"};
  for (const desk::Waiting& item : notes.queue)
    if (item.source == desk::Source::voice)
      notes.voices.push_back(
          {.id = item.id,
           .unix_ms = item.since_unix_ms,
           .score = item.score,
           .touchpoint = item.touchpoint,
           .taken_by = item.kind == desk::Kind::told ? event::Signature{words.name, "staff"} : event::Signature{},
           .code = item.code,
           .words = item.words,
           .choices = {{"reasons", item.departments.front()}},
           .details = {},
           .has_contact = item.has_contact,
           .work = event::Work::read,
           .did = {},
           .by = {words.name, "staff"}});
}

// What was done of it without a case.
void fill_done(desk::Notes& notes, const std::string& name, const SampleWords& words) {
  for (desk::Waiting item : notes.queue) {
    if (item.source != desk::Source::voice || item.dossier) continue;
    item.work = event::Work::done;
    item.done_unix_ms = kSampleNoon - kHourMs;
    notes.done.push_back(std::move(item));
  }
  if (name != "staff.voice.done") return;
  for (event::Voice& voice : notes.voices) {
    voice.work = event::Work::done;
    voice.did = words.chalk.did;
  }
}

const std::map<std::string, desk::Screen>& care_screens() {
  using enum desk::Screen;
  static const std::map<std::string, desk::Screen> screens = {{"staff.care", care},
                                                              {"staff.care.empty", care},
                                                              {"staff.care.staff", care},
                                                              {"staff.care.failed", care},
                                                              {"staff.care.refused", care},
                                                              {"staff.care.begun", care},
                                                              {"staff.note", note},
                                                              {"staff.note.hidden", note},
                                                              {"staff.note.answered", note},
                                                              {"staff.hide", hide},
                                                              {"staff.until", until},
                                                              {"staff.reply", reply},
                                                              {"staff.did", did},
                                                              {"staff.sign", sign},
                                                              {"staff.journal", journal},
                                                              {"staff.journal.open", journal},
                                                              {"staff.journal.mixed", journal},
                                                              {"staff.journal.hub", journal},
                                                              {"staff.phrase", phrase},
                                                              {"staff.queue", queue},
                                                              {"staff.sections", sections},
                                                              {"staff.report", report},
                                                              {"staff.report.few", report},
                                                              {"staff.report.empty", report},
                                                              {"staff.report.reading", report},
                                                              {"staff.report.failed", report},
                                                              {"staff.report.saved", report},
                                                              {"staff.report.unsaved", report},
                                                              {"staff.queue.empty", queue},
                                                              {"staff.queue.detractors", queue},
                                                              {"staff.queue.found", queue},
                                                              {"staff.queue.done", queue},
                                                              {"staff.voice", voice},
                                                              {"staff.voice.done", voice},
                                                              {"staff.voice.confided", voice},
                                                              {"staff.voice.told", voice},
                                                              {"staff.queue.recorded", queue},
                                                              {"staff.forms", forms},
                                                              {"staff.forms.begun", forms},
                                                              {"staff.search", search},
                                                              {"staff.prepared", prepared},
                                                              {"staff.prepared.edit", prepared},
                                                              {"staff.prepare", prepare},
                                                              {"staff.prepare.title", prepare_title}};
  return screens;
}

const std::map<std::string, desk::Screen>& contact_screens() {
  using enum desk::Screen;
  static const std::map<std::string, desk::Screen> screens = {{"staff.contacts", contacts},
                                                              {"staff.contacts.open", contacts},
                                                              {"staff.contacts.failed", contacts},
                                                              {"staff.contacts.later", contacts},
                                                              {"staff.contacts.empty", contacts},
                                                              {"staff.unlock", unlock},
                                                              {"staff.erase", erase},
                                                              {"staff.erase.contact", erase},
                                                              {"staff.erasing", erasing},
                                                              {"staff.act", act},
                                                              {"staff.act.refused", act},
                                                              {"staff.erasing.none", erasing},
                                                              {"staff.voice.erased", voice},
                                                              {"staff.voice.contact", voice},
                                                              {"staff.voice.closed", voice},
                                                              {"staff.voice.elsewhere", voice}};
  return screens;
}

// What was left by the same person twice, and once erased before.
std::vector<desk::Left> sample_left() {
  const auto left = [](std::uint8_t number, const char* channel, bool here) {
    return desk::Left{.id = sample_id(number),
                      .code = sample_code(number),
                      .channel = channel,
                      .key = here ? kSampleKey : "",
                      .unix_ms = kSampleNoon - number * kDayMs,
                      .here = here,
                      .erased = number == 3};
  };
  return {left(1, "phone", true), left(2, "email", false), left(3, "", true)};
}

void begin_contacts(desk::State& state, const std::string& name, const SampleWords& words) {
  state.screen = contact_screens().at(name);
  desk::Care& care = state.care;
  desk::Contacts& contacts = care.contacts;
  care.key_here = name != "staff.contacts.later";
  care.site = "club";
  care.failed = name == "staff.contacts.failed";
  care.opened = sample_id(21);
  care.source = desk::Source::voice;
  care.from = desk::Screen::queue;
  if (name == "staff.contacts.open" || name == "staff.voice.contact" || name == "staff.voice.elsewhere" ||
      name == "staff.erase.contact")
    contacts.opening = desk::Opening{.until_mono_ms = 14 * 60'000, .by = care.by, .key = kSampleKey};
  if (name == "staff.voice.contact")
    contacts.shown[sample_id(21)] = {.why = desk::Shown::Why::shown, .text = "+7 916 123-45-67"};
  if (name == "staff.voice.elsewhere") contacts.shown[sample_id(21)] = {.why = desk::Shown::Why::elsewhere, .text = {}};
  contacts.erasing.by_contact = name == "staff.erase.contact";
  if (name == "staff.unlock") care.text = "abcde-fghij-klm23";
  if (name == "staff.erase") care.text = "K7MP";
  if (contacts.erasing.by_contact) care.text = "+7 916 123-45-67", contacts.erasing.found_none = true;
  contacts.erasing.found = sample_left();
  if (name == "staff.erasing") contacts.erasing.chosen = {sample_id(1)};
  if (name == "staff.voice.erased") state.erased = {sample_id(21)};
  state.status.hub_word = name == "staff.act.refused" ? desk::HubWord::refused : desk::HubWord::accepted;
  contacts.erasing.kept = true;
  if (name == "staff.contacts.open" || name.starts_with("staff.act")) contacts.erasing.act[state.language] = words.act;
}

void begin_queue(desk::Care& care, const std::string& name, const SampleWords& words) {
  if (name == "staff.queue.recorded") care.recorded = desk::kToldForm;
  if (name == "staff.forms.begun") care.recorded = "service";
  if (name == "staff.queue.detractors") care.filter.kind = desk::Kind::detractor;
  if (name == "staff.queue.done") care.filter.done = true;
  if (name == "staff.queue.found") care.filter.search = words.chalk.notes[0].substr(0, words.chalk.notes[0].find(' '));
  if (name.starts_with("staff.voice")) {
    const bool confided = name == "staff.voice.confided", told = name == "staff.voice.told";
    care.opened = sample_id(confided ? 11 : told ? 23 : 21);
    care.source = confided ? desk::Source::confided : desk::Source::voice;
    care.from = desk::Screen::queue;
  }
  care.preparing.editing =
      name == "staff.prepared.edit" || name.starts_with("staff.prepare.") || name == "staff.prepare";
  if (name == "staff.search") care.text = words.name;
  if (name == "staff.prepare") {
    care.preparing.answer = words.prepared.front().answer;
    care.text = words.prepared.front().text;
  }
  if (name == "staff.prepare.title") care.text = words.prepared.front().title;
}

void begin_report(desk::Reporting& reporting, const std::string& name) {
  if (name != "staff.report.few" && name != "staff.report.empty") reporting.period = desk::Period::week;
  if (name == "staff.report.saved")
    reporting.saved = {.file = "/var/lib/chalkpoint/reports/report-2026-11-16--2026-11-18.pdf",
                       .stick = "/media/kiosk/CLUB/report-2026-11-16--2026-11-18.pdf"};
  if (name == "staff.report.unsaved") reporting.saved.emplace();
}

void begin_care(desk::State& state, const std::string& name, const SampleWords& words) {
  state.screen = care_screens().at(name);
  begin_report(state.reporting, name);
  desk::Care& care = state.care;
  care.opened = sample_id(name == "staff.note.hidden" ? 4 : name == "staff.note.answered" ? 3 : 2);
  care.key_here = name != "staff.journal.hub";
  if (!care.key_here) care.site = "club";
  if (name == "staff.reply") care.text = words.chalk.replies.at(0);
  if (name == "staff.did") care.text = words.chalk.did;
  if (name == "staff.sign") care.text = words.chalk.staff;
  care.failed = name == "staff.care.failed";
  care.refused = name == "staff.care.refused";
  if (name == "staff.care.begun") care.drafts = {{{sample_id(2), desk::Screen::reply}, words.chalk.replies.at(0)}};
  begin_queue(care, name, words);
  if (name != "staff.journal.open" && name != "staff.journal.mixed") return;
  care.key = kSampleKey;
  for (std::uint8_t number = 11; number <= (name == "staff.journal.open" ? 14 : 12); ++number)
    care.readings.push_back({sample_id(number),
                             {.colour = number % event::kColours,
                              .name = number % 2 == 0 ? "" : words.chalk.names.at(1),
                              .text = words.chalk.notes.at(number % words.chalk.notes.size()),
                              .strokes = {}}});
}

bool is_of_lists(const std::string& name) {
  const auto names = lists_scene_names();
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

event::Uuid sample_id(std::uint8_t number) {
  event::Uuid id;
  id.bytes.fill(number);
  return id;
}

std::vector<std::string> desk_scene_names() {
  std::vector<std::string> names = {"staff.pin",
                                    "staff.pin.wrong",
                                    "staff.pin.locked",
                                    "staff.pin.unset",
                                    "staff.pin.reading",
                                    "staff.status",
                                    "staff.status.waiting",
                                    "staff.status.stopped",
                                    "staff.status.not_enrolled",
                                    "staff.status.disk",
                                    "staff.status.asking",
                                    "staff.status.begin"};
  for (const auto* screens : {&care_screens(), &people_screens(), &case_screens(), &contact_screens()})
    for (const auto& [name, screen] : *screens) names.push_back(name);
  for (std::string& name : lists_scene_names()) names.push_back(std::move(name));
  return names;
}

desk::State desk_scene(const std::string& name, const std::string& language, const SampleWords& words) {
  desk::State state;
  state.language = language;
  state.now_unix_ms = kSampleNoon;
  state.status = sample_status(name);
  state.people = sample_people(words);
  state.care.by = {words.name, name.ends_with(".staff") ? "staff" : "owner"};
  if (case_screens().contains(name))
    begin_case(state, name, words);
  else if (is_of_lists(name))
    begin_lists(state, name, words);
  else if (people_screens().contains(name))
    begin_people(state, name, words);
  else if (contact_screens().contains(name))
    begin_contacts(state, name, words);
  else if (name.starts_with("staff.pin"))
    begin_pin(state, name);
  else if (name.starts_with("staff.status"))
    begin_status(state, name);
  else
    begin_care(state, name, words);
  return state;
}

desk::Notes desk_scene_notes(const std::string& name, const SampleWords& words) {
  desk::Notes notes;
  notes.prepared = words.prepared;
  if (name == "staff.status.asking") notes.asking = desk::Asking::amiss;
  if (name == "staff.care.empty" || name == "staff.queue.empty" || name == "staff.contacts.empty") return notes;
  for (const auto& [minutes, days] : {std::pair(15, 0), std::pair(0, 2), std::pair(60, 9)})
    notes.openings.push_back({.id = {},
                              .unix_ms = kSampleNoon - days * kDayMs - kHourMs,
                              .minutes = minutes,
                              .by = {words.name, days == 2 ? "director" : "owner"}});
  fill_queue(notes, words);
  notes.calling = lists_scene_calling(name, words, kSampleNoon);
  std::ranges::move(desk::waiting_calls(
                        notes.calling, [](std::int64_t) { return 180; }, kSampleNoon),
                    std::back_inserter(notes.queue));
  for (std::uint8_t number = 1; number <= 9; ++number) notes.items.push_back(sample_note(number, words));
  notes.waiting_count = 2;
  for (std::uint8_t number = 11; number <= 14; ++number)
    notes.confided.push_back({.id = sample_id(number),
                              .code = sample_code(number),
                              .unix_ms = kSampleNoon - (number - 10) * kDayMs,
                              .key = name == "staff.journal.mixed" && number > 12 ? kOtherKey : kSampleKey});
  fill_cases(notes, name, words);
  fill_done(notes, name, words);
  return notes;
}

}  // namespace chalkpoint::app
