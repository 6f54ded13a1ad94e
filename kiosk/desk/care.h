// The staff's care of the chalk board: what waits for a look, what the club does and answers, and the journal of truth,
// of which only time and code are shown until somebody types the recovery phrase. The app fills Notes from the board;
// what the staff decide leaves as an Act, and stays in the state until it is on disk.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/desk/contacts.h"
#include "kiosk/desk/forms.h"
#include "kiosk/desk/lists.h"
#include "kiosk/desk/queue.h"
#include "sync/event/cases.h"
#include "sync/event/people.h"
#include "sync/event/prepared.h"

namespace chalkpoint::desk {

/// A public note as the staff see it.
struct Item {
  struct Answer {
    std::string text;
    event::Signature by;
  };
  event::Uuid id;
  std::string code, name, text;
  event::Bytes strokes;  ///< encoded drawing; empty for a text
  int colour = 0;
  std::vector<std::string> held;  ///< members of event::kHeldReasons
  std::int64_t unix_ms = 0;       ///< when it was written, UTC
  event::Verdict verdict = event::Verdict::none;
  std::string reason;  ///< of the verdict
  event::Work work = event::Work::none;
  std::string until, did;
  bool pinned = false;
  std::uint32_t supports = 0;
  bool of_club = false;  ///< "you said — we did": nobody waits for an answer to it, and it has no code
  std::vector<Answer> answers;
  bool waits() const { return verdict == event::Verdict::none && !held.empty(); }
};

/// A private note, covered.
struct Confidence {
  event::Uuid id;
  std::string code;
  std::int64_t unix_ms = 0;
  std::string key;  ///< event::key_id of the key it is sealed to; empty: not known
  bool own = true;  ///< written on this terminal, so that its box lies here; else at the hub
  event::Work work = event::Work::none;
};

/// How it stands with what members are asked.
enum class Asking {
  as_planned,
  off,   ///< nothing is asked, as somebody of the club wished
  amiss  ///< what was published or planned cannot be followed to the letter: something else is asked
};

/// What there is to care for. Made anew whenever the board changes.
struct Notes {
  std::vector<Item> items;  ///< what waits, longest waiting first; then the newest
  std::size_t waiting_count = 0;
  std::vector<Confidence> confided;  ///< newest first
  bool screening_before = true;
  std::vector<Waiting> queue;                 ///< what waits for the club, longest first
  std::vector<Waiting> cases;                 ///< open ones: theirs first, then what is due first
  std::vector<Waiting> solved;                ///< resolved ones, the newest first
  std::vector<Waiting> done;                  ///< done without a case, the last one first
  std::vector<event::Voice> voices;           ///< the responses of all these lists
  std::map<std::string, std::string> labels;  ///< of what can be tapped in the survey, by value, in their language
  std::vector<std::string> departments;       ///< values of what can be tapped, as the survey orders them
  std::vector<event::Prepared> prepared;      ///< answers to begin from, in their language
  std::vector<Form> forms;                    ///< to choose from, told first
  std::vector<event::Opened> openings;        ///< of contacts, newest first, for those who may open them
  struct Opened {
    std::optional<event::Case> dossier;     ///< nothing: there is no case about it
    std::vector<event::Step> history;       ///< all that was done about it, oldest first
    std::vector<event::Step> news;          ///< of that, what others did since it was opened here
    std::vector<event::Prepared> prepared;  ///< answers to begin from, in the language of the note
  } opened{};                               ///< about Care::opened
  Calling calling;                          ///< whom to call
  Asking asking = Asking::as_planned;
};

/// What the staff decided, ready to be stored.
struct Act {
  event::Uuid id;
  event::Deed what;
  event::Moment at;
};

/// A private note, opened.
struct Reading {
  event::Uuid id;
  event::Writing writing;
};

/// who: whose PIN; regain: the phrase is typed that ends the wait after wrong ones; queue: what waits; sections: the
/// rest of the desk; report: what some days come to; voice: a response or a private note of it; care: the board's list;
/// note: one of it; hide, until: which reason, until when; prepared: answers to begin from; forms: the staff's own to
/// fill in; reply, did, sign, phrase, enlist, search, prepare (the text of a prepared answer), prepare_title: what is
/// typed; people: the list; person: one of it; secret: a new PIN; cases: the open ones, or the resolved ones; dossier:
/// one of them; filter: whose, and of which department. Of a case: department, cause, assignee, due, calendar (the
/// same, any day), how (corrected or explained), asking (when to ask again, after that), follow (what they answered),
/// again (when, if they were not reached) are chosen; comment, solve (what was done), words (theirs), why (it is opened
/// again), said and publish ("you said", "we did") are typed. contacts: whether those that members left are open;
/// unlock: the phrase for them is typed; erase: what is to be erased is typed; erasing: what was found; act: what was
/// erased. Of the lists: calls, renewals, promoters: whom to call; listed, fan: one of them; import, sheet: which
/// table, what is in it; client, client_phone: one who is typed.
enum class Screen {
  who,
  pin,
  regain,
  queue,
  sections,
  filter,
  cases,
  dossier,
  department,
  cause,
  assignee,
  due,
  calendar,
  how,
  asking,
  follow,
  again,
  comment,
  solve,
  words,
  why,
  said,
  publish,
  report,
  voice,
  status,
  care,
  note,
  hide,
  until,
  reply,
  did,
  sign,
  journal,
  phrase,
  search,
  prepared,
  prepare,
  prepare_title,
  forms,
  calls,
  renewals,
  promoters,
  listed,
  fan,
  import,
  sheet,
  client,
  client_phone,
  people,
  person,
  enlist,
  secret,
  contacts,
  unlock,
  erase,
  erasing,
  act
};
/// What one must be allowed to, to see it; nothing where somebody is still signing in or says who they are.
std::optional<event::Right> right_for(Screen screen);

/// What was begun on items and not sent, by the screen on which it is typed: answers, what was done, comments. Outlives
/// the desk's closing, in memory alone; it shows only behind the PIN.
using Drafts = std::map<std::pair<event::Uuid, Screen>, std::string>;

/// The prepared answer that is being edited.
struct Preparing {
  bool editing = false;  ///< a tap on a prepared answer edits it instead of beginning with it
  std::string answer;    ///< its name; empty: a new one
  std::string language;  ///< of its words, whatever the screen speaks meanwhile
  std::string title, text;
};

/// What is being done about the case on the screen.
struct Casework {
  bool solved = false;            ///< the list shows the resolved ones
  Screen back = Screen::dossier;  ///< where the question was asked: the item's page or its case
  bool begins = false;            ///< there is no case yet: the answer about the department opens it
  int months_ahead = 0;           ///< of the calendar
  event::Resolution how = event::Resolution::corrected;
  std::string did;  ///< typed already
  event::Outcome outcome = event::Outcome::well;
  std::string said;  ///< typed already
};

struct Care {
  std::optional<event::Uuid> opened;  ///< the note or response on the screen
  Source source = Source::note;       ///< what it is
  Screen from = Screen::care;         ///< the list it was opened from
  bool case_first = false;            ///< its case was, and its page lies behind that
  std::uint32_t openings = 0;         ///< how often something was opened
  Casework casework;
  Filter filter;  ///< of the queue
  Preparing preparing;
  event::Signature by;  ///< who is at the desk; no role: nobody yet. No name: the terminal's PIN, so it is asked for
  std::string text;     ///< what is being typed
  std::optional<event::Deed> unsigned_act;                   ///< waits until we know who
  std::optional<std::pair<OpenForm, Screen>> unsigned_form;  ///< likewise, and where it was asked for
  std::string recorded;    ///< the form that was stored last; empty once another screen came
  std::optional<Act> act;  ///< handed over, not on disk yet
  bool failed = false;     ///< `act` could not be written; `retry` tries again
  bool refused = false;    ///< the last act can never be written as it was; its words are among the drafts again
  Drafts drafts;
  std::uint32_t acts = 0;  ///< how many were handed over: each makes the targets fresh
  Contacts contacts;
  // The journal of truth.
  bool key_here = false;  ///< this terminal holds a key, wrapped: its phrase opens what is sealed to it
  std::string site;       ///< the site's name at its hub, which holds what was left elsewhere; empty: no hub
  bool reading = false;   ///< the phrase is being tried
  bool phrase_wrong = false;
  std::vector<Reading> readings;  ///< open until the desk closes
  std::string key;                ///< event::key_id of the key that the phrase opened; empty: none yet
};

// Intents.
struct OpenCare {};     ///< care.open
struct OpenJournal {};  ///< care.journal
struct OpenNote {
  event::Uuid note;
};  ///< note.XXXXXXXX.open
struct GoBack {};     ///< note.back
struct AskReason {};  ///< care.hide
struct AskUntil {};   ///< care.working
struct AskReply {};   ///< care.reply
struct AskDone {};    ///< care.done
struct AskPhrase {};  ///< care.phrase
struct Judge {
  event::Verdict verdict;
  std::string reason;
};  ///< care.show, reason.NAME, care.remove; of the opened note
struct Mark {
  event::Work state;
  std::string until;
};  ///< care.read, until.DAYS
struct Pin {
  bool pinned;
};  ///< care.pin
struct Rule {
  bool screening_before;
};  ///< screening.before, screening.after
struct SetText {
  std::string text;
};
struct SendText {};  ///< care.send
struct SetRole {
  std::string role;
};  ///< role.staff, role.director, role.owner, role.admin; of a person
struct OpenStatus {};    ///< status.open
struct OpenQueue {};     ///< queue.open
struct OpenSections {};  ///< sections.open
struct OpenWaiting {
  Source source;
  event::Uuid id;
  bool case_first = false;
};  ///< queue.XXXXXXXX.open, case.XXXXXXXX.open
struct SetFilter {
  Filter filter;
};  ///< queue.all, queue.KIND, department.VALUE, search.clear
struct AskSearch {};    ///< care.search
struct AskPrepared {};  ///< care.prepared
struct UsePrepared {
  std::string text;
};  ///< prepared.NAME: an answer begins with it
struct SetEditing {
  bool editing;
};  ///< prepared.edit
struct EditPrepared {
  event::Prepared prepared;
};  ///< prepared.NAME while editing; prepared.add: a new one, without a name
struct AskTitle {};        ///< prepared.rename
struct RetirePrepared {};  ///< prepared.retire
struct Retry {};           ///< retry
struct Stored {
  event::Uuid id;
  bool ok;
  bool refused = false;  ///< not ok: nor will it ever be
};  ///< from the app: the answer about an act
struct JournalRead {
  bool right = false;
  std::vector<Reading> readings;
  std::string key{};  ///< event::key_id of the key that opened them
};  ///< from the app: the answer about a phrase

/// Longest text, in characters, that is typed on the screen; 0 where nothing is.
std::size_t text_max(Screen screen);
bool is_typing(Screen screen);

}  // namespace chalkpoint::desk
