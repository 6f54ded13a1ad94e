#include <algorithm>
#include <cctype>
#include <utility>

#include "kiosk/admin/wizard.h"
#include "sync/event/prose.h"
#include "sync/event/wipe.h"

namespace chalkpoint::admin::wizard {

namespace {

constexpr std::size_t kPinDigits = 8;
using Doing = State::Doing;

// As a phrase is compared: case, spaces and hyphens do not matter.
std::string bare(std::string_view typed) {
  std::string out;
  for (const char c : typed)
    if (c != ' ' && c != '-') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

/// The first page of a step; nothing: it has nothing to ask.
std::optional<Page> page_of(Step step, const Known& known) {
  switch (step) {
    case Step::language:
      return Page::language;
    case Step::hub:
      return known.enrolled ? std::nullopt : std::optional(Page::hub);
    case Step::club:
      return Page::club;
    case Step::look:
      return Page::look;
    case Step::hours:
      return Page::hours;
    case Step::owner:  // whoever is enlisted adds others at the desk
      return known.owner.empty() ? std::optional(Page::owner) : std::nullopt;
    case Step::key:
      if (known.enrolled) return std::nullopt;  // the hub gave it
      return known.key_name.empty() ? Page::key : Page::key_there;
    case Step::preview:
      return Page::preview;
  }
  return std::nullopt;
}

struct Visitor {
  Outcome& out;
  const Inputs& in;
  State& state = out.state;

  void operator()(const Nothing&) const {}
  void operator()(const Speak& speak) const { state.language = speak.language; }
  void operator()(const SetText& set) const {
    if (is_busy() || state.failed) return;  // what could not be stored is stored as it is
    state.text = event::writable(set.text);
    state.wrong = false;
  }
  void operator()(const Next&) const {
    if (is_busy()) return;
    switch (state.page) {
      case Page::language:
        return store("languages.first", state.language, in.known.language);
      case Page::hub:
        return advance();
      case Page::club:
        return store("club.name", event::trimmed(state.text), in.known.club);
      case Page::look:
        return store("look.accent", state.accent, in.known.accent);
      case Page::logo:
        return show(Page::look);
      case Page::hours:
        return store("club.hours", state.hours, in.known.hours);
      case Page::owner:
        return name_owner();
      case Page::pin:
        return show(Page::pin_again);
      case Page::pin_again:
        return try_pin();
      case Page::key:
        return in.secrets.phrase.empty() ? make_key() : ask_groups();
      case Page::prove:
        return prove();
      case Page::key_there:
      case Page::preview:
        return;
    }
  }
  void operator()(const Back&) const {
    if (is_busy() || state.failed) return;
    switch (state.page) {
      case Page::logo:
        return show(Page::look);
      case Page::pin:
        out.drop_secrets = true;
        show(Page::owner);
        state.text = state.owner;
        return;
      case Page::pin_again:
        return show(Page::pin);
      case Page::prove:
        return show(state.whole ? Page::key_there : Page::key);
      case Page::key:
        out.drop_secrets = true;
        if (!in.known.key_name.empty()) return show(Page::key_there);
        return go_back();
      default:
        return go_back();
    }
  }
  void operator()(const PickAccent& pick) const {
    if (state.page == Page::look && !is_busy() && !state.failed) state.accent = pick.value;
  }
  void operator()(const PickHours& pick) const {
    if (state.page == Page::hours && !is_busy() && !state.failed) state.hours = pick.value;
  }
  void operator()(const AskLogo&) const {
    if (state.page != Page::look || is_busy() || state.failed) return;
    show(Page::logo);
    state.found.clear();
    state.looking = out.find_logos = true;
  }
  void operator()(const LogosFound& logos) const {
    state.looking = false;
    state.found = logos.found;
  }
  // Of the step's two settings this is stored as it is chosen.
  void operator()(const PickLogo& pick) const {
    if (state.page != Page::logo || is_busy()) return;
    if (pick.value == in.known.logo && !state.failed) return show(Page::look);
    out.set = {"look.logo", state.logo = pick.value};
    wait();
  }
  void operator()(const Digit& one) const {
    if (state.page != Page::pin_again || is_busy() || state.failed) return;
    state.wrong = false;
    if (one.digit == '\b') {
      if (!state.digits.empty()) state.digits.pop_back();
      return;
    }
    if (state.digits.size() >= kPinDigits) return;
    state.digits += one.digit;
    if (state.digits.size() == kPinDigits) try_pin();
  }
  void operator()(const HaveIt&) const {
    if (state.page != Page::key_there) return;
    show(Page::prove);
    state.whole = true;
  }
  void operator()(const MakeNew&) const {
    if (state.page == Page::key_there) make_key();
  }
  void operator()(const SaveSheet&) const {
    if (state.page != Page::key || in.secrets.phrase.empty() || state.sheet == State::Sheet::saving) return;
    state.sheet = State::Sheet::saving;
    out.save_sheet = true;
  }
  void operator()(const SheetSaved& saved) const { state.sheet = saved.how; }
  void operator()(const Connect&) const { out.connect = state.page == Page::hub; }
  void operator()(const Finish&) const {
    if (state.page == Page::preview) out.finish = true;
  }
  void operator()(const Leave&) const { out.leave = true; }

  void operator()(const Stored& stored) const {
    if (std::exchange(state.doing, Doing::nothing) != Doing::storing) return;
    state.failed = !stored.ok;
    if (!stored.ok) return;
    if (state.page == Page::logo) return show(Page::look);
    if (step_of(state.page) == Step::owner || step_of(state.page) == Step::key) out.drop_secrets = true;
    advance();
  }
  void operator()(const PinMade& made) const {
    if (std::exchange(state.doing, Doing::nothing) != Doing::making || state.page != Page::owner) return;
    state.failed = !made.ok;
    if (made.ok) show(Page::pin);
  }
  void operator()(const KeyMade& made) const {
    if (std::exchange(state.doing, Doing::nothing) == Doing::making) state.failed = !made.ok;
  }
  void operator()(const PhraseTried& tried) const {
    if (std::exchange(state.doing, Doing::nothing) != Doing::making || state.page != Page::prove) return;
    event::wipe(state.text);
    state.wrong = !tried.right;
    if (tried.right) advance();
  }

 private:
  bool is_busy() const { return state.doing != Doing::nothing; }
  void wait() const {
    state.failed = false;
    state.doing = Doing::storing;
  }
  void show(Page page) const {
    const Step before = step_of(state.page);
    state.page = page;
    event::wipe(state.text);
    event::wipe(state.digits);
    state.failed = state.wrong = state.whole = false;
    state.sheet = State::Sheet::none;
    out.mark = out.mark || step_of(page) != before;
    if (page == Page::club) state.text = in.known.club;
  }
  // One that is stored already is not said again, as when the power went between the step and its mark.
  void store(std::string_view key, const std::string& value, const std::string& known) const {
    if (value == known && !state.failed) return advance();
    out.set = {key, value};
    wait();
  }
  void go_back() const {
    for (std::size_t at = static_cast<std::size_t>(step_of(state.page)); at-- > 0;)
      if (const auto page = page_of(static_cast<Step>(at), in.known)) return show(*page);
  }
  void advance() const {
    for (std::size_t at = static_cast<std::size_t>(step_of(state.page)) + 1; at < kSteps.size(); ++at)
      if (const auto page = page_of(static_cast<Step>(at), in.known)) {
        if (*page == Page::key) return make_key();
        return show(*page);
      }
  }
  void name_owner() const {
    const std::string name = event::trimmed(state.text);
    if (name.empty()) return;
    state.owner = name;
    state.failed = false;
    state.doing = Doing::making;
    out.make_pin = true;
  }
  void try_pin() const {
    if (state.digits.size() < kPinDigits) return;
    state.wrong = state.digits != in.secrets.pin;
    if (state.wrong) return event::wipe(state.digits);
    out.enlist = true;
    wait();
  }
  void make_key() const {
    show(Page::key);
    out.drop_secrets = out.make_key = true;  // what was made before goes first
    state.doing = Doing::making;
  }
  void ask_groups() const {
    const std::size_t count = groups(in.secrets.phrase).size();
    show(Page::prove);
    const std::size_t first = in.random[0] % count;
    const std::size_t second = (first + 1 + in.random[1] % (count - 1)) % count;
    state.asked = {std::min(first, second), std::max(first, second)};
  }
  void prove() const {
    if (state.whole) {
      if (event::trimmed(state.text).empty()) return;
      state.doing = Doing::making;
      out.try_phrase = event::trimmed(state.text);
      return;
    }
    const auto all = groups(in.secrets.phrase);
    state.wrong = bare(state.text) != all[state.asked[0]] + all[state.asked[1]];
    if (state.wrong) return;
    out.keep_key = true;
    wait();
  }
};

}  // namespace

std::optional<Step> step_of(std::string_view name) {
  const auto found = std::ranges::find(kSteps, name);
  if (found == kSteps.end()) return std::nullopt;
  return static_cast<Step>(found - kSteps.begin());
}

Step step_of(Page page) {
  switch (page) {
    case Page::language:
      return Step::language;
    case Page::hub:
      return Step::hub;
    case Page::club:
      return Step::club;
    case Page::look:
    case Page::logo:
      return Step::look;
    case Page::hours:
      return Step::hours;
    case Page::owner:
    case Page::pin:
    case Page::pin_again:
      return Step::owner;
    case Page::key_there:
    case Page::key:
    case Page::prove:
      return Step::key;
    case Page::preview:
      return Step::preview;
  }
  return Step::language;
}

std::vector<std::string> groups(std::string_view phrase) {
  std::vector<std::string> out;
  while (!phrase.empty()) {
    const std::size_t end = phrase.find('-');
    out.emplace_back(phrase.substr(0, end));
    phrase = end == std::string_view::npos ? std::string_view() : phrase.substr(end + 1);
  }
  return out;
}

State begin(Step at, const std::string& language, const Known& known) {
  State state;
  state.language = language;
  state.accent = known.accent;
  state.hours = known.hours;
  state.logo = known.logo;
  for (std::size_t step = static_cast<std::size_t>(at); step < kSteps.size(); ++step) {
    const auto page = page_of(static_cast<Step>(step), known);
    if (!page) continue;
    state.page = *page;
    break;
  }
  if (state.page == Page::club) state.text = known.club;
  return state;
}

Outcome update(State state, const Intent& intent, const Inputs& in) {
  Outcome out;
  out.state = std::move(state);
  std::visit(Visitor{out, in}, intent);
  return out;
}

}  // namespace chalkpoint::admin::wizard
