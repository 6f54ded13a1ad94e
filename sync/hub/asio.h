// Asio and Beast with C++20 coroutines, as Debian 12's Boost 1.74 needs them to be included.
#pragma once

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange without it

#if defined(__clang__)  // Boost 1.74 looks for clang's coroutines where only its versions before 17 kept them
#define BOOST_ASIO_HAS_CO_AWAIT 1
#define BOOST_ASIO_HAS_STD_COROUTINE 1
#endif

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace chalkpoint::hub {
namespace net = boost::asio;
}  // namespace chalkpoint::hub
