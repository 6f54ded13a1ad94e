// What a hub allows a connection, each with its reason. The limits of batches are the wire's (sync/wire/limits.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace chalkpoint::hub {

struct Limits {
  /// Octets of a request's head: a token and a dozen headers take 500.
  std::uint32_t head_bytes_max = 8 * 1024;
  /// From the first octet of a request to the end of its head, however slowly the octets come.
  std::chrono::seconds head_time_max{10};
  /// For a body of up to 1 MiB: a full batch is 50 KiB compressed, which a phone's worst link carries in this time.
  std::chrono::seconds body_time_max{60};
  /// For the answer to be taken.
  std::chrono::seconds write_time_max{30};
  /// Between requests on one connection: longer than a terminal's rest between two answers at a busy hour.
  std::chrono::seconds idle_time_max{75};
  /// Connections at once; the next one is told to come again. Each may hold one body.
  std::size_t connections_max = 256;
  /// After being told to stop: for what is under way.
  std::chrono::seconds stop_time_max{10};
  /// After a refusal, for the rest of the request to arrive, so that the refusal is read before the connection closes.
  std::chrono::seconds linger_time_max{2};
  /// How long a token is believed without asking the store again: a revoked one still works so long.
  std::chrono::milliseconds token_believed{2000};
  /// Codes that may be tried in the time below, right ones aside, by everybody together: behind a proxy all come from
  /// one address. In the day that a code lives, one in twenty million of them is guessed so. Who floods the hub with
  /// wrong ones keeps others from enrolling by code meanwhile; a token enrols all the same.
  std::size_t wrong_codes_max = 30;
  std::chrono::milliseconds wrong_codes_window{60'000};
};

/// Batches that share one transaction: enough to share its sync among many, few enough for the first not to wait.
inline constexpr std::size_t kGroupBatchesMax = 16;
/// How long a batch that came before its predecessor is held back: a round trip or two of a bad line.
inline constexpr std::chrono::milliseconds kGapPatience{1000};
/// Batches held back so at once; the next one is told of its gap immediately. Each may be 1 MiB.
inline constexpr std::size_t kEarlyMax = 32;
/// Tokens kept in memory; beyond that the memory is emptied, and the store asked again.
inline constexpr std::size_t kTokensBelievedMax = 4096;
/// Answers smaller than this are not worth compressing.
inline constexpr std::size_t kGzipBytesMin = 1024;

}  // namespace chalkpoint::hub
