#include "sync/hub/handlers.h"

#include <spdlog/spdlog.h>

#include "sync/hub/intake.h"
#include "sync/wire/enrol.h"
#include "sync/wire/gzip.h"
#include "sync/wire/names.h"
#include "sync/wire/site.h"

namespace chalkpoint::hub {
namespace {

using wire::kJsonType;
Reply ok(std::string_view type, std::string body) {
  return {.status = 200, .type = type, .body = std::move(body), .retry_after_s = {}, .allow = {}, .close = false};
}

/// The store failed: logged here, and the terminal keeps what it has and comes again.
Reply store_failed(const event::Problem& problem) {
  spdlog::error("{}; {}", problem.what, problem.remedy);
  return refuse(503, {"the hub cannot reach its store", "try again later"});
}

/// Whose a token is, as the terminal learns it.
Result<wire::Site> site_of(Store& store, const Device& device) {
  const auto key = store.site_key(device.who.site);
  if (!key) return std::unexpected(key.error());
  if (!*key)
    return std::unexpected(
        event::Problem{"the site " + device.who.site + " has no key", "run `chalkpoint-hub verify`"});
  return wire::Site{.site = device.who.site,
                    .device = device.who.device,
                    .name = device.name,
                    .key = {(*key)->open.begin(), (*key)->open.end()},
                    .key_id = (*key)->key_id,
                    .hub_epoch = store.epoch(),
                    .wrapped = (*key)->wrapped};
}

/// One line a batch, however many reasons it gives.
void log_set_aside(const std::string& source, const wire::Ack& ack) {
  std::size_t count = 0;
  const std::string* first = nullptr;
  for (const wire::Outcome& outcome : ack.outcomes) {
    if (outcome.status != wire::Status::quarantined) continue;
    count += outcome.count;
    if (first == nullptr) first = &outcome.reason;
  }
  if (first != nullptr) spdlog::warn("{}: {} events set aside, the first since {}", source, count, *first);
}

std::string_view field(const Call& call, boost::beast::string_view name) {
  const auto value = call.request[name];
  return {value.data(), value.size()};
}

}  // namespace

net::awaitable<Reply> take_batch(Service& service, Call call) {
  auto delivery = read_delivery({.content_type = field(call, "Content-Type"),
                                 .content_encoding = field(call, "Content-Encoding"),
                                 .clock = field(call, {wire::kClockHeader.data(), wire::kClockHeader.size()}),
                                 .body = call.request.body()},
                                call.who.who, service.now_ms());
  if (!delivery) co_return refuse(delivery.error().status, delivery.error().problem);

  const std::string source = delivery->batch.source.text();
  const auto answer = co_await service.deliver(std::move(*delivery));
  if (!answer) co_return store_failed(answer.error());
  const Taken& ack = *answer;
  if (!ack) {
    spdlog::warn("{}: refused, since {}", source, ack.error().problem.what);
    co_return refuse(ack.error().status, ack.error().problem);
  }
  log_set_aside(source, *ack);
  Reply reply = ok(wire::kAckType, wire::to_text(*ack));
  if (ack->outcomes.empty()) reply.status = 409;
  co_return reply;
}

net::awaitable<Reply> read_page(Service& service, Call call) {
  auto reading = wire::parse_query(call.query);
  if (!reading) co_return refuse(400, reading.error());
  Asked<Result<wire::Page>> read = [who = call.who.who, what = std::move(*reading)](Store& store) {
    return store.read(who, what, wire::kPageEventsMax, wire::kPageBytesMax);
  };
  const auto page = co_await service.on_store(std::move(read));
  if (!page) co_return store_failed(page.error());
  co_return ok(wire::kPageType, wire::to_text(*page));
}

net::awaitable<Reply> show_site(Service& service, Call call) {
  Asked<Result<wire::Site>> describe = [device = call.who](Store& store) { return site_of(store, device); };
  const auto site = co_await service.on_store(std::move(describe));
  if (!site) co_return store_failed(site.error());
  co_return ok(wire::kSiteType, wire::to_text(*site));
}

net::awaitable<Reply> enrol(Service& service, Call call) {
  std::string body = call.request.body();
  if (field(call, "Content-Encoding") == "gzip") body = wire::gunzip(body, wire::kEnrolBytesMax).value_or("");
  const auto code = wire::parse_code_request(body);
  if (!code) co_return refuse(400, {"this is no request to enrol", "send {\"code\": \"the twelve digits\"}"});
  if (!service.begin_code_try()) {
    Reply reply = refuse(429, {"too many wrong codes were tried", "wait a minute and try again"});
    reply.retry_after_s = static_cast<int>(service.limits().wrong_codes_window.count() / 1000);
    co_return reply;
  }
  using Found = std::optional<wire::Enrolled>;
  Asked<Result<Found>> redeem = [hash = code_hash(*code), token = random_token(service.random()),
                                 now_ms = service.now_ms()](Store& store) -> Result<Found> {
    const auto device = store.redeem_code(hash, token_hash(token), now_ms);
    if (!device) return std::unexpected(device.error());
    if (!*device) return Found();
    auto site = site_of(store, **device);
    if (!site) return std::unexpected(site.error());
    return wire::Enrolled{token, std::move(*site)};
  };
  const auto enrolled = co_await service.on_store(std::move(redeem));
  if (!enrolled) co_return store_failed(enrolled.error());
  if (!*enrolled)
    co_return refuse(403, {"this code is not offered: it is wrong, was used, or its time is over",
                           "have a new one made with `chalkpoint-hub device code`"});
  service.code_was_right();
  spdlog::info("{} of {} enrolled by a code", (*enrolled)->site.device, (*enrolled)->site.site);
  co_return ok(wire::kEnrolledType, wire::to_text(**enrolled));
}

net::awaitable<Reply> show_stats(Service& service, Call call) {
  Asked<Result<std::vector<Count>>> read = [site = call.who.who.site](Store& store) { return store.counts(site); };
  const auto counts = co_await service.on_store(std::move(read));
  if (!counts) co_return store_failed(counts.error());
  co_return ok(kJsonType, stats_json(*counts).dump());
}

net::awaitable<Reply> show_health(Service& service, Call) {
  // Everyone may ask this: so the cheapest question that reads the store's tables.
  Asked<Result<std::optional<KeyRecord>>> read = [](Store& store) { return store.site_key({}); };
  const auto found = co_await service.on_store(std::move(read));
  if (!found) co_return store_failed(found.error());
  co_return ok(kJsonType, R"({"status":"ok"})");
}

}  // namespace chalkpoint::hub
