#include "sync/device/transport.h"

#include <utility>

namespace chalkpoint::device {

std::optional<std::int64_t> clock_offset(std::int64_t hub_unix_ms, std::int64_t sent_unix_ms,
                                         std::int64_t received_unix_ms) {
  if (received_unix_ms < sent_unix_ms) return std::nullopt;
  return hub_unix_ms - (sent_unix_ms + (received_unix_ms - sent_unix_ms) / 2);
}

Answer ask(Transport& transport, Request request) {
  const auto ticket = transport.begin(std::move(request));
  while (auto finished = transport.finish())
    if (finished->ticket == ticket) return std::move(finished->answer);
  return std::unexpected(NoAnswer{NoAnswer::Why::cancelled, {"The request was given up.", "Try again."}});
}

}  // namespace chalkpoint::device
