#include "kiosk/desk/update_contacts.h"

#include <algorithm>
#include <utility>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

constexpr std::int64_t kMsAMinute = 60'000;

struct ContactsVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Contacts& contacts = step.state.care.contacts;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenContacts&) const { go_to(state, Screen::contacts); }
  void operator()(const SetMinutes& set) const {
    if (std::ranges::find(kOpeningMinutes, set.minutes) != std::ranges::end(kOpeningMinutes))
      contacts.minutes = set.minutes;
  }
  void operator()(const AskUnlock&) const {
    state.care.phrase_wrong = false;
    go_to(state, Screen::unlock);
  }
  void operator()(const CloseContacts&) const { close(); }
  void operator()(const Reveal& reveal) const {
    if (contacts.opening) step.reveal = reveal.id;
  }
  // By contact only what is opened can be compared.
  bool may_look(bool by_contact) const {
    if (!by_contact) return true;
    const auto& opening = contacts.opening;
    return opening && (!opening->until_mono_ms || in.now.mono_ms < *opening->until_mono_ms);
  }
  void operator()(const AskErase& ask) const {
    if (!may_look(ask.by_contact)) return;
    Erasing next;
    next.by_contact = ask.by_contact;
    next.act = std::move(contacts.erasing.act);
    next.kept = contacts.erasing.kept;
    contacts.erasing = std::move(next);
    go_to(state, Screen::erase);
  }
  void operator()(const OpenAct&) const {
    if (!contacts.erasing.act.empty()) go_to(state, Screen::act);
  }

  void operator()(const SendText&) const {
    const std::string text = event::trimmed(state.care.text);
    if (text.empty() || state.care.reading) return;
    if (state.screen == Screen::unlock && begin_phrase(step, in)) {
      state.care.reading = true;
      step.unlock = text;
    }
    Erasing& erasing = contacts.erasing;
    if (state.screen != Screen::erase || erasing.looking || !may_look(erasing.by_contact)) return;
    erasing.looking = true;
    erasing.found_none = erasing.look_failed = false;
    erasing.other_key = 0;
    step.look_for = Wanted{erasing.by_contact, text};
  }
  void operator()(const Unlocked& answer) const {
    if (state.screen != Screen::unlock || !state.care.reading) return;
    state.care.reading = false;
    state.care.phrase_wrong = !answer.right;
    if (!answer.right) return;
    forgive_phrases(step);
    close();
    if (!hand_over(step, event::ContactsOpened{.minutes = contacts.minutes, .by = {}}, Screen::contacts, in)) return;
    contacts.unlocking = Unlocking{contacts.minutes, answer.key, state.care.act->id};
  }
  // Nothing is shown before the event of it is on the disk.
  void operator()(const Stored& answer) const {
    if (!contacts.unlocking || contacts.unlocking->act != answer.id) return;
    if (!answer.ok && !answer.refused) return;  // "retry" is asked
    const Unlocking unlocked = *std::exchange(contacts.unlocking, std::nullopt);
    if (!answer.ok) return;
    contacts.opening = Opening{.until_mono_ms = {}, .by = state.care.by, .key = unlocked.key};
    if (unlocked.minutes > 0) contacts.opening->until_mono_ms = in.now.mono_ms + unlocked.minutes * kMsAMinute;
  }
  void operator()(const Revealed& answer) const {
    if (contacts.opening) contacts.shown[answer.id] = answer.shown;
  }
  void operator()(const Found& answer) const {
    Erasing& erasing = contacts.erasing;
    if (!std::exchange(erasing.looking, false)) return;
    // Closed meanwhile, the key was wiped under the look: what it says is not all there is.
    if (!may_look(erasing.by_contact)) return;
    erasing.other_key = answer.other_key;
    erasing.found = answer.found;
    erasing.chosen.clear();
    erasing.found_none = answer.found.empty() && !answer.failed;
    erasing.look_failed = answer.failed;
    const auto waits = [this](const Left& one) { return !one.erased && !state.erased.contains(one.id); };
    if (std::ranges::count_if(answer.found, waits) == 1)
      erasing.chosen.insert(std::ranges::find_if(answer.found, waits)->id);
    if (!answer.found.empty() && state.screen == Screen::erase) go_to(state, Screen::erasing);
  }
  void operator()(const ChooseLeft& choose) const {
    Erasing& erasing = contacts.erasing;
    if (state.screen != Screen::erasing || erasing.storing) return;
    const auto left = std::ranges::find(erasing.found, choose.id, &Left::id);
    if (left == erasing.found.end() || left->erased) return;
    if (erasing.chosen.erase(choose.id) == 0) erasing.chosen.insert(choose.id);
  }
  void operator()(const EraseThem&) const {
    Erasing& erasing = contacts.erasing;
    if (state.screen != Screen::erasing || erasing.storing) return;
    for (const Left& left : erasing.found)
      if (!left.erased && erasing.chosen.contains(left.id)) step.erase.push_back(left);
    step.eraser = signature_of(state);
    erasing.storing = !step.erase.empty();
    erasing.failed = false;
  }
  void operator()(const Erased& answer) const {
    Erasing& erasing = contacts.erasing;
    erasing.storing = false;
    erasing.failed = answer.erased.empty();
    if (erasing.failed) return;
    erasing.act = answer.act;
    erasing.kept = answer.kept;
    state.erased.insert(answer.erased.begin(), answer.erased.end());
    if (state.screen == Screen::erasing) go_to(state, Screen::act);
  }

  void close() const {
    contacts.opening.reset();
    contacts.unlocking.reset();
    contacts.shown.clear();
  }
};

// Wherever it was erased, and in whichever order that is heard of and shown: nothing of it stays.
void forget_erased(State& state) {
  const auto gone = [&state](const event::Uuid& id) { return state.erased.contains(id); };
  std::erase_if(state.care.contacts.shown, [&gone](const auto& one) { return gone(one.first); });
  std::erase_if(state.care.readings, [&gone](const Reading& one) { return gone(one.id); });
  Erasing& erasing = state.care.contacts.erasing;
  for (Left& left : erasing.found) left.erased = left.erased || gone(left.id);
  std::erase_if(erasing.chosen, gone);
}

}  // namespace

bool needs_key(const State& state) {
  const Care& care = state.care;
  return care.contacts.opening || care.contacts.unlocking || (state.screen == Screen::unlock && care.reading);
}

std::int64_t phrase_wait_ms(const State& state) {
  const auto known = state.phrase_lockouts.find(state.who.value_or(event::Uuid{}));
  return known == state.phrase_lockouts.end() ? 0 : known->second.remaining_ms(state.now_unix_ms);
}

bool begin_phrase(Step& step, const Inputs& in) {
  if (phrase_wait_ms(step.state) > 0) return false;
  Lockout& mine = step.state.phrase_lockouts[step.state.who.value_or(event::Uuid{})];
  mine = after_wrong(mine, in.now.unix_ms);
  step.keep_lockouts = true;
  return true;
}

void forgive_phrases(Step& step) {
  step.state.phrase_lockouts.erase(step.state.who.value_or(event::Uuid{}));
  step.keep_lockouts = true;
}

void keep_contacts(Step& step, const Intent& intent, const Inputs& in) {
  const ContactsVisitor visitor{step, in};
  State& state = step.state;
  if (const auto* known = as<ErasedKnown>(intent)) state.erased.insert(known->erased.begin(), known->erased.end());
  const bool signing_in = is_signing_in(state);
  if (!signing_in && event::may(state.care.by.role, event::Right::contacts)) {
    visit(visitor, intent);
    forget_erased(state);
    const auto& opening = state.care.contacts.opening;
    if (!opening || !opening->until_mono_ms || in.now.mono_ms < *opening->until_mono_ms) return;
  }
  forget_erased(state);
  visitor.close();
}

}  // namespace chalkpoint::desk
