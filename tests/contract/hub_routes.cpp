// What the hub answers over a real socket: a table of requests, each with its status and what the answer must and must
// not hold; then the limits, and that nothing is taken twice.
#include <sys/socket.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "sync/hub/client.h"
#include "sync/hub/server.h"
#include "sync/wire/gzip.h"
#include "tests/chain.h"
#include "tests/contract/store_contract.h"
#include "tests/notes.h"

namespace chalkpoint::testing {
namespace {

using hub::Principal;
using hub::net::ip::tcp;

/// A hub on a free port, in threads of this process.
class Hub {
 public:
  explicit Hub(hub::Limits limits = {}) {
    auto store = hub::open_sqlite_store((folder_.path() / "hub.db").string(), seeded(1));
    REQUIRE(store);
    for (const Principal& who : {kLobby, kDesk, kOther}) add_device(**store, who);
    auto server = hub::Server::listen("127.0.0.1:0", std::move(*store), {[] { return kNowMs; }, seeded(2)}, limits);
    REQUIRE(server);
    server_ = std::move(*server);
    url_ = server_->url();
    thread_ = std::thread([this] { all_answered_ = server_->run(); });
  }
  ~Hub() { stop(); }

  /// Ends the hub and gives its store back, to be looked at.
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
    server_.reset();
  }
  void ask_to_stop() { server_->stop(); }
  /// Whether everything under way was answered.
  bool wait_for_end() {
    thread_.join();
    return all_answered_;
  }

  hub::Findings verify() {
    stop();
    auto store = hub::open_sqlite_store((folder_.path() / "hub.db").string(), seeded(3));
    REQUIRE(store);
    auto findings = (*store)->verify();
    REQUIRE(findings);
    CHECK(findings->faults == std::vector<std::string>());
    return *findings;
  }

  hub::Client client(const Principal& who) {
    auto client = hub::Client::connect(url_, token_of(who));
    REQUIRE(client);
    return std::move(*client);
  }
  tcp::socket connect() {
    const auto colon = url_.rfind(':');
    tcp::socket socket(io_);
    socket.connect(
        {hub::net::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::stoi(url_.substr(colon + 1)))});
    const timeval patience{10, 0};  // a hub that never answers fails the test instead of holding it up
    ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return socket;
  }
  /// Sends octets as they are and reads until the hub closes.
  std::string say(const std::string& octets) {
    tcp::socket socket = connect();
    boost::system::error_code error;
    hub::net::write(socket, hub::net::buffer(octets), error);
    return listen(socket);
  }
  static std::string listen(tcp::socket& socket) {
    std::string heard;
    std::array<char, 4096> buffer{};
    for (ssize_t length = 1; length > 0;) {
      length = ::recv(socket.native_handle(), buffer.data(), buffer.size(), 0);
      if (length > 0) heard.append(buffer.data(), static_cast<std::size_t>(length));
    }
    return heard;
  }

 private:
  TempDir folder_;
  hub::net::io_context io_;
  std::unique_ptr<hub::Server> server_;
  std::string url_;
  bool all_answered_ = false;  ///< written by the thread at its end
  std::thread thread_;
};

wire::Outgoing batch_of(const Principal& who, std::span<const event::Event> events) {
  auto batch = wire::encode({who.site, who.device, events.front().epoch}, events);
  REQUIRE(batch);
  return std::move(*batch);
}

std::string request(const std::string& first_line, const std::string& headers = {}, const std::string& body = {}) {
  return first_line + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n" + headers +
         (body.empty() ? std::string() : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body;
}

std::string bearer(const Principal& who) {
  return "Authorization: Bearer " + token_of(who) + "\r\n";
}

const std::string kBatch = "Content-Type: application/cloudevents-batch+json\r\n";
const std::string kGzip = "Content-Encoding: gzip\r\n";

struct Scenario {
  const char* name;
  std::string octets;
  int status;
  std::vector<std::string> must;
  std::vector<std::string> must_not;
};

std::vector<Scenario> scenarios() {
  const auto events = make_events(1, 3);
  const std::string good = batch_of(kLobby, events).body;
  const std::string gap = batch_of(kLobby, std::span(events).subspan(1)).body;
  const std::string lobby = bearer(kLobby);
  std::string damaged = wire::gzip(good);
  damaged[damaged.size() / 2] ^= 0x55;
  return {
      {"health is open", request("GET /healthz"), 200, {R"({"status":"ok"})"}, {}},
      {"an unknown address", request("GET /admin"), 404, {"problem+json", "nothing answers"}, {"north"}},
      {"a method it does not take", request("DELETE /v1/events", lobby), 405, {"Allow: GET, POST"}, {}},
      {"no token", request("GET /v1/stats"), 401, {"WWW-Authenticate: Bearer", "no token"}, {"responses"}},
      {"another scheme", request("GET /v1/stats", "Authorization: Basic dG9rZW4=\r\n"), 401, {}, {"responses"}},
      {"an unknown token",
       request("GET /v1/stats", "Authorization: Bearer none\r\n"),
       401,
       {"unknown or was revoked"},
       {}},
      {"whose token",
       request("GET /v1/site", lobby),
       200,
       {"north", "lobby-1", "Board of lobby-1", "wrapped"},
       {"south"}},
      {"results", request("GET /v1/stats", lobby), 200, {R"("responses":0)", R"("nps":null)"}, {"south"}},
      {"an empty stream", request("GET /v1/events?after=0", lobby), 200, {"vnd.chalkpoint.page+json"}, {}},
      {"a cursor that is no number", request("GET /v1/events?after=x", lobby), 400, {"after=HUB_SEQ"}, {}},
      {"a negative cursor", request("GET /v1/events?after=-1", lobby), 400, {}, {}},
      {"a cursor beyond all numbers", request("GET /v1/events?after=99999999999999999999", lobby), 400, {}, {}},
      {"what a reader holds, unclear", request("GET /v1/events?own=lobby-1:3", lobby), 400, {"own=EPOCH:LAST"}, {}},
      {"a batch without a token", request("POST /v1/events", kBatch, good), 401, {}, {"accepted"}},
      {"a batch of another device",
       request("POST /v1/events", bearer(kDesk) + kBatch, good),
       403,
       {"another device"},
       {}},
      {"a batch of another site",
       request("POST /v1/events", bearer(kOther) + kBatch, good),
       403,
       {"another device"},
       {}},
      {"another content type", request("POST /v1/events", lobby + "Content-Type: text/html\r\n", good), 415, {}, {}},
      {"another packing",
       request("POST /v1/events", lobby + kBatch + "Content-Encoding: br\r\n", good),
       415,
       {"gzip"},
       {}},
      {"no JSON", request("POST /v1/events", lobby + kBatch, "[{"), 400, {"problem+json"}, {}},
      {"no array", request("POST /v1/events", lobby + kBatch, "{}"), 400, {}, {}},
      {"an empty batch", request("POST /v1/events", lobby + kBatch, "[]"), 400, {}, {}},
      {"broken gzip", request("POST /v1/events", lobby + kBatch + kGzip, damaged), 400, {}, {}},
      {"plain text that calls itself gzip", request("POST /v1/events", lobby + kBatch + kGzip, good), 400, {}, {}},
      {"a bomb",
       request("POST /v1/events", lobby + kBatch + kGzip, wire::gzip(std::string(50'000'000, ' '))),
       413,
       {},
       {}},
      {"a gap",
       request("POST /v1/events", lobby + kBatch, gap),
       409,
       {"vnd.chalkpoint.ack+json", R"("held_through":0)"},
       {}},
      {"a batch",
       request("POST /v1/events", lobby + kBatch, good),
       200,
       {"vnd.chalkpoint.ack+json", R"("held_through":3)"},
       {}},
      {"a batch packed",
       request("POST /v1/events", lobby + kBatch + kGzip, wire::gzip(good)),
       200,
       {R"("held_through":3)"},
       {}},
      {"no HTTP", "\x16\x03\x01\x02 hello\r\n\r\n", 400, {"no HTTP request"}, {}},
      {"a head too large", request("GET /healthz", "X: " + std::string(20'000, 'x') + "\r\n"), 431, {}, {}},
      {"a body announced too large",
       request("POST /v1/events", lobby + kBatch + "Content-Length: 9999999999\r\n"),
       413,
       {},
       {}},
      {"a chunked body too large",
       request("POST /v1/events", lobby + kBatch + "Transfer-Encoding: chunked\r\n") + "200000\r\n" +
           std::string(0x200000, 'x'),
       413,
       {},
       {}},
  };
}

/// Octets sent one by one, with a pause between them, until the hub closes; how many it took.
std::size_t drip(tcp::socket& socket, const std::string& octets, std::chrono::milliseconds pause) {
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (::send(socket.native_handle(), &octets[i], 1, MSG_NOSIGNAL) != 1) return i;
    char heard = 0;
    if (::recv(socket.native_handle(), &heard, 1, MSG_DONTWAIT) >= 0) return i;
    std::this_thread::sleep_for(pause);
  }
  return octets.size();
}

/// Waits for the hub to close the connection without a word; false when it does not.
bool is_closed(tcp::socket& socket) {
  char heard = 0;
  return ::recv(socket.native_handle(), &heard, 1, 0) == 0;
}

}  // namespace

TEST_CASE("the hub answers each request as its routes say") {
  for (const Scenario& scenario : scenarios()) {
    Hub hub;
    const std::string heard = hub.say(scenario.octets);
    INFO(scenario.name << ": " << heard.substr(0, 1000));
    CHECK(heard.starts_with("HTTP/1.1 " + std::to_string(scenario.status) + ' '));
    for (const std::string& text : scenario.must) CHECK(heard.find(text) != std::string::npos);
    for (const std::string& text : scenario.must_not) CHECK(heard.find(text) == std::string::npos);
  }
}

TEST_CASE("notes go to the other terminals of their site, what is sealed beside them to nobody") {
  Hub hub;
  tests::Notes notes(3);
  std::vector<event::Fact> facts{notes.written(), notes.confided(test_key().open, {1, "Anna", "a private word", ""})};
  facts.push_back(notes.said_of(facts.front().id));
  facts.push_back(notes.written());
  facts.back().data["colour"] = 17;
  facts.push_back(notes.confided(test_key().open, {1, "", "x", ""}));
  facts.back().sealed = facts[1].sealed;  // of another note
  facts.push_back(notes.written());
  const auto events = tests::chain(facts, "0123456789abcdef");
  const auto ack = hub.client(kLobby).send(batch_of(kLobby, events));
  REQUIRE(ack);
  CHECK(ack->held_through == events.size());

  const std::string body = hub.client(kDesk).get("/v1/events?after=0")->body;
  const auto page = wire::parse_page(body);
  REQUIRE(page);
  std::vector<event::Uuid> read;
  for (const auto& placed : page->events) read.push_back(placed.event.id);
  CHECK(read == std::vector{facts[0].id, facts[1].id, facts[2].id, facts[5].id});
  CHECK(body.find("sealed") == std::string::npos);
  CHECK(body.find(event::base64(*facts[1].sealed).substr(0, 64)) == std::string::npos);
  CHECK(wire::parse_page(hub.client(kOther).get("/v1/events?after=0")->body)->events.empty());
  const auto findings = hub.verify();
  CHECK(findings.quarantined == 2);
  CHECK(findings.contacts == 1);
}

TEST_CASE("a device sees the results and the stream of its own site alone") {
  Hub hub;
  auto lobby = hub.client(kLobby);
  auto desk = hub.client(kDesk);
  auto other = hub.client(kOther);
  const auto events = make_events(2, 50);
  REQUIRE(lobby.send(batch_of(kLobby, events)));
  CHECK(desk.get("/v1/stats")->body == hub::stats_json(recount("north", events)).dump());
  CHECK(other.get("/v1/stats")->body == hub::stats_json({}).dump());
  const auto page = wire::parse_page(desk.get("/v1/events?after=0")->body);
  REQUIRE(page);
  CHECK(page->events.size() == 50);
  for (const auto& placed : page->events) CHECK_FALSE(placed.event.sealed);
  const auto elsewhere = wire::parse_page(other.get("/v1/events?after=0")->body);
  REQUIRE(elsewhere);
  CHECK(elsewhere->events.empty());
}

TEST_CASE("what cannot be an event is set aside, and the batch goes on") {
  Hub hub;
  auto lobby = hub.client(kLobby);
  auto events = make_events(3, 6);
  auto batch = batch_of(kLobby, events);
  const std::string type = R"("type":"chalkpoint.response.)";
  const auto third = batch.body.find(type, batch.body.find(events[2].id.text()));
  REQUIRE(third != std::string::npos);
  batch.body.replace(third, type.size(), R"("type":"somebody.elses.)");
  batch.digest = wire::digest_of(batch.body);
  const auto ack = lobby.send(batch);
  REQUIRE(ack);
  CHECK(ack->held_through == 6);
  CHECK(ack->count() == 6);
  const auto findings = hub.verify();
  CHECK(findings.quarantined >= 1);
  CHECK(findings.events + findings.quarantined == 6);
}

TEST_CASE("many clients that send the same at once leave it there once") {
  Hub hub;
  constexpr int kClients = 6;
  const auto events = make_events(4, 400);
  std::vector<wire::Outgoing> batches;
  for (std::size_t first = 0; first < events.size(); first += 20)
    batches.push_back(batch_of(kLobby, std::span(events).subspan(first, 20)));
  std::atomic<int> accepted = 0;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kClients; ++i) {
    auto client = std::make_shared<hub::Client>(hub.client(kLobby));
    threads.emplace_back([&, client] {
      for (const auto& batch : batches) {
        const auto ack = client->send(batch);
        if (!ack || ack->held_through < batch.last()) ++failures;
        if (!ack) continue;
        for (const auto& outcome : ack->outcomes) {
          if (outcome.status == wire::Status::accepted) accepted += static_cast<int>(outcome.count);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(accepted == 400);
  CHECK(hub.verify().events == 400);
}

TEST_CASE("a batch that overtook the one before it is held until that one comes") {
  Hub hub;
  auto lobby = hub.client(kLobby);
  const auto events = make_events(7, 40);
  constexpr std::size_t kHalf = 2;
  int held = 0;
  // On a slow machine the hub's patience may end before the first one is sent; then the late one is sent again.
  for (std::size_t done = 0; done < events.size() && held == 0; done += 2 * kHalf) {
    const auto early = batch_of(kLobby, std::span(events).subspan(done + kHalf, kHalf));
    tcp::socket socket = hub.connect();
    const std::string octets = request("POST /v1/events", bearer(kLobby) + kBatch, early.body);
    REQUIRE(::send(socket.native_handle(), octets.data(), octets.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(octets.size()));
    for (int i = 0; i < 2; ++i) REQUIRE(lobby.get("/v1/stats"));  // the hub has seen the early one by now
    REQUIRE(lobby.send(batch_of(kLobby, std::span(events).subspan(done, kHalf))));
    const std::string heard = Hub::listen(socket);
    INFO(heard);
    if (heard.starts_with("HTTP/1.1 200")) {
      ++held;
      CHECK(heard.find("\"held_through\":" + std::to_string(done + 2 * kHalf) + ',') != std::string::npos);
      CHECK(heard.find(R"("outcomes":[{"status":"accepted"},{"status":"accepted"}])") != std::string::npos);
    } else {
      CHECK(heard.starts_with("HTTP/1.1 409"));
      REQUIRE(lobby.send(early));
    }
  }
  CHECK(held == 1);
}

TEST_CASE("a batch whose predecessor never comes is told so, and the next request is served") {
  Hub hub;
  const auto events = make_events(8, 6);
  const auto lost = batch_of(kLobby, std::span(events).subspan(3));
  const std::string heard = hub.say(request("POST /v1/events", bearer(kLobby) + kBatch, lost.body));
  CHECK(heard.starts_with("HTTP/1.1 409"));
  CHECK(heard.find(R"("held_through":0)") != std::string::npos);
  CHECK(heard.find(R"("outcomes":[])") != std::string::npos);
  auto lobby = hub.client(kLobby);
  REQUIRE(lobby.send(batch_of(kLobby, std::span(events).first(3))));
  const auto ack = lobby.send(lost);
  REQUIRE(ack);
  CHECK(ack->held_through == 6);
  CHECK(hub.verify().events == 6);
}

TEST_CASE("one connection carries many requests, also when they arrive together") {
  Hub hub;
  const std::string get = "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n";
  const std::string heard = hub.say(get + get + request("GET /healthz"));
  std::size_t answers = 0;
  for (auto at = heard.find("HTTP/1.1 200"); at != std::string::npos; at = heard.find("HTTP/1.1 200", at + 1))
    ++answers;
  CHECK(answers == 3);
}

TEST_CASE("a long answer is packed for whoever understands it") {
  Hub hub;
  const std::string batch = batch_of(kLobby, make_events(1, 200)).body;
  const std::string plain = hub.say(request("POST /v1/events", bearer(kLobby) + kBatch, batch));
  const std::string packed =
      hub.say(request("POST /v1/events", bearer(kLobby) + kBatch + "Accept-Encoding: gzip\r\n", batch));
  CHECK(plain.find("Content-Encoding") == std::string::npos);
  REQUIRE(packed.find("Content-Encoding: gzip\r\n") != std::string::npos);
  CHECK(packed.size() * 5 < plain.size());
  const auto unpacked = wire::gunzip(packed.substr(packed.find("\r\n\r\n") + 4), 1 << 20);
  REQUIRE(unpacked);
  CHECK(unpacked->find("duplicate") != std::string::npos);
}

TEST_CASE("a sender that waits for leave to send its body is given it only with a good token") {
  Hub hub;
  const std::string body = batch_of(kLobby, make_events(5, 2)).body;
  const std::string expecting = kBatch + "Expect: 100-continue\r\n";
  const std::string allowed = hub.say(request("POST /v1/events", bearer(kLobby) + expecting, body));
  CHECK(allowed.starts_with("HTTP/1.1 100 Continue\r\n"));
  CHECK(allowed.find("HTTP/1.1 200") != std::string::npos);
  const std::string refused = hub.say(request("POST /v1/events", expecting, body));
  CHECK(refused.starts_with("HTTP/1.1 401"));
}

TEST_CASE("a head or a body that comes too slowly is cut off") {
  hub::Limits limits;
  limits.head_time_max = limits.body_time_max = limits.linger_time_max = std::chrono::seconds(1);
  Hub hub(limits);
  tcp::socket head = hub.connect();
  const std::string endless = "GET /healthz HTTP/1.1\r\nX-Drip: " + std::string(400, 'x');
  CHECK(drip(head, endless, std::chrono::milliseconds(20)) < endless.size());

  tcp::socket body = hub.connect();
  const std::string begun = request("POST /v1/events", bearer(kLobby) + kBatch + "Content-Length: 5000\r\n");
  REQUIRE(::send(body.native_handle(), begun.data(), begun.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(begun.size()));
  CHECK(is_closed(body));
  CHECK(hub.say(request("GET /healthz")).starts_with("HTTP/1.1 200"));
}

TEST_CASE("beyond its connections the hub says to come again, and serves those it has") {
  hub::Limits limits;
  limits.connections_max = 2;
  Hub hub(limits);
  auto first = hub.client(kLobby);
  auto second = hub.client(kDesk);
  REQUIRE(first.get("/healthz"));
  REQUIRE(second.get("/healthz"));
  const std::string heard = hub.say(request("GET /healthz"));
  CHECK(heard.starts_with("HTTP/1.1 503"));
  CHECK(heard.find("Retry-After: 5") != std::string::npos);
  CHECK(first.get("/healthz")->status == 200);
}

TEST_CASE("told to stop, the hub answers what is under way, then ends") {
  Hub hub;
  auto idle = hub.client(kDesk);
  REQUIRE(idle.get("/healthz"));
  tcp::socket busy = hub.connect();
  const std::string whole =
      request("POST /v1/events", bearer(kLobby) + kBatch, batch_of(kLobby, make_events(6, 9)).body);
  const std::size_t half = whole.size() / 2;
  REQUIRE(::send(busy.native_handle(), whole.data(), half, MSG_NOSIGNAL) == static_cast<ssize_t>(half));
  REQUIRE(hub.client(kDesk).get("/healthz"));  // the hub has seen the first half by now: it reads in turn
  hub.ask_to_stop();
  const std::size_t rest = whole.size() - half;
  REQUIRE(::send(busy.native_handle(), whole.data() + half, rest, MSG_NOSIGNAL) == static_cast<ssize_t>(rest));
  const std::string heard = Hub::listen(busy);
  CHECK(heard.starts_with("HTTP/1.1 200"));
  CHECK(heard.find(R"("held_through":9)") != std::string::npos);
  CHECK(heard.find("Connection: close") != std::string::npos);
  CHECK(hub.wait_for_end());
}

TEST_CASE("a request that takes longer than the hub waits at its end is cut off, and the hub knows") {
  hub::Limits limits;
  limits.stop_time_max = std::chrono::seconds(0);
  Hub hub(limits);
  tcp::socket busy = hub.connect();
  const std::string begun = request("POST /v1/events", bearer(kLobby) + kBatch + "Content-Length: 5000\r\n");
  REQUIRE(::send(busy.native_handle(), begun.data(), begun.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(begun.size()));
  REQUIRE(hub.client(kDesk).get("/healthz"));  // the hub has seen the beginning by now: it reads in turn
  hub.ask_to_stop();
  CHECK_FALSE(hub.wait_for_end());
}

TEST_CASE("an address that cannot be listened on is one line with a remedy") {
  const auto [address, expected] = GENERATE(table<const char*, const char*>({
      {"127.0.0.1", "no address and port"},
      {"127.0.0.1:", "no address and port"},
      {"127.0.0.1:99999", "no address and port"},
      {"nowhere:80", "no address and port"},
      {"203.0.113.7:8765", "cannot listen on"},
  }));
  const TempDir folder;
  auto store = hub::open_sqlite_store((folder.path() / "hub.db").string(), seeded(1));
  REQUIRE(store);
  const auto server = hub::Server::listen(address, std::move(*store), {[] { return kNowMs; }, seeded(2)});
  REQUIRE_FALSE(server);
  CHECK(server.error().what.find(expected) != std::string::npos);
  CHECK_FALSE(server.error().remedy.empty());
}

}  // namespace chalkpoint::testing
