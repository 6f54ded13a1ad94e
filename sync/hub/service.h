// What the routes work with: the store behind its thread, the clock, the tokens seen of late.
#pragma once

#include <deque>
#include <unordered_map>

#include "sync/hub/asio.h"
#include "sync/hub/limits.h"
#include "sync/hub/store_thread.h"

namespace chalkpoint::hub {

/// What the hub needs of the world.
struct World {
  std::function<std::int64_t()> now_ms;  ///< UTC
  event::Random random;
};

/// Work for the store's thread.
template <typename T>
using Asked = std::move_only_function<T(Store&)>;

/// Used from the thread of the I/O alone.
class Service {
 public:
  Service(std::unique_ptr<Store> store, World world, Limits limits)
      : store_(std::move(store)), world_(std::move(world)), limits_(limits) {}

  /// Runs `work` on the store's thread and goes on here with what it returns. Give it a named function: g++ 12 destroys
  /// temporaries of a co_await expression twice.
  template <typename T>
  net::awaitable<T> on_store(Asked<T> work);
  /// As StoreThread::deliver.
  net::awaitable<Result<Taken>> deliver(Delivery delivery);
  /// The device a token belongs to; nothing for one that is not known.
  net::awaitable<Result<std::optional<Device>>> authenticate(std::string_view token);

  /// Takes one of the few tries that Limits allow for codes; false: there is none left now. A right code gives its try
  /// back.
  bool begin_code_try();
  void code_was_right();
  const event::Random& random() const { return world_.random; }

  std::int64_t now_ms() const { return world_.now_ms(); }
  const Limits& limits() const { return limits_; }

 private:
  struct Believed {
    Device device;
    std::int64_t asked_ms = 0;
  };
  StoreThread store_;
  World world_;
  Limits limits_;
  std::unordered_map<std::string, Believed> tokens_;  ///< by hash
  std::deque<std::int64_t> code_tries_ms_;            ///< of late
};

/// What a store keeps of a token: 256 random bits need no slow hash.
event::Hash token_hash(std::string_view token);
/// The same of a code, which lives a day and is taken once.
event::Hash code_hash(std::string_view digits);
/// 64 hex digits of 256 random bits.
std::string random_token(const event::Random& random);
/// Twelve random digits.
std::string random_code(const event::Random& random);

template <typename T>
net::awaitable<T> Service::on_store(Asked<T> work) {
  return net::async_initiate<const net::use_awaitable_t<>, void(T)>(
      [this](auto handler, Asked<T> job) {
        // The guard keeps the I/O running while only the store is at work.
        auto guard = net::make_work_guard(net::get_associated_executor(handler));
        store_.ask(
            [handler = std::move(handler), guard = std::move(guard), job = std::move(job)](Store& store) mutable {
              auto executor = guard.get_executor();
              net::post(executor, [handler = std::move(handler), guard = std::move(guard),
                                   value = job(store)]() mutable { std::move(handler)(std::move(value)); });
            });
      },
      net::use_awaitable, std::move(work));
}

}  // namespace chalkpoint::hub
