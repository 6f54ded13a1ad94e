// How requests reach a hub. Two implementations, one contract suite: libcurl, and loopback in memory for simulations.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "sync/event/event.h"

namespace chalkpoint::device {

struct Request {
  enum class Method { get, post };
  Method method = Method::get;
  std::string url;                       ///< absolute: https, or http to loopback
  std::string token;                     ///< sent as a bearer token; never logged. Empty: none is sent
  event::Bytes body;                     ///< of a post: gzip
  std::string content_type;              ///< of the body before compression
  std::int64_t sent_unix_ms = 0;         ///< the sender's clock, for the hub to note how far it is off
  std::size_t answer_bytes_max = 16384;  ///< decompressed; a longer answer is a failure
};

struct Response {
  int status = 0;
  std::string content_type;
  event::Bytes body;                                     ///< decompressed
  std::optional<std::chrono::milliseconds> retry_after;  ///< of a Retry-After in seconds or as a date
  std::optional<std::int64_t> hub_unix_ms = {};          ///< the hub's clock when it answered, where it told
};

/// Why there is no answer at all.
struct NoAnswer {
  enum class Why { unresolved, unreachable, timed_out, certificate, too_large, broken, not_allowed, cancelled };
  Why why = Why::unreachable;
  event::Problem problem;
};

using Answer = std::expected<Response, NoAnswer>;

/// Redirects are never followed: a 3xx is an answer like any other. Used from one thread, except `cancel`.
class Transport {
 public:
  using Ticket = std::uint64_t;
  struct Finished {
    Ticket ticket = 0;
    Answer answer;
  };
  virtual ~Transport() = default;
  /// Begins a request without waiting for it. Requests begun one after another travel side by side.
  virtual Ticket begin(Request request) = 0;
  /// Waits for the next request to finish, in whatever order; nothing when none is under way.
  virtual std::optional<Finished> finish() = 0;
  /// Forgets every request under way; their answers are never heard of.
  virtual void abandon() = 0;
  /// From any thread and for good: whatever is under way or begun later finishes at once as `cancelled`.
  virtual void cancel() = 0;
};

/// How far the hub's clock is ahead of ours, from what it showed between our sending and our receiving; within half of
/// what lies between. Nothing where our clock was set back meanwhile.
std::optional<std::int64_t> clock_offset(std::int64_t hub_unix_ms, std::int64_t sent_unix_ms,
                                         std::int64_t received_unix_ms);

/// One request and its answer.
Answer ask(Transport& transport, Request request);

}  // namespace chalkpoint::device
