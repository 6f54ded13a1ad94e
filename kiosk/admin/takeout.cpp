#include "kiosk/admin/takeout.h"

#include <algorithm>
#include <utility>

#include "kiosk/admin/archive.h"

namespace chalkpoint::admin {
namespace {

using Screen = TakeState::Screen;

void begin(TakeStep& step, const TakeNow& now) {
  const TakePlace* place = chosen_place(step.state, now);
  if (place == nullptr) {  // the stick is gone since: they choose again
    step.state.screen = Screen::where;
    step.state.folder.clear();
    return;
  }
  step.order = TakeOrder{step.state.kind, step.state.span, *place, std::exchange(step.state.phrase, {})};
  step.state.again.clear();
  step.state.screen = Screen::what;
}

void forget_phrase(TakeState& state) {
  state.phrase.clear();
  state.again.clear();
}

void send_phrase(TakeStep& step, const TakeNow& now) {
  TakeState& state = step.state;
  if (!is_passphrase(state.phrase)) return;
  if (state.screen == Screen::phrase) {
    state.screen = Screen::again;
    state.differ = false;
    return;
  }
  if (state.again == state.phrase) return begin(step, now);
  state.screen = Screen::phrase;
  state.differ = true;
  forget_phrase(state);
}

void go_back(TakeStep& step) {
  TakeState& state = step.state;
  state.differ = false;
  forget_phrase(state);
  switch (state.screen) {
    case Screen::what:
      step.back = true;
      return;
    case Screen::where:
      state.screen = Screen::what;
      return;
    case Screen::phrase:
    case Screen::again:
      state.screen = Screen::where;
  }
}

}  // namespace

const TakePlace* chosen_place(const TakeState& state, const TakeNow& now) {
  if (state.folder.empty()) return now.places.empty() ? nullptr : &now.places.front();
  const auto found = std::ranges::find(now.places, state.folder, &TakePlace::folder);
  return found == now.places.end() ? nullptr : &*found;
}

TakeStep update(TakeState state, const TakeIntent& intent, const TakeNow& now) {
  TakeStep step;
  step.state = std::move(state);
  TakeState& s = step.state;
  if (const auto* kind = std::get_if<PickKind>(&intent)) {
    s.kind = kind->kind;
    s.screen = Screen::where;
  } else if (const auto* span = std::get_if<PickSpan>(&intent)) {
    s.span = span->span;
  } else if (const auto* place = std::get_if<PickPlace>(&intent)) {
    s.folder = place->folder;
  } else if (std::holds_alternative<BeginTaking>(intent)) {
    if (now.running) return step;
    if (s.kind == TakeKind::archive)
      s.screen = Screen::phrase;
    else
      begin(step, now);
  } else if (const auto* typed = std::get_if<SetPhrase>(&intent)) {
    (s.screen == Screen::again ? s.again : s.phrase) = typed->text;
  } else if (std::holds_alternative<SendPhrase>(intent)) {
    send_phrase(step, now);
  } else if (std::holds_alternative<StopTaking>(intent)) {
    step.stop = true;
  } else if (std::holds_alternative<SeenEnd>(intent)) {
    step.seen = true;
    s.screen = now.ended && now.ended->trouble != TakeTrouble::none ? Screen::where : Screen::what;
  } else if (std::holds_alternative<TakeBack>(intent)) {
    // What runs goes on; its end is left for whoever comes back only while nobody has seen it.
    step.seen = now.ended.has_value();
    if (now.running)
      step.back = true;
    else if (now.ended)
      s.screen = Screen::what;
    else
      go_back(step);
  } else if (std::holds_alternative<TakeClose>(intent)) {
    forget_phrase(s);
    step.seen = now.ended.has_value();
    step.close = true;
  } else if (const auto* spoken = std::get_if<TakeLanguage>(&intent)) {
    step.language = spoken->language;
  }
  return step;
}

std::string take_screen(const TakeState& state, const TakeNow& now) {
  const std::string name = "admin.device.export";
  if (now.running) return name + ".running";
  if (now.ended) return name + (now.ended->trouble == TakeTrouble::none ? ".done" : ".failed");
  switch (state.screen) {
    case Screen::what:
      return name;
    case Screen::where:
      return name + ".where";
    case Screen::phrase:
      return name + ".phrase";
    case Screen::again:
      return name + ".again";
  }
  return name;
}

}  // namespace chalkpoint::admin
