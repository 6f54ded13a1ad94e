// The device's part without a screen: what is asked of the app when, and what its answers lead to.
#include <catch2/catch.hpp>

#include "kiosk/admin/device.h"

using namespace chalkpoint::admin;
using Kind = DeviceWish::Kind;

namespace {

struct Seated {
  DeviceState state = {};
  DeviceNow now = {};
  DeviceWish intend(const DeviceIntent& intent) {
    DeviceStep step = update(std::move(state), intent, now);
    state = std::move(step.state);
    return step.wish;
  }
  void told(bool good) { state = hear(std::move(state), DeviceEnded{.told = {.good = good, .message = "m"}}); }
};

}  // namespace

TEST_CASE("an address without a scheme is taken for https", "[device]") {
  CHECK(hub_address("hub.example.org") == "https://hub.example.org");
  CHECK(hub_address(" hub.example.org :8443") == "https://hub.example.org:8443");
  CHECK(hub_address("http://127.0.0.1:1") == "http://127.0.0.1:1");
}

TEST_CASE("a code is sent when it is whole, and kept when it was not taken", "[device]") {
  Seated admin;
  admin.intend(DeviceGo{DeviceScreen::address});
  CHECK(admin.intend(DeviceSend{}).kind == Kind::none);  // nothing was typed
  admin.intend(DeviceText{"hub.example.org"});
  admin.intend(DeviceSend{});
  REQUIRE(admin.state.screen == DeviceScreen::code);
  for (const char digit : std::string("12345678901")) admin.intend(DeviceKey{digit});
  CHECK(admin.intend(DeviceSend{}).kind == Kind::none);
  for (const char digit : std::string("x23")) admin.intend(DeviceKey{digit});
  CHECK(admin.state.digits == "123456789012");
  CHECK(admin.intend(DeviceSend{}).kind == Kind::work);
  CHECK(admin.state.work == DeviceWork::enrol);
  admin.intend(DeviceBack{});
  CHECK(admin.state.screen == DeviceScreen::work);  // first it is given up
  CHECK(admin.intend(DeviceGiveUp{}).kind == Kind::give_up);
  CHECK(admin.intend(DeviceGiveUp{}).kind == Kind::none);  // once
  admin.told(false);
  CHECK(admin.intend(DeviceDone{}).kind == Kind::none);
  CHECK(admin.state.screen == DeviceScreen::code);
  CHECK(admin.state.digits == "123456789012");
}

TEST_CASE("only what changed the terminal begins it anew, and only when it was read", "[device]") {
  for (const DeviceWork work : {DeviceWork::enrol, DeviceWork::unbind, DeviceWork::restore, DeviceWork::backup,
                                DeviceWork::verify, DeviceWork::logs}) {
    for (const bool good : {true, false}) {
      Seated admin;
      CHECK(admin.intend(DeviceDo{work}).kind == Kind::work);
      CHECK(admin.intend(DeviceDone{}).kind == Kind::none);  // nothing has ended
      admin.told(good);
      const bool remakes = work == DeviceWork::enrol || work == DeviceWork::unbind || work == DeviceWork::restore;
      CHECK((admin.intend(DeviceDone{}).kind == Kind::anew) == (good && remakes));
    }
  }
}

TEST_CASE("one piece of work at a time, and a copy is looked at before it is put back", "[device]") {
  Seated admin;
  CHECK(admin.intend(DeviceGo{DeviceScreen::copies}).kind == Kind::look);
  CHECK(admin.intend(DeviceChoose{0}).kind == Kind::none);  // there is none
  admin.state = hear(admin.state, DevicePlaces{{""}, {{"a.db", "", 1}, {"b.db", "", 1}}});
  CHECK(admin.intend(DeviceChoose{1}).kind == Kind::work);
  CHECK(admin.state.work == DeviceWork::look);
  CHECK(admin.intend(DeviceDo{DeviceWork::restore}).kind == Kind::none);
  SECTION("a good one") {
    admin.state = hear(admin.state, DeviceEnded{.told = {}, .probe = {}, .inside = DeviceCopyFacts{.responses = 3}});
    CHECK(admin.state.screen == DeviceScreen::restore);
    CHECK(admin.state.inside->responses == 3);
    CHECK(admin.intend(DeviceDo{DeviceWork::restore}).kind == Kind::work);
    CHECK(admin.state.chosen == 1);
  }
  SECTION("a broken one") {
    admin.told(false);
    CHECK(admin.state.screen == DeviceScreen::work);
    admin.intend(DeviceDone{});
    CHECK(admin.state.screen == DeviceScreen::copies);
  }
}

TEST_CASE("a display is as large as the line on it measures", "[device]") {
  Seated admin;
  admin.now.px_per_mm = 5;
  admin.intend(DeviceGo{DeviceScreen::size});
  admin.intend(DeviceMeasure{150});
  const DeviceWish kept = admin.intend(DeviceKeepSize{true});
  CHECK(kept.kind == Kind::keep_size);
  CHECK(kept.px_per_mm == Approx(4));  // 300 pixels are 75 mm
  CHECK(admin.intend(DeviceKeepSize{false}).px_per_mm == 0);
  for (int i = 0; i < 100; ++i) admin.intend(DeviceMeasure{-100});
  CHECK(admin.intend(DeviceKeepSize{true}).px_per_mm > 0);
}
