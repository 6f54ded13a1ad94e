#include "kiosk/admin/view_device.h"

#include <algorithm>

#include "kiosk/ui/text.h"

namespace chalkpoint::admin {

using ui::Button;
using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

ui::Rect draw_device_bar(DeviceScene& scene, const std::string& title, bool back) {
  Rect area = scene.ui.area().inset(scene.ui.mm(8), scene.ui.mm(5));
  const ui::Bar bar{.title = title, .language = scene.state.language, .back = back};
  scene.intent =
      ui::bar_intent<DeviceSpeak>(ui::draw_bar(scene.ui, area, bar), scene.intent, DeviceBack{}, DeviceClose{});
  return area;
}

void draw_device_offers(DeviceScene& scene, Rect& area, const std::vector<DeviceOffer>& offers) {
  if (offers.empty()) return;
  std::vector<Choice> choices;
  for (const DeviceOffer& offer : offers) choices.push_back(offer.choice);
  const float high = ui::draw_choices(scene.ui, choices, area, false).height;
  const Rect at = area.cut_bottom(high, scene.ui.mm(4));
  if (const auto tapped = ui::draw_choices(scene.ui, choices, at).tapped) scene.intent = offers[*tapped].intent;
}

void draw_device_words(DeviceScene& scene, Rect& area, const std::string& words, bool worries) {
  ui::Ui& ui = scene.ui;
  if (words.empty()) return;
  const float high = ui.height(words, ui::kBody, area.w);
  const ui::Type type = high < area.h * 0.5F ? ui::kBody : ui::kSmall;
  ui.text(area.cut_top(ui.height(words, type, area.w), ui.mm(4)), words, type,
          worries ? ui.theme().yellow : ui.theme().chalk);
}

std::string told_words(const DeviceTold& told, const ui::Ui& ui) {
  std::string out = ui.tr(told.message);
  for (const auto& [name, value] : told.fields) {
    const std::string place = '{' + name + '}';
    for (std::size_t at = out.find(place); at != std::string::npos; at = out.find(place, at + value.size()))
      out.replace(at, place.size(), value);
  }
  return out;
}

std::string tenths(std::int64_t number, const ui::Ui& ui) {
  return std::to_string(number / 10) + (ui.frame().language == "en" ? '.' : ',') + std::to_string(number % 10);
}

std::string size_words(std::uint64_t bytes, const ui::Ui& ui) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  return ui.text_lookup().get(
      "device.megabytes", "size",
      tenths(static_cast<std::int64_t>(std::max<std::uint64_t>(1, bytes * 10 / kMegabyte)), ui));
}

namespace {

Button small(Icon icon, bool again = false) {
  return {.look = Look::outline, .icon = icon, .again = again};
}

std::string clock_words(const DeviceNow& now, const ui::Ui& ui) {
  if (!now.clock_offset_ms) return ui.tr("device.clock.unknown");
  const std::int64_t off = std::abs(*now.clock_offset_ms);
  if (off < 2'000) return ui.tr("device.clock.same");
  const std::string by = off < 120'000 ? ui.tr("device.seconds", static_cast<std::uint64_t>(off / 1'000))
                                       : ui.tr("device.minutes", static_cast<std::uint64_t>(off / 60'000));
  return ui.text_lookup().get(*now.clock_offset_ms > 0 ? "device.clock.behind" : "device.clock.ahead", "by", by);
}

bool clock_worries(const DeviceNow& now) {
  constexpr std::int64_t kOffMs = 60'000;
  return now.clock_offset_ms && std::abs(*now.clock_offset_ms) >= kOffMs;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

void draw_home(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  const DeviceNow& now = scene.now;
  Rect area = draw_device_bar(scene, ui.tr("admin.device"));
  const std::string hub = now.status.empty() ? "" : first_line(now.status.front().value);
  const std::string disk = now.status.size() > 2 ? now.status[2].value : "";
  struct Way {
    ui::Option option;
    DeviceIntent intent;
  };
  std::vector<Way> ways = {
      {{"device.hub", ui.tr("device.hub"), hub}, DeviceGo{DeviceScreen::hub}},
      {{"device.store", ui.tr("device.store"), disk.substr(disk.find('\n') + 1)}, DeviceGo{DeviceScreen::store}}};
  if (now.exports)
    ways.push_back({{"device.exports", ui.tr("device.exports"), ui.tr("device.exports.say")}, DeviceExports{}});
  ways.push_back({{"device.clock", ui.tr("device.clock"), clock_words(now, ui)}, DeviceGo{DeviceScreen::clock}});
  ways.push_back({{"device.touch", ui.tr("device.touch"), ui.tr("device.touch.say")}, DeviceGo{DeviceScreen::touch}});
  ways.push_back(
      {{"device.size", ui.tr("device.size"), ui.tr(now.measured ? "device.size.measured" : "device.size.assumed")},
       DeviceGo{DeviceScreen::size}});
  ways.push_back(
      {{"device.program", ui.tr("device.program"), ui.tr("device.program.say")}, DeviceGo{DeviceScreen::program}});
  ui::draw_list(scene.ui, area, ways.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    if (ui::draw_option(scene.ui, place, ways[i].option)) scene.intent = ways[i].intent;
  });
}

void draw_hub(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  Rect area = draw_device_bar(scene, ui.tr("device.hub"));
  std::vector<DeviceOffer> offers;
  if (scene.now.enrolled) {
    offers = {{{"device.test", ui.tr("device.test"), small(Icon::cloud)}, DeviceDo{DeviceWork::probe}},
              {{"device.send", ui.tr("device.send"), small(Icon::next, true)}, DeviceSendNow{}},
              {{"device.enrol", ui.tr("device.enrol.again"), small(Icon::none)}, DeviceGo{DeviceScreen::address}},
              {{"device.unbind", ui.tr("device.unbind"), small(Icon::none)}, DeviceGo{DeviceScreen::unbind}}};
  } else {
    offers = {{{"device.enrol", ui.tr("device.enrol"), {.look = Look::primary, .icon = Icon::cloud}},
               DeviceGo{DeviceScreen::address}}};
  }
  draw_device_offers(scene, area, offers);
  std::vector<ui::Fact> facts;
  for (const std::size_t i : {0U, 1U, 3U})  // not the disk
    if (i < scene.now.status.size()) facts.push_back(scene.now.status[i]);
  if (!scene.now.enrolled) draw_device_words(scene, area, ui.tr("device.hub.none"));
  ui::draw_facts(scene.ui, area, facts);
}

void draw_unbind(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  Rect area = draw_device_bar(scene, ui.tr("device.unbind"));
  draw_device_offers(scene, area,
                     {{{"device.unbind.hold", ui.tr("device.unbind.hold"), {.look = Look::outline, .hold_ms = 2'000}},
                       DeviceDo{DeviceWork::unbind}}});
  draw_device_words(scene, area, ui.text_lookup().get("device.unbind.say", "site", scene.now.site));
  if (scene.now.waiting > 0) draw_device_words(scene, area, ui.tr("device.unbind.waiting", scene.now.waiting), true);
}

void draw_store(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  const DeviceState& state = scene.state;
  Rect area = draw_device_bar(scene, ui.tr("device.store"));
  draw_device_offers(
      scene, area,
      {{{"device.backup", ui.tr("device.backup"), {.look = Look::primary, .icon = Icon::disk}},
        DeviceGo{DeviceScreen::target}},
       {{"device.verify", ui.tr("device.verify"), small(Icon::check)}, DeviceDo{DeviceWork::verify}},
       {{"device.restore", ui.tr("device.restore"), small(Icon::undo)}, DeviceGo{DeviceScreen::copies}}});
  std::vector<ui::Fact> facts;
  if (scene.now.status.size() > 2) facts.push_back(scene.now.status[2]);
  const auto last = [&](Icon icon, const char* label, const std::optional<DeviceTold>& told, const char* none) {
    ui::Fact fact{icon, ui.tr(label), told ? told_words(*told, ui) : ui.tr(none), {}, told && !told->good, !told};
    if (told && !told->remedy.empty()) fact.remedy = ui.tr(told->remedy);
    facts.push_back(std::move(fact));
  };
  last(Icon::check, "device.verify", state.checked, "device.verify.none");
  last(Icon::disk, "device.backup", state.copied, "device.backup.none");
  ui::draw_facts(scene.ui, area, facts);
}

void draw_clock(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  Rect area = draw_device_bar(scene, ui.tr("device.clock"));
  const bool worries = clock_worries(scene.now);
  const std::int32_t zone = scene.now.utc_offset_min;
  const std::string east = (zone < 0 ? "UTC−" : "UTC+") + std::to_string(std::abs(zone) / 60) +
                           (zone % 60 == 0 ? "" : ":" + std::to_string(std::abs(zone) % 60));
  const std::string time = ui.text_lookup().when(scene.now.unix_ms, scene.now.unix_ms, zone);
  const std::vector<ui::Fact> facts = {{Icon::clock, ui.tr("device.clock.here"), time + " · " + east},
                                       {Icon::cloud, ui.tr("device.clock.hub"), clock_words(scene.now, ui),
                                        ui.tr(worries                     ? "device.clock.set"
                                              : scene.now.clock_offset_ms ? "device.clock.known"
                                                                          : "device.clock.how"),
                                        worries}};
  ui::draw_facts(scene.ui, area, facts);
}

void draw_program(DeviceScene& scene) {
  const ui::Ui& ui = scene.ui;
  Rect area = draw_device_bar(scene, ui.tr("device.program"));
  const bool stick = scene.state.places.size() > 1;
  std::vector<DeviceOffer> offers;
  if (stick)
    offers.push_back({{"device.logs", ui.tr("device.logs"), {.look = Look::primary, .icon = Icon::disk}},
                      DeviceDo{DeviceWork::logs}});
  offers.push_back(
      {{"device.sticks", ui.tr("device.sticks"), small(Icon::none, true)}, DeviceGo{DeviceScreen::program}});
  draw_device_offers(scene, area, offers);
  const std::vector<ui::Fact> facts = {
      {Icon::list, ui.tr("device.version"), "Chalkpoint " + scene.now.version, ui.tr("device.licences")},
      {Icon::disk, ui.tr("device.logs.label"), ui.tr(stick ? "device.logs.say" : "device.stick.none"),
       ui.tr("device.logs.inside")},
      {Icon::lock, ui.tr("device.support"), ui.tr("device.support.off"), ui.tr("device.support.say")}};
  ui::draw_facts(scene.ui, area, facts);
}

}  // namespace

DeviceIntent draw(const DeviceState& state, const DeviceNow& now, DeviceDraft& draft, ui::Ui& ui) {
  ui.screen(screen_name(state), static_cast<std::size_t>(state.work) * 2 + (state.told ? 1 : 0));
  DeviceScene scene{state, now, draft, ui};
  switch (state.screen) {
    case DeviceScreen::home:
      draw_home(scene);
      break;
    case DeviceScreen::hub:
      draw_hub(scene);
      break;
    case DeviceScreen::address:
    case DeviceScreen::code:
    case DeviceScreen::token:
      draw_device_enrol(scene);
      break;
    case DeviceScreen::unbind:
      draw_unbind(scene);
      break;
    case DeviceScreen::test:
      draw_device_test(scene);
      break;
    case DeviceScreen::store:
      draw_store(scene);
      break;
    case DeviceScreen::target:
    case DeviceScreen::copies:
      draw_device_places(scene);
      break;
    case DeviceScreen::restore:
      draw_device_restore(scene);
      break;
    case DeviceScreen::clock:
      draw_clock(scene);
      break;
    case DeviceScreen::touch:
      draw_device_touch(scene);
      break;
    case DeviceScreen::size:
      draw_device_size(scene);
      break;
    case DeviceScreen::program:
      draw_program(scene);
      break;
    case DeviceScreen::work:
      draw_device_work(scene);
      break;
  }
  return scene.intent;
}

}  // namespace chalkpoint::admin
