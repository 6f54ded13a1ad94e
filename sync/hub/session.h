// One connection: requests one after another, each within its limits of octets and time.
#pragma once

#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include "sync/hub/routes.h"

namespace chalkpoint::hub {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(net::ip::tcp::socket socket, Service& service) : stream_(std::move(socket)), service_(service) {}

  /// Serves the connection to its end; keeps the session alive meanwhile.
  net::awaitable<void> run();
  /// Answers what is under way and takes nothing more.
  void stop();

 private:
  using Parser = http::request_parser<http::string_body>;

  net::awaitable<bool> wait_for_request();
  net::awaitable<bool> serve_request();
  net::awaitable<Reply> reply_to(Parser& parser);
  net::awaitable<std::optional<Reply>> read_body(Parser& parser);
  net::awaitable<bool> write(Reply reply, const Parser& parser);
  net::awaitable<void> linger();

  boost::beast::basic_stream<net::ip::tcp, net::any_io_executor> stream_;
  boost::beast::flat_buffer buffer_;
  Service& service_;
  bool idle_ = false;
  bool packs_ = false;  ///< the request under way understands gzip
  bool stopping_ = false;
};

}  // namespace chalkpoint::hub
