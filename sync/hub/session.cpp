#include "sync/hub/session.h"

#include <spdlog/spdlog.h>

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "sync/wire/gzip.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::hub {
namespace {

using boost::system::error_code;
namespace beast = boost::beast;

constexpr std::size_t kReadBytes = 16 * 1024;

auto into(error_code& error) {
  return net::redirect_error(net::use_awaitable, error);
}

Reply too_large() {
  return refuse(413, {"the batch is too large", "send fewer events at once"});
}

Reply unreadable_head(const error_code& error) {
  if (error == http::error::header_limit)
    return refuse(431, {"the head of the request is too large", "send fewer or shorter headers"});
  if (error == http::error::body_limit) return too_large();
  return refuse(400, {"this is no HTTP request", "speak HTTP/1.1; TLS belongs to the proxy in front"});
}

/// Errors of the parser are the sender's fault and get an answer; all others mean that nobody listens any more.
bool is_senders_fault(const error_code& error) {
  static const auto& parser_errors = http::make_error_code(http::error::end_of_stream).category();
  return error.category() == parser_errors && error != http::error::end_of_stream &&
         error != http::error::partial_message;
}

bool accepts_gzip(const http::request_header<>& head) {
  return head[http::field::accept_encoding].find("gzip") != beast::string_view::npos;
}

}  // namespace

net::awaitable<void> Session::run() {
  const auto self = shared_from_this();
  while (!stopping_ && co_await wait_for_request()) {
    if (!co_await serve_request()) {
      co_await linger();
      break;
    }
  }
}

void Session::stop() {
  stopping_ = true;
  if (idle_) stream_.cancel();
}

net::awaitable<bool> Session::wait_for_request() {
  if (buffer_.size() > 0) co_return true;
  idle_ = true;
  error_code error;
  stream_.expires_after(service_.limits().idle_time_max);
  const std::size_t length = co_await stream_.async_read_some(buffer_.prepare(kReadBytes), into(error));
  buffer_.commit(length);
  idle_ = false;
  co_return !error;
}

net::awaitable<bool> Session::serve_request() {
  Parser parser;
  parser.header_limit(service_.limits().head_bytes_max);
  parser.body_limit(wire::kBatchBytesMax);
  stream_.expires_after(service_.limits().head_time_max);
  error_code error;
  packs_ = false;
  co_await http::async_read_header(stream_, buffer_, parser, into(error));
  if (error && !is_senders_fault(error)) co_return false;
  Reply reply;
  if (error) {
    reply = unreadable_head(error);
    reply.close = true;
  } else {
    packs_ = accepts_gzip(parser.get());  // asked now: the answer takes the request out of the parser
    reply = co_await reply_to(parser);
  }
  co_return co_await write(std::move(reply), parser);
}

net::awaitable<Reply> Session::reply_to(Parser& parser) {
  Admission admission = co_await admit(service_, parser.get());
  if (admission.route == nullptr) {
    admission.refusal.close = !parser.is_done();
    co_return std::move(admission.refusal);
  }
  if (auto refusal = co_await read_body(parser)) {
    refusal->close = true;
    co_return std::move(*refusal);
  }
  Call call{.request = parser.release(), .path = {}, .query = {}, .who = std::move(admission.who)};
  co_return co_await answer(service_, *admission.route, std::move(call));
}

net::awaitable<std::optional<Reply>> Session::read_body(Parser& parser) {
  error_code error;
  if (!parser.is_done() && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    http::response<http::empty_body> go_on{http::status::continue_, 11};
    co_await http::async_write(stream_, go_on, into(error));
  }
  stream_.expires_after(service_.limits().body_time_max);
  if (!error) co_await http::async_read(stream_, buffer_, parser, into(error));
  if (!error) co_return std::nullopt;
  if (error == http::error::body_limit) co_return too_large();
  // Where the time was up the stream is closed already, and this reaches nobody.
  co_return refuse(400, {"the body of the request is broken", "send it again"});
}

net::awaitable<bool> Session::write(Reply reply, const Parser& parser) {
  http::response<http::string_body> response{static_cast<http::status>(reply.status), 11};
  const bool keep_alive = !reply.close && !stopping_ && parser.is_header_done() && parser.keep_alive();
  response.keep_alive(keep_alive);
  response.set(http::field::content_type, {reply.type.data(), reply.type.size()});
  response.set(http::field::cache_control, "no-store");
  response.set(boost::beast::string_view(wire::kClockHeader.data(), wire::kClockHeader.size()),
               event::rfc3339({service_.now_ms(), 0, 0, {}}));
  if (reply.retry_after_s) response.set(http::field::retry_after, std::to_string(*reply.retry_after_s));
  if (reply.status == 401) response.set(http::field::www_authenticate, "Bearer");
  if (!reply.allow.empty()) response.set(http::field::allow, {reply.allow.data(), reply.allow.size()});
  response.body() = std::move(reply.body);
  if (packs_ && response.body().size() >= kGzipBytesMin) {
    response.set(http::field::content_encoding, "gzip");
    response.body() = wire::gzip(response.body());
  }
  response.prepare_payload();
  error_code error;
  stream_.expires_after(service_.limits().write_time_max);
  co_await http::async_write(stream_, response, into(error));
  co_return keep_alive && !error;
}

net::awaitable<void> Session::linger() {
  // Closing with unread octets in the socket would reset the connection and take our last words with it.
  error_code error;
  stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, error);
  stream_.expires_after(service_.limits().linger_time_max);
  for (std::size_t drained = 0; !error && drained < wire::kBatchBytesMax;) {
    buffer_.clear();
    drained += co_await stream_.async_read_some(buffer_.prepare(kReadBytes), into(error));
  }
  stream_.socket().close(error);
}

}  // namespace chalkpoint::hub
