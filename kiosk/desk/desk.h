// What the staff see: the PIN pad behind a three-second press on a corner, the state of the terminal, the care of the
// board (care.h), the cases (cases.h) and the people of the site (people.h). Members never come here. The view (view.h)
// draws a const State and returns an Intent; update is pure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "kiosk/desk/care.h"
#include "kiosk/desk/cases.h"
#include "kiosk/desk/parts.h"
#include "kiosk/desk/people.h"
#include "kiosk/desk/reporting.h"

namespace chalkpoint::desk {

inline constexpr std::size_t kPinDigits = 8;
/// Wrong tries free of delay; then the wait starts at kDelayMsFirst and doubles up to kDelayMsMax: 10^8 PINs outlast
/// any patience.
inline constexpr int kFreeTries = 5;
inline constexpr std::int64_t kDelayMsFirst = 30'000;
inline constexpr std::int64_t kDelayMsMax = 3'600'000;
/// Staff screens close by themselves: nobody leaves one open to members.
inline constexpr std::int64_t kIdleMs = 120'000;

/// How the guessing of a PIN is held up; kept in the journal's settings, so a restart does not help the guesser.
struct Lockout {
  int wrong_tries = 0;
  std::int64_t until_unix_ms = 0;  ///< no try before this
  /// What remains at `now_unix_ms`; never more than the delay itself, whatever the clock was set to.
  std::int64_t remaining_ms(std::int64_t now_unix_ms) const;
  bool operator==(const Lockout&) const = default;
};
/// Each person's own, so that nobody can lock others out; that of the terminal's PIN under the empty id. Those without
/// a wrong try are left out.
using Lockouts = std::map<event::Uuid, Lockout>;
/// The lockout after one more wrong try.
Lockout after_wrong(Lockout lockout, std::int64_t now_unix_ms);
/// The same by a clock that was set back: the whole delay again, from now, and not for as long as the clock was wrong.
Lockout rebased(Lockout lockout, std::int64_t now_unix_ms);

/// What the status screen tells; filled by the app from the sync worker and the journal.
struct Status {
  std::string device, site, hub_url;  ///< empty: not enrolled
  std::string version;
  enum class Sync { not_enrolled, idle, sending, waiting, stopped } sync = Sync::not_enrolled;
  std::uint64_t waiting_count = 0;  ///< answers the hub has not acknowledged yet
  std::optional<std::int64_t> waiting_since_unix_ms;
  std::optional<std::int64_t> last_success_unix_ms;
  std::optional<std::int64_t> read_unix_ms;  ///< when the site's stream was last read to its end
  std::optional<std::int64_t> next_try_unix_ms;
  std::string sync_fault;                         ///< names the sentence shown, e.g. "unreachable"; empty: none
  std::uint64_t quarantined_count = 0;            ///< events the hub set aside as unreadable
  std::optional<event::Problem> sync_problem;     ///< the last one, with what to do
  std::optional<event::Problem> journal_problem;  ///< nothing: healthy
  std::uint64_t stored_count = 0;                 ///< responses on this terminal
  HubWord hub_word = HubWord::none;               ///< of the last act of an erasure
  std::uint64_t disk_free_bytes = 0;
  std::int64_t now_unix_ms = 0;
  std::int32_t utc_offset_min = 0;  ///< to show the times above as the wall clock does
};

struct State {
  Screen screen = Screen::pin;
  std::string language = "ru";
  bool has_pin = true;                ///< the terminal has one of its own
  bool setup = false;                 ///< its first start is not finished
  std::string digits;                 ///< typed so far, at most kPinDigits
  bool checking = false;              ///< the PIN is being compared: drawn, not blocking
  bool wrong = false;                 ///< the last try was wrong
  std::vector<event::Person> people;  ///< enlisted
  bool reading = false;               ///< who is enlisted is still being read: no PIN is taken
  std::optional<event::Uuid> who;     ///< who signs in, then who is signed in; nothing: the terminal's PIN
  Lockout lockout;                    ///< theirs
  Lockouts lockouts;
  Lockouts phrase_lockouts;      ///< the same for recovery phrases, by who typed them
  std::int64_t now_unix_ms = 0;  ///< for the remaining wait
  std::int64_t now_mono_ms = 0;  ///< for what is open for a time
  Status status;
  std::set<event::Uuid> erased;  ///< everything of which an erasure is known: nothing of it is shown
  Care care;
  Keeping keeping;
  Reporting reporting;
  Lists lists;
  std::int64_t touched_ms = 0;  ///< monotonic
  /// False: who is enlisted is not known yet; or nobody is and the terminal has no PIN, so the pad says how to set one.
  bool takes_pin() const { return !reading && (who || has_pin); }
};

/// Where the fingers are while something is typed: what a view may change. Emptied when another screen comes.
struct Draft {
  std::size_t caret = 0;  ///< byte offset into Care::text
  std::string layout;     ///< keyboard layout chosen by hand; empty: by the language
  bool shift = false;
  bool operator==(const Draft&) const = default;
};

struct Nothing {};
struct Digit {
  char digit;
};  ///< pin.0 … pin.9
struct Erase {};  ///< pin.erase: the last digit
struct Close {};  ///< staff.close, both screens
struct Speak {
  std::string language;
};  ///< lang.ru, lang.en
struct Checked {
  bool right;
};  ///< from the app
/// All of them, Nothing first.
template <class... Some>
struct IntentList {};
using Intents =
    IntentList<Nothing, Digit, Erase, Close, Speak, Checked, OpenCare, OpenJournal, OpenNote, GoBack, AskReason,
               AskUntil, AskReply, AskDone, AskPhrase, Judge, Mark, Pin, Rule, SetText, SendText, SetRole, Retry,
               Stored, JournalRead, Known, ChooseMe, OpenPeople, OpenPerson, AskName, NewPin, Dismiss, TakeBack,
               PinMade, AskRegain, Regained, Unlock, OpenStatus, OpenQueue, OpenSections, OpenWaiting, SetFilter,
               AskSearch, AskPrepared, UsePrepared, SetEditing, EditPrepared, AskTitle, RetirePrepared, OpenForms,
               OpenForm, FormDone, OpenCases, OpenCase, OpenItem, AskCase, Describe, TurnMonth, Resolve, AskAgainOn,
               Asked, AskPublish, OpenFilter, OpenReport, SetPeriod, SavePage, PageSaved, OpenContacts, SetMinutes,
               AskUnlock, ChooseLeft, ErasedKnown, CloseContacts, Reveal, AskErase, EraseThem, OpenAct, Unlocked,
               Revealed, Found, Erased, OpenList, OpenPromoters, OpenRow, OpenFan, NoteCall, BeSure, AskImport,
               OpenSheet, KeepSheet, AskClient, SetStatus, PhoneKey, FilesFound, SheetRead, ListProgress, ListKept,
               OpenPart, OpenSetup>;

template <class One, class List>
inline constexpr bool kIsAmong = false;
template <class One, class... Some>
inline constexpr bool kIsAmong<One, IntentList<Some...>> = (std::is_same_v<One, Some> || ...);

/// One of them. The variant behind it is known to those alone who look into it (intent.h): a variant of so many takes
/// the compiler seconds wherever one is copied.
class Intent {
 public:
  Intent();  ///< Nothing
  template <class One>
    requires kIsAmong<One, Intents>
  Intent(One one) : any_(hold(std::move(one))) {}
  Intent(const Intent& other);
  Intent(Intent&& other) noexcept;
  Intent& operator=(const Intent& other);
  Intent& operator=(Intent&& other) noexcept;
  ~Intent();
  bool is_nothing() const { return !any_; }

  struct Any;
  const Any* any() const { return any_.get(); }  ///< null: Nothing

 private:
  template <class One>
  friend struct Held;
  template <class One>
  static Any* hold(One one);  // compiled in intent.cpp for every kind
  struct Drop {
    void operator()(Any* any) const;
  };
  std::unique_ptr<Any, Drop> any_;
};

struct Inputs {
  event::Moment now;
  std::int64_t touched_ms = 0;
  std::array<std::uint8_t, 10> random{};  ///< for the id of an act
};

struct Step {
  State state;
  std::optional<std::string> check_pin;  ///< of state.who: to be compared by the app, away from the UI thread
  bool keep_lockouts = false;            ///< state.lockouts and phrase_lockouts are to be written
  bool make_pin = false;                 ///< by the app, away from the UI thread; answered by PinMade
  bool close = false;                    ///< back to the members
  std::optional<Act> act;                ///< to be stored; answered by Stored
  std::string phrase;                    ///< to be tried on the journal of truth, away from the UI thread; answered by
                                         ///< JournalRead. Empty: nothing
  std::string unlock;                    ///< a phrase to be tried on the keys of contacts, likewise; answered by
                                         ///< Unlocked. While neither `opening` nor `unlocking` stands after a step,
                                         ///< the app holds no key. Empty: nothing
  std::string regain;                    ///< a phrase: is it one of the keys'? Likewise; answered by Regained.
                                         ///< Empty: nothing
  std::optional<event::Uuid> reveal;     ///< a contact to be opened; answered by Revealed
  std::optional<Wanted> look_for;        ///< answered by Found
  std::vector<Left> erase;               ///< what lies sealed there goes, signed by `eraser`; answered by
                                         ///< Erased. It is done also when the desk is left meanwhile
  event::Signature eraser;
  std::optional<OpenForm> form;       ///< to be run by the app over the desk; answered by FormDone, or by nothing
  std::optional<ListWork> list_work;  ///< to be done by the app, away from the UI thread
  const Part* part = nullptr;         ///< of the administration: to be opened by the app over the desk
  bool setup = false;                 ///< the first start is to be gone on with, once the desk is closed
};

/// Whose PIN is asked for first: everybody's to choose from, the only one's, or the terminal's while nobody is
/// enlisted.
void ask_who(State& state);
/// Whether nobody is at the desk yet.
bool is_signing_in(const State& state);
/// Asks for the PIN of this person; of the terminal without one.
void ask_pin(State& state, std::optional<event::Uuid> who);
/// Whether whoever is asked for a PIN, and held up by wrong ones, may end that by the recovery phrase: an owner, or
/// with the terminal's PIN, where the terminal holds a key. The PIN is asked for all the same. A phrase has 150 random
/// bits, so wrong ones delay nobody: else a passer-by could hold up this way, too.
bool may_regain(const State& state);
/// Somebody's lockout; that of the terminal's PIN without one.
Lockout lockout_of(const State& state, std::optional<event::Uuid> who);
/// Whether anybody enlisted is an owner.
bool has_owner(const State& state);
/// Somebody enlisted; null for anybody else.
const event::Person* person(const State& state, const event::Uuid& id);

/// What whoever is at the desk has to wait before the next phrase; milliseconds.
std::int64_t phrase_wait_ms(const State& state);

/// Whether the app is to hold the key that a phrase opened; as soon as not, it wipes it.
bool needs_key(const State& state);

/// Pure.
Step update(State state, const Intent& intent, const Inputs& inputs);

/// When update must be called although nobody touches anything; monotonic milliseconds.
std::optional<std::int64_t> wake_at_ms(const State& state, std::int64_t now_mono_ms);

}  // namespace chalkpoint::desk
