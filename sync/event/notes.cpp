#include "sync/event/notes.h"

#include <algorithm>

#include "sync/event/seal.h"

namespace chalkpoint::event {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts = {"", "shown", "hidden", "removed"};
constexpr std::array<std::string_view, 4> kWorks = {"open", "read", "working", "done"};

void set_unless_empty(Json& data, const char* name, const std::string& value) {
  if (!value.empty()) data[name] = value;
}

Json json_of(const Writing& writing) {
  Json data{{"colour", writing.colour}};
  set_unless_empty(data, "name", writing.name);
  set_unless_empty(data, "text", writing.text);
  set_unless_empty(data, "strokes", base64(writing.strokes));
  return data;
}

Json json_of(const NoteWritten& note) {
  Json data = json_of(note.writing);
  data["code"] = note.code;
  data["language"] = note.language;
  if (!note.held.empty()) data["held"] = note.held;
  return data;
}

Json json_of(const NoteConfided& note) {
  Json data{{"code", note.code}, {"language", note.language}, {"digest", note.digest}};
  set_unless_empty(data, "key", note.key);
  return data;
}

Json json_of(const NoteModerated& what) {
  Json data{{"note", what.note.text()},
            {"verdict", kVerdicts[static_cast<std::size_t>(what.verdict)]},
            {"by", to_json(what.by)}};
  set_unless_empty(data, "reason", what.reason);
  return data;
}

Json json_of(const NoteMarked& what) {
  Json data{
      {"note", what.note.text()}, {"state", kWorks[static_cast<std::size_t>(what.state)]}, {"by", to_json(what.by)}};
  set_unless_empty(data, "until", what.until);
  set_unless_empty(data, "did", what.did);
  return data;
}

Json json_of(const NotePinned& what) {
  return {{"note", what.note.text()}, {"pinned", what.pinned}, {"by", to_json(what.by)}};
}

Json json_of(const NoteReplied& what) {
  return {{"note", what.note.text()}, {"text", what.text}, {"by", to_json(what.by)}};
}

Json json_of(const NoteSupported& what) {
  return {{"note", what.note.text()}};
}

Json json_of(const NotePublished& what) {
  return {{"about", what.about.text()}, {"said", what.said}, {"did", what.did}, {"by", to_json(what.by)}};
}

Json json_of(const BoardRuled& what) {
  return {{"screening", what.screening_before ? "before" : "after"}, {"by", to_json(what.by)}};
}

Json json_of(const VoiceMarked& what) {
  Json data{{"response", what.response.text()},
            {"state", kWorks[static_cast<std::size_t>(what.state)]},
            {"by", to_json(what.by)}};
  set_unless_empty(data, "did", what.did);
  return data;
}

Json json_of(const AnswerPrepared& what) {
  Json data{{"answer", what.answer}, {"language", what.language}, {"by", to_json(what.by)}};
  set_unless_empty(data, "title", what.title);
  set_unless_empty(data, "text", what.text);
  return data;
}

}  // namespace

std::string_view type_of(const BoardEvent& what) {
  constexpr std::array<std::string_view, std::variant_size_v<BoardEvent>> types = {
      kNoteWritten,   kNoteConfided,  kNoteModerated, kNoteMarked,  kNotePinned,    kNoteReplied,
      kNoteSupported, kNotePublished, kBoardRuled,    kVoiceMarked, kAnswerPrepared};
  return types[what.index()];
}

Json to_json(const Signature& by) {
  return {{"name", by.name}, {"role", by.role}};
}

Json to_json(const BoardEvent& what) {
  return std::visit([](const auto& one) { return json_of(one); }, what);
}

bool is_board_type(std::string_view type) {
  constexpr std::array<std::string_view, 4> kThings = {"chalkpoint.note.", "chalkpoint.board.", "chalkpoint.voice.",
                                                       "chalkpoint.answer."};
  return std::ranges::any_of(kThings, [type](std::string_view thing) { return type.starts_with(thing); });
}

Bytes to_text(const Writing& writing) {
  return canonical_json(json_of(writing));
}

}  // namespace chalkpoint::event
