#include "sync/hub/routes.h"

#include <spdlog/spdlog.h>

#include <array>

#include "sync/hub/handlers.h"
#include "sync/wire/enrol.h"
#include "sync/wire/names.h"

namespace chalkpoint::hub {

enum class Access { everyone, device };

struct Route {
  http::verb method;
  std::string_view path;
  Access access;
  net::awaitable<Reply> (*handle)(Service& service, Call call);
};

namespace {

constexpr std::array kRoutes = {
    Route{http::verb::post, wire::kEventsPath, Access::device, take_batch},
    Route{http::verb::get, wire::kEventsPath, Access::device, read_page},
    Route{http::verb::get, wire::kSitePath, Access::device, show_site},
    Route{http::verb::post, wire::kEnrolPath, Access::everyone, enrol},
    Route{http::verb::get, "/v1/stats", Access::device, show_stats},
    Route{http::verb::get, "/healthz", Access::everyone, show_health},
};

std::string_view path_of(const http::request_header<>& head) {
  const std::string_view target(head.target().data(), head.target().size());
  return target.substr(0, target.find('?'));
}

/// The token of `Authorization: Bearer TOKEN`; empty for anything else.
std::string_view bearer_token(const http::request_header<>& head) {
  const auto field = head[http::field::authorization];
  constexpr std::string_view scheme = "bearer ";
  const std::string_view value(field.data(), field.size());
  if (!boost::beast::iequals(field.substr(0, scheme.size()), boost::beast::string_view(scheme.data(), scheme.size())))
    return {};
  return value.substr(scheme.size());
}

/// Whether the body, if any, is known to be short: nobody without a token fills the hub's memory.
bool is_small(const http::request_header<>& head) {
  if (!head[http::field::transfer_encoding].empty()) return false;
  const auto length = head[http::field::content_length];
  constexpr std::size_t kDigitsMax = 4;
  return length.size() <= kDigitsMax &&
         std::atoi(std::string(length).c_str()) <= static_cast<int>(wire::kEnrolBytesMax);
}

/// The route, or why there is none: 404 or 405.
Admission find_route(const http::request_header<>& head) {
  Admission admission;
  std::string_view taken;
  for (const Route& route : kRoutes) {
    if (route.path != path_of(head)) continue;
    taken = route.path == wire::kEventsPath ? "GET, POST" : route.method == http::verb::get ? "GET" : "POST";
    if (route.method == head.method()) admission.route = &route;
  }
  if (admission.route == nullptr && !taken.empty()) {
    admission.refusal = refuse(405, {"this address does not take that method", "see PROTOCOL.md for those it takes"});
    admission.refusal.allow = taken;
  } else if (admission.route == nullptr) {
    admission.refusal = refuse(404, {"nothing answers at this address", "check the hub's address and the path"});
  }
  return admission;
}

}  // namespace

net::awaitable<Admission> admit(Service& service, const http::request_header<>& head) {
  Admission admission = find_route(head);
  if (admission.route == nullptr) co_return admission;
  if (admission.route->access == Access::everyone) {
    if (!is_small(head)) {
      admission.route = nullptr;
      admission.refusal = refuse(413, {"the request is too large for one without a token", "see PROTOCOL.md"});
    }
    co_return admission;
  }

  const std::string_view token = bearer_token(head);
  if (token.empty()) {
    admission.route = nullptr;
    admission.refusal = refuse(401, {"no token was given", "send the device's token as `Authorization: Bearer TOKEN`"});
    co_return admission;
  }
  auto device = co_await service.authenticate(token);
  if (!device) {
    spdlog::error("{}; {}", device.error().what, device.error().remedy);
    admission.route = nullptr;
    admission.refusal = refuse(503, {"the hub cannot reach its store", "try again later"});
  } else if (!*device) {
    admission.route = nullptr;
    admission.refusal = refuse(401, {"the token is unknown or was revoked", "enrol the terminal with a new token"});
  } else {
    admission.who = std::move(**device);
  }
  co_return admission;
}

net::awaitable<Reply> answer(Service& service, const Route& route, Call call) {
  call.path = path_of(call.request);
  const std::string_view target(call.request.target().data(), call.request.target().size());
  call.query = call.path.size() < target.size() ? target.substr(call.path.size() + 1) : std::string_view();
  try {
    co_return co_await route.handle(service, std::move(call));
  } catch (const std::exception& error) {
    spdlog::error("{} {} failed: {}", std::string(http::to_string(route.method)), route.path, error.what());
  }
  co_return refuse(500, {"the hub failed at this request", "try again later; its log says more"});
}

Reply refuse(int status, const event::Problem& problem) {
  Reply reply{.status = status,
              .type = wire::kProblemType,
              .body = wire::problem_text(status, problem),
              .retry_after_s = {},
              .allow = {},
              .close = false};
  if (status == 503) reply.retry_after_s = 5;
  if (status == 429) reply.retry_after_s = 3600;  // it does not pass by itself
  return reply;
}

}  // namespace chalkpoint::hub
