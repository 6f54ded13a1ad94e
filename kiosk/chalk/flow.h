// What a member goes through at the chalk board: reading it, finding a note by its code, writing one. The state, what
// may be intended, and the one pure function that turns one into the next. The views (view.h) draw a const Flow and
// return an Intent; they change nothing but the Draft.
//
// A writing is lost in two ways only: its writer taps cancel, or stands idle until "still here?" runs out. What is
// refused or could not be stored stays as it was.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/chalk/drawing.h"
#include "kiosk/chalk/limits.h"
#include "kiosk/ui/comfort.h"
#include "sync/event/notes.h"

namespace chalkpoint::chalk {

using ui::Comfort;
class Wall;  // view_wall.h

/// What fills the screen. `still_here` (below) lies over any of them.
enum class Screen {
  board,        ///< the notes
  rules,        ///< of the board; `note.back` returns to Flow::before
  find,         ///< the pad for a code
  found,        ///< one note: Flow::opened, or the one of Flow::code
  compose,      ///< chalk or letters
  sign,         ///< name, for whom, how it will stand on the board
  saving,       ///< the app has the note; drawn until it answers
  sent,         ///< it is on disk: the code, and what happens now
  refused,      ///< too soon or too many; the writing stays
  save_failed,  ///< the note is not on the disk; everything is kept, `retry` is offered
};

/// How it is written.
enum class Tool { chalk, letters };

/// How long the screens wait, milliseconds of the monotonic clock.
struct Timing {
  std::int64_t idle_ms = 45'000;        ///< without a touch, then "still here?"
  std::int64_t still_here_ms = 20'000;  ///< then the attract screen
  std::int64_t sent_ms = 20'000;        ///< the code, long enough to write it down; then the attract screen
};

/// A note that was sent, in the clear. The app asks the limits and the filter, seals it when it is private, and
/// answers with Saved, NotSaved or Refused.
struct Written {
  event::Uuid id;
  bool confided = false;  ///< private: for the owner and the director
  std::string code, language;
  event::Writing writing;
  event::Moment at;  ///< when it was sent
};

/// "Me too."
struct Support {
  event::Uuid id;    ///< of the fact
  event::Uuid note;  ///< which note
  event::Moment at;
};

struct Flow {
  Screen screen = Screen::board;
  Screen before = Screen::board;  ///< where `rules` returns to
  std::string language = "ru", home_language = "ru";
  Comfort comfort;

  std::string code;                    ///< typed on `find`, up to event::kCodeLength letters
  std::optional<event::Uuid> opened;   ///< tapped on the board; nothing: found by code
  std::vector<event::Uuid> supported;  ///< "me too" said on this visit

  Tool tool = Tool::chalk;
  std::string text, name;          ///< as they stand now
  int colour = 0;                  ///< of letters; chalk has its own in Draft::drawing
  bool confided = false;           ///< private chosen
  std::uint32_t draft_serial = 1;  ///< another one: the writing was dropped or sent, drafts are emptied

  std::optional<Written> unsaved;  ///< while saving, sent and save_failed
  bool held = false;               ///< on `sent`: it waits for a look
  Refusal refusal = Refusal::none;
  std::int64_t free_at_ms = 0;  ///< on `refused`: when another try is welcome, monotonic; 0: unknown
  std::optional<event::Problem> save_problem;
  bool tries_on = false;  ///< on `save_failed`: the app holds the note and tries again by itself

  bool still_here = false;
  std::int64_t touched_ms = 0;       ///< last touch, monotonic
  std::int64_t screen_since_ms = 0;  ///< when the screen (or still_here) began, monotonic
};

/// Where the fingers are: what a view may change while drawing. When a frame changes one of the first seven, what was
/// drawn above that place is old: draw again.
struct Draft {
  std::uint32_t serial = 1;  ///< of the writing it belongs to: when Flow::draft_serial is another, it is emptied
  std::string focus;         ///< what is typed into: "note.text", "note.name"; empty: the keyboard is closed
  std::size_t caret = 0;     ///< byte offset
  std::string layout;        ///< keyboard layout chosen by hand; empty: by the language
  bool shift = false;
  std::size_t pages = 1;   ///< pages of the board unrolled by `board.earlier`
  bool done_only = false;  ///< of the board only "you said, we did"
  float scroll_px = 0;     ///< of the board; stays while a note is opened
  struct Leap {
    float from_px = 0, to_px = 0;
    std::uint32_t serial = 0;  ///< which one it is
    bool under_way = false;
  } leap;                      ///< of the board: on to earlier notes
  Pad pad;                     ///< what is drawn, with its undo
  event::Bytes strokes;        ///< the same encoded, since `note.preview`
  std::shared_ptr<Wall> wall;  ///< where the notes stand, made by the view
};

// Intents. A view returns at most one for each frame; Nothing is also what the clock sends.
struct Nothing {};
struct Close {};      ///< board.close: to the attract screen
struct ReadRules {};  ///< board.rules
struct Find {};       ///< board.find
struct TypeCode {
  std::string code;
};  ///< find.KEY: as it stands now
struct ShowCode {};  ///< find.show
struct OpenNote {
  event::Uuid note;
};  ///< note.XXXXXXXX.open
struct SupportNote {
  event::Uuid note;
};  ///< note.XXXXXXXX.support
struct Write {};  ///< board.write
struct Take {
  Tool tool;
};  ///< write.chalk, write.letters
struct SetText {
  std::string text;
};
struct SetName {
  std::string name;
};
struct SetColour {
  int colour;
};
struct SetConfided {
  bool confided;
};  ///< note.public, note.private
struct Preview {};  ///< note.preview: on to name and audience
struct Send {
  event::Bytes strokes;  ///< the encoded drawing; ignored for letters
};  ///< note.send
struct Back {};       ///< note.back; on `compose` it drops the writing and goes to the board; on `save_failed` it leads
                      ///< to `sign` unless the app tries on
struct StillHere {};  ///< still.here
struct Retry {};      ///< retry: save again
struct Done {};       ///< done: from `sent` to the board
struct Speak {
  std::string language;
};
struct SetComfort {
  Comfort comfort;
};
struct OpenStaff {};  ///< staff.corner, held three seconds
struct Saved {
  bool held = false;
};  ///< from the app: it is on disk; held: it waits for a look
struct NotSaved {
  event::Problem problem;
  bool tries_on = false;  ///< the app holds the note and goes on trying: it must not be sent a second time
};  ///< from the app
struct Refused {
  Refusal why;
  std::int64_t free_at_ms = 0;  ///< monotonic
};  ///< from the app: the limits do not take it now
using Intent = std::variant<Nothing, Close, ReadRules, Find, TypeCode, ShowCode, OpenNote, SupportNote, Write, Take,
                            SetText, SetName, SetColour, SetConfided, Preview, Send, Back, StillHere, Retry, Done,
                            Speak, SetComfort, OpenStaff, Saved, NotSaved, Refused>;

/// Everything from outside that an update may need, as values.
struct Inputs {
  event::Moment now;
  std::int64_t touched_ms = 0;            ///< last touch, monotonic
  std::array<std::uint8_t, 10> random{};  ///< for the id of a note or a support
  std::string code;                       ///< a free code for a note that is sent now
  bool confides = true;                   ///< private notes can be sealed here
  Timing timing;
};

/// `rest`: to the attract screen, everything of this member forgotten. `staff`: the PIN.
enum class Route { stay, rest, staff };

struct Step {
  Flow flow;
  std::optional<Written> written;
  std::optional<Support> support;
  Route route = Route::stay;
};

/// The board as one comes to it from the attract screen.
Flow arrive(std::string language, std::string home_language, Comfort comfort, std::int64_t now_mono_ms);

/// Pure: the same arguments give the same step. Intents that make no sense on the screen change nothing.
Step update(Flow flow, const Intent& intent, const Inputs& inputs);

/// When update must be called with Nothing although nobody touches anything; monotonic milliseconds.
std::optional<std::int64_t> wake_at_ms(const Flow& flow, const Timing& timing);

}  // namespace chalkpoint::chalk
