#include "kiosk/app/chalkboard.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "sync/event/day.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kVoicesMax = 12;  // more than drift by while somebody waits for a coffee

chalk::Refused refused(const chalk::Permit& permit, const event::Moment& now) {
  chalk::Refused out{.why = permit.refusal};
  if (permit.free_at_unix_ms > 0) out.free_at_ms = now.mono_ms + (permit.free_at_unix_ms - now.unix_ms);
  return out;
}

bool waits(const chalk::Note& note) {
  return !note.held.empty() && note.verdict == event::Verdict::none;
}

desk::Item item_of(const chalk::Note& note) {
  desk::Item item{.id = note.id,
                  .code = note.code,
                  .name = note.name,
                  .text = note.text,
                  .strokes = note.strokes,
                  .colour = note.colour,
                  .held = note.held,
                  .unix_ms = note.unix_ms,
                  .verdict = note.verdict,
                  .reason = note.reason,
                  .work = note.work,
                  .until = note.until,
                  .did = note.did,
                  .pinned = note.pinned,
                  .supports = note.supports,
                  .of_club = note.of_club,
                  .answers = {}};
  for (const chalk::Reply& reply : note.replies) item.answers.push_back({reply.text, reply.by});
  return item;
}

}  // namespace

Chalkboard::Chalkboard(Ports ports, journal::JournalThread& journal, Keeper& keeper, Host host)
    : ports_(std::move(ports)),
      journal_(journal),
      keeper_(keeper),
      host_(std::move(host)),
      prepared_(std::move(ports_.prepared)) {
  journal_.follow_board();
}

const chalk::Board& Chalkboard::board() const {
  static const chalk::Board nothing;
  return read_ ? board_ : nothing;
}

bool Chalkboard::is_trusted() const {
  const auto left_ms = ports_.trusted_for_ms();
  return !left_ms || *left_ms > 0;
}

chalk::Surroundings Chalkboard::surroundings() const {
  const event::Moment now = host_.now();
  return {.now_unix_ms = now.unix_ms,
          .utc_offset_min = now.utc_offset_min,
          .trusted = is_trusted(),
          .known = read_,
          .confides = ports_.site_key.has_value()};
}

void Chalkboard::open(const std::string& language, const std::string& home_language, ui::Comfort comfort) {
  draft_ = {};
  flow_ = chalk::arrive(language, home_language, comfort, host_.now().mono_ms);
}

chalk::Inputs Chalkboard::inputs(std::int64_t touched_ms) const {
  chalk::Inputs in;
  in.now = host_.now();
  in.touched_ms = touched_ms;
  in.confides = ports_.site_key.has_value();
  in.timing = ports_.timing;
  return in;
}

chalk::Route Chalkboard::intend(const chalk::Intent& intent, std::int64_t touched_ms) {
  if (!flow_ || std::holds_alternative<chalk::Nothing>(intent)) return chalk::Route::stay;
  chalk::Inputs in = inputs(touched_ms);
  host_.random(in.random);
  if (std::holds_alternative<chalk::Send>(intent)) in.code = ports_.free_code();
  return take(chalk::update(std::move(*flow_), intent, in), touched_ms);
}

chalk::Route Chalkboard::take(chalk::Step step, std::int64_t touched_ms) {
  flow_ = std::move(step.flow);
  if (step.support) keeper_.keep(fact_of(step.support->id, event::NoteSupported{step.support->note}, step.support->at));
  if (step.written) write(*step.written, touched_ms);
  if (step.route == chalk::Route::rest) {
    flow_.reset();
    draft_ = {};
  }
  return step.route;
}

void Chalkboard::write(const chalk::Written& written, std::int64_t touched_ms) {
  if (keeper_.keep_again(written.id)) return;
  if (!read_) {  // a blink after the start; the member sees "saving"
    early_ = written;
    return;
  }
  const auto answer = [&](const chalk::Intent& intent) {
    take(chalk::update(std::move(*flow_), intent, inputs(touched_ms)), touched_ms);
  };
  if (!journal_.health().accepting)
    return answer(chalk::NotSaved{{"There is no room for another note.", "Free some space on the terminal's disk."}});
  const event::Moment now = host_.now();
  const chalk::Permit permit = chalk::may_write(recent(), now.unix_ms);
  // Public notes that wait for a look are no reason to turn away what the owner alone shall read.
  const bool only_waiting = permit.refusal == chalk::Refusal::too_many_waiting;
  if (permit.refusal != chalk::Refusal::none && !(written.confided && only_waiting))
    return answer(refused(permit, now));
  held_ = false;
  if (!written.confided) return keeper_.keep(public_note(written));
  if (!ports_.site_key)
    return answer(chalk::NotSaved{
        {"There is no key to seal private notes to.", "Run chalkpoint site-key, or enroll the terminal."}});
  keeper_.keep(confide(written.id, written.code, written.language, written.writing, written.at, *ports_.site_key));
}

event::Fact Chalkboard::public_note(const chalk::Written& written) {
  const event::Writing& writing = written.writing;
  auto held =
      chalk::hold_reasons({.text = writing.text, .name = writing.name, .drawing = !writing.strokes.empty()},
                          ports_.filter, recent(), written.at.unix_ms, board_.screening_before(), texts_shown());
  held_ = !held.empty();
  return fact_of(written.id,
                 event::NoteWritten{
                     .code = written.code, .language = written.language, .writing = writing, .held = std::move(held)},
                 written.at);
}

std::vector<chalk::Recent> Chalkboard::recent() const {
  std::vector<chalk::Recent> out;
  for (const event::Uuid& id : own_)
    if (const chalk::Note* note = board_.find(id))
      out.push_back({.unix_ms = note->unix_ms, .text = note->text, .waiting = waits(*note)});
  return out;
}

std::size_t Chalkboard::texts_shown() const {
  return static_cast<std::size_t>(std::ranges::count_if(own_, [this](const event::Uuid& id) {
    const chalk::Note* note = board_.find(id);
    return note != nullptr && !note->text.empty() && note->verdict == event::Verdict::shown;
  }));
}

void Chalkboard::hear(const Keeper::Answer& answer, std::int64_t touched_ms) {
  if (!flow_ || !flow_->unsaved || flow_->unsaved->id != answer.id) return;
  const chalk::Intent intent = answer.problem ? chalk::Intent(chalk::NotSaved{*answer.problem, !answer.refused})
                                              : chalk::Intent(chalk::Saved{held_});
  take(chalk::update(std::move(*flow_), intent, inputs(touched_ms)), touched_ms);
}

bool Chalkboard::asks_about(const event::Uuid& fact) const {
  return flow_ && flow_->unsaved && flow_->unsaved->id == fact;
}

void Chalkboard::remember(std::span<const event::Event> events, bool own) {
  for (const event::Event& one : events) {
    const bool written = one.type == event::kNoteWritten;
    // The club's own stands on the board too, so it must be possible to take it down.
    if (written || one.type == event::kNotePublished) written_.push_back(one.id);
    if (own && (written || one.type == event::kNoteConfided)) own_.push_back(one.id);
  }
}

// What was sent before the board was read: it goes on, or whoever wrote it is told why not.
void Chalkboard::answer_early(journal::BoardRead read) {
  if (!early_ || read == journal::BoardRead::reading || !flow_) return;
  const chalk::Written written = *std::exchange(early_, std::nullopt);
  if (read_) return write(written, flow_->touched_ms);
  const event::Problem problem = journal_.health().problem.value_or(
      event::Problem{"The board cannot be read.", "Look at the terminal's disk, then try again."});
  take(chalk::update(std::move(*flow_), chalk::NotSaved{problem}, inputs(flow_->touched_ms)), flow_->touched_ms);
}

bool Chalkboard::feed(std::span<const journal::BoardPage> pages, journal::BoardRead read) {
  const std::uint64_t before = staff_version();
  for (const journal::BoardPage& page : pages) {
    board_.apply(page.own, chalk::Origin::own);
    board_.apply(page.foreign, chalk::Origin::foreign);
    for (const auto& events : {std::span(page.own), std::span(page.foreign)}) {
      voices_.apply(events);
      cases_.apply(events);
      prepared_.apply(events);
      openings_.apply(events);
    }
    remember(page.own, true);
    remember(page.foreign, false);
  }
  const bool first = read == journal::BoardRead::read && !std::exchange(read_, true);
  const bool waited = early_.has_value();
  answer_early(read);
  const bool answered = waited && !early_;
  const bool trusted = std::exchange(trusted_, is_trusted());
  return first || answered || staff_version() != before || trusted != trusted_;
}

bool Chalkboard::tick(std::int64_t touched_ms) {
  if (!flow_) return false;
  flow_->touched_ms = std::max(flow_->touched_ms, touched_ms);
  const auto due_ms = chalk::wake_at_ms(*flow_, ports_.timing);
  if (!due_ms || host_.now().mono_ms < *due_ms) return false;
  take(chalk::update(std::move(*flow_), chalk::Nothing{}, inputs(touched_ms)), touched_ms);
  return true;
}

std::optional<std::int64_t> Chalkboard::wake_at_ms(std::int64_t touched_ms) const {
  std::optional<std::int64_t> earliest;
  if (flow_) {
    chalk::Flow touched = *flow_;
    touched.touched_ms = std::max(touched.touched_ms, touched_ms);
    earliest = chalk::wake_at_ms(touched, ports_.timing);
  }
  const auto left_ms = ports_.trusted_for_ms();
  if (!left_ms || *left_ms <= 0) return earliest;
  const std::int64_t doubted_ms = host_.now().mono_ms + *left_ms;
  return earliest ? std::min(*earliest, doubted_ms) : doubted_ms;
}

std::vector<survey::Voice> Chalkboard::voices() const {
  std::vector<survey::Voice> out;
  const auto add = [&out](const chalk::Note& note, const std::string& did) {
    if (out.size() < kVoicesMax && !note.text.empty()) out.push_back({note.text, did});
  };
  const bool trusted = is_trusted();
  for (const chalk::Note* note : board().done(trusted)) add(*note, note->did);
  for (const chalk::Note* note : board().visible(trusted))
    if (note->work != event::Work::done) add(*note, "");
  return out;
}

std::string Chalkboard::today() const {
  const event::Moment now = host_.now();
  return event::day_of(now.unix_ms, now.utc_offset_min);
}

desk::Told Chalkboard::told() const {
  return {.board = board(),
          .voices = voices_,
          .cases = cases_,
          .today = today(),
          .utc_offset_min = host_.now().utc_offset_min};
}

desk::Notes::Opened Chalkboard::opened(const event::Uuid& item) const {
  desk::Notes::Opened out;
  if (const event::Case* one = cases_.find(item)) out.dossier = *one;
  const auto history = cases_.history(item);
  out.history.assign(history.begin(), history.end());
  if (const chalk::Note* note = board().find(item)) out.prepared = prepared_.in(note->language);
  return out;
}

desk::Notes Chalkboard::for_staff(const Viewer& viewer) const {
  desk::Notes out;
  for (const chalk::Note* note : board().waiting()) out.items.push_back(item_of(*note));
  out.waiting_count = out.items.size();
  std::vector<const chalk::Note*> rest;
  for (const event::Uuid& id : written_)
    if (const chalk::Note* note = board().find(id); note != nullptr && !waits(*note)) rest.push_back(note);
  std::ranges::sort(rest, std::ranges::greater(),
                    [](const chalk::Note* note) { return std::pair(note->hlc, note->id); });
  const auto again = std::ranges::unique(rest);  // a page read twice names a note twice
  rest.erase(again.begin(), again.end());
  for (const chalk::Note* note : rest) out.items.push_back(item_of(*note));
  for (const chalk::Note* note : board().confided())
    out.confided.push_back({.id = note->id,
                            .code = note->code,
                            .unix_ms = note->unix_ms,
                            .key = note->key,
                            .own = note->own_device,
                            .work = note->work});
  out.screening_before = board().screening_before();
  const desk::Told told = this->told();
  const bool with_confided = event::may(viewer.by.role, event::Right::private_notes);
  out.queue = desk::queue_of(told, with_confided);
  out.cases = desk::cases_of(told, viewer.who, with_confided);
  out.solved = desk::solved_of(told, with_confided);
  out.done = desk::done_of(told, with_confided);
  out.voices = voices_.open();
  const auto add_done = [&](const event::Uuid& id) {
    if (const event::Voice* voice = voices_.find(id); voice != nullptr && voice->work == event::Work::done)
      out.voices.push_back(*voice);
  };
  for (const event::Case* one : cases_.all()) add_done(one->about);
  for (const desk::Waiting& one : out.done) add_done(one.id);
  out.prepared = prepared_.in(viewer.language);
  if (event::may(viewer.by.role, event::Right::contacts)) out.openings = openings_.newest();
  return out;
}

}  // namespace chalkpoint::app
