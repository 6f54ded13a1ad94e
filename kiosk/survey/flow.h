// What a member goes through, from the score on the attract screen to "thank you": the state, what may be intended, and
// the one pure function that turns one into the next. The views (view.h) draw a const Flow and return an Intent; they
// change nothing but the Draft. Works for any definition of the subset: nothing here knows the shipped survey.
//
// A response begins with the first answer given on the attract screen (its id is made then) and ends once: completed,
// or abandoned by going back past the first page, by standing idle, or by the end of the process.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/survey/definition.h"
#include "kiosk/survey/run.h"
#include "kiosk/survey/suspect.h"
#include "kiosk/ui/comfort.h"
#include "sync/event/event.h"
#include "sync/event/kinds.h"

namespace chalkpoint::survey {

/// What fills the screen. `still_here` (below) lies over asking, consent and save_failed.
enum class Phase {
  attract,      ///< the first page, live: Flow::run is empty but answerable
  asking,       ///< page Flow::page() of the run
  consent,      ///< the full text of what a member agrees to when leaving a contact; `back` returns
  saving,       ///< the journal is writing; drawn until it answers
  thanks,       ///< the journal has answered: it is on disk
  save_failed,  ///< the journal could not write; everything is kept, `retry` is offered
  refused,      ///< no new answers are taken (disk full, journal broken)
  off,          ///< the club asks nothing now: the board alone
};

/// For whom the words are meant: by the score. `unknown` without a score.
enum class Group { unknown, detractor, passive, promoter };

/// How long the screens wait, milliseconds of the monotonic clock.
struct Timing {
  std::int64_t idle_ms = 45'000;        ///< without a touch, then "still here?"
  std::int64_t still_here_ms = 20'000;  ///< then reset
  std::int64_t thanks_ms = 6'000;       ///< "thank you", then attract
};

using ui::Comfort;

/// An answer under way. Exists from the first answer to the end of "thank you".
struct Answering {
  event::Uuid id;
  event::Moment began;
  bool consented = false;            ///< "I agree" was tapped on the contact as it stands now
  std::string consent_version;       ///< names the text that was agreed to, in the language it was read in
  std::string code;                  ///< what the member is told; set when completed
  std::vector<std::string> visited;  ///< names of the pages seen, each once
};

/// A response that has ended and is to be written. The contact is still in the clear: the app seals it before anything
/// is written and fills Response::contact.digest.
struct Ending {
  event::Uuid id;
  bool completed = false;
  event::Response response;
  std::optional<std::string> contact;  ///< what Response::contact speaks of
  event::Moment at;
};

struct Flow {
  Phase phase = Phase::attract;
  Run run;                ///< the answers; empty while attracting
  std::string page_name;  ///< the page asked; names survive when conditions add or remove pages
  std::optional<Answering> answering;
  std::vector<AnswerError> errors;  ///< what `next` found wanting on this page; emptied by the next touch on it
  Comfort comfort;
  std::string home_language;                   ///< what the terminal speaks when nobody has chosen
  Comfort home_comfort;                        ///< with which every member begins
  std::optional<Ending> unsaved;               ///< while saving and save_failed: what `retry` hands over again
  std::optional<event::Problem> save_problem;  ///< why save_failed
  bool still_here = false;                     ///< "still here?" lies over the phase
  std::int64_t touched_ms = 0;                 ///< last touch, monotonic
  std::int64_t phase_since_ms = 0;             ///< when the phase (or still_here) began, monotonic

  /// A terminal at rest.
  Flow(const Definition& definition, std::string language);

  const std::string& language() const { return run.language(); }
  /// The page on the screen: the first one while attracting.
  const Page* page(const Definition& definition) const;
  /// Its place among the visible pages, from 0, and their number: for the progress dashes.
  std::size_t page_index() const;
  std::size_t page_count() const;
  /// By the score given so far.
  Group group(const Definition& definition) const;
  /// The score given so far.
  std::optional<int> score(const Definition& definition) const;
  /// Does the page hold a visible contact question that has something in it? Then `consent.agree` takes the place of
  /// `next`.
  bool wants_consent(const Definition& definition) const;
};

/// Where the fingers are: what a view may change while drawing. Emptied whenever a member is done or another page
/// comes. The words themselves live in the run (each edit is a Write intent); this is only how they are being edited.
struct Draft {
  std::string focus;      ///< data name of the question being typed into; empty: the keyboard is closed
  std::size_t caret = 0;  ///< byte offset into the text of `focus`
  std::string layout;     ///< keyboard layout chosen by hand ("ru", "en", "digits"); empty: by the language
  bool shift = false;
  float scroll_px = 0;  ///< for pages longer than the screen
  bool operator==(const Draft&) const = default;
};

// Intents. A view returns at most one for each frame; Nothing is also what the clock sends.
struct Nothing {};
struct Start {};  ///< begin without an answer (first page is not one rating)
struct Pick {
  std::string element;
  Value value;
};  ///< a tap on a choice, rate, yes or no; by Element::name
struct Write {
  std::string data_name;
  std::string text;
};  ///< the text as it stands now; "" clears
struct Next {};
struct Skip {};  ///< go on without answering this page
struct Back {};
struct Agree {};        ///< consent.agree: the contact may be kept; goes on
struct ReadConsent {};  ///< consent.text
struct StillHere {};    ///< still.here: the big button
struct Retry {};        ///< save again
struct Done {};         ///< leave "thank you"
struct Speak {
  std::string language;
};  ///< lang.ru, lang.en
struct SetComfort {
  Comfort comfort;
};  ///< theme.contrast, text.large, reach.low
struct OpenStaff {};  ///< staff.corner, held three seconds
struct OpenBoard {};  ///< board.open: from the attract screen, from "thank you", or where nothing is asked
struct TapCard {
  std::string id;
};  ///< a way of the card on the attract screen
struct Saved {};  ///< from the app: the journal has answered
struct NotSaved {
  event::Problem problem;
};  ///< from the app
struct Leave {};  ///< from the app: the process ends; what was said is kept as abandoned
using Intent = std::variant<Nothing, Start, Pick, Write, Next, Skip, Back, Agree, ReadConsent, StillHere, Retry, Done,
                            Speak, SetComfort, OpenStaff, OpenBoard, TapCard, Saved, NotSaved, Leave>;

/// Everything from outside that an update may need, as values.
struct Inputs {
  event::Moment now;
  std::int64_t touched_ms = 0;            ///< last touch of the display or the keyboard, monotonic
  std::array<std::uint8_t, 10> random{};  ///< for the id of a response that begins now
  std::string code;                       ///< a free code for a response that completes now
  std::string consent_version;            ///< names the consent text as it is shown in Flow::language()
  bool can_store = true;                  ///< false: no new response may begin
  bool asks = true;                       ///< false: the surveys are switched off, likewise
  std::vector<Recent> recent;             ///< the last completed responses of this device, oldest first
  Timing timing;
  std::string touchpoint = "lobby";  ///< where the voice is heard, unless the survey asks for it
  std::string survey;                ///< the definition's name and revision, for the fact
  std::uint32_t revision = 1;
};

/// Where to after the step; to the board one goes with the language and the comfort of the Flow as it was before.
enum class Route { stay, staff, board, setup };

struct Step {
  Flow flow;
  std::optional<Ending> ending;
  Route route = Route::stay;
};

/// Pure: the same arguments give the same step. Intents that make no sense in the phase (a second tap in one frame)
/// change nothing.
Step update(const Definition& definition, Flow flow, const Intent& intent, const Inputs& inputs);

/// When update must be called with Nothing although nobody touches anything; monotonic milliseconds. Nothing: never.
std::optional<std::int64_t> wake_at_ms(const Flow& flow, const Timing& timing);

}  // namespace chalkpoint::survey
