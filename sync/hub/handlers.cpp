#include "sync/hub/handlers.h"

#include <spdlog/spdlog.h>

#include "sync/hub/intake.h"
#include "sync/wire/names.h"
#include "sync/wire/site.h"

namespace chalkpoint::hub {
namespace {

constexpr std::string_view kJsonType = "application/json";

Reply ok(std::string_view type, std::string body) {
  return {.status = 200, .type = type, .body = std::move(body), .retry_after_s = {}, .allow = {}, .close = false};
}

/// The store failed: logged here, and the terminal keeps what it has and comes again.
Reply store_failed(const event::Problem& problem) {
  spdlog::error("{}; {}", problem.what, problem.remedy);
  return refuse(503, {"the hub cannot reach its store", "try again later"});
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
  using Found = std::pair<Result<std::optional<KeyRecord>>, std::string>;
  Asked<Found> find = [site = call.who.who.site](Store& store) { return Found(store.site_key(site), store.epoch()); };
  const auto [key, epoch] = co_await service.on_store(std::move(find));
  if (!key) co_return store_failed(key.error());
  if (!*key) co_return store_failed({"the site " + call.who.who.site + " has no key", "run `chalkpoint-hub verify`"});
  co_return ok(wire::kSiteType, wire::to_text(wire::Site{.site = call.who.who.site,
                                                         .device = call.who.who.device,
                                                         .name = call.who.name,
                                                         .key = {(*key)->open.begin(), (*key)->open.end()},
                                                         .key_id = (*key)->key_id,
                                                         .hub_epoch = epoch,
                                                         .wrapped = (*key)->wrapped}));
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
