#include "sync/hub/service.h"

#include "sync/wire/enrol.h"

namespace chalkpoint::hub {

event::Hash token_hash(std::string_view token) {
  return event::blake2b({"chalkpoint token ", token});
}

event::Hash code_hash(std::string_view digits) {
  return event::blake2b({"chalkpoint code ", digits});
}

std::string random_token(const event::Random& random) {
  std::array<std::uint8_t, 32> secret{};
  random(secret);
  return event::hex(secret);
}

std::string random_code(const event::Random& random) {
  std::string digits;
  while (digits.size() < wire::kCodeDigits) {
    std::array<std::uint8_t, 1> octet{};
    random(octet);
    if (octet[0] < 250) digits += static_cast<char>('0' + octet[0] % 10);  // beyond that the low digits were likelier
  }
  return digits;
}

bool Service::begin_code_try() {
  const std::int64_t now = now_ms();
  // A clock set back must not hold anybody up for as long as it was set back.
  while (!code_tries_ms_.empty() &&
         (now - code_tries_ms_.front() >= limits_.wrong_codes_window.count() || code_tries_ms_.front() > now))
    code_tries_ms_.pop_front();
  if (code_tries_ms_.size() >= limits_.wrong_codes_max) return false;
  code_tries_ms_.push_back(now);
  return true;
}

void Service::code_was_right() {
  if (!code_tries_ms_.empty()) code_tries_ms_.pop_back();
}

net::awaitable<Result<Taken>> Service::deliver(Delivery delivery) {
  return net::async_initiate<const net::use_awaitable_t<>, void(Result<Taken>)>(
      [this](auto handler, Delivery given) {
        auto guard = net::make_work_guard(net::get_associated_executor(handler));
        store_.deliver(std::move(given), [handler = std::move(handler),
                                          guard = std::move(guard)](auto given_back) mutable {
          auto executor = guard.get_executor();
          net::post(executor, [handler = std::move(handler), guard = std::move(guard),
                               answer = std::move(given_back)]() mutable { std::move(handler)(std::move(answer)); });
        });
      },
      net::use_awaitable, std::move(delivery));
}

net::awaitable<Result<std::optional<Device>>> Service::authenticate(std::string_view token) {
  const event::Hash hash = token_hash(token);
  const std::string key(hash.begin(), hash.end());
  const auto seen = tokens_.find(key);
  if (seen != tokens_.end()) {
    const std::int64_t age_ms = now_ms() - seen->second.asked_ms;
    if (age_ms >= 0 && age_ms < limits_.token_believed.count()) co_return seen->second.device;
    tokens_.erase(seen);
  }
  Asked<Result<std::optional<Device>>> ask = [hash](Store& store) { return store.authenticate(hash); };
  auto device = co_await on_store(std::move(ask));
  if (device && *device) {
    if (tokens_.size() >= kTokensBelievedMax) tokens_.clear();
    tokens_[key] = {**device, now_ms()};
  }
  co_return device;
}

}  // namespace chalkpoint::hub
