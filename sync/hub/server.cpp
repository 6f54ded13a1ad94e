#include "sync/hub/server.h"

#include <spdlog/spdlog.h>

#include <charconv>

namespace chalkpoint::hub {

using boost::system::error_code;
using event::Problem;
using net::ip::tcp;

namespace {

constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
constexpr std::chrono::milliseconds kAcceptRest{200};  // when the process has no descriptor left for a connection

}  // namespace

Result<tcp::endpoint> parse_endpoint(const std::string& text) {
  const Problem malformed{"--listen " + text + " is no address and port", "write for example --listen 127.0.0.1:8080"};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::unexpected(malformed);
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data() + colon + 1, end, port);
  error_code error;
  const auto address = net::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  if (error || failure != std::errc() || stop != end || colon + 1 == text.size()) return std::unexpected(malformed);
  return tcp::endpoint(address, port);
}

Server::Server(std::unique_ptr<Store> store, World world, Limits limits)
    : limits_(limits), service_(std::move(store), std::move(world), limits) {}

Result<std::unique_ptr<Server>> Server::listen(const std::string& address, std::unique_ptr<Store> store, World world,
                                               Limits limits) {
  const auto endpoint = parse_endpoint(address);
  if (!endpoint) return std::unexpected(endpoint.error());
  std::unique_ptr<Server> server(new Server(std::move(store), std::move(world), limits));
  tcp::acceptor& acceptor = server->acceptor_;
  error_code error;
  acceptor.open(endpoint->protocol(), error);
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(*endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error) {
    return std::unexpected(Problem{"cannot listen on " + address + ": " + error.message(),
                                   "choose another port with --listen, or stop what is using this one"});
  }
  net::co_spawn(server->io_, [raw = server.get()] { return raw->accept(); }, net::detached);
  return server;
}

std::string Server::url() const {
  const tcp::endpoint local = acceptor_.local_endpoint();
  const std::string host =
      local.address().is_v6() ? '[' + local.address().to_string() + ']' : local.address().to_string();
  return "http://" + host + ':' + std::to_string(local.port());
}

bool Server::run() {
  io_.run();
  return sessions_.empty();
}

void Server::stop() {
  net::post(io_, [this] { begin_stop(); });
}

void Server::stop_on_signals() {
  signals_.add(SIGINT);
  signals_.add(SIGTERM);
  signals_.async_wait([this](const error_code& error, int) {
    if (!error) begin_stop();
  });
}

net::awaitable<void> Server::accept() {
  net::steady_timer rest(io_);
  while (!stopping_) {
    error_code error;
    tcp::socket socket = co_await acceptor_.async_accept(net::redirect_error(net::use_awaitable, error));
    if (stopping_) break;
    if (error) {
      spdlog::warn("cannot accept a connection: {}", error.message());
      rest.expires_after(kAcceptRest);
      co_await rest.async_wait(net::redirect_error(net::use_awaitable, error));
    } else if (sessions_.size() >= limits_.connections_max) {
      net::co_spawn(io_, turn_away(std::move(socket)), net::detached);
    } else {
      net::co_spawn(io_, serve(std::move(socket)), net::detached);
    }
  }
}

net::awaitable<void> Server::serve(tcp::socket socket) {
  error_code error;
  socket.set_option(tcp::no_delay(true), error);
  const auto session = std::make_shared<Session>(std::move(socket), service_);
  sessions_.insert(session);
  try {
    co_await session->run();
  } catch (const std::exception& failure) {
    spdlog::error("a connection failed: {}", failure.what());
  }
  sessions_.erase(session);
  if (stopping_ && sessions_.empty()) deadline_.cancel();
}

net::awaitable<void> Server::turn_away(tcp::socket socket) {
  error_code error;
  co_await net::async_write(socket, net::buffer(kFull), net::redirect_error(net::use_awaitable, error));
}

void Server::begin_stop() {
  if (stopping_) return;
  stopping_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  signals_.cancel(ignored);
  for (const auto& session : sessions_) session->stop();
  if (sessions_.empty()) return;
  deadline_.expires_after(limits_.stop_time_max);
  deadline_.async_wait([this](const error_code& error) {
    if (!error) io_.stop();
  });
}

}  // namespace chalkpoint::hub
