// The kinds of events that make the chalk board and the journal of truth, and what they carry. Notes, replies and
// supports only ever grow in number, each known by the id of its event; verdict, work, pin and rule are the newest by
// (hlc, id). So the same events give the same board in whatever order and however often they arrive.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kNoteWritten = "chalkpoint.note.written.v1";
inline constexpr std::string_view kNoteConfided = "chalkpoint.note.confided.v1";
inline constexpr std::string_view kNoteModerated = "chalkpoint.note.moderated.v1";
inline constexpr std::string_view kNoteMarked = "chalkpoint.note.marked.v1";
inline constexpr std::string_view kNotePinned = "chalkpoint.note.pinned.v1";
inline constexpr std::string_view kNoteReplied = "chalkpoint.note.replied.v1";
inline constexpr std::string_view kNoteSupported = "chalkpoint.note.supported.v1";
inline constexpr std::string_view kNotePublished = "chalkpoint.note.published.v1";
inline constexpr std::string_view kBoardRuled = "chalkpoint.board.ruled.v1";
inline constexpr std::string_view kVoiceMarked = "chalkpoint.voice.marked.v1";
inline constexpr std::string_view kAnswerPrepared = "chalkpoint.answer.prepared.v1";

/// Lengths in characters (Unicode code points) unless the name says otherwise.
inline constexpr std::size_t kNoteTextMax = 500;  // what a hand writes on a board; it must fit a column
inline constexpr std::size_t kReplyTextMax = 500;
inline constexpr std::size_t kNoteNameMax = 40;
inline constexpr std::size_t kDidTextMax = 300;
inline constexpr std::size_t kSaidTextMax = 120;
inline constexpr std::size_t kPreparedNameMax = 40;  // of a prepared answer: octets, a word or a UUID
inline constexpr std::size_t kPreparedTitleMax = 40;

/// What is on a note: exactly one of text and strokes.
struct Writing {
  int colour = 0;    ///< 0 to kColours − 1
  std::string name;  ///< of the writer, up to kNoteNameMax; empty for none
  std::string text;  ///< 1 to kNoteTextMax characters; empty for a drawing
  Bytes strokes;     ///< an encoded drawing (strokes.h); empty for a text
  bool operator==(const Writing&) const = default;
};

/// A public note.
struct NoteWritten {
  std::string code;      ///< what its writer was shown: kCodeLength of kCodeAlphabet
  std::string language;  ///< BCP 47
  Writing writing;
  std::vector<std::string> held;  ///< why it waits for a look; empty: shown at once
};
/// Why a note may be held.
inline constexpr std::array<std::string_view, 8> kHeldReasons = {"drawing", "first-texts", "obscene",   "phone",
                                                                 "email",   "link",        "duplicate", "screened"};

/// A private note: its writing is sealed to the site's key and travels beside the event, as a contact does.
struct NoteConfided {
  std::string code;
  std::string language;
  std::string digest;  ///< event::seal_digest of the sealed box, whose plaintext is to_text(Writing)
  std::string key{};   ///< event::key_id of the key it is sealed to, so that who cannot open it can say which phrase
                       ///< does; empty: not told
};

enum class Verdict { none, shown, hidden, removed };
/// hidden: off every board, and its writer reads a warning under the code; removed: drawn nowhere any more.
struct NoteModerated {
  Uuid note;
  Verdict verdict = Verdict::shown;  ///< never none
  std::string reason;                ///< one of kModerationReasons; may be empty when shown
  Signature by;
};
inline constexpr std::array<std::string_view, 4> kModerationReasons = {"insult", "personal-data", "advertising",
                                                                       "other"};

/// How far the club is with something. Of marks, none is "open again": what was said before is taken back, but for
/// "read". "Read" only acknowledges, so it never takes the place of another, whichever was said later; of the others
/// the newest by (hlc, id) counts.
enum class Work { none, read, working, done };
struct NoteMarked {
  Uuid note;
  Work state = Work::read;
  std::string until;  ///< YYYY-MM-DD, only when working; may be empty
  std::string did;    ///< what the club did, up to kDidTextMax, only when done; may be empty
  Signature by;
};

struct NotePinned {
  Uuid note;
  bool pinned = false;
  Signature by;
};

struct NoteReplied {
  Uuid note;
  std::string text;  ///< 1 to kReplyTextMax
  Signature by;
};

/// "Me too".
struct NoteSupported {
  Uuid note;
};

/// "You said — we did": what was said to the club alone, in a survey, privately or in person, in the club's words and
/// without a name. It stands on the board as a note of the club's own, shown and done.
struct NotePublished {
  Uuid about;        ///< the response or the private note
  std::string said;  ///< 1 to kSaidTextMax, one line
  std::string did;   ///< 1 to kDidTextMax
  Signature by;
};

/// When notes are looked at: `before` they are shown (drawings and a device's first texts wait), or `after` (only what
/// the filter holds waits).
struct BoardRuled {
  bool screening_before = true;
  Signature by;
};

/// What the club did with what a member said in a survey, as marks of notes count.
struct VoiceMarked {
  Uuid response;            ///< the event of the response
  Work state = Work::read;  ///< read: somebody knows of it; done: answered; none: open again. Never working
  std::string did;          ///< what was done, up to kDidTextMax, only when done; may be empty
  Signature by;
};

/// An answer to begin from, in one language; the newest by (hlc, id) of its name and language counts.
struct AnswerPrepared {
  std::string answer;    ///< its name: 1 to kPreparedNameMax of a–z, 0–9 and '-'; a shipped one is so replaced
  std::string language;  ///< BCP 47
  std::string title;     ///< what it is about, up to kPreparedTitleMax; empty together with the text: it is taken out
  std::string text;      ///< up to kReplyTextMax, with places to fill in as prepared.h has them
  Signature by;          ///< of a role that may prepare
};

/// Of the board, and of the desk that cares for it.
using BoardEvent = std::variant<NoteWritten, NoteConfided, NoteModerated, NoteMarked, NotePinned, NoteReplied,
                                NoteSupported, NotePublished, BoardRuled, VoiceMarked, AnswerPrepared>;

/// The type and the `data` of a fact; absent members are left out.
std::string_view type_of(const BoardEvent& what);
Json to_json(const BoardEvent& what);
/// {"name","role"}
Json to_json(const Signature& by);

/// Whether events of this type belong to the board or to the desk: chalkpoint.note.*, .board.*, .voice.*, .answer.*.
bool is_board_type(std::string_view type);
/// `data` as it stands in a body, read strictly: unknown members, wrong bounds, malformed text and an act of somebody
/// whose role may not do it are a Problem that names the member. Nothing for a type that is not one of the above.
std::expected<std::optional<BoardEvent>, Problem> read_board(std::string_view type, std::string_view data);

/// The plaintext of a private note: the canonical JSON of {"colour","name"?,"text"|"strokes"}.
Bytes to_text(const Writing& writing);
/// The inverse; refuses what could not be the writing of a public note.
std::expected<Writing, Problem> writing_from_text(std::string_view text);

}  // namespace chalkpoint::event
