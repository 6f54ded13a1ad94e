// What the events of the board carry, read strictly: the same for a terminal before it writes, for a hub before it
// takes in, and for a board before it believes.
#include <algorithm>
#include <set>

#include "sync/event/fields.h"
#include "sync/event/notes.h"
#include "sync/event/seal.h"
#include "sync/event/strokes.h"

namespace chalkpoint::event {
namespace {

constexpr std::size_t kLanguageBytesMax = 35;  // the longest tag that RFC 5646 asks implementations to keep
constexpr std::array<std::string_view, 3> kVerdictWords = {"shown", "hidden", "removed"};
constexpr std::array<std::string_view, 4> kWorkWords = {"open", "read", "working", "done"};
constexpr std::array<std::string_view, 3> kVoiceWords = {"open", "read", "done"};
constexpr std::array<std::string_view, 2> kScreenings = {"before", "after"};

Writing read_writing(Fields& data) {
  Writing writing;
  writing.colour = static_cast<int>(data.integer("colour", 0, kColours - 1));
  if (data.has("name")) writing.name = data.prose("name", kNoteNameMax, false);
  if (data.has("text") == data.has("strokes")) data.fail("it has both text and strokes, or neither");
  if (data.has("text")) writing.text = data.prose("text", kNoteTextMax, true);
  if (data.has("strokes")) {
    auto strokes = from_base64(data.text("strokes", kDrawingOctetsMax * 4 / 3 + 4));
    const auto drawing = decode_drawing(strokes.value_or(""));
    if (!drawing) data.fail("strokes: " + drawing.error().what);
    if (drawing && drawing->strokes.empty()) data.fail("strokes draws nothing");
    writing.strokes = std::move(strokes).value_or(Bytes());
  }
  return writing;
}

std::vector<std::string> read_held(Fields& data) {
  auto held = data.texts("held");
  if (data.has("held") && held.empty()) data.fail("held is an empty list");
  if (std::ranges::any_of(held,
                          [](const auto& why) { return std::ranges::find(kHeldReasons, why) == kHeldReasons.end(); }))
    data.fail("held names an unknown reason");
  if (std::set(held.begin(), held.end()).size() != held.size()) data.fail("held names a reason twice");
  return held;
}

NoteWritten written(Fields& data) {
  data.only({"code", "language", "colour", "name", "text", "strokes", "held"});
  return {data.code("code"), data.text("language", kLanguageBytesMax), read_writing(data), read_held(data)};
}

NoteConfided confided(Fields& data) {
  data.only({"code", "language", "digest", "key"});
  NoteConfided out{data.code("code"), data.text("language", kLanguageBytesMax), data.digest("digest")};
  if (data.has("key")) {
    out.key = data.text("key");
    if (!is_key_id(out.key)) data.fail("key is not 16 hex digits");
  }
  return out;
}

NoteModerated moderated(Fields& data) {
  data.only({"note", "verdict", "reason", "by"});
  NoteModerated out;
  out.note = data.uuid("note");
  out.verdict = static_cast<Verdict>(data.choice("verdict", kVerdictWords) + 1);
  if (data.has("reason"))
    out.reason = kModerationReasons[data.choice("reason", kModerationReasons)];
  else if (out.verdict != Verdict::shown)
    data.fail("reason is missing");
  out.by = data.signature(Right::judge);
  return out;
}

NoteMarked marked(Fields& data) {
  data.only({"note", "state", "until", "did", "by"});
  NoteMarked out;
  out.note = data.uuid("note");
  out.state = static_cast<Work>(data.choice("state", kWorkWords));
  if (data.has("until")) {
    out.until = data.day("until");
    if (out.state != Work::working) data.fail("until is told of a note that is not in work");
  }
  if (data.has("did")) {
    out.did = data.prose("did", kDidTextMax, true);
    if (out.state != Work::done) data.fail("did is told of a note that is not done");
  }
  out.by = data.signature(Right::answer);
  return out;
}

NotePinned pinned(Fields& data) {
  data.only({"note", "pinned", "by"});
  return {data.uuid("note"), data.boolean("pinned"), data.signature(Right::pin)};
}

NoteReplied replied(Fields& data) {
  data.only({"note", "text", "by"});
  return {data.uuid("note"), data.prose("text", kReplyTextMax, true), data.signature(Right::answer)};
}

NoteSupported supported(Fields& data) {
  data.only({"note"});
  return {data.uuid("note")};
}

NotePublished published(Fields& data) {
  data.only({"about", "said", "did", "by"});
  return {data.uuid("about"), data.prose("said", kSaidTextMax, false), data.prose("did", kDidTextMax, true),
          data.signature(Right::answer)};
}

BoardRuled ruled(Fields& data) {
  data.only({"screening", "by"});
  return {data.choice("screening", kScreenings) == 0, data.signature(Right::screening)};
}

VoiceMarked voice_marked(Fields& data) {
  data.only({"response", "state", "did", "by"});
  VoiceMarked out;
  out.response = data.uuid("response");
  constexpr std::array kStates = {Work::none, Work::read, Work::done};
  out.state = kStates.at(data.choice("state", kVoiceWords));
  if (data.has("did")) {
    out.did = data.prose("did", kDidTextMax, true);
    if (out.state != Work::done) data.fail("did is told of a response that is not done");
  }
  out.by = data.signature(Right::answer);
  return out;
}

AnswerPrepared prepared(Fields& data) {
  data.only({"answer", "language", "title", "text", "by"});
  AnswerPrepared out{data.text("answer", kPreparedNameMax), data.text("language", kLanguageBytesMax), {}, {}, {}};
  if (!std::ranges::all_of(out.answer,
                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }))
    data.fail("answer is no name of small letters, digits and hyphens");
  if (data.has("title") != data.has("text")) data.fail("it has a title without a text, or a text without a title");
  if (data.has("title")) {
    out.title = data.prose("title", kPreparedTitleMax, false);
    out.text = data.prose("text", kReplyTextMax, true);
  }
  out.by = data.signature(Right::prepare);
  return out;
}

using PartReader = BoardEvent (*)(Fields&);
constexpr std::array<std::pair<std::string_view, PartReader>, std::variant_size_v<BoardEvent>> kReaders = {{
    {kNoteWritten, [](Fields& data) { return BoardEvent(written(data)); }},
    {kNoteConfided, [](Fields& data) { return BoardEvent(confided(data)); }},
    {kNoteModerated, [](Fields& data) { return BoardEvent(moderated(data)); }},
    {kNoteMarked, [](Fields& data) { return BoardEvent(marked(data)); }},
    {kNotePinned, [](Fields& data) { return BoardEvent(pinned(data)); }},
    {kNoteReplied, [](Fields& data) { return BoardEvent(replied(data)); }},
    {kNoteSupported, [](Fields& data) { return BoardEvent(supported(data)); }},
    {kNotePublished, [](Fields& data) { return BoardEvent(published(data)); }},
    {kBoardRuled, [](Fields& data) { return BoardEvent(ruled(data)); }},
    {kVoiceMarked, [](Fields& data) { return BoardEvent(voice_marked(data)); }},
    {kAnswerPrepared, [](Fields& data) { return BoardEvent(prepared(data)); }},
}};

}  // namespace

std::expected<std::optional<BoardEvent>, Problem> read_board(std::string_view type, std::string_view data) {
  const auto reader = std::ranges::find(kReaders, type, &std::pair<std::string_view, PartReader>::first);
  if (reader == kReaders.end()) return std::nullopt;
  const std::string_view subject = type == kBoardRuled       ? "A rule of the board"
                                   : type == kVoiceMarked    ? "The mark of a response"
                                   : type == kAnswerPrepared ? "A prepared answer"
                                                             : "A note";
  Fields fields(subject, data);
  BoardEvent read = reader->second(fields);
  if (fields.fault()) return std::unexpected(*fields.fault());
  return read;
}

std::expected<Writing, Problem> writing_from_text(std::string_view text) {
  Fields data("A private note", text);
  data.only({"colour", "name", "text", "strokes"});
  Writing writing = read_writing(data);
  if (data.fault()) return std::unexpected(*data.fault());
  return writing;
}

}  // namespace chalkpoint::event
