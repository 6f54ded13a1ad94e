// A request and its reply as the routes see them, without sockets.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

namespace http = boost::beast::http;

/// An admitted request with its whole body.
struct Call {
  http::request<http::string_body> request;
  std::string_view path;   ///< of the request's target, before any `?`
  std::string_view query;  ///< after it
  Device who;              ///< whose token it carries; empty on routes that are open to all
};

/// What goes back, before it is packed and framed.
struct Reply {
  int status = 200;
  std::string_view type;  ///< media type
  std::string body;
  std::optional<int> retry_after_s;
  std::string_view allow;  ///< methods, with 405
  bool close = false;      ///< the request was not read to its end
};

/// A refusal: RFC 9457, one line and its remedy.
Reply refuse(int status, const event::Problem& problem);

}  // namespace chalkpoint::hub
