#include "sync/hub/client.h"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "sync/hub/server.h"
#include "sync/wire/ack.h"
#include "sync/wire/gzip.h"
#include "sync/wire/names.h"

namespace chalkpoint::hub {
namespace {

using boost::system::error_code;
using event::Problem;
namespace beast = boost::beast;

constexpr std::string_view kScheme = "http://";
constexpr std::size_t kAnswerBytesMax = 8 * 1024 * 1024;

beast::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

Problem broken(const error_code& error) {
  return {"the connection to the hub broke: " + error.message(), "see whether the hub is running"};
}

Result<Answer> exchange(net::ip::tcp::socket& socket, http::request<http::string_body>& request) {
  request.set(http::field::host, "127.0.0.1");
  request.prepare_payload();
  error_code error;
  http::write(socket, request, error);
  if (error) return std::unexpected(broken(error));
  beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(kAnswerBytesMax);
  http::read(socket, buffer, parser, error);
  if (error) return std::unexpected(broken(error));
  auto& response = parser.get();
  const auto type = response[http::field::content_type];
  return Answer{static_cast<int>(response.result_int()), {type.data(), type.size()}, std::move(response.body())};
}

Problem refusal(const Answer& answer) {
  if (auto problem = wire::parse_problem(answer.body)) return *problem;
  return {"the hub answered " + std::to_string(answer.status), "its log says more"};
}

}  // namespace

Client::Client(std::unique_ptr<net::io_context> io, net::ip::tcp::socket socket, std::string token)
    : io_(std::move(io)), socket_(std::move(socket)), token_(std::move(token)) {}

Result<Client> Client::connect(const std::string& url, std::string token) {
  const Problem malformed{url + " is no address of a hub on this machine", "write for example http://127.0.0.1:8765"};
  if (!url.starts_with(kScheme)) return std::unexpected(malformed);
  const auto endpoint = parse_endpoint(url.substr(kScheme.size(), url.find('/', kScheme.size()) - kScheme.size()));
  if (!endpoint || !endpoint->address().is_loopback()) return std::unexpected(malformed);
  auto io = std::make_unique<net::io_context>(1);
  net::ip::tcp::socket socket(*io);
  error_code error;
  socket.connect(*endpoint, error);
  if (error)
    return std::unexpected(Problem{"no hub answers at " + url + ": " + error.message(), "start it, or check the port"});
  socket.set_option(net::ip::tcp::no_delay(true), error);
  return Client(std::move(io), std::move(socket), std::move(token));
}

Result<Answer> Client::get(std::string_view target) {
  http::request<http::string_body> request{http::verb::get, view(target), 11};
  if (!token_.empty()) request.set(http::field::authorization, "Bearer " + token_);
  return exchange(socket_, request);
}

Result<Answer> Client::post_batch(std::string packed) {
  http::request<http::string_body> request{http::verb::post, view(wire::kEventsPath), 11};
  request.set(http::field::authorization, "Bearer " + token_);
  request.set(http::field::content_type, view(wire::kBatchType));
  request.set(http::field::content_encoding, "gzip");
  request.body() = std::move(packed);
  return exchange(socket_, request);
}

Result<wire::Site> Client::site() {
  const auto answer = get(wire::kSitePath);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status != 200) return std::unexpected(refusal(*answer));
  return wire::parse_site(answer->body);
}

Result<wire::Ack> Client::send(const wire::Outgoing& batch) {
  const auto answer = post_batch(wire::gzip(batch.body));
  if (!answer) return std::unexpected(answer.error());
  if (!wire::is_media_type(answer->type, wire::kAckType)) return std::unexpected(refusal(*answer));
  return wire::parse_ack(answer->body);
}

}  // namespace chalkpoint::hub
