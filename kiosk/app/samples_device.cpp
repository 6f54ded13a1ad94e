#include "kiosk/app/samples_device.h"

#include <memory>

#include "kiosk/admin/device.h"
#include "kiosk/app/samples.h"
#include "kiosk/desk/view.h"

namespace chalkpoint::app {

namespace {

using admin::DeviceScreen;
using admin::DeviceWork;

constexpr std::int64_t kHour = 3'600'000;
constexpr const char* kFile = "chalkpoint-LobbyLeft-2026-11-17-231640.db";

struct Shown {
  admin::DeviceState state;
  admin::DeviceNow now;
  admin::DeviceDraft draft;
  desk::Status status;
};

desk::Status sample_status(bool enrolled) {
  desk::Status status;
  status.version = "0.1.0";
  status.stored_count = 4'218;
  status.disk_free_bytes = 21'400'000'000;
  status.now_unix_ms = kSampleNoon;
  status.utc_offset_min = 180;
  if (!enrolled) return status;
  status.device = "Lobby, left";
  status.site = "north";
  status.hub_url = "https://hub.example.org";
  status.sync = desk::Status::Sync::waiting;
  status.sync_fault = "unreachable";
  status.waiting_count = 12;
  status.waiting_since_unix_ms = kSampleNoon - 3 * kHour;
  status.last_success_unix_ms = kSampleNoon - 3 * kHour;
  status.next_try_unix_ms = kSampleNoon + 60'000;
  return status;
}

void tell(Shown& shown, DeviceWork work, admin::DeviceTold told) {
  shown.state.screen = DeviceScreen::work;
  shown.state.shown = work;
  shown.state.told = std::move(told);
}

void busy(Shown& shown, DeviceWork work, double done) {
  shown.state.screen = DeviceScreen::work;
  shown.state.work = shown.state.shown = work;
  shown.state.done = done;
}

// Everything well but the clock, or no connection at all.
std::vector<admin::DeviceProbe> sample_probe(bool connects) {
  constexpr auto kGood = admin::DeviceProbe::Outcome::good, kBad = admin::DeviceProbe::Outcome::bad,
                 kSkipped = admin::DeviceProbe::Outcome::skipped;
  if (connects)
    return {{"name", kGood}, {"connection", kGood}, {"tls", kGood},
            {"hub", kGood},  {"token", kGood},      {"clock", kBad, "device.clock.set"}};
  return {{"name", kGood},     {"connection", kBad, "sync.fault.unreachable"},
          {"tls", kSkipped},   {"hub", kSkipped},
          {"token", kSkipped}, {"clock", kSkipped}};
}

void fill_typed(Shown& shown, const std::string& name) {
  shown.state.address = "https://hub.example.org";
  if (name == "admin.device.address") {
    shown.state.screen = DeviceScreen::address;
    shown.state.text = "hub.example.org";
    shown.draft.entry.caret = shown.state.text.size();
  } else if (name == "admin.device.code") {
    shown.state.screen = DeviceScreen::code;
    shown.state.digits = "48213";
  } else if (name == "admin.device.token") {
    shown.state.screen = DeviceScreen::token;
  }
}

void fill_copies(Shown& shown, const std::string& name) {
  shown.state.places = {"KINGSTON", ""};
  shown.state.copies = {{kFile, "KINGSTON", 12'400'000}, {"chalkpoint-LobbyLeft-2026-11-10-090000.db", "", 11'900'000}};
  if (name == "admin.device.target") shown.state.screen = DeviceScreen::target;
  if (name == "admin.device.copies") shown.state.screen = DeviceScreen::copies;
  if (name == "admin.device.copies.none") {
    shown.state.screen = DeviceScreen::copies;
    shown.state.copies.clear();
  }
  if (name == "admin.device.restore") {
    shown.state.screen = DeviceScreen::restore;
    shown.state.inside = admin::DeviceCopyFacts{4'102, kSampleNoon - 30 * kHour, "north", "Lobby, left"};
  }
}

void fill_work(Shown& shown, const std::string& name) {
  if (name == "admin.device.work.copying") busy(shown, DeviceWork::backup, 0.62);
  if (name == "admin.device.work.copied")
    tell(shown, DeviceWork::backup, {true, "device.said.copied", {}, {{"file", kFile}}});
  if (name == "admin.device.work.full") tell(shown, DeviceWork::backup, {false, "device.trouble.full", {}, {}});
  if (name == "admin.device.work.restored") tell(shown, DeviceWork::restore, {true, "device.said.restored", {}, {}});
  if (name == "admin.device.work.enrolling") busy(shown, DeviceWork::enrol, 0);
  if (name == "admin.device.work.enrolled")
    tell(shown, DeviceWork::enrol, {true, "device.said.enrolled", {}, {{"device", "Lobby, left"}, {"site", "north"}}});
  if (name == "admin.device.work.refused")
    tell(shown, DeviceWork::enrol, {false, "device.said.code", "device.said.code.do", {}});
}

void fill_screen(Shown& shown, const std::string& name) {
  if (name == "admin.device.hub" || name == "admin.device.hub.none") shown.state.screen = DeviceScreen::hub;
  if (name == "admin.device.unbind") shown.state.screen = DeviceScreen::unbind;
  if (name == "admin.device.test" || name == "admin.device.test.clock") {
    const bool good = name == "admin.device.test.clock";
    shown.state.screen = DeviceScreen::test;
    shown.state.told = admin::DeviceTold{false, "device.said.link.bad", {}, {}};
    shown.state.probe = sample_probe(good);
  }
  if (name == "admin.device.testing") {
    shown.state.screen = DeviceScreen::test;
    shown.state.work = DeviceWork::probe;
  }
  if (name == "admin.device.store") {
    shown.state.screen = DeviceScreen::store;
    shown.state.checked = admin::DeviceTold{true, "device.said.sound", {}, {{"count", "4218"}}};
    shown.state.copied = admin::DeviceTold{false, "device.trouble.gone", {}, {}};
  }
  if (name == "admin.device.clock") shown.state.screen = DeviceScreen::clock;
  if (name == "admin.device.program") shown.state.screen = DeviceScreen::program;
  if (name == "admin.device.size") {
    shown.state.screen = DeviceScreen::size;
    shown.state.measured_tenths = 585;
  }
  if (name == "admin.device.touch") {
    shown.state.screen = DeviceScreen::touch;
    shown.draft.corners = 5;
  }
}

const std::vector<std::string>& scene_list() {
  static const std::vector<std::string> names = {"admin.device",
                                                 "admin.device.hub",
                                                 "admin.device.hub.none",
                                                 "admin.device.address",
                                                 "admin.device.code",
                                                 "admin.device.token",
                                                 "admin.device.work.enrolling",
                                                 "admin.device.work.enrolled",
                                                 "admin.device.work.refused",
                                                 "admin.device.unbind",
                                                 "admin.device.test",
                                                 "admin.device.test.clock",
                                                 "admin.device.testing",
                                                 "admin.device.store",
                                                 "admin.device.target",
                                                 "admin.device.work.copying",
                                                 "admin.device.work.copied",
                                                 "admin.device.work.full",
                                                 "admin.device.copies",
                                                 "admin.device.copies.none",
                                                 "admin.device.restore",
                                                 "admin.device.work.restored",
                                                 "admin.device.clock",
                                                 "admin.device.touch",
                                                 "admin.device.size",
                                                 "admin.device.program"};
  return names;
}

DrawAdmin make(const std::string& name, const std::string& language, const SampleWords&) {
  const auto shown = std::make_shared<Shown>();
  shown->state.language = language;
  shown->status = sample_status(name != "admin.device.hub.none");
  fill_copies(*shown, name);
  fill_typed(*shown, name);
  fill_screen(*shown, name);
  fill_work(*shown, name);
  shown->now = {.status = {},
                .enrolled = name != "admin.device.hub.none",
                .hub_url = shown->status.hub_url,
                .site = shown->status.site,
                .waiting = shown->status.waiting_count,
                .unix_ms = kSampleNoon,
                .utc_offset_min = 180,
                .clock_offset_ms = 754'000,
                .px_per_mm = 0,
                .measured = true,
                .version = shown->status.version};
  return [shown](ui::Ui& ui) {
    shown->now.status = desk::status_facts(shown->status, ui);
    shown->now.px_per_mm = ui.frame().px_per_mm;
    admin::draw(shown->state, shown->now, shown->draft, ui);
  };
}

}  // namespace

AdminScenes device_scenes() {
  return {.names = scene_list(), .make = make};
}

}  // namespace chalkpoint::app
