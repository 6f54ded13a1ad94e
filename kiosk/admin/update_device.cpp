#include <algorithm>
#include <utility>

#include "kiosk/admin/device.h"

namespace chalkpoint::admin {

namespace {

using Wish = DeviceWish::Kind;

constexpr int kTenthsMin = 200, kTenthsMax = 1'800;  // of a line that is drawn as 60 mm: no display is farther off

template <class... Ts>
struct Overload : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overload(Ts...) -> Overload<Ts...>;

void go(DeviceStep& step, DeviceScreen to) {
  DeviceState& state = step.state;
  state.screen = to;
  state.told.reset();
  if (to == DeviceScreen::address) state.text = state.address;
  if (to == DeviceScreen::token) state.text.clear();
  if (to == DeviceScreen::size) state.measured_tenths = static_cast<int>(kRulerMm * 10);
  if (to == DeviceScreen::target || to == DeviceScreen::copies || to == DeviceScreen::program)
    step.wish.kind = Wish::look;
}

void begin(DeviceStep& step, DeviceWork work) {
  DeviceState& state = step.state;
  if (state.work != DeviceWork::none) return;
  state.work = state.shown = work;
  state.done = 0;
  state.giving_up = false;
  state.told.reset();
  state.probe.clear();
  if (work == DeviceWork::probe) {
    state.screen = DeviceScreen::test;
  } else {
    state.back_to = work == DeviceWork::look      ? DeviceScreen::copies
                    : work == DeviceWork::restore ? DeviceScreen::copies
                                                  : state.screen;
    state.screen = DeviceScreen::work;
  }
  step.wish.kind = Wish::work;
}

DeviceScreen before(DeviceScreen screen) {
  switch (screen) {
    case DeviceScreen::address:
    case DeviceScreen::unbind:
    case DeviceScreen::test:
      return DeviceScreen::hub;
    case DeviceScreen::code:
      return DeviceScreen::address;
    case DeviceScreen::token:
      return DeviceScreen::code;
    case DeviceScreen::target:
    case DeviceScreen::copies:
      return DeviceScreen::store;
    case DeviceScreen::restore:
      return DeviceScreen::copies;
    default:
      return DeviceScreen::home;
  }
}

void back(DeviceStep& step) {
  DeviceState& state = step.state;
  if (state.work != DeviceWork::none && state.screen != DeviceScreen::test) return;  // first it is given up
  if (state.work == DeviceWork::probe) {
    state.giving_up = true;
    step.wish.kind = Wish::give_up;
    state.screen = DeviceScreen::hub;
  } else if (state.screen == DeviceScreen::home) {
    step.wish.kind = Wish::desk;
  } else {
    go(step, state.screen == DeviceScreen::work ? state.back_to : before(state.screen));
  }
}

void send(DeviceStep& step) {
  DeviceState& state = step.state;
  if (state.screen == DeviceScreen::address && !state.text.empty()) {
    state.address = hub_address(state.text);
    state.digits.clear();
    go(step, DeviceScreen::code);
  } else if (state.screen == DeviceScreen::code && state.digits.size() == kCodeDigits) {
    begin(step, DeviceWork::enrol);
  } else if (state.screen == DeviceScreen::token && !state.text.empty()) {
    state.digits.clear();
    begin(step, DeviceWork::enrol);
  }
}

void press(DeviceState& state, char key) {
  if (state.screen != DeviceScreen::code) return;
  if (key == '\b' && !state.digits.empty()) state.digits.pop_back();
  if (key >= '0' && key <= '9' && state.digits.size() < kCodeDigits) state.digits += key;
}

void choose(DeviceStep& step, std::size_t at) {
  DeviceState& state = step.state;
  const bool target = state.screen == DeviceScreen::target;
  if (at >= (target ? state.places.size() : state.copies.size())) return;
  state.chosen = at;
  begin(step, target ? DeviceWork::backup : DeviceWork::look);
}

// After what changes what the terminal is made of, its inside begins again; everybody leaves the desk by that.
void finish(DeviceStep& step) {
  DeviceState& state = step.state;
  if (!state.told || state.work != DeviceWork::none) return;
  const bool good = state.told->good;
  const bool remade =
      state.shown == DeviceWork::enrol || state.shown == DeviceWork::unbind || state.shown == DeviceWork::restore;
  if (good && remade) {
    step.wish.kind = Wish::anew;
  } else if (state.shown == DeviceWork::backup || state.shown == DeviceWork::verify) {
    go(step, DeviceScreen::store);
  } else {
    go(step, state.back_to);
  }
}

void keep_size(DeviceStep& step, bool measured, const DeviceNow& now) {
  step.wish = {
      .kind = Wish::keep_size,
      .px_per_mm = measured ? now.px_per_mm * kRulerMm * 10 / static_cast<float>(step.state.measured_tenths) : 0};
  step.state.measured_tenths = static_cast<int>(kRulerMm * 10);
}

}  // namespace

DeviceStep update(DeviceState state, const DeviceIntent& intent, const DeviceNow& now) {
  DeviceStep step{.state = std::move(state), .wish = {}};
  DeviceState& s = step.state;
  std::visit(
      Overload{[](std::monostate) {}, [&](const DeviceGo& to) { go(step, to.to); },
               [&](const DeviceBack&) { back(step); }, [&](const DeviceClose&) { step.wish.kind = Wish::members; },
               [&](const DeviceSpeak& speak) { s.language = speak.language; },
               [&](const DeviceText& typed) { s.text = typed.text; }, [&](const DeviceSend&) { send(step); },
               [&](const DeviceKey& key) { press(s, key.key); }, [&](const DeviceChoose& one) { choose(step, one.at); },
               [&](const DeviceDo& what) { begin(step, what.work); },
               [&](const DeviceGiveUp&) {
                 if (s.work == DeviceWork::none || s.giving_up) return;
                 s.giving_up = true;
                 step.wish.kind = Wish::give_up;
               },
               [&](const DeviceDone&) { finish(step); }, [&](const DeviceSendNow&) { step.wish.kind = Wish::send_now; },
               [&](const DeviceMeasure& more) {
                 s.measured_tenths = std::clamp(s.measured_tenths + more.tenths, kTenthsMin, kTenthsMax);
               },
               [&](const DeviceKeepSize& keep) { keep_size(step, keep.measured, now); },
               [&](const DeviceExports&) { step.wish.kind = Wish::exports; }},
      intent);
  return step;
}

DeviceState hear(DeviceState state, const DeviceNews& news) {
  if (const auto* progress = std::get_if<DeviceProgress>(&news)) {
    state.done = progress->done;
  } else if (const auto* places = std::get_if<DevicePlaces>(&news)) {
    state.places = places->places;
    state.copies = places->copies;
  } else if (const auto* ended = std::get_if<DeviceEnded>(&news)) {
    const DeviceWork work = std::exchange(state.work, DeviceWork::none);
    state.giving_up = false;
    state.told = ended->told;
    state.probe = ended->probe;
    if (work == DeviceWork::verify) state.checked = ended->told;
    if (work == DeviceWork::backup) state.copied = ended->told;
    if (work == DeviceWork::look && ended->told.good) {
      state.inside = ended->inside;
      state.screen = DeviceScreen::restore;
    }
  }
  return state;
}

bool takes_letters(const DeviceState& state) {
  return state.screen == DeviceScreen::address || state.screen == DeviceScreen::token ||
         state.screen == DeviceScreen::code;
}

std::string hub_address(const std::string& typed) {
  std::string out;
  for (const char c : typed)
    if (c != ' ') out += c;
  return out.contains("://") ? out : "https://" + out;
}

std::string screen_name(const DeviceState& state) {
  switch (state.screen) {
    case DeviceScreen::home:
      return "admin.device";
    case DeviceScreen::hub:
      return "admin.device.hub";
    case DeviceScreen::address:
      return "admin.device.address";
    case DeviceScreen::code:
      return "admin.device.code";
    case DeviceScreen::token:
      return "admin.device.token";
    case DeviceScreen::unbind:
      return "admin.device.unbind";
    case DeviceScreen::test:
      return "admin.device.test";
    case DeviceScreen::store:
      return "admin.device.store";
    case DeviceScreen::target:
      return "admin.device.target";
    case DeviceScreen::copies:
      return "admin.device.copies";
    case DeviceScreen::restore:
      return "admin.device.restore";
    case DeviceScreen::clock:
      return "admin.device.clock";
    case DeviceScreen::touch:
      return "admin.device.touch";
    case DeviceScreen::size:
      return "admin.device.size";
    case DeviceScreen::program:
      return "admin.device.program";
    case DeviceScreen::work:
      break;
  }
  return "admin.device.work";
}

}  // namespace chalkpoint::admin
