// The hub on a port: accepts connections, and stops without breaking off what is under way.
#pragma once

#include <set>

#include "sync/hub/session.h"

namespace chalkpoint::hub {

class Server {
 public:
  /// Listens at once; `address` is ADDRESS:PORT, port 0 for any free one. A Problem names why it cannot.
  static Result<std::unique_ptr<Server>> listen(const std::string& address, std::unique_ptr<Store> store, World world,
                                                Limits limits = {});

  /// Where it listens: http://ADDRESS:PORT
  std::string url() const;
  /// Serves until stopped, in the calling thread. False when something under way had to be cut off at the deadline.
  bool run();
  /// From any thread: takes no new connection, answers what is under way, then lets run() return.
  void stop();
  /// Stops on SIGINT and SIGTERM.
  void stop_on_signals();

 private:
  Server(std::unique_ptr<Store> store, World world, Limits limits);
  net::awaitable<void> accept();
  net::awaitable<void> serve(net::ip::tcp::socket socket);
  net::awaitable<void> turn_away(net::ip::tcp::socket socket);
  void begin_stop();

  net::io_context io_{1};
  net::ip::tcp::acceptor acceptor_{io_};
  net::signal_set signals_{io_};
  net::steady_timer deadline_{io_};
  Limits limits_;
  Service service_;
  std::set<std::shared_ptr<Session>> sessions_;
  bool stopping_ = false;
};

/// ADDRESS:PORT, [ADDRESS]:PORT for IPv6.
Result<net::ip::tcp::endpoint> parse_endpoint(const std::string& text);

}  // namespace chalkpoint::hub
