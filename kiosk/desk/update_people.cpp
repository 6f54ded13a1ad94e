#include "kiosk/desk/update_people.h"

#include <algorithm>
#include <utility>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

struct PeopleVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Keeping& keeping = step.state.keeping;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const Known& known) const {
    const bool first = known.all && std::exchange(state.reading, !known.all);
    if (known.people == state.people && !first) return;
    state.people = known.people;
    if (is_signing_in(state)) {
      if (!state.checking && !(state.who && person(state, *state.who))) ask_who(state);
    } else if (state.who) {
      const event::Person* me = person(state, *state.who);
      if (!me) return void(step.close = true);  // dismissed meanwhile, here or elsewhere
      state.care.by = {me->name, me->role};
      if (!may_stay()) go_to(state, Screen::queue);
    } else if (!state.people.empty() && !has_just_enlisted()) {
      step.close = true;  // enlisted elsewhere: the terminal's PIN opens nothing any more
    }
  }
  void operator()(const ChooseMe& choice) const {
    if (state.screen == Screen::who && person(state, choice.person)) ask_pin(state, choice.person);
  }
  void operator()(const GoBack&) const {
    if (state.screen == Screen::regain) return ask_pin(state, state.who);
    if (state.screen == Screen::pin && !state.checking) ask_who(state);
  }
  void operator()(const AskRegain&) const {
    if (state.screen != Screen::pin || !may_regain(state)) return;
    go_to(state, Screen::regain);
    state.care.phrase_wrong = false;
  }
  void operator()(const Regained& answer) const {
    if (state.screen != Screen::regain || !std::exchange(state.care.reading, false)) return;
    state.care.phrase_wrong = !answer.right;
    if (!answer.right) return;
    if (may_regain(state)) let_go(state.who.value_or(event::Uuid{}));
    ask_pin(state, state.who);
  }
  void operator()(const Unlock& unlock) const {
    const event::Person* them = may_keep() && state.screen == Screen::people ? person(state, unlock.person) : nullptr;
    if (!them || lockout_of(state, them->id).remaining_ms(state.now_unix_ms) == 0) return;
    if (hand_over(step, event::PersonUnlocked{.person = them->id, .by = {}}, Screen::people, in)) let_go(unlock.person);
  }
  void operator()(const OpenPeople&) const {
    if (may_keep()) go_to(state, Screen::people);
  }
  void operator()(const OpenPerson& one) const {
    if (!may_keep() || !person(state, one.person)) return;
    keeping.opened = one.person;
    go_to(state, Screen::person);
  }
  void operator()(const AskName&) const {
    if (!may_keep()) return;
    keeping.role = has_owner(state) ? "staff" : "owner";
    keeping.name_taken = false;
    go_to(state, Screen::enlist);
  }
  void operator()(const SetRole& set) const {
    if (!may_keep()) return;
    // Without an owner nobody could keep people once the terminal's own PIN opens nothing any more.
    if (state.screen == Screen::enlist && has_owner(state)) keeping.role = set.role;
    const event::Person* them = subject();
    if (!them || event::is_last_owner(state.people, them->id) || them->role == set.role) return;
    hand_over(step, event::PersonChanged{.person = them->id, .name = {}, .role = set.role, .pin = {}, .by = {}},
              Screen::person, in);
  }
  void operator()(const SetText& set) const {
    keeping.name_taken = false;
    if (state.screen == Screen::regain && !state.care.reading) state.care.text = event::writable(set.text);
  }
  void operator()(const SendText&) const {
    if (state.screen == Screen::regain) return try_phrase();
    if (state.screen != Screen::enlist) return;
    const std::string name = event::trimmed(state.care.text);
    if (name.empty()) return;
    // What somebody signs must not pass for another's.
    keeping.name_taken = std::ranges::find(state.people, name, &event::Person::name) != state.people.end();
    if (keeping.name_taken) return;
    want_pin({.id = event::make_uuid_v7(in.now.unix_ms, in.random), .name = name, .role = keeping.role, .pin = {}});
  }
  void operator()(const NewPin&) const {
    if (const event::Person* them = subject()) want_pin(*them);
  }
  void operator()(const PinMade& made) const {
    if (!keeping.wanted) return;
    event::Person them = *std::exchange(keeping.wanted, std::nullopt);
    keeping.failed = made.hashed.empty();
    if (keeping.failed || !may_keep()) return;
    const bool known = !std::exchange(them.pin, made.hashed).empty();
    if (known && !person(state, them.id)) return go_to(state, Screen::people);  // dismissed meanwhile
    const event::Deed told =
        known ? event::Deed(event::PersonChanged{.person = them.id, .name = {}, .role = {}, .pin = them.pin, .by = {}})
              : event::Deed(event::PersonEnlisted{
                    .person = them.id, .name = them.name, .role = them.role, .pin = them.pin, .by = {}});
    if (!hand_over(step, told, Screen::secret, in)) return;
    if (keeping.dismissed && keeping.dismissed->name == them.name) keeping.dismissed.reset();  // their name is taken
    if (state.people.empty()) keeping.first = them.id;
    keeping.opened = them.id;
    keeping.role = them.role;
    keeping.pin = made.pin;
    let_go(them.id);  // whoever forgot the old PIN may have tried it often
  }
  void operator()(const Dismiss&) const {
    const event::Person* found = subject();
    if (!found || event::is_last_owner(state.people, found->id)) return;
    const event::Person them = *found;
    if (hand_over(step, event::PersonDismissed{.person = them.id, .by = {}}, Screen::people, in))
      keeping.dismissed = them;
  }
  void operator()(const TakeBack&) const {
    if (!keeping.dismissed) return;
    if (hand_over(step, event::PersonRestored{.person = keeping.dismissed->id, .by = {}}, Screen::people, in))
      keeping.dismissed.reset();
  }

 private:
  bool may_keep() const { return !is_signing_in(state) && event::may(state.care.by.role, event::Right::people); }
  /// Whether the screen is still one of those that the role may see.
  bool may_stay() const {
    const auto needed = right_for(state.screen);
    const bool is_private = state.screen == Screen::voice && state.care.source == Source::confided;
    if (is_private && !event::may(state.care.by.role, event::Right::private_notes)) return false;
    return !needed || event::may(state.care.by.role, *needed);
  }
  /// Whether whoever enlisted the first person here is still about it.
  bool has_just_enlisted() const {
    return right_for(state.screen) == event::Right::people && keeping.first && person(state, *keeping.first);
  }
  /// Who is on the screen to be changed.
  const event::Person* subject() const {
    return may_keep() && state.screen == Screen::person && keeping.opened ? person(state, *keeping.opened) : nullptr;
  }
  void want_pin(event::Person them) const {
    if (!may_keep() || keeping.wanted || state.care.act) return;
    keeping.failed = false;
    keeping.wanted = std::move(them);
    step.make_pin = true;
  }
  /// Wrong tries so far hold up this person no longer.
  void let_go(const event::Uuid& whose) const {
    if (state.lockouts.erase(whose) > 0) step.keep_lockouts = true;
  }
  void try_phrase() const {
    const std::string phrase = event::trimmed(state.care.text);
    if (!may_regain(state)) return ask_pin(state, state.who);  // the wait is over
    if (phrase.empty() || state.care.reading) return;
    state.care.reading = true;
    step.regain = phrase;
  }
};

}  // namespace

bool is_signing_in(const State& state) {
  return state.screen == Screen::who || state.screen == Screen::pin || state.screen == Screen::regain;
}

bool may_regain(const State& state) {
  const event::Person* me = state.who ? person(state, *state.who) : nullptr;
  const bool is_owner = me ? me->role == "owner" : !state.who && state.people.empty();
  return is_owner && state.takes_pin() && state.care.key_here && !state.checking &&
         lockout_of(state, state.who).remaining_ms(state.now_unix_ms) > 0;
}

Lockout lockout_of(const State& state, std::optional<event::Uuid> who) {
  const auto known = state.lockouts.find(who.value_or(event::Uuid{}));
  return known == state.lockouts.end() ? Lockout{} : known->second;
}

bool has_owner(const State& state) {
  return std::ranges::any_of(state.people, [](const event::Person& one) { return one.role == "owner"; });
}

const event::Person* person(const State& state, const event::Uuid& id) {
  const auto found = std::ranges::find(state.people, id, &event::Person::id);
  return found == state.people.end() ? nullptr : &*found;
}

void ask_pin(State& state, std::optional<event::Uuid> who) {
  go_to(state, Screen::pin);
  state.who = who;
  state.digits.clear();
  state.wrong = false;
  state.lockout = lockout_of(state, who);
}

void ask_who(State& state) {
  if (state.reading) return ask_pin(state, std::nullopt);
  if (state.people.size() < 2)
    return ask_pin(state, state.people.empty() ? std::nullopt : std::optional(state.people.front().id));
  go_to(state, Screen::who);
  state.who.reset();
}

std::optional<event::Right> right_for(Screen screen) {
  switch (screen) {
    case Screen::who:
    case Screen::pin:
    case Screen::regain:
    case Screen::sign:
      return std::nullopt;
    case Screen::status:
      return event::Right::device;
    case Screen::queue:
    case Screen::sections:
    case Screen::voice:
    case Screen::search:
    case Screen::care:
    case Screen::note:
    case Screen::filter:
      return event::Right::queue;
    case Screen::cases:
    case Screen::dossier:
    case Screen::department:
    case Screen::cause:
    case Screen::assignee:
    case Screen::due:
    case Screen::calendar:
    case Screen::how:
    case Screen::asking:
    case Screen::follow:
    case Screen::again:
    case Screen::comment:
    case Screen::solve:
    case Screen::words:
    case Screen::why:
      return event::Right::cases;
    case Screen::hide:
      return event::Right::judge;
    case Screen::forms:
      return event::Right::record;
    case Screen::until:
    case Screen::prepared:
    case Screen::reply:
    case Screen::did:
    case Screen::said:
    case Screen::publish:
      return event::Right::answer;
    case Screen::prepare:
    case Screen::prepare_title:
      return event::Right::prepare;
    case Screen::journal:
    case Screen::phrase:
      return event::Right::private_notes;
    case Screen::contacts:
    case Screen::unlock:
    case Screen::erase:
    case Screen::erasing:
    case Screen::act:
      return event::Right::contacts;
    case Screen::report:
      return event::Right::reports;
    case Screen::calls:
    case Screen::renewals:
    case Screen::promoters:
    case Screen::listed:
    case Screen::fan:
    case Screen::import:
    case Screen::sheet:
    case Screen::client:
    case Screen::client_phone:
      return event::Right::calls;
    case Screen::people:
    case Screen::person:
    case Screen::enlist:
    case Screen::secret:
      return event::Right::people;
  }
  return std::nullopt;
}

void keep_people(Step& step, const Intent& intent, const Inputs& in) {
  visit(PeopleVisitor{step, in}, intent);
}

}  // namespace chalkpoint::desk
