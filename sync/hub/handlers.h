// What each route does. A handler gets an admitted call with its whole body.
#pragma once

#include "sync/hub/http.h"
#include "sync/hub/service.h"

namespace chalkpoint::hub {

/// POST /v1/events: a batch in, an ack out; 409 for a gap.
net::awaitable<Reply> take_batch(Service& service, Call call);
/// GET /v1/events?after=HUB_SEQ[&own=EPOCH:LAST…]: a page of the site's stream.
net::awaitable<Reply> read_page(Service& service, Call call);
/// GET /v1/site: whose token this is, and the key of its site.
net::awaitable<Reply> show_site(Service& service, Call call);
/// POST /v1/enrol: a code in, a token and what /v1/site says to it out; 403 for a code that is not offered, 429 when
/// too many were wrong. Neither is ever logged.
net::awaitable<Reply> enrol(Service& service, Call call);
/// GET /v1/stats: the results of the token's site.
net::awaitable<Reply> show_stats(Service& service, Call call);
/// GET /healthz: 200 while the store answers.
net::awaitable<Reply> show_health(Service& service, Call call);

}  // namespace chalkpoint::hub
