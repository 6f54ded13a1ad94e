// Everything the hub answers, on one page (routes.cpp).
#pragma once

#include "sync/hub/http.h"
#include "sync/hub/service.h"

namespace chalkpoint::hub {

struct Route;

/// What is decided from a request's head, before its body is read: the route, or the refusal.
struct Admission {
  const Route* route = nullptr;
  Device who;
  Reply refusal;  ///< where there is no route
};
net::awaitable<Admission> admit(Service& service, const http::request_header<>& head);

/// Answers an admitted call. Never throws.
net::awaitable<Reply> answer(Service& service, const Route& route, Call call);

}  // namespace chalkpoint::hub
