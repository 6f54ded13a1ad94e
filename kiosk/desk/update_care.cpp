#include "kiosk/desk/update_care.h"

#include <utility>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_cases.h"
#include "kiosk/desk/update_contacts.h"
#include "kiosk/desk/update_forms.h"
#include "kiosk/desk/update_lists.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

/// Who keeps people, or opens contacts, with the terminal's PIN: nobody has a name here before the first one is
/// enlisted.
constexpr const char* kTerminalSigns = "terminal";

/// Words of a deed, and the screen on which they were typed.
struct Typed {
  event::Uuid about;
  Screen screen;
  std::string text;
};

struct TypedIn {
  using All = std::vector<Typed>;
  All operator()(const event::NoteReplied& what) const { return {{what.note, Screen::reply, what.text}}; }
  All operator()(const event::NoteMarked& what) const {
    return what.state == event::Work::done ? All{{what.note, Screen::did, what.did}} : All{};
  }
  All operator()(const event::VoiceMarked& what) const {
    return what.state == event::Work::done ? All{{what.response, Screen::did, what.did}} : All{};
  }
  All operator()(const event::CaseCommented& what) const { return {{what.about, Screen::comment, what.text}}; }
  All operator()(const event::CaseResolved& what) const { return {{what.about, Screen::solve, what.did}}; }
  All operator()(const event::CaseReopened& what) const { return {{what.about, Screen::why, what.why}}; }
  All operator()(const event::CaseFollowed& what) const { return {{what.about, Screen::words, what.words}}; }
  All operator()(const event::NotePublished& what) const {
    return {{what.about, Screen::said, what.said}, {what.about, Screen::publish, what.did}};
  }
  template <class Other>
  All operator()(const Other&) const {
    return {};
  }
};

std::vector<Typed> typed_in(const event::Deed& what) {
  return visit(TypedIn{}, what);
}

/// Where what is typed outlives the desk's closing.
bool is_draft(Screen screen) {
  return screen == Screen::reply || screen == Screen::did || (asks_of_case(screen) && is_typing(screen));
}

bool needs_no_name(const event::Deed& what) {
  const event::Right right = event::right_for(what);
  return right == event::Right::people || right == event::Right::contacts;
}

struct CareVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Care& care = step.state.care;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenCare&) const {
    care.opened.reset();
    go(Screen::care);
  }
  void operator()(const OpenJournal&) const { go(Screen::journal); }
  void operator()(const OpenNote& one) const { open(one.note, Source::note, Screen::care, false); }
  void operator()(const OpenStatus&) const { go(Screen::status); }
  void operator()(const OpenQueue&) const { go(Screen::queue); }
  void operator()(const OpenSections&) const { go(Screen::sections); }
  void operator()(const OpenWaiting& one) const {
    if (one.source == Source::confided && !event::may(care.by.role, event::Right::private_notes)) return;
    open(one.id, one.source, state.screen == Screen::cases ? Screen::cases : Screen::queue, one.case_first);
  }
  void operator()(const SetFilter& set) const { care.filter = set.filter; }
  void operator()(const AskSearch&) const {
    go(Screen::search);
    care.text = care.filter.search;
  }
  void operator()(const GoBack&) const { go_on(state, before()); }
  void operator()(const AskReason&) const { go(Screen::hide); }
  void operator()(const AskUntil&) const { go(Screen::until); }
  void operator()(const AskReply&) const { go_on(state, Screen::reply); }
  void operator()(const AskDone&) const { go_on(state, Screen::did); }
  void operator()(const AskPrepared&) const {
    const bool to_look = state.screen == Screen::sections;  // not to answer with
    if (to_look) care.opened.reset();
    care.preparing = {.editing = to_look && may_prepare(), .answer = {}, .language = {}, .title = {}, .text = {}};
    go(Screen::prepared);
  }
  void operator()(const UsePrepared& use) const {
    if (state.screen != Screen::prepared || !care.opened || page_of(care) != Screen::note) return;
    go_on(state, Screen::reply);
    if (care.text.empty()) care.text = use.text;  // never in the place of words that were begun
  }
  void operator()(const SetEditing& set) const { care.preparing.editing = set.editing && may_prepare(); }
  void operator()(const EditPrepared& edit) const {
    if (!care.preparing.editing) return;
    care.preparing = {true, edit.prepared.answer, state.language, edit.prepared.title, edit.prepared.text};
    edit_prepared(edit.prepared.answer.empty() ? Screen::prepare_title : Screen::prepare);
  }
  void operator()(const AskTitle&) const {
    if (state.screen != Screen::prepare) return;
    care.preparing.text = care.text;
    edit_prepared(Screen::prepare_title);
  }
  void operator()(const RetirePrepared&) const {
    if (state.screen == Screen::prepare && !care.preparing.answer.empty()) prepare("", "");
  }
  void operator()(const AskPhrase&) const {
    care.phrase_wrong = false;
    go(Screen::phrase);
  }

  void operator()(const Judge& judge) const {
    if (!care.opened) return;
    act(event::NoteModerated{.note = *care.opened, .verdict = judge.verdict, .reason = judge.reason, .by = {}});
  }
  void operator()(const Mark& mark) const {
    if (care.opened) this->mark(mark.state, mark.until, "");
  }
  void operator()(const Pin& pin) const {
    if (care.opened) act(event::NotePinned{.note = *care.opened, .pinned = pin.pinned, .by = {}});
  }
  void operator()(const Rule& rule) const {
    act(event::BoardRuled{.screening_before = rule.screening_before, .by = {}});
  }

  void operator()(const SetText& set) const {
    const bool is_name = state.screen == Screen::sign || state.screen == Screen::enlist;
    const bool fits = !is_name || set.text.size() <= event::kSignatureBytesMax;
    if (!is_typing(state.screen) || care.reading || state.keeping.wanted || !fits) return;
    care.text = event::writable(set.text);
    if (is_draft(state.screen)) keep_draft(state.screen, care.text);
  }

  void operator()(const SendText&) const {
    const std::string text = event::trimmed(care.text);
    if (is_draft(state.screen)) keep_draft(state.screen, text);  // begun until it is handed over
    if (state.screen == Screen::did && care.opened) return mark(event::Work::done, "", text);
    if (state.screen == Screen::search) {
      care.filter.search = text;
      return go(Screen::queue);
    }
    if (text.empty()) return;
    if (state.screen == Screen::prepare) return prepare(care.preparing.title, text);
    if (state.screen == Screen::prepare_title) {
      care.preparing.title = text;
      return edit_prepared(Screen::prepare);
    }
    if (state.screen == Screen::reply && care.opened)
      return act(event::NoteReplied{.note = *care.opened, .text = text, .by = {}});
    if (state.screen == Screen::sign) {
      care.by.name = text;
      if (care.unsigned_act) act(event::Deed(*std::exchange(care.unsigned_act, std::nullopt)));
      if (care.unsigned_form) {
        const auto [form, from] = *care.unsigned_form;
        go_to(state, from);
        open_form(step, form);
      }
    }
    if (state.screen == Screen::phrase && !care.reading && begin_phrase(step, in)) {
      care.reading = true;
      step.phrase = text;
    }
  }

  void operator()(const Retry&) const {
    if (!care.act || !care.failed) return;
    care.failed = false;
    step.act = care.act;
    ++care.acts;
  }
  void operator()(const Stored& answer) const {
    if (!care.act || care.act->id != answer.id) return;
    care.failed = !answer.ok && !answer.refused;
    care.refused = !answer.ok && answer.refused;
    if (care.refused) take_back(care.act->what);
    if (!care.failed) care.act.reset();
    ++care.acts;
  }
  void operator()(const JournalRead& answer) const {
    if (!care.reading) return;
    care.reading = false;
    care.phrase_wrong = !answer.right;
    if (!answer.right) return;
    forgive_phrases(step);
    care.readings = answer.readings;
    care.key = answer.key;
    go(Screen::journal);
  }

 private:
  void open(const event::Uuid& item, Source source, Screen from, bool case_first) const {
    care.opened = item;
    care.source = source;
    care.from = from;
    care.case_first = case_first && event::may(care.by.role, event::Right::cases);
    ++care.openings;
    go(care.case_first ? Screen::dossier : page_of(care));
  }
  void keep_draft(Screen screen, const std::string& text) const {
    if (!care.opened) return;
    if (event::trimmed(text).empty())
      care.drafts.erase({*care.opened, screen});
    else
      care.drafts[{*care.opened, screen}] = text;
  }
  // The words of an act are begun again: it was not, and never will be, stored as it is.
  void take_back(const event::Deed& what) const {
    for (const Typed& one : typed_in(what))
      if (!one.text.empty()) care.drafts[{one.about, one.screen}] = one.text;
    const auto* prepared = std::get_if<event::AnswerPrepared>(&what);
    if (prepared == nullptr || state.screen != Screen::prepared) return;
    care.preparing = {true, prepared->answer, prepared->language, prepared->title, prepared->text};
    edit_prepared(Screen::prepare);
  }

  void go(Screen screen) const {
    const auto needed = right_for(screen);
    if (!needed || event::may(care.by.role, *needed)) go_to(state, screen);
  }

  Screen before() const {
    if (const auto screen = before_case(state)) return *screen;
    switch (state.screen) {
      case Screen::hide:
      case Screen::until:
      case Screen::reply:
      case Screen::did:
        return page_of(care);
      case Screen::prepared:
        return care.opened ? page_of(care) : Screen::queue;
      case Screen::prepare:
      case Screen::prepare_title:
        return Screen::prepared;
      case Screen::sign:
        if (care.unsigned_form) return care.unsigned_form->second;
        return care.unsigned_act ? place_of(*care.unsigned_act) : page_of(care);
      case Screen::phrase:
        return Screen::journal;
      case Screen::unlock:
      case Screen::erase:
      case Screen::act:
        return Screen::contacts;
      case Screen::erasing:
        return Screen::erase;
      case Screen::note:
      case Screen::voice:
        return care.case_first ? Screen::dossier : care.from;
      case Screen::journal:
        return care.opened && care.source == Source::confided ? Screen::voice : Screen::care;
      case Screen::person:
      case Screen::enlist:
      case Screen::secret:
        return Screen::people;
      case Screen::listed:
      case Screen::fan:
      case Screen::import:
      case Screen::client:
        return screen_of(state.lists);
      case Screen::sheet:
        return Screen::import;
      case Screen::client_phone:
        return Screen::client;
      default:
        return Screen::queue;
    }
  }

  // Where one is after an act: what came out of the queue is left when the club has answered it or opens it again.
  Screen place_of(const event::Deed& what) const {
    if (std::holds_alternative<event::BoardRuled>(what)) return Screen::care;
    if (std::holds_alternative<event::AnswerPrepared>(what)) return Screen::prepared;
    if (std::holds_alternative<event::CallNoted>(what)) return screen_of(state.lists);
    return page_of(care);
  }
  Screen after(const event::Deed& what) const {
    if (const auto screen = after_step(care, what)) return *screen;
    const auto* note = std::get_if<event::NoteMarked>(&what);
    const auto* voice = std::get_if<event::VoiceMarked>(&what);
    const auto moves = [](event::Work work) { return work == event::Work::done || work == event::Work::none; };
    // It stands in another list from now on.
    const bool left = std::holds_alternative<event::NoteReplied>(what) || (note != nullptr && moves(note->state)) ||
                      (voice != nullptr && moves(voice->state));
    if (!left) return place_of(what);
    if (care.case_first) return Screen::dossier;
    return care.from == Screen::care ? page_of(care) : care.from;
  }

  void mark(event::Work work, const std::string& until, const std::string& did) const {
    if (care.source == Source::voice)
      return act(event::VoiceMarked{.response = *care.opened, .state = work, .did = did, .by = {}});
    act(event::NoteMarked{.note = *care.opened, .state = work, .until = until, .did = did, .by = {}});
  }

  bool may_prepare() const { return event::may(care.by.role, event::Right::prepare); }
  void edit_prepared(Screen screen) const {
    go(screen);
    care.text = screen == Screen::prepare ? care.preparing.text : care.preparing.title;
  }
  void prepare(const std::string& title, const std::string& text) const {
    if (!may_prepare()) return;
    if (care.preparing.answer.empty()) care.preparing.answer = event::make_uuid_v7(in.now.unix_ms, in.random).text();
    act(event::AnswerPrepared{
        .answer = care.preparing.answer, .language = care.preparing.language, .title = title, .text = text, .by = {}});
  }

  void act(const event::Deed& what) const { hand_over(step, what, after(what), in); }
};

}  // namespace

bool is_typing(Screen screen) {
  return text_max(screen) > 0;
}

std::size_t text_max(Screen screen) {
  constexpr std::size_t kLettersOfASignature = event::kSignatureBytesMax / 2;  // two octets a Cyrillic letter
  constexpr std::size_t kSearchMax = 40;
  constexpr std::size_t kContactMax = 80;
  constexpr std::size_t kPhraseMax = 80;  // thirty letters, with what separates them
  switch (screen) {
    case Screen::reply:
      return event::kReplyTextMax;
    case Screen::did:
      return event::kDidTextMax;
    case Screen::sign:
    case Screen::enlist:
      return kLettersOfASignature;
    case Screen::phrase:
    case Screen::unlock:
    case Screen::regain:
      return kPhraseMax;
    case Screen::erase:
      return kContactMax;
    case Screen::search:
      return kSearchMax;
    case Screen::prepare:
      return event::kReplyTextMax;
    case Screen::comment:
      return event::kCommentTextMax;
    case Screen::solve:
    case Screen::words:
    case Screen::why:
      return event::kCaseTextMax;
    case Screen::said:
      return event::kSaidTextMax;
    case Screen::publish:
      return event::kDidTextMax;
    case Screen::prepare_title:
      return event::kPreparedTitleMax;
    case Screen::client:
      return kClientNameMax;
    default:
      return 0;
  }
}

void go_on(State& state, Screen screen) {
  Care& care = state.care;
  const auto needed = right_for(screen);
  if (needed && !event::may(care.by.role, *needed)) return;
  go_to(state, screen);
  if (!care.opened) return;
  if (const auto begun = care.drafts.find({*care.opened, screen}); begun != care.drafts.end())
    care.text = begun->second;
}

void go_to(State& state, Screen screen) {
  state.screen = screen;
  state.care.text.clear();
  state.care.recorded.clear();
  state.care.reading = false;  // an answer to who went on comes too late
  state.care.contacts.erasing.looking = false;
  state.keeping.pin.clear();
  state.keeping.wanted.reset();
  state.keeping.failed = false;
  if (is_typing(screen)) return;
  state.care.unsigned_act.reset();
  state.care.unsigned_form.reset();
}

event::Signature signature_of(const State& state) {
  event::Signature by = state.care.by;
  if (by.name.empty()) by.name = kTerminalSigns;
  return by;
}

bool hand_over(Step& step, event::Deed what, Screen then, const Inputs& in) {
  Care& care = step.state.care;
  if (care.act || !event::may(care.by.role, event::right_for(what))) return false;  // one at a time
  if (care.by.name.empty() && !needs_no_name(what)) {
    care.unsigned_act = std::move(what);
    care.text.clear();
    step.state.screen = Screen::sign;
    return false;
  }
  const event::Signature by = signature_of(step.state);
  visit([&by](auto& one) { one.by = by; }, what);
  care.act = Act{.id = event::make_uuid_v7(in.now.unix_ms, in.random), .what = std::move(what), .at = in.now};
  care.failed = care.refused = false;
  ++care.acts;
  step.act = care.act;
  for (const Typed& one : typed_in(care.act->what)) care.drafts.erase({one.about, one.screen});
  go_to(step.state, then);
  return true;
}

void care_for(Step& step, const Intent& intent, const Inputs& in) {
  if (is_signing_in(step.state)) return;
  visit(CareVisitor{step, in}, intent);
}

}  // namespace chalkpoint::desk
