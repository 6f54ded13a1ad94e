#include <algorithm>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"
#include "kiosk/desk/update_cases.h"
#include "kiosk/desk/update_contacts.h"
#include "kiosk/desk/update_forms.h"
#include "kiosk/desk/update_lists.h"
#include "kiosk/desk/update_people.h"
#include "kiosk/desk/update_report.h"

namespace chalkpoint::desk {

namespace {

std::int64_t delay_ms(int wrong_tries) {
  if (wrong_tries < kFreeTries) return 0;
  std::int64_t delay = kDelayMsFirst;
  for (int i = kFreeTries; i < wrong_tries && delay < kDelayMsMax; ++i) delay *= 2;
  return std::min(delay, kDelayMsMax);
}

struct Visitor {
  Step& step;
  const Inputs& in;

  template <class Other>
  void operator()(const Other& intent) const {
    care_for(step, intent, in);
    work_on_case(step, intent, in);
    keep_people(step, intent, in);
    fill_in(step, intent);
    report_on(step, intent);
    keep_lists(step, intent, in);
  }
  void operator()(const Nothing&) const {
    if (in.now.mono_ms - step.state.touched_ms >= kIdleMs) step.close = true;
  }
  void operator()(const Digit& one) const {
    State& state = step.state;
    if (state.screen == Screen::client_phone) return keep_lists(step, PhoneKey{one.digit}, in);
    const bool held_up = state.lockout.remaining_ms(in.now.unix_ms) > 0;
    if (!state.takes_pin() || state.screen != Screen::pin || state.checking || held_up || one.digit < '0' ||
        one.digit > '9')
      return;
    state.wrong = false;
    state.digits += one.digit;
    if (state.digits.size() < kPinDigits) return;
    state.checking = true;
    // Counted before it is known to be wrong: pulling the plug during the comparison must not give a free try.
    keep_lockout(after_wrong(state.lockout, in.now.unix_ms));
    step.check_pin = state.digits;
  }
  void operator()(const Erase&) const {
    if (step.state.screen == Screen::client_phone) return keep_lists(step, PhoneKey{'\b'}, in);
    if (!step.state.checking && !step.state.digits.empty()) step.state.digits.pop_back();
  }
  void operator()(const Close&) const { step.close = true; }
  void operator()(const OpenPart& open) const {
    const Part* part = part_of(open.name);
    if (part && !is_signing_in(step.state) && event::may(step.state.care.by.role, part->right)) step.part = part;
  }
  // Where nobody is enlisted and there is no PIN, nobody is kept out by asking for one.
  void operator()(const OpenSetup&) const {
    const State& state = step.state;
    const bool unclaimed = is_signing_in(state) && !state.reading && !state.takes_pin();
    const bool allowed = !is_signing_in(state) && event::may(state.care.by.role, event::Right::configure);
    step.setup = step.close = state.setup && (unclaimed || allowed);
  }
  void operator()(const Speak& speak) const { step.state.language = speak.language; }
  void operator()(const Checked& checked) const {
    State& state = step.state;
    if (!state.checking) return;
    state.checking = false;
    state.digits.clear();
    state.wrong = !checked.right;
    if (!checked.right) return;
    keep_lockout({});
    const event::Person* me = state.who ? person(state, *state.who) : nullptr;
    if (!me && (state.who || !state.people.empty())) return ask_who(state);  // dismissed, or enlisted, meanwhile
    state.care.by = me ? event::Signature{me->name, me->role} : event::Signature{"", "owner"};
    state.screen = Screen::queue;
  }

 private:
  void keep_lockout(Lockout lockout) const {
    State& state = step.state;
    const event::Uuid whose = state.who.value_or(event::Uuid{});
    if (lockout.wrong_tries == 0)
      state.lockouts.erase(whose);
    else
      state.lockouts[whose] = lockout;
    state.lockout = lockout;
    step.keep_lockouts = true;
  }
};

}  // namespace

std::int64_t Lockout::remaining_ms(std::int64_t now_unix_ms) const {
  return std::clamp<std::int64_t>(until_unix_ms - now_unix_ms, 0, delay_ms(wrong_tries));
}

Lockout after_wrong(Lockout lockout, std::int64_t now_unix_ms) {
  ++lockout.wrong_tries;
  lockout.until_unix_ms = now_unix_ms + delay_ms(lockout.wrong_tries);
  return lockout;
}

Lockout rebased(Lockout lockout, std::int64_t now_unix_ms) {
  lockout.until_unix_ms = std::min(lockout.until_unix_ms, now_unix_ms + delay_ms(lockout.wrong_tries));
  return lockout;
}

Step update(State state, const Intent& intent, const Inputs& inputs) {
  Step step;
  step.state = std::move(state);
  step.state.touched_ms = std::max(step.state.touched_ms, inputs.touched_ms);
  step.state.now_unix_ms = inputs.now.unix_ms;
  step.state.lockout = rebased(step.state.lockout, inputs.now.unix_ms);
  step.state.now_mono_ms = inputs.now.mono_ms;
  for (auto* lockouts : {&step.state.lockouts, &step.state.phrase_lockouts})
    for (auto& [whose, lockout] : *lockouts) lockout = rebased(lockout, inputs.now.unix_ms);
  visit(Visitor{step, inputs}, intent);
  keep_contacts(step, intent, inputs);
  return step;
}

std::optional<std::int64_t> wake_at_ms(const State& state, std::int64_t now_mono_ms) {
  std::int64_t due_ms = state.touched_ms + kIdleMs;
  // What remains counts down in whole seconds on the screen.
  const auto counts_down = [&](std::int64_t left_ms) {
    if (left_ms > 0) due_ms = std::min(due_ms, now_mono_ms + (left_ms - 1) % 1'000 + 1);
  };
  if (state.screen == Screen::pin && !state.checking) counts_down(state.lockout.remaining_ms(state.now_unix_ms));
  if (state.screen == Screen::people)  // who is held up stands there until it is over
    for (const event::Person& one : state.people)
      if (const auto left_ms = lockout_of(state, one.id).remaining_ms(state.now_unix_ms); left_ms > 0)
        due_ms = std::min(due_ms, now_mono_ms + left_ms);
  if (state.screen == Screen::phrase || state.screen == Screen::unlock) counts_down(phrase_wait_ms(state));
  const auto& opening = state.care.contacts.opening;
  if (opening && opening->until_mono_ms) {
    counts_down(state.screen == Screen::contacts ? *opening->until_mono_ms - now_mono_ms : 0);
    due_ms = std::min(due_ms, *opening->until_mono_ms);
  }
  return due_ms;
}

}  // namespace chalkpoint::desk
