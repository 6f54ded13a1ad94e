#include "kiosk/desk/queue.h"

#include <algorithm>

#include "kiosk/ui/utf8.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::desk {
namespace {

Waiting waiting_of(const event::Note& note, Kind kind) {
  Waiting out;
  out.kind = kind;
  out.id = note.id;
  out.since_unix_ms = note.unix_ms;
  out.code = note.code;
  out.name = note.name;
  out.words = note.text;
  out.drawing = !note.strokes.empty();
  out.supports = note.supports;
  out.work = note.work;
  out.until = note.until;
  return out;
}

Waiting waiting_of(const event::Voice& voice) {
  Waiting out;
  out.kind = !voice.taken_by.name.empty() && event::is_channel(voice.touchpoint) ? Kind::told : Kind::detractor;
  out.id = voice.id;
  out.since_unix_ms = voice.unix_ms;
  out.code = voice.code;
  out.words = voice.words;
  out.score = voice.score;
  out.touchpoint = voice.touchpoint;
  for (const auto& [question, value] : voice.choices) out.departments.push_back(value);
  out.has_contact = voice.has_contact;
  out.work = voice.work;
  return out;
}

bool is_answered(const event::Note& note) {
  return !note.replies.empty() || note.work == event::Work::done;
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

std::vector<Waiting> queue_of(const event::Board& board, const std::vector<event::Voice>& voices, bool with_confided) {
  std::vector<Waiting> out;
  for (const event::Note* note : board.waiting()) out.push_back(waiting_of(*note, Kind::look));
  for (const event::Note* note : board.visible(true))
    if (!is_answered(*note)) out.push_back(waiting_of(*note, Kind::answer));
  if (with_confided)
    for (const event::Note* note : board.confided())
      if (!is_answered(*note)) out.push_back(waiting_of(*note, Kind::confided));
  for (const event::Voice& voice : voices)
    if (voice.work != event::Work::done) out.push_back(waiting_of(voice));
  std::ranges::sort(out, {}, [](const Waiting& item) { return std::pair(item.since_unix_ms, item.id); });
  return out;
}

bool matches(const Waiting& item, const Filter& filter) {
  if (filter.kind && item.kind != *filter.kind) return false;
  if (!filter.department.empty() && std::ranges::find(item.departments, filter.department) == item.departments.end())
    return false;
  if (filter.search.empty()) return true;
  const std::string wanted = folded(filter.search);
  return std::ranges::any_of(std::array{&item.words, &item.name, &item.code},
                             [&wanted](const std::string* text) { return folded(*text).contains(wanted); });
}

std::array<std::size_t, kKinds> counts_of(const std::vector<Waiting>& queue) {
  std::array<std::size_t, kKinds> out{};
  for (const Waiting& item : queue) ++out[static_cast<std::size_t>(item.kind)];
  return out;
}

}  // namespace chalkpoint::desk
