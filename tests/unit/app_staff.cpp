// The staff's side of the model and the thread beside the window's.
#include <atomic>
#include <catch2/catch.hpp>
#include <future>

#include "kiosk/app/staff.h"

using namespace chalkpoint;

namespace {

constexpr const char* kRightPin = "11111111";

constexpr const char* kWrongPin = "22222222";

// PINs whose comparison takes until each is let go.
struct Slow {
  std::atomic<int> asked = 0;
  std::promise<void> let_right_go, let_wrong_go;
  std::shared_future<void> right_gate = let_right_go.get_future().share();
  std::shared_future<void> wrong_gate = let_wrong_go.get_future().share();
  std::atomic<int> woken = 0;

  app::Staff::Ports ports() {
    return {.status = [] { return desk::Status(); },
            .pin_matches =
                [this](const std::string& pin, const std::string& hashed) {
                  ++asked;
                  (pin == kRightPin ? right_gate : wrong_gate).wait();
                  return pin == hashed;
                },
            .pin = kRightPin,
            .keep_lockouts = [](const desk::Lockouts&, const desk::Lockouts&) {},
            .phrase_opens = [](const std::string&) { return false; },
            .key_here = [] { return false; },
            .read_journal = {},
            .site = {},
            .reveal = {},
            .look_for = {},
            .erase = {},
            .vault = std::make_shared<app::Vault>([] { return std::vector<std::string>(); })};
  }
  app::Host host() {
    return {.now =
                [] {
                  return event::Moment{.unix_ms = 1'795'000'000'000, .utc_offset_min = 0, .mono_ms = 1, .boot_id = {}};
                },
            .utc_offset_min = [](std::int64_t) { return 0; },
            .random = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); },
            .wake = [this] { ++woken; },
            .note = [](const std::string&) {},
            .show_once = {}};
  }
};

void type_pin(app::Staff& staff, const app::Host& host, const std::string& pin) {
  staff.open(host.now(), "ru");
  for (const char digit : pin) staff.intend(desk::Digit{digit}, host.now(), 1);
}

template <class Condition>
void until(Condition condition) {
  for (int i = 0; i < 2'000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  REQUIRE(condition());
}

}  // namespace

TEST_CASE("a PIN compared slowly never holds up the window, and its answer lets in nobody who came later", "[desk]") {
  Slow slow;
  const app::Host host = slow.host();
  app::Staff staff(slow.ports(), {}, host);
  staff.feed({}, journal::BoardRead::read, host.now(), 1);
  type_pin(staff, host, kRightPin);
  until([&] { return slow.asked == 1; });
  staff.intend(desk::Close{}, host.now(), 1);
  // Somebody else, while the first comparison is still under way.
  auto second = std::async(std::launch::async, [&] { type_pin(staff, host, kWrongPin); });
  const bool went_on = second.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
  slow.let_right_go.set_value();
  second.get();
  if (!went_on) slow.let_wrong_go.set_value();  // its thread has to end
  REQUIRE(went_on);
  until([&] { return slow.woken == 1; });
  staff.tick(host.now(), 1);  // the right PIN of whoever left, while the other one's is still being compared
  const bool still_checks =
      staff.state() != nullptr && staff.state()->screen == desk::Screen::pin && staff.state()->checking;
  slow.let_wrong_go.set_value();
  REQUIRE(still_checks);
  CHECK_FALSE(staff.state()->wrong);
  until([&] { return slow.asked == 2 && slow.woken == 2; });
  staff.tick(host.now(), 1);
  REQUIRE(staff.state() != nullptr);
  CHECK(staff.state()->screen == desk::Screen::pin);
  CHECK(staff.state()->wrong);

  type_pin(staff, host, kRightPin);
  until([&] { return slow.woken == 3; });
  staff.tick(host.now(), 1);
  CHECK(staff.state()->screen == desk::Screen::queue);
}

TEST_CASE("the thread aside does the newest of what waits and ends with what is under way", "[desk]") {
  std::promise<void> let_go;
  std::atomic<bool> began = false;
  std::vector<int> done;  // by the thread aside alone, read after its end
  {
    app::Aside aside;
    aside.start([&] {
      began = true;
      let_go.get_future().wait();
      done.push_back(1);
    });
    until([&] { return began.load(); });
    aside.start([&] { done.push_back(2); });
    std::promise<void> last;
    aside.start([&] {
      done.push_back(3);
      last.set_value();
    });
    let_go.set_value();
    last.get_future().wait();
  }
  CHECK(done == std::vector{1, 3});
}

TEST_CASE("a PIN is taken only after the people were really read, and then at once", "[desk]") {
  Slow slow;
  const app::Host host = slow.host();
  app::Staff staff(slow.ports(), {}, host);
  slow.let_right_go.set_value();
  slow.let_wrong_go.set_value();
  type_pin(staff, host, kRightPin);
  CHECK_FALSE(staff.feed({}, journal::BoardRead::failed, host.now(), 1));
  for (const char digit : std::string_view(kRightPin)) staff.intend(desk::Digit{digit}, host.now(), 1);
  CHECK(staff.state()->reading);
  CHECK_FALSE(staff.state()->checking);
  CHECK(staff.feed({}, journal::BoardRead::read, host.now(), 1));
  CHECK_FALSE(staff.state()->reading);
  for (const char digit : std::string_view(kRightPin)) staff.intend(desk::Digit{digit}, host.now(), 1);
  CHECK(staff.state()->checking);
  until([&] { return slow.woken == 1; });
  staff.tick(host.now(), 1);
  CHECK(staff.state()->screen == desk::Screen::queue);
}
