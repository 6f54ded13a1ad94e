#include "kiosk/desk/queue.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "kiosk/ui/utf8.h"
#include "sync/event/day.h"
#include "sync/event/nps.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::desk {
namespace {

Waiting waiting_of(const event::Note& note, Kind kind) {
  Waiting out;
  out.kind = kind;
  out.source = note.confided ? Source::confided : Source::note;
  out.id = note.id;
  out.written_unix_ms = out.since_unix_ms = note.unix_ms;
  out.code = note.code;
  out.name = note.name;
  out.words = note.text;
  out.drawing = !note.strokes.empty();
  out.supports = note.supports;
  out.work = note.work;
  out.until = note.until;
  out.done_unix_ms = note.done_unix_ms;
  return out;
}

Kind kind_of(const event::Voice& voice) {
  if (!voice.taken_by.name.empty() && event::is_channel(voice.touchpoint)) return Kind::told;
  const bool low = voice.score && event::group_of(*voice.score) == event::Group::detractor;
  return low || !voice.taken_by.name.empty() ? Kind::detractor : Kind::said;
}

// Somebody has read what reading is enough for.
bool is_read(const event::Voice& voice) {
  return voice.work == event::Work::read && event::is_answered_by_reading(voice);
}

Waiting waiting_of(const event::Voice& voice) {
  Waiting out;
  out.kind = kind_of(voice);
  out.source = Source::voice;
  out.id = voice.id;
  out.written_unix_ms = out.since_unix_ms = voice.unix_ms;
  out.code = voice.code;
  out.words = voice.words;
  out.score = voice.score;
  out.touchpoint = voice.touchpoint;
  for (const auto& [question, value] : voice.choices) out.departments.push_back(value);
  out.has_contact = voice.has_contact;
  out.work = voice.work;
  out.done_unix_ms = voice.done_unix_ms;
  return out;
}

bool is_answered(const event::Note& note) {
  return !note.replies.empty() || note.work == event::Work::done;
}

CaseMark mark_of(const event::Case& one, std::string_view today) {
  return {.open = one.open(),
          .department = one.department,
          .assignee = one.assignee,
          .due = one.due,
          .follow_up = one.follow_up,
          .days_over = event::days_overdue(one, today),
          .ask_today = event::follow_up_is_due(one, today),
          .resolved_unix_ms = one.resolved_unix_ms};
}

void mark(Waiting& item, const Told& told) {
  if (const event::Case* one = told.cases.find(item.id)) item.dossier = mark_of(*one, told.today);
}

// The item a case is about; nothing while it has not arrived, and of a note that was removed.
std::optional<Waiting> item_of(const event::Case& one, const Told& told, bool with_confided) {
  std::optional<Waiting> out;
  if (const event::Note* note = told.board.find(one.about)) {
    if (note->confided ? with_confided : note->verdict != event::Verdict::removed)
      out = waiting_of(*note, note->confided ? Kind::confided : Kind::answer);
  } else if (const event::Voice* voice = told.voices.find(one.about)) {
    out = waiting_of(*voice);
  }
  if (out) mark(*out, told);
  return out;
}

// What waits by its case alone, from the day on which it should have been done.
std::optional<Waiting> due_of(const event::Case& one, const Told& told, bool with_confided) {
  const bool asks = event::follow_up_is_due(one, told.today);
  if (!asks && event::days_overdue(one, told.today) == 0) return std::nullopt;
  auto item = item_of(one, told, with_confided);
  if (!item) return std::nullopt;
  item->kind = asks ? Kind::follow_up : Kind::overdue;
  const std::string day = asks ? one.follow_up : event::plus_days(one.due, 1);
  item->since_unix_ms = event::start_of_day(day, told.utc_offset_min).value_or(item->since_unix_ms);
  return item;
}

bool is_resolved(const event::Uuid& id, const Told& told) {
  const event::Case* one = told.cases.find(id);
  return one != nullptr && !one->open();
}

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = ui::to_lower(ui::next_code_point(text, at));
    ui::append_utf8(out, letter == U'ё' ? U'е' : letter);
  }
  return out;
}

}  // namespace

std::vector<Waiting> queue_of(const Told& told, bool with_confided) {
  const event::Board& board = told.board;
  std::vector<Waiting> out;
  for (const event::Note* note : board.waiting()) out.push_back(waiting_of(*note, Kind::look));
  for (const event::Note* note : board.visible(true))
    if (!is_answered(*note)) out.push_back(waiting_of(*note, Kind::answer));
  if (with_confided)
    for (const event::Note* note : board.confided())
      if (!is_answered(*note) && !is_resolved(note->id, told)) out.push_back(waiting_of(*note, Kind::confided));
  for (const event::Voice& voice : told.voices.open())
    if (!is_resolved(voice.id, told) && !is_read(voice)) out.push_back(waiting_of(voice));
  std::set<event::Uuid> waiting;
  for (Waiting& item : out) {
    mark(item, told);
    waiting.insert(item.id);
  }
  for (const event::Case* one : told.cases.all())
    if (!waiting.contains(one->about))
      if (auto item = due_of(*one, told, with_confided)) out.push_back(std::move(*item));
  std::ranges::sort(out, {}, [](const Waiting& item) { return std::pair(item.since_unix_ms, item.id); });
  return out;
}

std::vector<Waiting> cases_of(const Told& told, const std::optional<event::Uuid>& who, bool with_confided) {
  std::vector<Waiting> out;
  for (const event::Case* one : told.cases.open())
    if (auto item = item_of(*one, told, with_confided)) out.push_back(std::move(*item));
  std::ranges::stable_sort(out, {}, [&who](const Waiting& item) {
    const bool theirs = who && item.dossier->assignee == who;
    return std::tuple(!theirs, item.dossier->due.empty(), item.dossier->due);
  });
  return out;
}

std::vector<Waiting> solved_of(const Told& told, bool with_confided) {
  std::vector<Waiting> out;
  for (const event::Case* one : told.cases.all())
    if (!one->open())
      if (auto item = item_of(*one, told, with_confided)) out.push_back(std::move(*item));
  std::ranges::stable_sort(out, std::greater(), [](const Waiting& item) { return item.dossier->resolved_unix_ms; });
  return out;
}

std::vector<Waiting> done_of(const Told& told, bool with_confided) {
  std::vector<Waiting> out;
  for (const event::Voice& voice : told.voices.done(kDoneShown)) out.push_back(waiting_of(voice));
  for (const event::Voice& voice : told.voices.open())
    if (is_read(voice)) out.push_back(waiting_of(voice));
  for (const event::Note* note : told.board.visible(true))
    if (note->work == event::Work::done && !note->of_club) out.push_back(waiting_of(*note, Kind::answer));
  if (with_confided)
    for (const event::Note* note : told.board.confided())
      if (note->work == event::Work::done) out.push_back(waiting_of(*note, Kind::confided));
  std::erase_if(out, [&told](const Waiting& item) { return told.cases.find(item.id) != nullptr; });
  std::ranges::sort(out, std::greater(), [](const Waiting& item) { return std::pair(item.done_unix_ms, item.id); });
  if (out.size() > kDoneShown) out.resize(kDoneShown);
  return out;
}

std::vector<std::string> departments_of(const Waiting& item) {
  if (item.dossier && !item.dossier->department.empty()) return {item.dossier->department};
  return item.departments;
}

bool is_of(const Waiting& item, Kind kind) {
  if (item.count > 0) return kind == Kind::call;
  if (kind == Kind::overdue && item.dossier && item.dossier->days_over > 0) return true;
  if (kind == Kind::follow_up && item.dossier && item.dossier->ask_today) return true;
  return item.kind == kind;
}

bool matches(const Waiting& item, const Filter& filter) {
  if (filter.kind && !is_of(item, *filter.kind)) return false;
  if (filter.person && (!item.dossier || item.dossier->assignee != filter.person)) return false;
  const auto departments = departments_of(item);
  if (!filter.department.empty() && std::ranges::find(departments, filter.department) == departments.end())
    return false;
  if (filter.search.empty()) return true;
  const std::string wanted = folded(filter.search);
  return std::ranges::any_of(std::array{&item.words, &item.name, &item.code},
                             [&wanted](const std::string* text) { return folded(*text).contains(wanted); });
}

std::array<std::size_t, kKinds> counts_of(const std::vector<Waiting>& queue) {
  std::array<std::size_t, kKinds> out{};
  for (const Waiting& item : queue)
    for (std::size_t kind = 0; kind < kKinds; ++kind)
      if (is_of(item, static_cast<Kind>(kind))) out[kind] += std::max<std::size_t>(1, item.count);
  return out;
}

}  // namespace chalkpoint::desk
