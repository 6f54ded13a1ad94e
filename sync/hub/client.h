// A plain HTTP client for one hub on loopback: what the simulated terminals speak through.
#pragma once

#include "sync/hub/asio.h"
#include "sync/hub/store.h"
#include "sync/wire/batch.h"
#include "sync/wire/site.h"

namespace chalkpoint::hub {

struct Answer {
  int status = 0;
  std::string type;
  std::string body;
};

/// One kept-alive connection; calls wait. A Problem when the hub cannot be reached or the connection breaks.
class Client {
 public:
  /// `url` is http://ADDRESS:PORT; the token may be empty for routes that are open.
  static Result<Client> connect(const std::string& url, std::string token);

  /// GET of a path with its query.
  Result<Answer> get(std::string_view target);
  /// `packed` is gzip of a batch.
  Result<Answer> post_batch(std::string packed);

  /// Whose token it is, and its site's key.
  Result<wire::Site> site();
  /// The ack of a batch; a refusal becomes a Problem.
  Result<wire::Ack> send(const wire::Outgoing& batch);

 private:
  Client(std::unique_ptr<net::io_context> io, net::ip::tcp::socket socket, std::string token);
  std::unique_ptr<net::io_context> io_;
  net::ip::tcp::socket socket_;
  std::string token_;
};

}  // namespace chalkpoint::hub
