#include "sync/device/transport.h"

#include <utility>

namespace chalkpoint::device {

Answer ask(Transport& transport, Request request) {
  const auto ticket = transport.begin(std::move(request));
  while (auto finished = transport.finish())
    if (finished->ticket == ticket) return std::move(finished->answer);
  return std::unexpected(NoAnswer{NoAnswer::Why::cancelled, {"The request was given up.", "Try again."}});
}

}  // namespace chalkpoint::device
