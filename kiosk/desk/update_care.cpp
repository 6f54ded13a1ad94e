#include "kiosk/desk/update_care.h"

#include <utility>

#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

/// Who keeps people with the terminal's PIN: nobody has a name here before the first one is enlisted.
constexpr const char* kTerminalSigns = "terminal";

bool keeps_people(const event::Deed& what) {
  return event::right_for(what) == event::Right::people;
}

struct CareVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Care& care = step.state.care;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenCare&) const { go(Screen::care); }
  void operator()(const OpenJournal&) const { go(Screen::journal); }
  void operator()(const OpenNote& one) const {
    care.opened = one.note;
    go(Screen::note);
  }
  void operator()(const GoBack&) const { go(before()); }
  void operator()(const AskReason&) const { go(Screen::hide); }
  void operator()(const AskUntil&) const { go(Screen::until); }
  void operator()(const AskReply&) const { go_on(Screen::reply); }
  void operator()(const AskDone&) const { go_on(Screen::did); }
  void operator()(const AskPhrase&) const {
    care.phrase_wrong = false;
    go(Screen::phrase);
  }

  void operator()(const Judge& judge) const {
    if (!care.opened) return;
    act(event::NoteModerated{.note = *care.opened, .verdict = judge.verdict, .reason = judge.reason, .by = {}});
  }
  void operator()(const Mark& mark) const {
    if (!care.opened) return;
    act(event::NoteMarked{.note = *care.opened, .state = mark.state, .until = mark.until, .did = {}, .by = {}});
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
    if (state.screen == Screen::did && care.opened)
      return act(
          event::NoteMarked{.note = *care.opened, .state = event::Work::done, .until = {}, .did = text, .by = {}});
    if (text.empty()) return;
    if (state.screen == Screen::reply && care.opened)
      return act(event::NoteReplied{.note = *care.opened, .text = text, .by = {}});
    if (state.screen == Screen::sign) {
      care.by.name = text;
      if (care.unsigned_act) act(event::Deed(*std::exchange(care.unsigned_act, std::nullopt)));
    }
    if (state.screen == Screen::phrase && !care.reading) {
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
    care.readings = answer.readings;
    care.key = answer.key;
    go(Screen::journal);
  }

 private:
  static bool is_draft(Screen screen) { return screen == Screen::reply || screen == Screen::did; }
  void keep_draft(Screen screen, const std::string& text) const {
    if (!care.opened) return;
    if (event::trimmed(text).empty())
      care.drafts.erase({*care.opened, screen});
    else
      care.drafts[{*care.opened, screen}] = text;
  }
  // Where something was begun, it goes on.
  void go_on(Screen screen) const {
    go(screen);
    if (!care.opened || state.screen != screen) return;
    if (const auto begun = care.drafts.find({*care.opened, screen}); begun != care.drafts.end())
      care.text = begun->second;
  }
  // The words of an act are begun again: it was not, and never will be, stored as it is.
  void take_back(const event::Deed& what) const {
    if (const auto* reply = std::get_if<event::NoteReplied>(&what))
      care.drafts[{reply->note, Screen::reply}] = reply->text;
    if (const auto* mark = std::get_if<event::NoteMarked>(&what); mark != nullptr && !mark->did.empty())
      care.drafts[{mark->note, Screen::did}] = mark->did;
  }
  void forget_draft(const event::Deed& what) const {
    if (const auto* reply = std::get_if<event::NoteReplied>(&what)) care.drafts.erase({reply->note, Screen::reply});
    if (const auto* mark = std::get_if<event::NoteMarked>(&what); mark != nullptr && mark->state == event::Work::done)
      care.drafts.erase({mark->note, Screen::did});
  }

  void go(Screen screen) const {
    const auto needed = right_for(screen);
    if (!needed || event::may(care.by.role, *needed)) go_to(state, screen);
  }

  Screen before() const {
    switch (state.screen) {
      case Screen::hide:
      case Screen::until:
      case Screen::reply:
      case Screen::did:
        return Screen::note;
      case Screen::sign:
        return care.unsigned_act && std::holds_alternative<event::BoardRuled>(*care.unsigned_act) ? Screen::care
                                                                                                  : Screen::note;
      case Screen::phrase:
        return Screen::journal;
      case Screen::care:
      case Screen::people:
        return Screen::status;
      case Screen::person:
      case Screen::enlist:
      case Screen::secret:
        return Screen::people;
      default:
        return Screen::care;
    }
  }

  void act(const event::Deed& what) const {
    const bool ours = std::holds_alternative<event::BoardRuled>(what);
    if (hand_over(step, what, ours ? Screen::care : Screen::note, in)) forget_draft(what);
  }
};

}  // namespace

bool is_typing(Screen screen) {
  return text_max(screen) > 0;
}

std::size_t text_max(Screen screen) {
  constexpr std::size_t kLettersOfASignature = event::kSignatureBytesMax / 2;  // two octets a Cyrillic letter
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
      return kPhraseMax;
    default:
      return 0;
  }
}

void go_to(State& state, Screen screen) {
  state.screen = screen;
  state.care.text.clear();
  state.care.reading = false;  // an answer to who went on comes too late
  state.keeping.pin.clear();
  state.keeping.wanted.reset();
  state.keeping.failed = false;
  if (screen == Screen::care || screen == Screen::note) state.care.unsigned_act.reset();
}

bool hand_over(Step& step, event::Deed what, Screen then, const Inputs& in) {
  Care& care = step.state.care;
  if (care.act || !event::may(care.by.role, event::right_for(what))) return false;  // one at a time
  if (care.by.name.empty() && !keeps_people(what)) {
    care.unsigned_act = std::move(what);
    care.text.clear();
    step.state.screen = Screen::sign;
    return false;
  }
  event::Signature by = care.by;
  if (by.name.empty()) by.name = kTerminalSigns;
  std::visit([&by](auto& one) { one.by = by; }, what);
  care.act = Act{.id = event::make_uuid_v7(in.now.unix_ms, in.random), .what = std::move(what), .at = in.now};
  care.failed = care.refused = false;
  ++care.acts;
  step.act = care.act;
  go_to(step.state, then);
  return true;
}

void care_for(Step& step, const Intent& intent, const Inputs& in) {
  if (step.state.screen == Screen::pin || step.state.screen == Screen::who) return;
  std::visit(CareVisitor{step, in}, intent);
}

}  // namespace chalkpoint::desk
