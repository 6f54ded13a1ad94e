// What every transport does, over libcurl and in memory; and what only a real line can do to one.
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "sync/device/curl_transport.h"
#include "tests/contract/rude_server.h"
#include "tests/sim/network.h"

using namespace chalkpoint;
using device::NoAnswer;

namespace {

device::Tuning quick() {
  device::Tuning tuning;
  tuning.connect_timeout = std::chrono::seconds(5);
  tuning.request_timeout = std::chrono::milliseconds(700);
  return tuning;
}

device::Request get(std::string url) {
  device::Request request;
  request.url = std::move(url);
  request.token = "t0ken";
  return request;
}

/// What any transport owes its caller; `server` answers every path with the path itself.
void check_contract(device::Transport& transport, const std::function<std::string(std::string)>& url) {
  CHECK_FALSE(transport.finish());

  std::map<device::Transport::Ticket, std::string> sent;
  for (int i = 0; i < 12; ++i) {
    const std::string path = "/echo/" + std::to_string(i);
    const auto ticket = transport.begin(get(url(path)));
    CHECK(sent.emplace(ticket, path).second);
  }
  while (const auto finished = transport.finish()) {
    REQUIRE(finished->answer);
    CHECK(finished->answer->status == 200);
    CHECK(finished->answer->body == sent.at(finished->ticket));
    sent.erase(finished->ticket);
  }
  CHECK(sent.empty());

  const auto forgotten = transport.begin(get(url("/echo/forgotten")));
  transport.abandon();
  CHECK_FALSE(transport.finish());
  const auto kept = transport.begin(get(url("/echo/kept")));
  CHECK(kept != forgotten);
  CHECK(transport.finish()->ticket == kept);
  CHECK(device::ask(transport, get(url("/echo/asked")))->body == "/echo/asked");
}

NoAnswer::Why failure(const device::Answer& answer) {
  REQUIRE_FALSE(answer);
  CHECK_FALSE(answer.error().problem.what.empty());
  CHECK_FALSE(answer.error().problem.remedy.empty());
  CHECK(answer.error().problem.what.find("t0ken") == std::string::npos);
  return answer.error().why;
}

}  // namespace

TEST_CASE("the transport in memory keeps the contract", "[transport]") {
  sim::Random random(7);
  sim::Line line(random, [](const device::Request& request) {
    return device::Response{200, "text/plain", request.url.substr(request.url.find("/echo")), {}};
  });
  sim::Port port(random, line);
  check_contract(port, [](const std::string& path) { return "http://127.0.0.1" + path; });
}

TEST_CASE("the transport over libcurl keeps the contract, on few connections", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport({});
  check_contract(*transport, [&](const std::string& path) { return server.url(path); });
  CHECK(server.connections() <= 9);  // eight side by side; giving up on one may have cost another
}

TEST_CASE("one request after another keeps one connection", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport({});
  for (int i = 0; i < 20; ++i) CHECK(device::ask(*transport, get(server.url("/echo")))->status == 200);
  CHECK(server.connections() == 1);
}

TEST_CASE("a post says who, what and when", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport({});
  auto request = get(server.url("/echo"));
  request.method = device::Request::Method::post;
  request.content_type = "application/x-test";
  request.body = std::string("\0\x01packed", 8);
  request.sent_unix_ms = 1'795'379'455'123;
  CHECK(device::ask(*transport, request)->status == 200);
  const std::string seen = server.requests().at(0);
  for (const char* part :
       {"POST /echo HTTP/1.1\r\n", "\r\nAuthorization: Bearer t0ken\r\n", "\r\nContent-Type: application/x-test\r\n",
        "\r\nContent-Encoding: gzip\r\n", "\r\nAccept-Encoding: gzip\r\n",
        "\r\nChalkpoint-Clock: 2026-11-22T20:30:55.123+00:00\r\n", "\r\nContent-Length: 8\r\n"})
    CHECK(seen.find(part) != std::string::npos);
  CHECK(seen.find("Expect:") == std::string::npos);
  CHECK(seen.ends_with(request.body));
}

TEST_CASE("answers that are answers are handed over as they are", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport({});
  const auto portal = device::ask(*transport, get(server.url("/portal")));
  CHECK(portal->status == 200);
  CHECK(portal->content_type == "text/html");
  const auto redirect = device::ask(*transport, get(server.url("/redirect")));
  CHECK(redirect->status == 302);
  CHECK(server.requests().size() == 2);  // nobody went elsewhere, with our token least of all
  CHECK(device::ask(*transport, get(server.url("/later")))->retry_after == std::chrono::seconds(7));
  const auto much = device::ask(*transport, get(server.url("/muchlater")))->retry_after;
  CHECK((!much || *much <= std::chrono::hours(24)));
  CHECK(device::ask(*transport, get(server.url("/large")))->status == 413);
  CHECK(device::ask(*transport, get(server.url("/broken")))->status == 500);
}

TEST_CASE("what is no answer is a failure with a reason", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport(quick());
  CHECK(failure(device::ask(*transport, get(server.url("/huge")))) == NoAnswer::Why::too_large);
  CHECK(failure(device::ask(*transport, get(server.url("/endless")))) == NoAnswer::Why::too_large);
  CHECK(failure(device::ask(*transport, get(server.url("/cut")))) == NoAnswer::Why::broken);
  CHECK(failure(device::ask(*transport, get(server.url("/reset")))) == NoAnswer::Why::broken);
  CHECK(failure(device::ask(*transport, get(server.url("/garbage")))) == NoAnswer::Why::broken);
  CHECK(failure(device::ask(*transport, get(server.url("/hang")))) == NoAnswer::Why::timed_out);
  CHECK(failure(device::ask(*transport, get(server.url("/slow")))) == NoAnswer::Why::timed_out);
  CHECK(failure(device::ask(*transport, get("http://127.0.0.1:1/"))) == NoAnswer::Why::unreachable);
  CHECK(failure(device::ask(*transport, get("http://no-such-host.invalid/"))) == NoAnswer::Why::not_allowed);
  CHECK(failure(device::ask(*transport, get("ftp://127.0.0.1/"))) == NoAnswer::Why::not_allowed);
  CHECK(failure(device::ask(*transport, get("file:///etc/passwd"))) == NoAnswer::Why::not_allowed);
  // And none of it spoils the next.
  CHECK(device::ask(*transport, get(server.url("/echo/after")))->body == "/echo/after");
}

TEST_CASE("a server without TLS is not taken for one with", "[transport]") {
  tests::RudeServer server;
  const auto transport = device::make_curl_transport(quick());
  std::string url = server.url("/garbage");
  url.replace(0, 4, "https");
  CHECK_FALSE(device::ask(*transport, get(url)));
}

TEST_CASE("cancelling ends a request that hangs", "[transport]") {
  tests::RudeServer server;
  device::Tuning patient;
  patient.request_timeout = std::chrono::minutes(10);
  const auto transport = device::make_curl_transport(patient);
  transport->begin(get(server.url("/hang")));
  std::thread other([&] {
    while (server.requests().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    transport->cancel();
  });
  const auto finished = transport->finish();
  other.join();
  REQUIRE(finished);
  CHECK(failure(finished->answer) == NoAnswer::Why::cancelled);
  CHECK(failure(device::ask(*transport, get(server.url("/echo")))) == NoAnswer::Why::cancelled);
}

TEST_CASE("a hub's address is https, or http to this machine", "[transport]") {
  CHECK(device::check_hub_url("https://hub.example.org") == "https://hub.example.org");
  CHECK(device::check_hub_url("https://hub.example.org:8443/club/") == "https://hub.example.org:8443/club");
  CHECK(device::check_hub_url("http://127.0.0.1:8080/") == "http://127.0.0.1:8080");
  CHECK(device::check_hub_url("http://localhost:8080"));
  CHECK(device::check_hub_url("http://[::1]:8080"));
  for (const char* bad : {"", "hub", "ftp://hub", "http://hub.example.org", "http://127.0.0.1.example.org",
                          "http://10.0.0.1", "https://user:pw@hub", "https://hub/?x=1", "https://hub/#x",
                          "http://localhost.example.org", "https://", "javascript:alert(1)"}) {
    INFO(bad);
    const auto checked = device::check_hub_url(bad);
    REQUIRE_FALSE(checked);
    CHECK_FALSE(checked.error().remedy.empty());
  }
}
