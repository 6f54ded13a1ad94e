// Enrolling by a code: a running hub takes it once, before its time is over, for a token of the terminal it was made
// for; wrong ones are few; neither code nor token is ever in its log.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

#include "sync/device/curl_transport.h"
#include "sync/device/enroll.h"
#include "sync/device/probe.h"
#include "sync/hub/commands.h"
#include "sync/hub/server.h"
#include "sync/wire/enrol.h"
#include "sync/wire/gzip.h"
#include "tests/contract/store_contract.h"

namespace chalkpoint::testing {
namespace {

constexpr const char* kCode = "123456789012";

constexpr const char* kWrapped = "d3JhcHBlZA==";

/// One that a terminal would send.
std::string own_token(const hub::Principal& who) {
  return who.site + '.' + who.device;
}

/// As add_device, with a wrapped key as a terminal believes it.
void make_known(hub::Store& store, const hub::Principal& who) {
  hub::Device device;
  device.who = who;
  device.name = "Board of " + who.device;
  REQUIRE(store.add_device(device, hub::token_hash(own_token(who)),
                           {test_key().open, kWrapped, event::key_id(test_key().open)}));
}

/// A hub on a free port with two terminals, kCode offered to one of them, and a clock that is set by hand.
class Hub {
 public:
  explicit Hub(const std::function<void(hub::Store&)>& prepare = offer) {
    auto store = hub::open_sqlite_store((folder_.path() / "hub.db").string(), seeded(1));
    REQUIRE(store);
    for (const hub::Principal& who : {kLobby, kDesk}) make_known(**store, who);
    prepare(**store);
    hub::Limits limits;
    limits.token_believed = std::chrono::milliseconds(0);
    auto server =
        hub::Server::listen("127.0.0.1:0", std::move(*store), {[this] { return now_ms.load(); }, seeded(2)}, limits);
    REQUIRE(server);
    server_ = std::move(*server);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Hub() {
    server_->stop();
    thread_.join();
  }
  static void offer(hub::Store& store) {
    REQUIRE(store.offer_code(kLobby, hub::code_hash(kCode), kNowMs + hub::kCodeValidMs));
  }

  auto enrol(std::string_view code) { return device::redeem_code(*transport, url(), code, kNowMs); }
  auto token_is_known(const std::string& token) {
    return device::ask_binding(*transport, url(), token, kNowMs).has_value();
  }
  int status(device::Request::Method method, const std::string& body, bool zip = true) {
    device::Request request{.method = method, .url = url() + "/v1/enrol", .token = {}, .body = {}, .content_type = {}};
    request.body = zip ? wire::gzip(body) : body;
    request.content_type = "application/json";
    const auto answer = device::ask(*transport, std::move(request));
    return answer ? answer->status : 0;
  }
  std::string url() const { return server_->url(); }

  std::atomic<std::int64_t> now_ms = kNowMs;
  std::unique_ptr<device::Transport> transport = device::make_curl_transport({});

 private:
  TempDir folder_;
  std::unique_ptr<hub::Server> server_;
  std::thread thread_;
};

std::string wrong(int n) {
  return "99999999" + std::to_string(1000 + n);
}

}  // namespace

TEST_CASE("a code is taken once, for a token that replaces the one before", "[codes]") {
  Hub hub;
  REQUIRE(hub.token_is_known(own_token(kLobby)));
  const auto enrolled = hub.enrol(" 1234-5678 9012 ");
  REQUIRE(enrolled);
  CHECK(enrolled->site.site == kLobby.site);
  CHECK(enrolled->site.device == kLobby.device);
  CHECK(enrolled->site.key == event::Bytes(test_key().open.begin(), test_key().open.end()));
  CHECK(enrolled->site.wrapped == kWrapped);
  CHECK(hub.token_is_known(enrolled->token));
  CHECK_FALSE(hub.token_is_known(own_token(kLobby)));
  CHECK(hub.token_is_known(own_token(kDesk)));  // whose code it was not
  const auto again = hub.enrol(kCode);
  REQUIRE_FALSE(again);
  CHECK(again.error().what.contains("was used"));
  CHECK(again.error().remedy.contains("device code"));
  CHECK(hub.token_is_known(enrolled->token));
}

TEST_CASE("of two who come with one code at once, one enrols", "[codes]") {
  Hub hub;
  std::atomic<int> enrolled = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < 6; ++i)
    all.emplace_back([&] {
      const auto transport = device::make_curl_transport({});
      if (device::redeem_code(*transport, hub.url(), kCode, kNowMs)) ++enrolled;
    });
  for (std::thread& one : all) one.join();
  CHECK(enrolled == 1);
}

TEST_CASE("a code is worth nothing once its time is over", "[codes]") {
  Hub hub;
  SECTION("at its end") {
    hub.now_ms += hub::kCodeValidMs;
    CHECK_FALSE(hub.enrol(kCode));
    CHECK(hub.token_is_known(own_token(kLobby)));
  }
  SECTION("not a moment before") {
    hub.now_ms += hub::kCodeValidMs - 1;
    CHECK(hub.enrol(kCode));
  }
}

TEST_CASE("a code ends with the terminal it was made for, and with the next code", "[codes]") {
  SECTION("revoked") {
    Hub hub([](hub::Store& store) {
      Hub::offer(store);
      REQUIRE(store.revoke_device(kLobby, kNowMs));
      CHECK_FALSE(store.offer_code(kLobby, hub::code_hash("1"), kNowMs + 1));
      make_known(store, {kLobby.site, "another"});
    });
    CHECK_FALSE(hub.enrol(kCode));
  }
  SECTION("another code") {
    Hub hub([](hub::Store& store) {
      Hub::offer(store);
      REQUIRE(store.offer_code(kLobby, hub::code_hash("000000000001"), kNowMs + 1000));
    });
    CHECK_FALSE(hub.enrol(kCode));
    CHECK(hub.enrol("000000000001"));
  }
}

TEST_CASE("wrong codes are few in a minute, right ones take nothing of them", "[codes]") {
  Hub hub;
  const auto most = static_cast<int>(hub::Limits().wrong_codes_max);
  for (int i = 0; i < most; ++i) {
    const auto refused = hub.enrol(wrong(i));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what.contains("not offered"));
  }
  for (const std::string& code : {wrong(most), std::string(kCode)}) {  // the right one is not even compared
    const auto refused = hub.enrol(code);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().remedy.contains("minute"));
  }
  CHECK(hub.token_is_known(own_token(kDesk)));  // nobody else is held up
  SECTION("later") {
    hub.now_ms += hub::Limits().wrong_codes_window.count();
    CHECK(hub.enrol(kCode));
    for (int i = 0; i < most; ++i) CHECK(hub.enrol(wrong(i)).error().what.contains("not offered"));
  }
  SECTION("a clock set back holds nobody up") {
    hub.now_ms -= 3'600'000;
    CHECK(hub.enrol(kCode));
  }
}

TEST_CASE("what is no request to enrol is refused before it is read or compared", "[codes]") {
  Hub hub;
  using enum device::Request::Method;
  CHECK(hub.status(post, R"({"code":"12345678901"})") == 400);
  CHECK(hub.status(post, R"({"code":123456789012})") == 400);
  CHECK(hub.status(post, R"({"code":"12345678901x"})") == 400);
  CHECK(hub.status(post, "nothing", false) == 400);  // said to be gzip
  CHECK(hub.status(post, std::string(100'000, ' ')) == 400);
  CHECK(hub.status(post, std::string(2'000, 'x'), false) == 413);
  CHECK(hub.status(get, {}) == 405);
  CHECK(hub.enrol(kCode));
}

TEST_CASE("neither code nor token is in the hub's log", "[codes]") {
  std::ostringstream log;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
  std::string token;
  {
    Hub hub;
    CHECK_FALSE(hub.enrol(wrong(1)));
    const auto enrolled = hub.enrol(kCode);
    REQUIRE(enrolled);
    token = enrolled->token;
  }
  spdlog::set_default_logger(before);
  CHECK(log.str().contains("enrolled by a code"));
  CHECK_FALSE(log.str().contains(token));
  CHECK_FALSE(log.str().contains("1234"));
  CHECK_FALSE(log.str().contains("9999"));
}

TEST_CASE("the store keeps of a code what nobody can type, and what people are shown is typed back", "[codes]") {
  const TempDir folder;
  const std::string spec = "sqlite:" + (folder.path() / "hub.db").string();
  const hub::World world{[] { return kNowMs; }, seeded(5)};
  hub::DeviceOptions options{.store = spec, .site = "north", .name = "lobby", .code = true};
  std::ostringstream first, second;
  REQUIRE(hub::add_device(options, world, first));
  REQUIRE(hub::offer_code(options, world, second));
  const auto last_line = [](const std::string& text) {
    const std::size_t end = text.rfind('\n');
    const std::size_t begin = text.rfind('\n', end - 1) + 1;
    return text.substr(begin, end - begin);
  };
  const auto code = wire::typed_code(last_line(second.str()));
  REQUIRE(code);
  CHECK(wire::typed_code(last_line(first.str())) != code);
  CHECK(wire::code_for_people(*code) == last_line(second.str()));
  const auto store = hub::open_sqlite_store((folder.path() / "hub.db").string(), seeded(6));
  REQUIRE(store);
  CHECK_FALSE((*store)->redeem_code(hub::code_hash(*wire::typed_code(last_line(first.str()))), {}, kNowMs).value());
  const auto device = (*store)->redeem_code(hub::code_hash(*code), hub::token_hash("new"), kNowMs);
  REQUIRE(device);
  REQUIRE(*device);
  CHECK((*device)->who.device == "lobby");
  CHECK((*store)->authenticate(hub::token_hash("new")).value());
}

TEST_CASE("a connection is tried step by step, and the first step that fails is named", "[codes]") {
  Hub hub;
  using device::ProbeOutcome;
  using device::ProbeStep;
  std::int64_t now = kNowMs;
  const auto clock = [&now] { return now; };
  const auto at_fault = [](const device::Probed& probed) {
    const auto bad = std::ranges::find(probed.steps, ProbeOutcome::bad, &device::ProbeFinding::outcome);
    REQUIRE(bad != probed.steps.end());
    CHECK(bad->problem);
    for (const auto& later : probed.steps)
      if (later.step > bad->step) CHECK(later.outcome == ProbeOutcome::skipped);
    return bad->step;
  };
  device::Binding binding{hub.url(), own_token(kLobby), {}};
  binding.site.site = kLobby.site;
  binding.site.device = kLobby.device;
  const auto good = device::probe(*hub.transport, binding, clock);
  CHECK(good.good());
  CHECK(good.clock_offset_ms == 0);
  CHECK(good.steps[2].outcome == ProbeOutcome::skipped);  // no TLS on this machine itself
  now += 3'600'000;
  const auto late = device::probe(*hub.transport, binding, clock);
  CHECK(at_fault(late) == ProbeStep::clock);
  CHECK(late.clock_offset_ms == -3'600'000);
  binding.token = "unknown";
  CHECK(at_fault(device::probe(*hub.transport, binding, clock)) == ProbeStep::token);
  binding.token = own_token(kDesk);  // known, and another terminal's
  CHECK(at_fault(device::probe(*hub.transport, binding, clock)) == ProbeStep::token);
  binding.hub_url = hub.url() + "/elsewhere";
  CHECK(at_fault(device::probe(*hub.transport, binding, clock)) == ProbeStep::hub);
  binding.hub_url = "http://127.0.0.1:1";
  CHECK(at_fault(device::probe(*hub.transport, binding, clock)) == ProbeStep::connection);
  binding.hub_url = "https://no-such-host.invalid";
  CHECK(at_fault(device::probe(*hub.transport, binding, clock)) == ProbeStep::name);
  hub.transport->cancel();
  CHECK(device::probe(*hub.transport, binding, clock).cancelled);
}

}  // namespace chalkpoint::testing
