#include "kiosk/desk/update_cases.h"

#include <utility>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

struct CaseVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Care& care = step.state.care;
  Casework& work = step.state.care.casework;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenCases& open) const {
    work.solved = open.solved;
    go(Screen::cases);
  }
  void operator()(const OpenFilter&) const { go(Screen::filter); }
  void operator()(const OpenCase& open) const {
    if (!care.opened) return;
    work.back = Screen::dossier;
    work.begins = open.begins;
    work.months_ahead = 0;
    go(open.begins ? Screen::department : Screen::dossier);
  }
  void operator()(const OpenItem&) const {
    if (care.opened) go(page_of(care));
  }
  void operator()(const AskCase& ask) const {
    if (!care.opened || !asks_of_case(ask.what)) return;
    if (!asks_of_case(state.screen)) work.back = state.screen == Screen::dossier ? Screen::dossier : page_of(care);
    work.begins = false;
    work.months_ahead = 0;
    go_on(state, ask.what);
  }
  void operator()(const Describe& what) const {
    if (care.opened) act(described(what));
  }
  void operator()(const TurnMonth& turn) const {
    const int turned = work.months_ahead + turn.by;
    if (turned >= 0 && turned <= kMonthsAheadMax) work.months_ahead = turned;
  }
  void operator()(const Resolve& resolve) const {
    if (state.screen != Screen::how) return;
    work.how = resolve.how;
    go_on(state, Screen::solve);
  }
  void operator()(const AskAgainOn& ask) const {
    if (!care.opened) return;
    if (state.screen == Screen::asking && !work.did.empty())
      act(event::CaseResolved{.about = *care.opened, .how = work.how, .did = work.did, .follow_up = ask.day, .by = {}});
    if (state.screen == Screen::again)
      act(event::CaseFollowed{
          .about = *care.opened, .outcome = event::Outcome::unreached, .words = {}, .again = ask.day, .by = {}});
  }
  void operator()(const Asked& asked) const {
    if (state.screen != Screen::follow) return;
    work.outcome = asked.outcome;
    go_on(state, asked.outcome == event::Outcome::unreached ? Screen::again : Screen::words);
  }
  // A note of a member's is done in front of all; of what was told to the club alone it tells in its own words.
  void operator()(const AskPublish& publish) const {
    if (!care.opened) return;
    work.did = publish.did;
    go_on(state, care.source == Source::note ? Screen::did : Screen::said);
    if (state.screen == Screen::did && care.text.empty()) care.text = publish.did;
  }

  void operator()(const SendText&) const {
    if (!care.opened) return;
    const std::string text = event::trimmed(care.text);
    switch (state.screen) {
      case Screen::comment:
        if (!text.empty()) act(event::CaseCommented{.about = *care.opened, .text = text, .by = {}});
        break;
      case Screen::solve:
        if (text.empty()) break;
        work.did = text;
        go(Screen::asking);
        break;
      case Screen::why:
        act(event::CaseReopened{.about = *care.opened, .why = text, .by = {}});
        break;
      case Screen::words:
        act(event::CaseFollowed{.about = *care.opened, .outcome = work.outcome, .words = text, .again = {}, .by = {}});
        break;
      case Screen::said:
        if (text.empty()) break;
        work.said = text;
        go_on(state, Screen::publish);
        if (care.text.empty()) care.text = work.did;
        break;
      case Screen::publish:
        if (!text.empty()) act(event::NotePublished{.about = *care.opened, .said = work.said, .did = text, .by = {}});
        break;
      default:
        break;
    }
  }

 private:
  void go(Screen screen) const {
    const auto needed = right_for(screen);
    if (!needed || event::may(care.by.role, *needed)) go_to(state, screen);
  }
  event::CaseDescribed described(const Describe& what) const {
    return {.about = *care.opened,
            .department = what.department,
            .cause = what.cause,
            .assignee = what.assignee,
            .due = what.due,
            .by = {}};
  }
  void act(const event::Deed& what) const {
    hand_over(step, what, after_step(care, what).value_or(Screen::dossier), in);
  }
};

}  // namespace

bool asks_of_case(Screen screen) {
  switch (screen) {
    case Screen::department:
    case Screen::cause:
    case Screen::assignee:
    case Screen::due:
    case Screen::calendar:
    case Screen::comment:
    case Screen::how:
    case Screen::solve:
    case Screen::asking:
    case Screen::follow:
    case Screen::words:
    case Screen::again:
    case Screen::why:
    case Screen::said:
    case Screen::publish:
      return true;
    default:
      return false;
  }
}

Screen page_of(const Care& care) {
  return care.source == Source::note ? Screen::note : Screen::voice;
}

std::optional<Screen> before_case(const State& state) {
  const Care& care = state.care;
  switch (state.screen) {
    case Screen::dossier:
      return care.case_first ? care.from : page_of(care);
    case Screen::department:
      if (care.casework.begins) return page_of(care);
      return care.casework.back;
    case Screen::cause:
    case Screen::assignee:
    case Screen::due:
      return care.casework.back;
    case Screen::calendar:
      return Screen::due;
    case Screen::solve:
      return Screen::how;
    case Screen::asking:
      return Screen::solve;
    case Screen::words:
    case Screen::again:
      return Screen::follow;
    case Screen::publish:
      return Screen::said;
    case Screen::filter:
    case Screen::cases:
      return Screen::queue;
    default:
      return asks_of_case(state.screen) ? std::optional(Screen::dossier) : std::nullopt;
  }
}

std::optional<Screen> after_step(const Care& care, const event::Deed& what) {
  if (std::holds_alternative<event::CaseDescribed>(what)) return care.casework.back;
  const bool step =
      std::holds_alternative<event::CaseCommented>(what) || std::holds_alternative<event::CaseResolved>(what) ||
      std::holds_alternative<event::CaseReopened>(what) || std::holds_alternative<event::CaseFollowed>(what) ||
      std::holds_alternative<event::NotePublished>(what);
  return step ? std::optional(Screen::dossier) : std::nullopt;
}

void work_on_case(Step& step, const Intent& intent, const Inputs& in) {
  if (is_signing_in(step.state)) return;
  visit(CaseVisitor{step, in}, intent);
}

}  // namespace chalkpoint::desk
