// Screens on which something is typed, chosen, under way or told.
#include <algorithm>
#include <cmath>

#include "kiosk/admin/view_device.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin {

using ui::Align;
using ui::Icon;
using ui::Look;
using ui::Rect;

namespace {

constexpr std::int64_t kRestoreHoldMs = 3'000;  // nobody does it in passing
constexpr ui::Pad kCodePad{"key.", "key.backspace", false};

void draw_typing(DeviceScene& scene, const ui::Entry& entry) {
  const ui::EntryTap tap = ui::draw_entry(scene.ui, entry, scene.state.text, scene.draft.entry);
  if (tap.text) scene.intent = DeviceText{*tap.text};
  if (tap.send) scene.intent = DeviceSend{};
  scene.intent = ui::bar_intent<DeviceSpeak>(tap.bar, scene.intent, DeviceBack{}, DeviceClose{});
}

std::string grouped(const std::string& digits) {
  std::string out;
  for (std::size_t i = 0; i < kCodeDigits; ++i) {
    if (i > 0 && i % 4 == 0) out += "  ";
    out += i < digits.size() ? std::string(1, digits[i]) : "_";
  }
  return out;
}

void draw_code(DeviceScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = draw_device_bar(scene, ui.tr("device.code"));
  const bool whole = scene.state.digits.size() == kCodeDigits;
  Rect words = area, keys = area;
  if (ui.portrait()) {
    keys = area.cut_bottom(area.h * 0.52F, ui.mm(6));
    words = area;
  } else {
    keys = area.cut_right(area.w * 0.42F, ui.mm(10));
    words = area;
  }
  const ui::Size size = ui::pad_size(ui, {keys.w, keys.h});
  const Rect pad{keys.centre().x - size.w / 2, keys.centre().y - size.h / 2, size.w, size.h};
  for (const char key : ui::draw_pad(ui, pad, kCodePad)) scene.intent = DeviceKey{key};
  draw_device_offers(
      scene, words,
      {{{"device.code.send", ui.tr("device.enrol"), {.look = Look::primary, .icon = Icon::check, .enabled = whole}},
        DeviceSend{}},
       {{"device.token", ui.tr("device.token"), {.look = Look::outline}}, DeviceGo{DeviceScreen::token}}});
  const std::string at = ui.text_lookup().get("device.code.at", "hub", scene.state.address);
  ui.text(words.cut_top(ui.height(at, ui::kSmall, words.w), ui.mm(5)), at, ui::kSmall, ui.theme().muted);
  const std::string typed = grouped(scene.state.digits);
  const ui::Type type = ui.width(typed, ui::kHeading) <= words.w ? ui::kHeading : ui::kButton;
  ui.text(words.cut_top(ui.line_height(type), ui.mm(5)), typed, type, ui.theme().chalk);
  const std::string& say = ui.tr("device.code.say");
  if (const float high = ui.height(say, ui::kSmall, words.w); high <= words.h)
    ui.text(words.cut_top(high), say, ui::kSmall, ui.theme().muted);
}

std::string work_word(DeviceWork work) {
  switch (work) {
    case DeviceWork::enrol:
      return "enrol";
    case DeviceWork::unbind:
      return "unbind";
    case DeviceWork::verify:
      return "verify";
    case DeviceWork::backup:
      return "backup";
    case DeviceWork::look:
    case DeviceWork::restore:
      return "restore";
    case DeviceWork::logs:
      return "logs";
    default:
      return "test";
  }
}

std::string work_title(DeviceWork work) {
  return "device." + work_word(work);
}

void draw_progress(DeviceScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const float part = static_cast<float>(std::clamp(scene.state.done, 0.0, 1.0));
  const Rect track = area.cut_top(ui.mm(6), ui.mm(4));
  ui.fill(track, ui.theme().fill, track.h / 2);
  if (part > 0.01F)
    ui.fill({track.x, track.y, std::max(track.h, track.w * part), track.h}, ui.theme().yellow, track.h / 2);
  const std::string percent = std::to_string(std::lround(part * 100)) + " %";
  ui.text(area.cut_top(ui.line_height(ui::kBody)), percent, ui::kBody, ui.theme().muted);
}

}  // namespace

void draw_device_enrol(DeviceScene& scene) {
  if (scene.state.screen == DeviceScreen::code) return draw_code(scene);
  const bool address = scene.state.screen == DeviceScreen::address;
  const ui::Ui& ui = scene.ui;
  draw_typing(scene,
              {.bar = {.title = ui.tr(address ? "device.address" : "device.token"), .language = scene.state.language},
               .say = ui.tr(address ? "device.address.say" : "device.token.say"),
               .worries = false,
               .send = ui.tr(address ? "device.next" : "device.enrol"),
               .can_send = !scene.state.text.empty(),
               .length_max = address ? kAddressLengthMax : kTokenLengthMax,
               .manner = {.secret = true, .quiet = true},
               .layout = "en"});
}

void draw_device_work(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  const bool busy = state.work != DeviceWork::none;
  Rect area = draw_device_bar(scene, ui.tr(work_title(state.shown)), !busy);
  if (busy) {
    const bool may_give_up = state.shown != DeviceWork::unbind && !state.giving_up;
    draw_device_offers(
        scene, area,
        {{{"device.stop", ui.tr("device.stop"), {.look = Look::outline, .icon = Icon::close, .enabled = may_give_up}},
          DeviceGiveUp{}}});
    draw_device_words(scene, area,
                      ui.tr(state.giving_up ? "device.stopping" : "device.busy." + work_word(state.shown)));
    if (state.done > 0) draw_progress(scene, area);
    return;
  }
  const bool remade =
      state.told && state.told->good &&
      (state.shown == DeviceWork::enrol || state.shown == DeviceWork::unbind || state.shown == DeviceWork::restore);
  draw_device_offers(
      scene, area,
      {{{"device.done", ui.tr(remade ? "device.anew" : "device.done"), {.look = Look::primary, .icon = Icon::check}},
        DeviceDone{}}});
  if (!state.told) return;
  ui::Fact fact{state.told->good ? Icon::check : Icon::none,
                ui.tr(work_title(state.shown)),
                told_words(*state.told, ui),
                {},
                !state.told->good};
  if (!state.told->remedy.empty()) fact.remedy = ui.tr(state.told->remedy);
  if (remade) fact.remedy = ui.tr("device.anew.say");
  ui::draw_facts(scene.ui, area, {&fact, 1});
}

void draw_device_test(DeviceScene& scene) {
  ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  Rect area = draw_device_bar(scene, ui.tr("device.test"));
  if (state.work == DeviceWork::probe) {
    draw_device_offers(scene, area,
                       {{{"device.stop",
                          ui.tr("device.stop"),
                          {.look = Look::outline, .icon = Icon::close, .enabled = !state.giving_up}},
                         DeviceGiveUp{}}});
    draw_device_words(scene, area, ui.tr(state.giving_up ? "device.stopping" : "device.test.busy"));
    return;
  }
  draw_device_offers(
      scene, area,
      {{{"device.test", ui.tr("device.test.again"), {.look = Look::primary}}, DeviceDo{DeviceWork::probe}}});
  if (state.told) draw_device_words(scene, area, told_words(*state.told, ui), !state.told->good);
  std::vector<ui::Fact> facts;
  for (const DeviceProbe& probe : state.probe) {
    const bool bad = probe.outcome == DeviceProbe::Outcome::bad;
    const char* how = bad                                           ? "device.test.bad"
                      : probe.outcome == DeviceProbe::Outcome::good ? "device.test.good"
                                                                    : "device.test.skipped";
    facts.push_back({bad                                           ? Icon::close
                     : probe.outcome == DeviceProbe::Outcome::good ? Icon::check
                                                                   : Icon::none,
                     ui.tr("device.test." + probe.step), ui.tr(how), bad ? ui.tr(probe.fault) : std::string(), bad,
                     probe.outcome == DeviceProbe::Outcome::skipped});
  }
  if (!facts.empty()) ui::draw_facts(ui, area, facts);
}

void draw_device_places(DeviceScene& scene) {
  ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  const bool target = state.screen == DeviceScreen::target;
  Rect area = draw_device_bar(scene, ui.tr(target ? "device.backup" : "device.restore"));
  draw_device_offers(
      scene, area,
      {{{"device.sticks", ui.tr("device.sticks"), {.look = Look::outline, .again = true}}, DeviceGo{state.screen}}});
  const std::size_t count = target ? state.places.size() : state.copies.size();
  draw_device_words(scene, area,
                    ui.tr(target      ? "device.target.say"
                          : count > 0 ? "device.copies.say"
                                      : "device.copies.none"));
  ui::draw_list(ui, area, count, ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string id = "device.place." + std::to_string(i);
    ui::Option option;
    if (target) {
      const bool own = state.places[i].empty();
      option = {id, own ? ui.tr("device.target.own") : state.places[i],
                ui.tr(own ? "device.target.own.say" : "device.target.stick.say")};
    } else {
      const DeviceCopy& copy = state.copies[i];
      option = {id, copy.name,
                (copy.place.empty() ? ui.tr("device.target.own") : copy.place) + " · " + size_words(copy.bytes, ui)};
    }
    if (ui::draw_option(ui, place, option)) scene.intent = DeviceChoose{i};
  });
}

void draw_device_restore(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  Rect area = draw_device_bar(scene, ui.tr("device.restore"));
  draw_device_offers(scene, area,
                     {{{"device.restore.hold",
                        ui.tr("device.restore.hold"),
                        {.look = Look::outline, .icon = Icon::undo, .hold_ms = kRestoreHoldMs}},
                       DeviceDo{DeviceWork::restore}}});
  if (!state.inside || state.chosen >= state.copies.size()) return;
  const DeviceCopyFacts& inside = *state.inside;
  const auto& text = ui.text_lookup();
  std::string holds = ui.tr("status.stored", inside.responses);
  if (inside.newest_unix_ms > 0)
    holds += "\n" + text.get("device.restore.newest", "time",
                             text.when(inside.newest_unix_ms, scene.now.unix_ms, scene.now.utc_offset_min));
  if (!inside.device.empty()) holds += "\n" + inside.device + " · " + inside.site;
  const bool lost = scene.now.waiting > 0;
  const std::vector<ui::Fact> facts = {
      {Icon::disk, ui.tr("device.restore.copy"), holds, state.copies[state.chosen].name},
      {Icon::undo, ui.tr("device.restore.what"), ui.tr("device.restore.say"),
       lost ? ui.tr("device.restore.waiting", scene.now.waiting) : std::string(), lost}};
  ui::draw_facts(scene.ui, area, facts);
}

}  // namespace chalkpoint::admin
